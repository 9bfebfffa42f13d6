"""The colours that titles and rules are printed in; text is always nearly black."""

from __future__ import annotations

import re

from outreach.briefs.marks import BLACK, INK, TINT
from outreach.briefs.setting.text import Colour

LEAST_CONTRAST = 7.0
"""Against the tint that some titles stand on, as WCAG 2.2 asks for where it asks for most."""
_OWN = re.compile("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


UMBER = _colour("#4A2E2A")
SOFT_BLACK = _colour("#111111")
INKS: dict[str, Colour] = {
    "ink": INK,
    "umber": UMBER,
    "forest": _colour("#1D4731"),
    "navy": _colour("#15305C"),
    "plum": _colour("#4B2145"),
    "brick": _colour("#74271B"),
    "black": BLACK,
}
"""By the names in :data:`outreach.vocabulary.PAPER_COLOURS`."""


def ink_of(name: str, otherwise: Colour) -> Colour:
    """Return the colour of an initiative: one of ours, or its own such as ``#0A5C36``.

    One too light to be read, or to survive a copier, is printed as black; what is no colour gives
    ``otherwise``.
    """
    if name in INKS:
        return INKS[name]
    if _OWN.fullmatch(name.strip()) is None:
        return otherwise
    own = _colour(name.strip())
    return own if contrast(own, TINT) >= LEAST_CONTRAST else BLACK


def contrast(one: Colour, other: Colour) -> float:
    """Return how far two colours are apart in lightness, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
