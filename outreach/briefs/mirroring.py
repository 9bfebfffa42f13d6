"""Pages for those who read from the right: every mark changes sides, and no letter is turned."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.briefs.content import Handout
from outreach.briefs.marks import (
    Box,
    Dot,
    Drawing,
    Link,
    Mark,
    Picture,
    Placed,
    Squares,
    Stroke,
    Words,
)
from outreach.briefs.setting import bidi

_MODULES = 21
"""Squares along a side of a code; it is read the same on any page, so it only moves."""


def reads_from_right(content: Handout) -> bool:
    """Tell whether most of what the partner reads first begins at the right."""
    said = (content.headline, content.deck, content.partner, content.who_you_are)
    told = [bidi.direction(text) for text in said if text]
    return bool(told) and 2 * sum(told) > len(told)


def mirrored(placed: Iterable[Placed], width: float) -> list[Placed]:
    """Return marks of a page of ``width`` points with left and right exchanged."""
    return [Placed(0.0, y, _turned(mark, x, width)) for x, y, mark in placed]


def _turned(mark: Mark, x: float, width: float) -> Mark:
    match mark:
        case Words(upward=True):
            # Its baseline: letters stand to the left of it, on either side of the page.
            line = mark.line
            return mark._replace(x=width - x - mark.x + 0.72 * line.size)
        case Words():
            return mark._replace(x=width - x - mark.x - mark.line.width)
        case Stroke():
            return mark._replace(points=_points(mark, x, width))
        case Box():
            return Box(width - x - mark.x - mark.width, mark.y, mark.width, mark.height,
                       mark.fill, mark.outline, mark.dash)  # fmt: skip
        case Dot():
            return Dot(width - x - mark.x, mark.y, mark.radius, mark.solid, mark.dash, mark.ground)
        case Link():
            return Link(width - x - mark.x - mark.width, mark.y, mark.width, mark.height,
                        mark.target, mark.label, mark.tag)  # fmt: skip
        case Squares():
            side = mark.side * _MODULES
            return Squares(width - x - mark.x - side, mark.y, mark.side, mark.runs)
        case Drawing() | Picture():
            return mark._replace(x=width - x - mark.x - mark.width)


def _points(stroke: Stroke, x: float, width: float) -> tuple[tuple[float, float], ...]:
    if stroke.turns:
        return tuple((width - x - px, py) for px, py in stroke.points)
    left = min(px for px, _ in stroke.points)
    right = max(px for px, _ in stroke.points)
    moved = width - x - left - right
    return tuple((px + moved, py) for px, py in stroke.points)
