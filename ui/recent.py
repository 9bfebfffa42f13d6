"""The files that were open last, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from outreach.base.language import tr
from ui.preferences import Preferences
from ui.shell.actions import Actions


class RecentFiles:
    """Keeps the menu in step with what was opened."""

    def __init__(
        self, actions: Actions, preferences: Preferences, open_path: Callable[[Path], object]
    ) -> None:
        """Put the menu into ``actions``; ``open_path`` opens a file."""
        self._preferences, self._open_path = preferences, open_path
        self._menu = actions.submenu("recent", tr("Open &recent"), "File")
        self.fill()

    def remember(self, path: Path) -> None:
        """Put a file first."""
        self._preferences.remember(path)
        self.fill()

    def fill(self) -> None:
        """List what is known now."""
        self._menu.clear()
        for recent in self._preferences.recent:
            action = self._menu.addAction(str(recent.path))
            action.setEnabled(not recent.missing)
            action.triggered.connect(lambda _=False, path=recent.path: self._open_path(path))
        self._menu.setEnabled(bool(self._preferences.recent))
