"""Says something through the desktop, where the desktop can be asked to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from ui.icons import app_icon
from ui.widgets.markup import plain

SHOWN_MS = 10_000


class Desktop(QObject):
    """Shows notifications, by an icon beside the clock that goes again with them."""

    def say(self, title: str, sentence: str) -> bool:
        """Show a notification, unless there is nobody who would; tell whether it was shown."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        icon = QSystemTrayIcon(app_icon(), self)
        icon.setToolTip(plain(title))
        icon.show()
        icon.showMessage(title, sentence, app_icon(), SHOWN_MS)
        QTimer.singleShot(SHOWN_MS, icon.deleteLater)
        return True
