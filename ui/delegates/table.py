"""Paints a cell of a table: a quotation on two lines, a name with a caption, or a chip."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.delegates import painting
from ui.icons import draw_icon
from ui.models.list_model import ROW_ROLE
from ui.models.rows import Cell
from ui.theme.appearance import theme
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class TableDelegate(QStyledItemDelegate):
    """One call paints one cell."""

    def __init__(self, tall: bool = False, parent: QObject | None = None) -> None:
        """Paint rows of 76 design pixels when ``tall`` (for quotations), else of 40."""
        super().__init__(parent)
        self.tall = tall

    def row_height(self) -> int:
        """Return the height of every row."""
        now = theme()
        name, small = (now.metrics(role).height() for role in ("name", "caption"))
        if self.tall:
            return 2 * name + small + now.em(24)
        return name + now.em(22)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a cell."""
        return QSize(theme().em(80), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell at ``index``."""
        cell = index.data(ROW_ROLE)
        if not isinstance(cell, Cell):
            return
        now, state = theme(), option.state.value
        self._background(painter, now, option, state, index.column() == 0)
        free = option.rect.adjusted(now.em(12), now.em(8), -now.em(8), -now.em(8))
        selected = bool(state & painting.SELECTED)
        if not (cell.chip or cell.icon or cell.quote or self.tall):
            self._line(painter, now, option, free, cell.text, selected)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.icon:
            free.setLeft(free.left() + now.em(34))
        if cell.text or cell.caption:
            free = self._words(painter, now, option, free, cell, selected)
        if cell.chip:
            self._chip(painter, now, option, free, cell)
        painter.restore()

    def _background(
        self, painter: QPainter, now: Theme, option: QStyleOptionViewItem, state: int, first: bool
    ) -> None:
        rect = option.rect
        if state & painting.SELECTED:
            painter.fillRect(rect, now.colour("sel"))
            if first:
                bar = QRect(rect.left(), rect.top(), now.em(3), rect.height())
                bar = QStyle.visualRect(option.direction, rect, bar)
                painter.fillRect(bar, now.colour("accent"))
        elif state & painting.HOVERED:
            painter.fillRect(rect, now.colour("subtle"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.colour("border"))
        if state & painting.FOCUSED:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painting.draw_focus(painter, now, rect.adjusted(1, 1, -1, -2), now.em(4))
            painter.restore()

    def _line(
        self,
        painter: QPainter,
        now: Theme,
        option: QStyleOptionViewItem,
        free: QRect,
        words: str,
        selected: bool,
    ) -> None:
        """Write one line and nothing else, as most cells do: a table has hundreds in view."""
        if option.direction == Qt.LayoutDirection.RightToLeft:
            free = QStyle.visualRect(option.direction, option.rect, free)
        ink = now.colour("sel_text" if selected else "text")
        painting.text(painter, free, words.replace("\n", " "), now.font("body"), ink)

    def _words(
        self,
        painter: QPainter,
        now: Theme,
        option: QStyleOptionViewItem,
        free: QRect,
        cell: Cell,
        selected: bool,
    ) -> QRect:
        ink = now.colour("sel_text" if selected else "text")
        ink2 = now.colour("sel_text" if selected else "text2")
        font, small = now.font("name" if cell.quote else "body"), now.font("caption")
        lines = painting.broken(cell.text, font, free.width(), 2 if cell.quote and self.tall else 1)
        step, low = QFontMetrics(font).height(), QFontMetrics(small).height()
        gap = now.em(4)
        block = step * len(lines) + (gap + low if cell.caption and self.tall else 0)
        top = free.top() + (free.height() - block) // 2
        if cell.icon:
            side = now.em(18)
            mark = QRect(free.left() - now.em(30), top + (step - side) // 2, side, side)
            mark = QStyle.visualRect(option.direction, option.rect, mark)
            draw_icon(painter, mark, cell.icon, now.colour("text2"))
        for line in lines:
            rect = QRect(free.left(), top, free.width(), step)
            rect = QStyle.visualRect(option.direction, option.rect, rect)
            painting.text(painter, rect, line, font, ink)
            top += step
        if cell.caption and self.tall:
            rect = QRect(free.left(), top + gap, free.width(), low)
            rect = QStyle.visualRect(option.direction, option.rect, rect)
            painting.text(painter, rect, cell.caption, small, ink2)
        widest = max((QFontMetrics(font).horizontalAdvance(line) for line in lines), default=0)
        return free.adjusted(widest + now.em(8), 0, 0, 0)

    def _chip(
        self, painter: QPainter, now: Theme, option: QStyleOptionViewItem, free: QRect, cell: Cell
    ) -> None:
        assert cell.chip is not None
        size = painting.chip_size(now, cell.chip)
        size.setWidth(min(size.width(), free.width()))
        rect = QRect(free.left(), free.center().y() - size.height() // 2, *size.toTuple())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        visual = QStyle.visualRect(option.direction, option.rect, rect)
        painting.draw_chip(painter, now, visual, cell.chip, mirrored)
