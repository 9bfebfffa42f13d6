"""Looks after an open file while the window is open: is it still there, did anybody change it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui.session import Session

EVERY_SECONDS = 5


class Watch(QObject):
    """Looks every few seconds, and at once when the person comes back to the window."""

    def __init__(self, session: Session) -> None:
        """Watch the file of ``session`` for as long as it is open."""
        super().__init__(session)
        self._session = session
        timer = QTimer(self)
        timer.setInterval(EVERY_SECONDS * 1000)
        # Nothing hangs on the exact second, so that the machine may sleep meanwhile.
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(session.look)
        timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._session.look()
