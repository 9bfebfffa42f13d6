"""A wide list with the detail of its row beside it, or below it in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.theme import measure
from ui.theme.appearance import appearance, theme
from ui.widgets.panes import ScrollArea, read_in_order

BELOW_UNDER = 1100
"""Window width, in design pixels, under which the detail goes below."""
MARGIN = 24
"""Design pixels beside the list when nothing is beside it: those of the page's head."""
LEAST = 210
"""Design pixels that each is high when they lie below each other: a list with a few rows. Where
the window has not so many for both, the two are scrolled together."""


class Beside(ScrollArea):
    """Two panes with a border between them that can be dragged."""

    def __init__(
        self, main: QWidget, detail: QWidget, shares: tuple[int, int], name: str = ""
    ) -> None:
        """Give ``main`` and ``detail`` the room in the proportion of ``shares`` to begin with."""
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._parts, self._shares = (main, detail), shares
        column = main.layout()
        self._gap = measure.right_margin(column) if column is not None else 0.0
        self._split.setAccessibleName(name)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(zip(self._parts, shares, strict=True)):
            self._split.addWidget(part)
            self._split.setStretchFactor(place, share)
        read_in_order(self._split)
        super().__init__(self._split, name)
        self._share()
        appearance().changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the window has become narrow or wide."""
        super().resizeEvent(event)
        self._turn()

    def is_below(self) -> bool:
        """Tell whether the detail is below the list."""
        return self._split.orientation() == Qt.Orientation.Vertical

    def _turn(self) -> None:
        narrow = self.window().width() < theme().em(BELOW_UNDER)
        column = self._parts[0].layout()
        if column is not None:
            measure.right_margin(column, MARGIN if narrow else self._gap)
        least = theme().em(LEAST) if narrow else 0
        for part in self._parts:
            if part.minimumHeight() != least:
                part.setMinimumHeight(least)
        if narrow != self.is_below():
            below, beside = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
            self._split.setOrientation(below if narrow else beside)
            self._share()

    def _share(self) -> None:
        self._split.setSizes([1000 * share for share in self._shares])
