"""The present look of the running program, for everything that paints or measures."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ui.theme.fonts import system_size, ui_family
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT


class Appearance(QObject):
    """Belongs to the application; says what the look is and when it has changed."""

    undressing = Signal()
    """The style sheet is about to become another one."""
    dressing = Signal()
    """There is another style sheet."""
    changed = Signal()
    """After every change of colours or text size, when the widgets have been told."""

    def __init__(self, parent: QObject) -> None:
        """Begin with the light colours and the system's text size."""
        super().__init__(parent)
        self.theme = Theme(tokens=LIGHT, dark=False, family=ui_family(), base=system_size())
        self.sheet = ""
        """The style sheet that windows are given; empty before the first look is applied."""
        self.scheme = "light"
        """What the person chose: light, dark or system."""
        self.scale = 1.0
        """Text size as a multiple of the system's."""
        self.family: str | None = None
        """A font family asked for instead of the system's."""
        self.base: float | None = None
        """A base size in pixels asked for instead of the system's."""


@cache
def appearance() -> Appearance:
    """Return the look of the running application.

    Raises:
        RuntimeError: there is no application yet.
    """
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no application to have a look")
    return Appearance(app)


def theme() -> Theme:
    """Return the present colours and measures; cheap enough to call while painting."""
    return appearance().theme
