"""Gives the running program its look, and changes it while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.appearance import Appearance, appearance
from ui.theme.fonts import system_size, ui_family
from ui.theme.measure import remeasure
from ui.theme.palette import palette
from ui.theme.stylesheet import stylesheet
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT

SMALLEST, LARGEST = 0.9, 1.6
"""How far the text can be scaled."""

SCHEMES = ("system", "light", "dark")


def apply(
    app: QApplication,
    scheme: str = "system",
    scale: float = 1.0,
    *,
    family: str | None = None,
    base: float | None = None,
) -> Appearance:
    """Give ``app`` its colours, font and text size; call again to change them.

    Args:
        app: the running application.
        scheme: ``light``, ``dark``, or ``system`` to follow the desktop.
        scale: text size from 0.9 to 1.6 times the system's; kept within that.
        family: a font family instead of the system's.
        base: a base text size in pixels instead of the system's.
    """
    look = appearance()
    if not look.sheet:
        app.setStyle("Fusion")
    if not look.property("following"):
        look.setProperty("following", True)
        app.styleHints().colorSchemeChanged.connect(lambda: _follow(app))
    look.scheme = scheme if scheme in SCHEMES else "system"
    look.scale = min(max(scale, SMALLEST), LARGEST)
    look.family, look.base = family or look.family, base or look.base
    _show(app, look)
    return look


def dress(part: QWidget) -> None:
    """Give a part of the window the style sheet, now and after every change of the look.

    Parts are the side bar, the menus, each page, each dialog. Neither the application nor the
    window has a style sheet: Qt goes through everything inside of what has one, which takes a
    second in a window with all its pages open. So those that are not in sight follow when they
    come into it.
    """
    _Dress(part)


class _Dress(QObject):
    """Keeps the style sheet of one part up to date; belongs to it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        part.setStyleSheet(appearance().sheet)
        part.installEventFilter(self)
        appearance().undressing.connect(self._take_off)
        appearance().dressing.connect(self._put_on)

    @property
    def _part(self) -> QWidget:
        """The part, asked for anew: what Python holds of an object of Qt's own may grow stale."""
        part = self.parent()
        assert isinstance(part, QWidget)
        return part

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the part comes into sight."""
        if event.type() == QEvent.Type.Show and self._part.styleSheet() != appearance().sheet:
            self._part.setStyleSheet("")
            self._part.setStyleSheet(appearance().sheet)
        return False

    def _take_off(self) -> None:
        # Going from one sheet to another, Qt takes six times as long as by way of no sheet at all.
        if self._is_at_hand():
            self._part.setStyleSheet("")

    def _put_on(self) -> None:
        if self._is_at_hand():
            self._part.setStyleSheet(appearance().sheet)

    def _is_at_hand(self) -> bool:
        """Tell whether the part is in sight."""
        return self._part.isVisible()


def _is_dark(app: QApplication, scheme: str) -> bool:
    """Tell whether to be dark; a desktop that does not say is light."""
    if scheme == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return scheme == "dark"


def _follow(app: QApplication) -> None:
    look = appearance()
    if look.scheme == "system":
        _show(app, look)


def _show(app: QApplication, look: Appearance) -> None:
    """Tell Qt and every widget about the look that was asked for."""
    before = look.theme
    dark = _is_dark(app, look.scheme)
    now = Theme(
        tokens=DARK if dark else LIGHT,
        dark=dark,
        family=ui_family(look.family),
        base=(look.base or system_size()) * look.scale,
    )
    look.theme = now
    if before == now and look.sheet:
        return
    look.undressing.emit()
    app.setPalette(palette(now.tokens))
    app.setFont(now.font("body"))
    look.sheet = stylesheet(now)
    look.dressing.emit()
    if before._replace(tokens=now.tokens, dark=dark) != now:
        remeasure(app.topLevelWidgets())
    look.changed.emit()
