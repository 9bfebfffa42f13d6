"""A layout that sets widgets side by side and goes on below, as words do in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget
from shiboken6 import isValid

from ui.theme.appearance import theme


class FlowLayout(QLayout):
    """Items from the leading edge, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        """Leave ``gap`` design pixels between items and between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Put an item behind the others."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before the item at ``place``."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._live())

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or None past the end, which is how Qt finds the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take an item out and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Say that more room is not asked for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at ``width``."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the items in ``rect``."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the room for all items side by side."""
        sizes = [item.sizeHint() for item in self._live() if not item.isEmpty()]
        gaps = max(0, len(sizes) - 1) * theme().em(self._gap)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the room of the largest item."""
        size = QSize()
        for item in self._live():
            size = size.expandedTo(item.minimumSize())
        return size

    def _live(self) -> list[QLayoutItem]:
        """Return the items that Qt has not taken down, and think no more of the others.

        An error in here cannot be caught by anybody: with Python 3.11 it ends the program.
        """
        self._items = [item for item in self._items if isValid(item)]
        return self._items

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        gap = theme().em(self._gap)
        y = rect.top()
        for line in self._lines(rect.width(), gap):
            height = max(size.height() for _, size in line)
            x = rect.left()
            for item, size in line:
                if move:
                    place = QRect(x, y + (height - size.height()) // 2, *size.toTuple())
                    item.setGeometry(QStyle.visualRect(self._direction(), rect, place))
                x += size.width() + gap
            y += height + gap
        return max(0, y - gap - rect.top())

    def _lines(self, width: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the items of each line, with their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        free = -1
        for item in self._live():
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, width), 1 << 20))
            if not lines or size.width() > free:
                lines.append([])
                free = width
            lines[-1].append((item, size))
            free -= size.width() + gap
        return lines

    def _direction(self) -> Qt.LayoutDirection:
        owner = self.parentWidget()
        return Qt.LayoutDirection.LeftToRight if owner is None else owner.layoutDirection()
