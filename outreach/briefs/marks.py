"""What a page is made of: set lines, strokes, boxes, dots and links, as plain values.

A mark's own coordinates are relative to where it is placed; lengths are in points, y runs
downward. Layout makes marks, painting writes them, and tests read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from outreach.briefs.setting.text import Colour, Line
from outreach.briefs.structure import Element

INK: Colour = (0x16 / 255, 0x20 / 255, 0x2E / 255)
TEXT: Colour = (0x1D / 255, 0x1D / 255, 0x1B / 255)
GREY: Colour = (0x5A / 255, 0x5A / 255, 0x57 / 255)
HAIRLINE: Colour = (0xB9 / 255, 0xB6 / 255, 0xAE / 255)
TINT: Colour = (0xF3 / 255, 0xF1 / 255, 0xEB / 255)
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)


class Words(NamedTuple):
    """A set line with its left end at ``x`` and its baseline at ``y``."""

    x: float
    y: float
    line: Line
    upward: bool = False
    """Turned by a quarter, so that it reads from the bottom up."""
    tag: Element | None = None
    """What it is part of; without one it is furniture, such as the foot of a page."""


class Stroke(NamedTuple):
    """An open line through ``points``."""

    points: tuple[tuple[float, float], ...]
    weight: float
    colour: Colour
    dash: tuple[float, float] | None = None
    """Lengths of dash and gap; the ends of each dash are round."""
    turns: bool = True
    """Whether it points the other way on a page that reads from the right."""

    @property
    def tag(self) -> None:
        """Say that a stroke by itself is furniture."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, outlined, or both."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    outline: float = 0.0
    """Weight of the outline, drawn in ink; 0 for none."""
    dash: tuple[float, float] | None = None
    tag: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring when it is not solid."""

    x: float
    y: float
    radius: float
    solid: bool
    dash: tuple[float, float] | None = None
    ground: Colour | None = None
    """What a ring is filled with; None lets through what is below."""
    tag: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads to the page marked as ``target``."""

    x: float
    y: float
    width: float
    height: float
    target: str
    label: str
    tag: Element | None = None


@dataclass(frozen=True, slots=True)
class Squares:
    """Black squares in rows, such as a code for telephones to read."""

    x: float
    y: float
    side: float
    runs: tuple[tuple[int, int, int], ...]
    """Row, first column and count of squares that touch each other."""
    tag: ClassVar[None] = None


class Picture(NamedTuple):
    """A picture from a PNG or JPEG file, ``data``, from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    data: bytes

    @property
    def tag(self) -> None:
        """Say that it is furniture: words beside it say what it stands for."""


class Drawing(NamedTuple):
    """Marks that are one picture, placed from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    marks: tuple[Words | Stroke | Box | Dot | Squares, ...]
    tag: Element | None = None


Mark = Words | Stroke | Box | Dot | Link | Squares | Drawing | Picture


class Placed(NamedTuple):
    """A mark at its place on the page, ``x`` and ``y`` points from the top left corner."""

    x: float
    y: float
    mark: Mark


def rule(x: float, y: float, length: float, weight: float, colour: Colour = INK) -> Stroke:
    """Return a level line that starts at ``x``."""
    return Stroke(((x, y), (x + length, y)), weight, colour)


def dotted(x: float, y: float, length: float) -> Stroke:
    """Return a level row of dots: a leader, or a line to write on."""
    return Stroke(((x, y), (x + length, y)), 0.8, GREY, (0.1, 3.2))


def check(x: float, y: float) -> tuple[Stroke, ...]:
    """Return a check mark that stands on the baseline ``y``."""
    return (Stroke(((x, y - 3.2), (x + 2.6, y - 0.6), (x + 7, y - 6)), 1.3, INK, turns=False),)


def dash(x: float, y: float) -> tuple[Stroke, ...]:
    """Return a dash at half the height of the letters above the baseline ``y``."""
    return (Stroke(((x, y - 3), (x + 6, y - 3)), 1.2, INK),)


def arrow(x: float, y: float) -> tuple[Stroke, ...]:
    """Return an arrow to the right at half the height of the letters above the baseline ``y``."""
    return (
        Stroke(((x, y - 3.2), (x + 7, y - 3.2)), 1.1, INK),
        Stroke(((x + 4.4, y - 5.8), (x + 7, y - 3.2), (x + 4.4, y - 0.6)), 1.1, INK),
    )


def tick_box(x: float, y: float) -> tuple[Box, ...]:
    """Return an empty box to tick by hand, standing on the baseline ``y``."""
    return (Box(x, y - 6.6, 7, 7, None, 0.9),)
