"""The pot: what each step adds to it, as numbered cards side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
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

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.snapshot import Snapshot
from ui.delegates import painting
from ui.icons import draw_icon
from ui.models.list_model import ROW_ROLE, IdListModel
from ui.models.rows import ChipText, Row
from ui.theme.appearance import appearance, theme

WIDTH, WRAPPED, GAP = 152, 138, 10
"""Design pixels of a card in one line and in several, and between cards."""
ADD = "add"
"""The id of the card that asks for one more ingredient."""

IN, PROMISED, ASKED = (
    ChipText(tr("In the pot"), "ok"),
    ChipText(tr("Promised"), "pot"),
    ChipText(tr("Asked"), "info"),
)
NOT_ASKED, DECLINED = ChipText(tr("Not asked"), "neutral"), ChipText(tr("Declined"), "danger")

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
                    caption=partner.name if partner else tr("No partner yet"),
                    chips=(STAGES.get(stage or "", NOT_ASKED),),
                    aside=str(number),
                )
            )
    return rows


class PotStrip(QListView):
    """The cards in one line, that scrolls, or in several; arrow keys go from one to the next."""

    opened = Signal(str)
    """Enter on a card: its id."""

    def __init__(self, parent: QWidget | None = None, *, wrapping: bool = False) -> None:
        """Begin with an empty pot; ``wrapping`` cards go on below and have room for more words."""
        super().__init__(parent)
        self._wrapping = wrapping
        self.setAccessibleName(tr("What the steps add to the pot"))
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(wrapping)
        if wrapping:
            self.setResizeMode(QListView.ResizeMode.Adjust)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_CardDelegate(self, 2 if wrapping else 1))
        self._rows: dict[str, Row] = {}
        self.model_ = IdListModel(lambda ids: [self._rows[id] for id in ids], self)
        self.setModel(self.model_)
        appearance().changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the ingredients."""
        if list(rows) != list(self._rows.values()):
            self._rows = {row.id: row for row in rows}
            self.model_.set_ids(self._rows)
            self._measure()

    def show_step(self, id: str) -> None:
        """Mark the card of a step and bring it into view, if it has one."""
        place = self.model_.row_of(id)
        if place >= 0:
            self.setCurrentIndex(self.model_.index(place))

    def sizeHint(self) -> QSize:
        """Return the height of the cards and the scroll bar."""
        if not self._wrapping:
            return QSize(theme().em(400), card_height() + theme().em(12))
        columns = max(1, (self.width() - 2) // theme().em(WRAPPED + GAP))
        lines = -(-len(self._rows) // columns)
        return QSize(theme().em(400), max(1, lines) * (card_height(2) + theme().em(GAP)) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of all lines."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a card with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.model_.id_at(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        if self._wrapping and self.minimumHeight() != self.sizeHint().height():
            self.setMinimumHeight(self.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for one card."""
        return QSize(theme().em(WIDTH), self.sizeHint().height())


def card_height(lines: int = 1) -> int:
    """Return the height of a card: a chip, ``lines`` of words, and the partner."""
    now = theme()
    chip, name, small = (QFontMetrics(now.font(r)).height() for r in ("chip", "name", "caption"))
    return chip + lines * name + small + now.em(34)


class _CardDelegate(QStyledItemDelegate):
    """Solid for what is in, a strong outline for what is promised or asked, else dashed."""

    def __init__(self, parent: QObject, lines: int) -> None:
        super().__init__(parent)
        self._lines = lines
        self._wide = WIDTH if lines == 1 else WRAPPED

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        gap = theme().em(GAP) if self._lines > 1 else 0
        return QSize(theme().em(self._wide + GAP), card_height(self._lines) + gap)

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
        card = QRect(option.rect.topLeft(), QSize(now.em(self._wide), card_height(self._lines)))
        card = QStyle.visualRect(direction, option.rect, card.adjusted(1, 1, -1, -1))
        self._box(painter, card, row.chips[0] if row.chips else NOT_ASKED, option)
        if not row.chips:
            self._ask(painter, card, row)
            painter.restore()
            return
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
        lines = painting.broken(row.title, now.font("name"), inner.width(), self._lines)
        middle = foot.top() - now.em(2) - (self._lines * name + len(lines) * name) // 2
        for n, line in enumerate(lines):
            place = QRect(inner.left(), middle + n * name, inner.width(), name)
            painting.text(painter, place, line, now.font("name"), now.colour("text"))
        painter.restore()

    def _ask(self, painter: QPainter, card: QRect, row: Row) -> None:
        now, ink = theme(), theme().colour("accent_text")
        mark = card.adjusted(0, 0, 0, -card.height() // 3)
        side = now.em(18)
        box = QRect(0, 0, side, side)
        box.moveCenter(mark.center())
        draw_icon(painter, box, "plus", ink)
        words = card.adjusted(now.em(6), card.height() // 3, -now.em(6), 0)
        painting.text(painter, words, row.title, now.font("name"), ink, painting.CENTRE)

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
