"""How much room the texts of a brief have on its page, field by field.

A brief of one page has so many lines for each of them; what is longer makes it go on overleaf. It
is measured on the broadsheet on A4, in the fonts that are printed.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where a text stands."""

    style: str
    """What its style is called here; the styles themselves are loaded when they are needed."""
    columns: int
    less: float
    """Points that a mark before the text takes of these columns."""
    lines: int
    """So many of its lines leave room for the rest of the page."""


_ITEM = 14.0
PLACES = {
    "value_proposition": {
        "headline": Place("LARGE_HEADLINE", 8, 0.0, 4),
        "sentence": Place("DECK", 7, 0.0, 4),
        "ask": Place("BODY", 6, _ITEM, 4),
        "partner_gives": Place("BODY", 6, _ITEM, 4),
        "partner_gets": Place("BODY", 6, _ITEM, 4),
    },
    "organisation": {"about": Place("BODY", 4, 0.0, 8)},
    "need": {"statement": Place("BODY", 4, _ITEM, 4)},
    "objection": {"statement": Place("QUOTE", 4, 0.0, 4)},
    "response": {"say": Place("BODY", 8, 0.0, 5)},
}
"""The places by kind of record and name of field."""


def lines_too_many(kind: str, field: str, text: str) -> int:
    """Return by how many lines ``text`` is too long for its place on a page; 0 when it fits.

    Raises:
        KeyError: when the field has no place on a page.
    """
    from outreach.briefs import styles
    from outreach.briefs.setting.text import Run, Style
    from outreach.briefs.setting.typesetter import Setter

    place = PLACES[kind][field]
    style: Style = {
        "LARGE_HEADLINE": styles.HEADLINES[0],
        "DECK": styles.DECK,
        "BODY": styles.BODY,
        "QUOTE": styles.QUOTE,
    }[place.style]
    width = styles.span(styles.Paper.A4, place.columns) - place.less
    return max(0, len(Setter().lines((Run(text, style),), width)) - place.lines)
