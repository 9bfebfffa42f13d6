"""The type of the broadsheet design, the papers, and the grid that its pages are built on."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from outreach.briefs.marks import BLACK, GREY, INK, TEXT, WHITE
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.text import Style


class Paper(Enum):
    """A size of paper, as width and height in points."""

    A4 = (595.276, 841.89)
    LETTER = (612.0, 792.0)

    @property
    def width(self) -> float:
        """Width in points."""
        return self.value[0]

    @property
    def height(self) -> float:
        """Height in points."""
        return self.value[1]


MARGIN = 54.0
HEAD_TOP = 44.0
FOOT_RULE = 42.0
"""Height of the rule above the foot, from the page's lower edge."""
LOWEST = 54.0
"""Nothing but the foot stands lower than this above the page's lower edge."""
GUTTER = 14.0
COLUMNS = 12

LABEL = Style(Face.SANS_SEMIBOLD, 7.2, 10, INK, 0.75, capitals=True)
LABEL_GREY = replace(LABEL, colour=GREY)
PARTNER = Style(Face.SANS_SEMIBOLD, 10.5, 14, INK)
KIND = Style(Face.SANS, 8.2, 12, GREY)
HEADLINES = tuple(
    Style(Face.DISPLAY, size, leading, INK)
    for size, leading in ((33.0, 36.0), (27.0, 30.0), (21.0, 25.0))
)
"""The first in which a headline needs at most four lines is used, or else the last."""
COVER = Style(Face.DISPLAY, 44, 46, INK)
DECK = Style(Face.SERIF, 13, 18.6, TEXT)
HEADING = Style(Face.DISPLAY, 14.5, 18, INK)
TITLE = Style(Face.DISPLAY, 25, 29, INK)
BODY = Style(Face.SANS, 9, 13.2, TEXT)
BODY_STRONG = replace(BODY, face=Face.SANS_SEMIBOLD)
QUOTE = Style(Face.SERIF_ITALIC, 9.6, 13.2, TEXT)
CARD_BODY = Style(Face.SANS, 8.4, 12, TEXT)
CARD_TITLE = Style(Face.SERIF_ITALIC, 11.5, 15, TEXT)
NAME = Style(Face.SANS, 8.4, 12.4, TEXT)
NAME_STRONG = replace(NAME, face=Face.SANS_SEMIBOLD)
SMALL = Style(Face.SANS, 7.4, 10.4, GREY)
SMALL_STRONG = replace(SMALL, face=Face.SANS_SEMIBOLD, colour=INK)
FOOT = Style(Face.SANS, 7.2, 10, GREY)
FOOT_STRONG = replace(FOOT, face=Face.SANS_BOLD, colour=INK)
TAB = Style(Face.SANS_BOLD, 7.2, 10, WHITE, 0.9, capitals=True)
NUMBER = Style(Face.SANS_SEMIBOLD, 9, 13.2, BLACK)

_TIGHTER = 0.7
"""How much leading the text gives up when a page has to be tight."""


def column_x(paper: Paper, first: int) -> float:
    """Return where column ``first`` (from 0) begins, from the left margin."""
    return first * (span(paper, 1) + GUTTER)


def span(paper: Paper, columns: int) -> float:
    """Return the width of ``columns`` columns with the gutters between them."""
    one = (paper.width - 2 * MARGIN - (COLUMNS - 1) * GUTTER) / COLUMNS
    return columns * one + (columns - 1) * GUTTER


def taken_from_leading(density: float) -> float:
    """Return how much leading text gives up at ``density``."""
    return _TIGHTER if density <= 0.75 else 0.0
