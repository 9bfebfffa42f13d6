"""How the window looks to the person who sits before it: colours, text size, full screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QMessageBox

from outreach.base.language import tr
from ui.preferences import Preferences
from ui.shell.window import MainShell
from ui.widgets.passing import passing


class View:
    """What can be done with the window whatever is open in it."""

    def __init__(self, shell: MainShell, preferences: Preferences) -> None:
        """Look after ``shell``; what is chosen is kept in ``preferences``."""
        self._shell, self._preferences = shell, preferences

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the menu's entries about the window do, by their ids."""
        return {
            "settings": self.settings,
            "larger": partial(self.scale_text, 1),
            "smaller": partial(self.scale_text, -1),
            "full": self.full_screen,
            "pane": partial(self.pane, 1),
            "pane back": partial(self.pane, -1),
            "guide": self.guide,
            "keys": self.keys,
            "about": self.about,
        }

    def settings(self) -> None:
        """Ask for the settings."""
        from ui.dialogs.settings import Settings

        with passing(Settings(self._preferences, self._shell)) as dialog:
            dialog.looks_changed.connect(self.show_looks)
            dialog.exec()

    def show_looks(self, scheme: str, scale: float) -> None:
        """Draw the window in other colours or another text size."""
        from ui.theme.apply import apply

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply(application, scheme, scale)

    def scale_text(self, steps: int) -> None:
        """Make the text larger or smaller by ``steps`` of the sizes that the settings offer."""
        from ui.dialogs.settings import SIZES

        nearest = min(range(len(SIZES)), key=lambda n: abs(SIZES[n] - self._preferences.scale))
        self._preferences.scale = SIZES[max(0, min(len(SIZES) - 1, nearest + steps))]
        self.show_looks(self._preferences.scheme, self._preferences.scale)

    def full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        if self._shell.isFullScreen():
            self._shell.showNormal()
        else:
            self._shell.showFullScreen()

    def pane(self, step: int) -> None:
        """Go with the keyboard to the next pane, or for -1 to the one before."""
        from ui.shell.panes import go_to_pane

        go_to_pane(self._shell, step)

    def guide(self) -> None:
        """Show the guide, in a window of its own that can stay beside this one."""
        from ui.guide import Guide

        guide = self._shell.findChild(Guide) or Guide(self._shell)
        guide.show()
        guide.raise_()
        guide.activateWindow()

    def keys(self) -> None:
        """Show what can be done by keys."""
        from ui.dialogs.keys import Keys

        with passing(Keys(self._shell.actions_registry, self._shell)) as dialog:
            dialog.exec()

    def about(self) -> None:
        """Say which version this is."""
        from outreach import __version__
        from ui.theme.apply import dress

        words = tr(
            "Outreach Planner {version}. Your plans stay on this computer.", version=__version__
        )
        box = QMessageBox(QMessageBox.Icon.Information, tr("About"), words, parent=self._shell)
        dress(box)
        with passing(box):
            box.exec()
