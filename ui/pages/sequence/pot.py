"""The pot: what each step adds to it, as numbered cards side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from outreach.cadence.kinds import Step
from outreach.snapshot import Snapshot
from ui.delegates import painting
from ui.models.list_model import ROW_ROLE, IdListModel
from ui.models.rows import ChipText, Row
from ui.theme.appearance import appearance, theme

WIDTH, GAP = 152, 10
"""Design pixels of a card, and between cards."""

IN, PROMISED, ASKED = (
    ChipText("In the pot", "ok"),
    ChipText("Promised", "pot"),
    ChipText("Asked", "info"),
)
NOT_ASKED, DECLINED = ChipText("Not asked", "neutral"), ChipText("Declined", "danger")

STAGES = {
    "contributing": IN,
    "committed": PROMISED,
    "in_conversation": ASKED,
    "contacted": ASKED,
    "declined": DECLINED,
}
"""How far an ingredient has come, by the stage of the partner who adds it."""


def ingredients(snapshot: Snapshot, found: Sequence[Step]) -> list[Row]:
    """Return a row for each step that adds something, numbered as the steps are."""
    rows = []
    for number, step in enumerate(found, 1):
        if step.ingredient:
            partner = snapshot.organisations.get(step.organisation or "")
            stage = partner.status if partner else None
            rows.append(
                Row(
                    id=step.id,
                    title=" ".join(step.ingredient.split()),
                    caption=partner.name if partner else "No partner yet",
                    chips=(STAGES.get(stage or "", NOT_ASKED),),
                    aside=str(number),
                )
            )
    return rows


class PotStrip(QListView):
    """The cards in one line, that scrolls; arrow keys go from one to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty pot."""
        super().__init__(parent)
        self.setAccessibleName("What the steps add to the pot")
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_CardDelegate(self))
        self._rows: dict[str, Row] = {}
        self.model_ = IdListModel(lambda ids: [self._rows[id] for id in ids], self)
        self.setModel(self.model_)
        appearance().changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the ingredients."""
        if list(rows) != list(self._rows.values()):
            self._rows = {row.id: row for row in rows}
            self.model_.set_ids(self._rows)

    def show_step(self, id: str) -> None:
        """Mark the card of a step and bring it into view, if it has one."""
        place = self.model_.row_of(id)
        if place >= 0:
            self.setCurrentIndex(self.model_.index(place))

    def sizeHint(self) -> QSize:
        """Return the height of the cards and the scroll bar."""
        return QSize(theme().em(400), card_height() + theme().em(12))

    def minimumSizeHint(self) -> QSize:
        """Return room for one card."""
        return QSize(theme().em(WIDTH), self.sizeHint().height())


def card_height() -> int:
    """Return the height of a card: a chip, two lines of words, and the partner."""
    now = theme()
    chip, name, small = (QFontMetrics(now.font(r)).height() for r in ("chip", "name", "caption"))
    return chip + name + small + now.em(34)


class _CardDelegate(QStyledItemDelegate):
    """Solid for what is in, a strong outline for what is promised or asked, else dashed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme().em(WIDTH + GAP), card_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, now = index.data(ROW_ROLE), theme()
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        direction = option.direction
        card = QRect(option.rect.topLeft(), QSize(now.em(WIDTH), option.rect.height()))
        card = QStyle.visualRect(direction, option.rect, card.adjusted(1, 1, -1, -1))
        self._box(painter, card, row.chips[0], option)
        inner = card.adjusted(now.em(10), now.em(8), -now.em(10), -now.em(8))
        chip = painting.chip_size(now, row.chips[0])
        top = QRect(inner.left(), inner.top(), inner.width(), chip.height())
        at_end = QRect(inner.right() - chip.width() + 1, top.top(), *chip.toTuple())
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        painting.draw_chip(
            painter, now, QStyle.visualRect(direction, card, at_end), row.chips[0], mirrored
        )
        painting.text(painter, top, row.aside, now.font("chip"), now.colour("text2"))
        low = QFontMetrics(now.font("caption")).height()
        foot = QRect(inner.left(), inner.bottom() - low, inner.width(), low)
        painting.text(painter, foot, row.caption, now.font("caption"), now.colour("text2"))
        name = QFontMetrics(now.font("name")).height()
        middle = QRect(inner.left(), foot.top() - name - now.em(2), inner.width(), name)
        painting.text(painter, middle, row.title, now.font("name"), now.colour("text"))
        painter.restore()

    def _box(
        self, painter: QPainter, card: QRect, chip: ChipText, option: QStyleOptionViewItem
    ) -> None:
        now = theme()
        painting.rounded(painter, card, now.em(8), now.colour("surface"))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        line = "accent" if current else "border" if chip is IN else "border_strong"
        pen = QPen(now.colour(line), 2 if current else 1)
        if chip in (NOT_ASKED, DECLINED) and not current:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), now.em(8), now.em(8))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, now, card, now.em(8))
