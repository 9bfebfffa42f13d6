"""Paints a row of two lines: mark, name, caption, and at the end a chip or a day."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates import painting
from ui.icons import draw_icon
from ui.models.list_model import ROW_ROLE
from ui.models.rows import Row
from ui.theme.appearance import theme
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class RowLook(Enum):
    """Where rows stand."""

    PANE = "pane"
    """In a list of their own, which scrolls."""
    CARD = "card"
    """In a card from edge to edge, with hairlines between."""
    PLAIN = "plain"
    """Inside a card's padding, without lines."""


class RowDelegate(QStyledItemDelegate):
    """One call paints one whole row."""

    def __init__(
        self,
        look: RowLook = RowLook.PANE,
        parent: QObject | None = None,
        *,
        marks: bool = True,
    ) -> None:
        """Paint rows for a place of this ``look``; ``marks`` lets the selected one stand out."""
        super().__init__(parent)
        self.look, self._marks = look, marks

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for every row: two lines and some air."""
        return QSize(theme().em(120), row_height(theme()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row at ``index``."""
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            last = index.row() == index.model().rowCount() - 1
            _RowPainting(painter, option, self.look, last, self._marks).paint(row)
            painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell the list when the tick box is clicked."""
        row = index.data(ROW_ROLE)
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and isinstance(row, Row)
            and row.checked is not None
            and tick_area(theme(), option).contains(event.position().toPoint())
        ):
            toggle = getattr(option.widget, "toggle", None)
            if toggle is not None:
                toggle(row.id)
            return True
        return super().editorEvent(event, model, option, index)


def row_height(now: Theme) -> int:
    """Return the height of a row of two lines."""
    lines = now.metrics("name").height() + now.metrics("caption").height()
    return lines + now.em(22)


def tick_area(now: Theme, option: QStyleOptionViewItem) -> QRect:
    """Return where a click ticks the box: more than the box itself."""
    area = QRect(option.rect)
    area.setWidth(now.em(46))
    return QStyle.visualRect(option.direction, option.rect, area)


class _RowPainting:
    """The painting of one row, from the leading edge and from the trailing edge inwards."""

    def __init__(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        look: RowLook,
        last: bool,
        marks: bool,
    ) -> None:
        self.painter, self.option, self.look, self.last = painter, option, look, last
        self.theme = theme()
        self.state = option.state.value
        self.mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        self.selected = marks and bool(self.state & painting.SELECTED)
        self.focused = bool(self.state & painting.FOCUSED)
        em = self.theme.em
        side = em(8) if look is RowLook.PANE else 0
        self.frame = option.rect.adjusted(side, em(1), -side, -em(1))
        inset = {RowLook.PANE: em(10), RowLook.CARD: em(16), RowLook.PLAIN: em(1)}[look]
        self.free = self.frame.adjusted(inset, 0, -inset, 0)

    def paint(self, row: Row) -> None:
        self._background()
        self._mark(row)
        self._aside(row)
        room = QRect(self.free)
        self._chips(row, beside=self._fits_beside(row))
        self._words(row, room)

    def _place(self, rect: QRect) -> QRect:
        if not self.mirrored:
            return rect
        return QStyle.visualRect(self.option.direction, self.option.rect, rect)

    def _background(self) -> None:
        now, hovered = self.theme, self.state & painting.HOVERED
        radius = now.em(6) if self.look is RowLook.PANE else 0
        if self.selected:
            painting.rounded(self.painter, self.frame, radius, now.colour("sel"))
        elif hovered and self.look is not RowLook.PLAIN:
            painting.rounded(self.painter, self.frame, radius, now.colour("subtle"))
        if self.look is RowLook.CARD and not self.last:
            line = self.option.rect
            self.painter.fillRect(line.left(), line.bottom(), line.width(), 1, now.colour("border"))
        if self.focused:
            painting.draw_focus(self.painter, now, self.frame, radius or now.em(4))

    def _mark(self, row: Row) -> None:
        now = self.theme
        if row.checked is not None:
            box = self._take_start(now.em(18), now.em(18))
            painting.draw_tick_box(self.painter, now, box, row.checked)
        if row.mark:
            place = self._take_start(now.em(18), now.em(12))
            draw_icon(self.painter, place, row.mark, now.tone(row.tone)[0])
        if row.icon:
            tile = self._take_start(now.em(34), now.em(12))
            painting.draw_tile(self.painter, now, tile, row.icon, self._tone(row))
        elif row.initials:
            circle = self._take_start(now.em(34), now.em(12))
            painting.draw_avatar(self.painter, now, circle, row.initials, self._tone(row))

    def _tone(self, row: Row) -> str:
        picked = self.selected and row.tone == "neutral"
        return "accent" if picked else row.tone

    def _take_start(self, side: int, gap: int) -> QRect:
        rect = QRect(self.free.left(), self.frame.center().y() - side // 2, side, side)
        self.free.setLeft(rect.right() + gap)
        return self._place(rect)

    def _take_end(self, size: QSize, gap: int, middle: int) -> QRect:
        top = middle - size.height() // 2
        rect = QRect(self.free.right() - size.width() + 1, top, size.width(), size.height())
        self.free.setRight(rect.left() - gap)
        return self._place(rect)

    def _lines(self, row: Row) -> tuple[QRect, QRect]:
        """Return the first line over all the free width, and the second."""
        now = self.theme
        tall = now.metrics("name").height()
        low = now.metrics("caption").height() if row.caption else 0
        gap = now.em(1) if row.caption else 0
        top = self.frame.top() + (self.frame.height() - tall - gap - low) // 2
        first = QRect(self.free.left(), top, self.free.width(), tall)
        return first, QRect(self.free.left(), top + tall + gap, self.free.width(), low)

    def _fits_beside(self, row: Row) -> bool:
        """Tell whether the second line is whole beside the chips."""
        now = self.theme
        chips = sum(painting.chip_size(now, chip).width() + now.em(8) for chip in row.chips)
        wide = now.metrics("caption").horizontalAdvance(row.caption)
        return wide <= self.free.width() - chips

    def _aside(self, row: Row) -> None:
        now = self.theme
        if row.aside:
            font = now.font("caption")
            metrics = now.metrics("caption")
            size = QSize(metrics.horizontalAdvance(row.aside) + 2, metrics.height())
            rect = self._take_end(size, now.em(10), self.frame.center().y())
            painting.text(self.painter, rect, row.aside, font, now.colour("text2"))

    def _chips(self, row: Row, *, beside: bool) -> None:
        """Draw the chips in the middle of the row, or on its first line if that is too tight."""
        now = self.theme
        middle = (self.frame if beside else self._lines(row)[0]).center().y()
        for chip in reversed(row.chips):
            size = painting.chip_size(now, chip)
            # The name always keeps some room.
            most = max(self.free.width() // 2, self.free.width() - now.em(110))
            size.setWidth(min(size.width(), most))
            rect = self._take_end(size, now.em(8), middle)
            painting.draw_chip(self.painter, now, rect, chip, self.mirrored)

    def _words(self, row: Row, room: QRect) -> None:
        """Write both lines; the second has all of ``room`` where the chips stand on the first."""
        now = self.theme
        name, small = now.font("name"), now.font("caption")
        faint = row.muted or row.checked is True
        name.setStrikeOut(row.checked is True)
        ink = now.colour("sel_text" if self.selected else "text3" if faint else "text")
        ink2 = now.colour("sel_text" if self.selected else "text3" if faint else "text2")
        first, second = self._lines(row)
        painting.text(self.painter, self._place(first), row.title, name, ink)
        if row.caption:
            wide = now.metrics("caption").horizontalAdvance(row.caption)
            if wide > second.width():
                second.setRight(room.right())
            painting.text(self.painter, self._place(second), row.caption, small, ink2)
