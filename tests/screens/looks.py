"""The looks in which everything is seen: colours, text size, size of the window, direction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.theme.apply import apply

FAMILY, BASE = "Inter", 13.5
"""The bundled font at the size of the design: what the machine has decides nothing."""
SCHEMES = ("light", "dark")
SCALES = (1.0, 1.6)
SIZES = ((1280, 800), (1024, 680))
MIRRORED = (False, True)


class Look(NamedTuple):
    """One way to look at a window."""

    scheme: str = "light"
    scale: float = 1.0
    size: tuple[int, int] = SIZES[0]
    mirrored: bool = False

    @property
    def name(self) -> str:
        """Return what tells the pictures of this look from others."""
        width, height = self.size
        side = "-rtl" if self.mirrored else ""
        return f"{width}x{height}-{round(self.scale * 100)}-{self.scheme}{side}"

    def put_on(self, app: QApplication) -> None:
        """Give the whole program this look; a window that is open keeps its direction."""
        apply(app, self.scheme, self.scale, family=FAMILY, base=BASE)


def direct(app: QApplication, mirrored: bool) -> None:
    """Let windows that are opened from now on begin at the right, or at the left."""
    ways = Qt.LayoutDirection
    app.setLayoutDirection(ways.RightToLeft if mirrored else ways.LeftToRight)


def looks(mirrored: bool) -> Iterator[Look]:
    """Return every look of one direction; the colours change last, since that is quick."""
    for scale, size, scheme in product(SCALES, SIZES, SCHEMES):
        yield Look(scheme, scale, size, mirrored)
