"""The papers, what type and grid every design has, and those of the broadsheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns that a page is built on, from its left margin; lengths in points."""

    width: float
    columns: int = 12
    gutter: float = 14.0

    def x(self, first: int) -> float:
        """Return where column ``first`` (from 0) begins."""
        return first * (self.span(1) + self.gutter)

    def span(self, columns: int) -> float:
        """Return the width of ``columns`` columns with the gutters between them."""
        one = (self.width - (self.columns - 1) * self.gutter) / self.columns
        return columns * one + (columns - 1) * self.gutter


@dataclass(frozen=True, slots=True)
class Type:
    """The type of what every design has: titles, text, names, notes and labels."""

    title: Style
    heading: Style
    partner: Style
    body: Style
    body_strong: Style
    quote: Style
    name: Style
    name_strong: Style
    small: Style
    small_strong: Style
    label: Style
    label_grey: Style
    cover: Style
    """A pack's name on its cover."""
    deck: Style
    """The sentence under it."""


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
BROADSHEET = Type(
    TITLE, HEADING, PARTNER, BODY, BODY_STRONG, QUOTE, NAME, NAME_STRONG, SMALL, SMALL_STRONG,
    LABEL, LABEL_GREY, COVER, DECK,
)  # fmt: skip

_TIGHTER = 0.7
"""How much leading the text gives up when a page has to be tight."""


def grid(paper: Paper) -> Grid:
    """Return the grid of the broadsheet."""
    return Grid(paper.width - 2 * MARGIN, COLUMNS, GUTTER)


def column_x(paper: Paper, first: int) -> float:
    """Return where column ``first`` (from 0) of :func:`grid` begins, from the left margin."""
    return grid(paper).x(first)


def span(paper: Paper, columns: int) -> float:
    """Return the width of ``columns`` columns of :func:`grid` with the gutters between them."""
    return grid(paper).span(columns)


def taken_from_leading(density: float) -> float:
    """Return how much leading text gives up at ``density``."""
    return _TIGHTER if density <= 0.75 else 0.0
