"""A small picture of who is in already, with room for whoever reads it."""

from __future__ import annotations

import math

from outreach.briefs.blocks import seen
from outreach.briefs.content import Handout
from outreach.briefs.flow import Piece
from outreach.briefs.labels import Labels
from outreach.briefs.marks import GREY, INK, WHITE, Dot, Drawing, Stroke, Words
from outreach.briefs.said import parts_of
from outreach.briefs.setting.text import Run, Style, Typesetter
from outreach.briefs.structure import Element

_MOST = 9
"""So many partners are drawn; all of them are named beside the picture."""
_YOU = math.radians(20)
"""Where whoever reads it stands: a little below the middle, at the right."""
_ROOM = 40.0
"""For the word beside the reader's ring."""


def little_map(
    setter: Typesetter, content: Handout, say: Labels, style: Style, width: float, height: float
) -> tuple[Piece, ...]:
    """Return the picture as one piece of a column; nothing when nobody is in yet."""
    names = seen(content.already_in)
    if not names:
        return ()
    centre = (min(width - _ROOM, width * 0.9) / 2, height / 2)
    radius = min(height / 2 - 9, centre[0] - 8)
    you = _at(centre, radius, _YOU)
    count = min(len(names), _MOST)
    step = (2 * math.pi - 1.2) / count
    others = [_at(centre, radius, _YOU + 0.6 + (n + 0.5) * step) for n in range(count)]
    (line,) = setter.lines((Run(say.you, style),), float("inf"))
    marks: list[Words | Stroke | Dot] = [
        *(Stroke((centre, other), 0.8, GREY) for other in others),
        Stroke((centre, you), 1.2, INK, (0.1, 3.0)),
        Dot(*centre, 10, True),
        *(Dot(*other, 4.2, True) for other in others),
        Dot(*you, 7, False, None, WHITE),
        Words(you[0] + 11, you[1] + 0.35 * line.size, line),
    ]
    said = parts_of(names)
    tag = Element("Figure", parts=said, alt=say.in_and_you.format(", ".join(names)))
    return (Piece(height, (Drawing(0, 0, width, height, tuple(marks), tag),)),)


def _at(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    return (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))
