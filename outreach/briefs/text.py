"""Text as it is set: styles, runs and lines, and what a typesetter must be able to do.

Pages are composed against :class:`Typesetter` alone, so that an engine for every script can take
the place of the one in :mod:`outreach.briefs.typesetting` without a change to any page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from outreach.briefs.fonts import Face

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a run of text looks. Lengths are in points. Each style is declared once."""

    face: Face
    size: float
    leading: float
    colour: Colour
    tracking: float = 0.0
    """Extra space after each letter."""
    capitals: bool = False


class Run(NamedTuple):
    """Text in one style."""

    text: str
    style: Style


class Span(NamedTuple):
    """A piece of a line that is drawn in one go, ``x`` points from the line's left end."""

    x: float
    text: str
    face: Face | None
    """``None`` for a character that no face has; it is drawn as a box with its number."""
    style: Style
    width: float


class Line(NamedTuple):
    """One line of set text."""

    spans: tuple[Span, ...]
    width: float
    leading: float
    size: float

    @property
    def baseline(self) -> float:
        """Distance from the top of the line's leading down to its baseline."""
        return (self.leading - self.size) / 2 + 0.79 * self.size


class Pen(Protocol):
    """What a line is drawn with. Coordinates are points from the page's top left, y downward."""

    def show(self, x: float, y: float, text: str, face: Face, style: Style) -> None:
        """Write ``text`` with its baseline at ``y``."""

    def show_missing(self, x: float, y: float, span: Span) -> None:
        """Draw the box that stands for a character without a glyph."""


class Typesetter(Protocol):
    """Measures text, breaks it into lines and draws them."""

    def width(self, text: str, style: Style) -> float:
        """Return the width of ``text`` on one line, in points."""

    def lines(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break ``text`` into lines of at most ``width`` points; every character is kept."""

    def balanced(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break into as few lines as :meth:`lines` does, but of lengths as even as can be."""

    def draw(self, pen: Pen, line: Line, x: float, y: float) -> None:
        """Draw ``line`` with its left end at ``x`` and its baseline at ``y``."""
