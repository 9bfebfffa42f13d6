"""The letter design: quiet serif type in a wide column, people beside it, room for notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from outreach.briefs import styles
from outreach.briefs.content import Brief, Edition, Internal
from outreach.briefs.designs import fitting
from outreach.briefs.designs.letter_columns import Columns
from outreach.briefs.flow import Filled, Frame, Row, extent, flow
from outreach.briefs.marks import INK
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.text import Colour, Style, Typesetter
from outreach.briefs.sheets import Furniture, Sheet
from outreach.briefs.styles import Type

_TEXT: Colour = (0x1A / 255, 0x1A / 255, 0x1A / 255)
_GREY: Colour = (0x5C / 255, 0x57 / 255, 0x53 / 255)
_LEFT, _RIGHT = 64.0, 50.0
_GAP = 24.0
_SIDE = {Edition.HANDOUT: 132.0, Edition.INTERNAL: 150.0}
"""Width of the column at the side; private notes need more of it."""
_LEAST = 120.0
"""Columns begin on another page where less room than this is left under the title."""
_NOTES = 70.0
"""So much free space becomes room for notes."""
DENSITIES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3)

_BODY = Style(Face.SERIF, 10.4, 15.4, _TEXT)
_SIDE_TEXT = Style(Face.SANS, 8.4, 12, _TEXT)
_SMALL = Style(Face.SANS, 8.2, 11.8, _GREY)
TYPE = Type(
    title=Style(Face.DISPLAY_LIGHT, 25, 29, _TEXT),
    heading=Style(Face.SERIF_SEMIBOLD, 12, 16, INK),
    partner=Style(Face.SANS_SEMIBOLD, 10, 14, _TEXT),
    body=_BODY,
    body_strong=Style(Face.SANS_SEMIBOLD, 8.4, 14.4, _TEXT),
    quote=Style(Face.SERIF_ITALIC, 11.4, 16, INK),
    name=_SIDE_TEXT,
    name_strong=replace(_SIDE_TEXT, face=Face.SANS_SEMIBOLD),
    small=_SMALL,
    small_strong=replace(_SMALL, face=Face.SANS_SEMIBOLD, colour=_TEXT),
    label=replace(styles.LABEL, colour=INK),
    label_grey=replace(styles.LABEL, colour=_GREY),
    cover=Style(Face.DISPLAY_LIGHT, 44, 47, _TEXT),
    deck=Style(Face.SERIF, 13, 19.4, INK),
)
FURNITURE = Furniture(
    left=_LEFT,
    right=_RIGHT,
    head_top=46.0,
    name=Style(Face.SERIF_ITALIC, 11, 14, INK),
    code=replace(styles.LABEL_GREY, colour=_GREY, leading=14),
    edition=Style(Face.SANS_BOLD, 8.2, 14, _TEXT, 0.75, capitals=True),
    foot=replace(styles.FOOT, colour=_GREY),
    foot_strong=replace(styles.FOOT_STRONG, colour=_TEXT),
    rule=0.7,
    rule_below=26.0,
    lowest=60.0,
    edition_first=True,
)


def pages(setter: Typesetter, brief: Brief, sheet: Sheet, lead: str) -> list[Filled]:
    """Lay ``brief`` out; ``lead`` is what did not fit into the running head."""
    room = FURNITURE.frame(setter, sheet, 24.0)
    side = _SIDE[sheet.edition]
    made = Columns(setter, brief, room.width - _GAP - side, side, sheet.say, TYPE)
    title = made.opening(lead)
    found = _page((1.0,), room, side, title, made.whole, made.beside_whole)
    behind = found
    if len(found) > 1:
        found = behind = _page(DENSITIES, room, side, title, made.front, made.beside_front)
        if made.back(1.0) or made.beside_back(1.0):
            behind = _page(DENSITIES, room, side, _untitled, made.back, made.beside_back)
            found = found + behind
    found[0].fields = fitting.FRONT + fitting.ASIDE
    behind[0].fields += fitting.BARGAIN + fitting.BACK + fitting.NOTE
    notes = fitting.notes_title(brief, sheet.say)
    fitting.offer_writing(
        setter, found[-1], room, notes, TYPE, least=_NOTES, most=room.bottom - room.top
    )
    if isinstance(brief, Internal):
        found += fitting.for_the_team(setter, brief, room, TYPE, with_note=False)
    return found


def _untitled(_density: float) -> list[Row]:
    return []


def _page(
    densities: Sequence[float],
    room: Frame,
    side: float,
    title: fitting.Rows,
    main: fitting.Rows,
    beside: fitting.Rows,
) -> list[Filled]:
    """Lay a title out with two columns under it, as loosely as one page allows."""
    rows: Callable[[float], Sequence[list[Row]]] = cache(
        lambda density: (title(density), main(density), beside(density))
    )

    def share(density: float) -> float:
        above, left, right = rows(density)
        gap = _gap(density) if above else 0.0
        tall = extent(above) + gap + max(extent(left), extent(right))
        return tall / (room.bottom - room.top)

    density = fitting.loosest(densities, share)
    above, left, right = rows(density)
    head = flow(above, room, room) if above else [Filled([], room.top)]
    y = head[-1].y + (_gap(density) if above else 0.0)
    if (left or right) and room.bottom - y < _LEAST:
        head.append(Filled([], room.top))
        y = room.top
    columns = fitting.beside(
        _flowed(left, Frame(room.left, room.width - _GAP - side, room.top, room.bottom), y),
        _flowed(right, Frame(room.left + room.width - side, side, room.top, room.bottom), y),
    )
    if columns:
        head[-1].marks += columns[0].marks
        head[-1].y = max(head[-1].y, columns[0].y)
    return head + columns[1:]


def _gap(density: float) -> float:
    return 22 * density


def _flowed(rows: list[Row], room: Frame, y: float) -> list[Filled]:
    return flow(rows, replace(room, top=y), room) if rows else []
