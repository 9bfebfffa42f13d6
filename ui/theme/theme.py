"""The look at one moment: colours, text size, and every measure that follows from them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont

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
        font = QFont(self.family)
        font.setPixelSize(self.size(role))
        font.setWeight(ROLES[role][1])
        return font

    def colour(self, token: str) -> QColor:
        """Return a colour by its name in :class:`Tokens`."""
        return QColor(self.tokens.get(token))

    def tone(self, tone: str) -> tuple[QColor, QColor]:
        """Return the ink and the soft background of a tone such as ``ok`` or ``neutral``."""
        ink, soft = self.tokens.tone(tone)
        return QColor(ink), QColor(soft)
