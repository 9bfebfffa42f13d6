"""Files that are dropped on the window: a plan is opened, anything else is brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

KNOWN = (".db", ".age", ".vcf", ".csv", ".tsv", ".txt", ".xlsx", ".json", ".ics")
"""How the names of files end that can be dropped."""


class Dropping(QObject):
    """Takes one file at a time."""

    def __init__(self, window: QWidget, take: Callable[[Path], object]) -> None:
        """Give what is dropped on ``window`` to ``take``."""
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file that is dropped; leave everything else alone."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if dropped(event.mimeData()) is not None:
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = dropped(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                # Where it comes from waits until this returns, and dialogs may follow.
                QTimer.singleShot(0, lambda: self._take(path))
                return True
        return super().eventFilter(watched, event)


def dropped(data: QMimeData) -> Path | None:
    """Return the one file in ``data`` that can be taken; None when there is none."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in KNOWN else None
