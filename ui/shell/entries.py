"""The entries of the side bar: what they are, and how they are painted."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from outreach.base.language import plural
from ui.delegates import painting
from ui.icons import draw_icon
from ui.models.rows import ChipText
from ui.theme.appearance import theme

Index = QModelIndex | QPersistentModelIndex

_ENTRY = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class Entry(NamedTuple):
    """A page as the side bar shows it."""

    id: str
    label: str
    icon: str
    section: int = 0
    badge: int = 0
    """How many things on it wait for the person; 0 shows nothing."""
    shortcut: str = ""

    @property
    def sentence(self) -> str:
        """The entry as it is heard."""
        return (
            plural("{page}, {n} waiting", "{page}, {n} waiting", self.badge, page=self.label)
            if self.badge
            else self.label
        )


class Entries(QAbstractListModel):
    """The pages in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without pages."""
        super().__init__(parent)
        self.entries: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Put a page at the end."""
        place = len(self.entries)
        self.beginInsertRows(QModelIndex(), place, place)
        self.entries.append(entry)
        self.endInsertRows()

    def place(self, id: str) -> int:
        """Return the row of a page.

        Raises:
            KeyError: there is no such page.
        """
        for place, entry in enumerate(self.entries):
            if entry.id == id:
                return place
        raise KeyError(f"there is no page {id}")

    def set_badge(self, id: str, count: int) -> None:
        """Show another count beside a page."""
        place = self.place(id)
        self.entries[place] = self.entries[place]._replace(badge=count)
        self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the entry itself, or its words."""
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == int(Qt.ItemDataRole.DisplayRole):
            return entry.label
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return entry.sentence
        if role == int(Qt.ItemDataRole.ToolTipRole):
            keys = f" ({entry.shortcut})" if entry.shortcut else ""
            return entry.sentence + keys
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: icon, label, and how many things wait."""

    narrow = False
    """Icons only."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of an entry, with room for a line where a section starts."""
        now = theme()
        height = max(now.em(34), QFontMetrics(now.font("body")).height() + now.em(12))
        gap = self._line_gap(index) if self._starts_section(index) else 0
        return QSize(now.em(40), height + now.em(2) + gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the entry at ``index``."""
        entry = index.data(_ENTRY)
        if not isinstance(entry, Entry):
            return
        now = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = option.rect.adjusted(0, 0, 0, -now.em(2))
        if self._starts_section(index):
            gap = self._line_gap(index)
            painter.fillRect(
                frame.left(), frame.top() + gap // 2, frame.width(), 1, now.colour("border")
            )
            frame.setTop(frame.top() + gap)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painting.rounded(painter, frame, now.em(6), now.colour("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, frame, now.em(6), now.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, now, frame, now.em(6))
        self._content(painter, option, frame, entry, selected)
        painter.restore()

    def _content(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        frame: QRect,
        entry: Entry,
        selected: bool,
    ) -> None:
        now = theme()

        def place(rect: QRect) -> QRect:
            return QStyle.visualRect(option.direction, option.rect, rect)

        side = now.em(18)
        left = frame.center().x() - side // 2 if self.narrow else frame.left() + now.em(11)
        mark = place(QRect(left, frame.center().y() - side // 2 + 1, side, side))
        draw_icon(painter, mark, entry.icon, now.colour("accent_text" if selected else "text2"))
        if self.narrow:
            if entry.badge:
                dot = place(QRect(left + side - now.em(3), mark.top() - 2, now.em(8), now.em(8)))
                painting.rounded(painter, dot, dot.width() / 2, now.colour("warn"))
            return
        free = QRect(left + side + now.em(11), frame.top(), 0, frame.height())
        free.setRight(frame.right() - now.em(8))
        if entry.badge:
            chip = ChipText(str(entry.badge), "warn")
            size = painting.chip_size(now, chip)
            top = frame.center().y() - size.height() // 2 + 1
            rect = QRect(free.right() - size.width() + 1, top, size.width(), size.height())
            painting.draw_chip(painter, now, place(rect), chip)
            free.setRight(rect.left() - now.em(6))
        font = now.font("strong" if selected else "body")
        ink = now.colour("sel_text" if selected else "text2")
        painting.text(painter, place(free), entry.label, font, ink)

    def _starts_section(self, index: Index) -> bool:
        """Tell whether a line goes before this entry: the shown one above is of another section."""
        view = self.parent()
        assert isinstance(view, QListView)
        here = index.data(_ENTRY).section
        for row in range(index.row() - 1, -1, -1):
            if not view.isRowHidden(row):
                return bool(index.model().index(row, 0).data(_ENTRY).section != here)
        return False

    def _line_gap(self, index: Index) -> int:
        return theme().em(17)
