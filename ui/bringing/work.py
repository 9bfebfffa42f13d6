"""Long work in the lane: how far it is, told in the window's thread, and whether it is to end."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from outreach.exchange.progress import Stopped


class Work(QObject):
    """One piece of work; made in the window's thread."""

    told = Signal(int, int)
    """So many pieces of so many are done."""

    def __init__(self, parent: QObject) -> None:
        """Begin; ``parent`` has to be there for as long as the work may go on."""
        super().__init__(parent)
        self._ended = threading.Event()

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is; called by the work itself.

        Raises:
            Stopped: it is to end.
        """
        if self._ended.is_set():
            raise Stopped
        self.told.emit(done, total)

    def stop(self) -> None:
        """Have it end where it next tells how far it is."""
        self._ended.set()
