"""Collects Python's garbage in the window's thread, and in no other.

Python collects in whichever thread happens to be running. When that is a lane, windows and timers
that nothing refers to any more are taken down there, which Qt does not allow: a timer that is
deleted in another thread goes off all the same, and the program crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from outreach.base import sweeping

EVERY = 500
"""Milliseconds between two looks at whether there is enough to collect."""


class Collector(QObject):
    """Takes the place of Python's own collecting for as long as the application lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Collect in this thread from now on."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(collect)
        self._timer.start()


def collect() -> None:
    """Collect what Python itself would have collected by now, the youngest first.

    Not while long work in a lane makes values that stay: to walk over a million of them again and
    again would keep the window still.
    """
    if not sweeping.is_wanted():
        return
    due = -1
    # Older ones only where all younger ones are due too, as Python does.
    for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True):
        if count <= most:
            break
        due += 1
    if due >= 0:
        gc.collect(due)


def keep_here() -> None:
    """See to it that garbage is collected in this thread, which is the window's, and nowhere else.

    Before another thread that runs Python is begun. Nothing happens when it was done already.
    """
    application = QCoreApplication.instance()
    if application is None:
        return
    if application.findChild(Collector) is None:
        Collector(application)
