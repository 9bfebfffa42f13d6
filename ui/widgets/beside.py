"""A wide list with the detail of its row beside it, or below it in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.theme.appearance import appearance, theme

BELOW_UNDER = 1100
"""Window width, in design pixels, under which the detail goes below."""


class Beside(QSplitter):
    """Two panes with a border between them that can be dragged."""

    def __init__(
        self, main: QWidget, detail: QWidget, shares: tuple[int, int], name: str = ""
    ) -> None:
        """Give ``main`` and ``detail`` the room in the proportion of ``shares`` to begin with."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self._shares = shares
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(main)
        self.addWidget(detail)
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        self._share()
        appearance().changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the window has become narrow or wide."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.window().width() < theme().em(BELOW_UNDER)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._share()

    def _share(self) -> None:
        self.setSizes([1000 * share for share in self._shares])
