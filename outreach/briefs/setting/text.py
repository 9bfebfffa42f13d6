"""Text as it is set: styles, runs, spans and lines, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from outreach.briefs.setting.faces import FontFace
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.shaping import Shape

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
    """Extra space after each letter, where the script allows it."""
    capitals: bool = False


class Run(NamedTuple):
    """Text in one style."""

    text: str
    style: Style


class Span(NamedTuple):
    """A piece of a line that is drawn in one go, ``x`` points from the line's left end."""

    x: float
    text: str
    """As it is read."""
    face: FontFace | None
    """``None`` for a character that no font has; it is drawn as a box with its number."""
    style: Style
    width: float
    shapes: tuple[Shape, ...] = ()
    """What is drawn, from left to right."""
    tracking: float = 0.0
    gap: Shape | None = None
    """A space that stands between each two of the shapes."""
    goes_on: bool = False
    """Another ``gap`` follows the last shape: unseen, but heard before what stands below."""


class Line(NamedTuple):
    """One line of set text."""

    spans: tuple[Span, ...]
    """From left to right."""
    width: float
    leading: float
    size: float
    rtl: bool = False
    """It belongs to a paragraph that reads from the right."""

    @property
    def baseline(self) -> float:
        """Distance from the top of the line's leading down to its baseline."""
        return (self.leading - self.size) / 2 + 0.79 * self.size


class Typesetter(Protocol):
    """Measures text and breaks it into lines."""

    def width(self, text: str, style: Style) -> float:
        """Return the width of ``text`` on one line, in points."""

    def lines(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break ``text`` into lines of at most ``width`` points; every character is kept."""

    def balanced(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break into as few lines as :meth:`lines` does, but of lengths as even as can be."""
