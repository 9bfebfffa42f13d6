"""A list beside the detail of its row, or where there is no room for both, one after the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.appearance import theme
from ui.widgets.panes import PaneSplit


class Turns(PaneSplit):
    """Shows list and detail side by side from a width on; below it they take turns."""

    narrow_changed = Signal(bool)
    """Whether only one of the two is now shown."""

    def __init__(
        self,
        side: QWidget,
        detail: QWidget,
        width: int,
        both_from: int,
        parent: QWidget | None = None,
    ) -> None:
        """Give ``side`` ``width`` design pixels; show both from ``both_from`` design pixels on."""
        super().__init__(side, detail, width, parent)
        self._side, self._detail, self._both_from = side, detail, both_from
        self._narrow, self._opened = False, False

    def is_narrow(self) -> bool:
        """Tell whether only one of the two is shown."""
        return self._narrow

    def open_detail(self) -> None:
        """Show the detail, instead of the list if there is no room for both."""
        self._turn(True)

    def back(self) -> None:
        """Go back to the list."""
        self._turn(False)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the larger one: less is needed than for both."""
        one, other = self._side.minimumSizeHint(), self._detail.minimumSizeHint()
        return one.expandedTo(other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both or one."""
        super().resizeEvent(event)
        narrow = self.width() < theme().em(self._both_from)
        if narrow != self._narrow:
            self._narrow = narrow
            self._turn(self._opened)
            self.narrow_changed.emit(narrow)

    def _turn(self, opened: bool) -> None:
        self._opened = opened
        self._side.setVisible(not self._narrow or not opened)
        self._detail.setVisible(not self._narrow or opened)
