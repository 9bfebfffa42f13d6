"""The colour of a window that is still empty."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import DARK, LIGHT

_HALF = 128
"""Lightness, of 255, below which the desktop's own colours are dark."""


def show_ground(app: QApplication, scheme: str) -> None:
    """Colour empty windows as the look of ``scheme`` will.

    The whole look takes longer than a window (see :mod:`ui.theme.apply`): this comes before it, so
    that nobody sees a white window become a dark one.

    Args:
        app: the running application.
        scheme: ``light``, ``dark``, or ``system`` to follow the desktop.
    """
    palette = app.palette()
    dark = palette.window().color().lightness() < _HALF if scheme == "system" else scheme == "dark"
    palette.setColor(QPalette.ColorRole.Window, QColor((DARK if dark else LIGHT).window))
    app.setPalette(palette)
