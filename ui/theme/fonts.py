"""Which font the window is set in: the system's own, or the bundled one where there is none."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from outreach.base.assets import resource

BUNDLED = "Inter"
SMALLEST = 13.0
LARGEST = 20.0


def load_bundled() -> bool:
    """Make the bundled font known to Qt; False when the fonts are not installed with us."""
    if BUNDLED in QFontDatabase.families():
        return True
    try:
        folder = resource("fonts")
    except FileNotFoundError:
        return False
    for path in sorted(folder.glob(f"{BUNDLED}*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    return BUNDLED in QFontDatabase.families()


def ui_family(wanted: str | None = None) -> str:
    """Return the family for the window's text.

    Args:
        wanted: a family to use when it is there; the bundled one is loaded when asked for.
    """
    if wanted == BUNDLED and load_bundled():
        return BUNDLED
    if wanted in QFontDatabase.families():
        return str(wanted)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if QFontInfo(QFont(system)).family() in QFontDatabase.families():
        return system
    return BUNDLED if load_bundled() else system


def system_size() -> float:
    """Return the size of the system's body text in pixels, kept within what can be read."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    size = QFontInfo(font).pixelSize()
    screen = QApplication.primaryScreen()
    if font.pointSizeF() > 0 and screen is not None:
        size = round(font.pointSizeF() * screen.logicalDotsPerInch() / 72)
    return min(max(float(size), SMALLEST), LARGEST)
