"""What the designs share: how loose a page may be, pages side by side, room to write on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from outreach.briefs import blocks
from outreach.briefs.content import Handout, Internal, NextStep, Question, Spokesperson
from outreach.briefs.flow import Column, Filled, Frame, Piece, Row, extent, flow
from outreach.briefs.labels import Labels
from outreach.briefs.marks import rule
from outreach.briefs.setting.text import Run, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import Grid, Type
from outreach.briefs.team_pages import TeamPages

FRONT = ("description", "headline", "deck", "card", "who_you_are", "you_need", "we_offer")
BARGAIN = ("we_ask", "you_get")
ASIDE = ("spokesperson", "already_in")
BACK = ("questions", "next_steps", "contact")
"""Fields of a hand-out, by the page that they are on."""
NOTE = ("note",)
TEAM = ("status", "judgements", "balance", "people", "objections", "contacts", "approach",
        "commitments")  # fmt: skip
"""Fields of an internal edition."""
SPACE = 16.0
"""Space below the head of every page after the first."""
_MUCH = 1.2
"""What takes so many pages at the plain density needs several, most likely."""
_WRITING_LEAST = 130.0
_WRITING_HEAD = 44.0
"""Space above the lines, their rule and their heading."""

Rows = Callable[[float], list[Row]]
"""Makes the rows of a page at a density."""


def told(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have something in them: what is empty leaves no trace."""
    return [row for row in rows if any(column.pieces for column in row.columns)]


def loosest(densities: Sequence[float], share: Callable[[float], float]) -> float:
    """Return the loosest of ``densities`` that one page can hold; 1 when it takes several anyhow.

    Nearly all briefs fit at the plain density, or nearly, or at none. Each try takes time.

    Args:
        densities: From the tightest up, with 1 among them.
        share: Returns how much of a page is taken at a density; more than 1 is too much.
    """
    plain, taken = densities.index(1.0), share(1.0)
    if taken <= 1:
        return next((each for each in densities[:plain:-1] if share(each) <= 1), 1.0)
    if taken > _MUCH and share(densities[0]) > 1:
        return 1.0
    tighter = reversed(densities[:plain])
    return next((each for each in tighter if share(each) <= 1), 1.0)


def fitted(
    densities: Sequence[float], rows: Rows, first: Callable[[float], Frame], later: Frame
) -> list[Filled]:
    """Lay rows out as loosely as one page allows; ``first`` is its frame at a density."""

    def share(density: float) -> float:
        room = first(density)
        return extent(rows(density)) / (room.bottom - room.top)

    density = loosest(densities, share)
    return flow(rows(density), first(density), later)


def joined(front: Sequence[Row], back: Sequence[Row], space: float) -> list[Row]:
    """Return the rows of two pages as those of one, at least ``space`` points between them."""
    first = [replace(row, above=max(row.above, space)) for row in back[:1]]
    return [*front, *first, *back[1:]]


def beside(one: Sequence[Filled], other: Sequence[Filled]) -> list[Filled]:
    """Return pages with what stands beside each other on them, ``one`` read before ``other``."""
    pages = []
    for left, right in zip_longest(one, other):
        both = [page for page in (left, right) if page is not None]
        marks = [mark for page in both for mark in page.marks]
        pages.append(Filled(marks, max(page.y for page in both)))
    return pages


def for_the_team(
    setter: Typesetter, brief: Internal, room: Frame, kind: Type, *, with_note: bool = True
) -> list[Filled]:
    """Lay out what only the team may know, on pages of their own."""
    made = TeamPages(setter, brief, Grid(room.width), kind, with_note=with_note)
    pages = flow(made.rows(), room, room)
    pages[0].fields = TEAM + (NOTE if with_note else ())
    return pages


def offer_writing(
    setter: Typesetter,
    page: Filled,
    room: Frame,
    title: str,
    kind: Type,
    *,
    least: float = _WRITING_LEAST,
    most: float = 270.0,
) -> None:
    """Add lines to write on, at the foot of a last page that would end half empty.

    They take up to ``most`` points, and are not there when fewer than ``least`` are free.
    """
    free = min(room.bottom - page.y, most)
    if free < least:
        return
    heading = blocks.heading(setter, title, room.width, kind.heading)
    lines = blocks.writing_lines(free - _WRITING_HEAD, room.width)
    pieces = (Piece(8.0, (rule(0, 0, room.width, 0.6),)), *heading, *lines)
    height = sum(piece.height for piece in pieces)
    foot = Frame(room.left, room.width, room.bottom - height, room.bottom)
    (added,) = flow([Row((Column(0, room.width, pieces),))], foot, foot)
    page.marks += added.marks
    page.y = added.y


def notes_title(brief: object, say: Labels) -> str:
    """Return what stands over the lines to write on."""
    return say.meeting_notes if isinstance(brief, Internal) else say.notes


def opening(content: Handout) -> tuple[str, str]:
    """Return the headline, and the partner's name unless it has to stand for the headline."""
    if plain(content.headline):
        return content.headline, content.partner
    return content.partner, ""


def largest(
    setter: Typesetter, text: str, sizes: Sequence[Style], width: float, lines: int
) -> Style:
    """Return the first of ``sizes`` in which ``text`` needs at most ``lines``, or else the last."""
    return next(
        (each for each in sizes if len(setter.lines((Run(text, each),), width)) <= lines),
        sizes[-1],
    )


def steps_of(content: Handout) -> list[NextStep]:
    """Return the next steps that say something."""
    return [step for step in content.next_steps if step.date or plain(step.text)]


def somebody(who: Spokesperson | None) -> Spokesperson | None:
    """Return a person who has a name or a role to be seen; otherwise None."""
    return who if who and plain(who.name + who.role) else None


def says(question: Question) -> bool:
    """Tell whether there is anything to see of a question."""
    return any(
        plain(text) for text in (question.topic, question.quote, question.answer, question.proof)
    )
