"""The look at one moment: colours, text size, and every measure that follows from them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetrics

from ui.theme.tokens import Tokens

DRAWN_AT = 13.5
"""The base text size, in pixels, at which the design's measures are given."""

ROLES: dict[str, tuple[float, QFont.Weight]] = {
    "caption": (0.86, QFont.Weight.Normal),
    "chip": (0.86, QFont.Weight.DemiBold),
    "body": (1.0, QFont.Weight.Normal),
    "name": (1.0, QFont.Weight.Medium),
    "strong": (1.0, QFont.Weight.DemiBold),
    "lead": (1.12, QFont.Weight.Normal),
    "subtitle": (1.18, QFont.Weight.DemiBold),
    "title": (1.62, QFont.Weight.DemiBold),
    "display": (2.3, QFont.Weight.DemiBold),
}
"""Type roles: size as a multiple of the base size, and weight."""


class Theme(NamedTuple):
    """Colours and measures that belong together."""

    tokens: Tokens
    dark: bool
    family: str
    base: float
    """Size of body text in pixels."""

    def em(self, design: float) -> int:
        """Return ``design`` pixels, as drawn at the 13.5-px base, in the present text size."""
        return round(design * self.base / DRAWN_AT)

    def size(self, role: str) -> int:
        """Return the text size of a type role in pixels."""
        return max(9, round(ROLES[role][0] * self.base))

    def font(self, role: str) -> QFont:
        """Return the font of a type role."""
        # A copy: who asked may strike it out.
        return QFont(_font(self.family, self.size(role), ROLES[role][1]))

    def metrics(self, role: str) -> QFontMetrics:
        """Return how large letters of a type role are."""
        return _metrics(self.family, self.size(role), ROLES[role][1])

    def colour(self, token: str) -> QColor:
        """Return a colour by its name in :class:`Tokens`; it is shared, so nobody changes it."""
        return _colour(self.tokens.get(token))

    def tone(self, tone: str) -> tuple[QColor, QColor]:
        """Return the ink and the soft background of a tone such as ``ok`` or ``neutral``."""
        ink, soft = self.tokens.tone(tone)
        return _colour(ink), _colour(soft)


@cache
def _colour(written: str) -> QColor:
    return QColor(written)


@cache
def _metrics(family: str, size: int, weight: QFont.Weight) -> QFontMetrics:
    return QFontMetrics(_font(family, size, weight))


@cache
def _font(family: str, size: int, weight: QFont.Weight) -> QFont:
    """Return a font, made once: rows ask for several each time that they are painted."""
    font = QFont(family)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font
