"""The front of a pack: a cover, and contents with the page that each brief begins on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from outreach.briefs import blocks, styles
from outreach.briefs.blocks import paragraph
from outreach.briefs.content import Brief, Edition, Pack
from outreach.briefs.flow import Column, Piece, Row, flow
from outreach.briefs.grouping import within
from outreach.briefs.labels import Labels, labels
from outreach.briefs.layout import LaidOut, Look, handout_of
from outreach.briefs.marks import Link, Mark, Words, dotted, rule
from outreach.briefs.said import parts_of, worded
from outreach.briefs.setting.text import Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import Sheet
from outreach.briefs.structure import Element
from outreach.briefs.styles import Grid, Paper, Type

_NUMBER_ROOM = 44.0
_SPACE = 16.0


@dataclass(frozen=True, slots=True)
class Front:
    """The pages before the first brief, and how many of them are the cover's."""

    laid_out: LaidOut
    cover_pages: int


def key_of(index: int) -> str:
    """Return the name that links to brief ``index`` (from 0) of a pack lead to."""
    return f"brief-{index + 1}"


def entry_title(brief: Brief) -> str:
    """Return what a brief is called in contents and outline."""
    content = handout_of(brief)
    return plain(content.partner) or plain(content.code) or labels(content.language).unnamed


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: what begins where."""

    key: str
    title: str
    code: str
    about: str
    """What stands under the title: a brief's code, and what its partner is."""
    length: int
    """Pages that it has."""
    parts: tuple[str, ...] = ()


def brief_entry(brief: Brief, index: int, length: int) -> Entry:
    """Return the line of brief ``index`` (from 0) of a pack, which has ``length`` pages."""
    content = handout_of(brief)
    code = worded("{}\u2002", content.code) if plain(content.code) else ""
    parts = parts_of((content.partner,))
    return Entry(key_of(index), entry_title(brief), code, content.description, length, parts)


def front(
    setter: Typesetter, pack: Pack, paper: Paper, entries: Sequence[Entry], look: Look
) -> Front:
    """Lay out cover and contents of what has ``entries``, as the design of ``look`` does."""
    say = labels(pack.language)
    title = say.partner_briefs
    sheet = Sheet(
        paper, pack.edition, pack.initiative, title, pack.as_of, say, pack.colour, pack.logo
    )
    room = look.furniture.frame(setter, sheet, _SPACE)
    made = _Opening(setter, look.kind, look.grid(paper), say)
    lower = replace(room, top=room.top + 0.16 * paper.height)
    cover = flow(made.cover(pack), lower, room)
    count = len(flow(made.contents(entries, [0] * len(entries)), room, room))
    starts: list[int] = []
    begin = len(cover) + count + 1
    for entry in entries:
        starts.append(begin)
        begin += entry.length
    contents = flow(made.contents(entries, starts), room, room)
    pages = tuple(tuple(page.marks) for page in (*cover, *contents))
    laid_out = LaidOut(sheet, pages, rtl=say.right_to_left, furniture=look.furniture)
    return Front(laid_out, len(cover))


class _Opening:
    """Makes the rows of cover and contents."""

    def __init__(self, setter: Typesetter, kind: Type, grid: Grid, say: Labels) -> None:
        self._set, self._kind, self._grid, self._say = setter, kind, grid, say

    def cover(self, pack: Pack) -> list[Row]:
        """Return what it is, whose, for whom and of which day."""
        say, kind, grid = self._say, self._kind, self._grid
        count = len(pack.briefs)
        number = say.one_partner if count == 1 else say.many_partners.format(count)
        edition = say.for_team_only if pack.edition is Edition.INTERNAL else say.may_be_given
        facts = [
            (say.edition, edition),
            (say.briefs, number),
            (say.date, say.on(pack.as_of)),
            (say.prepared_for, pack.prepared_for),
        ]
        width, name = grid.span(11), pack.initiative or say.partner_briefs
        title = (
            *blocks.balanced(self._set, name, kind.cover, width, role="H1"),
            *blocks.balanced(self._set, pack.pitch, kind.deck, grid.span(9), 14),
        )
        rows = [Row((Column(0, width, title),))]
        told = [(label, text) for label, text in facts if plain(text)]
        x = grid.x(3)
        for place, (label, text) in enumerate(told):
            left = paragraph(self._set, label, kind.body_strong, x - grid.gutter)
            right = paragraph(self._set, text, kind.body, grid.span(9))
            cells = (Column(0, x, left), Column(x, grid.span(9), right))
            above = 6.0 if place else 34.0
            rows.append(Row(cells, above, 0.5 if place else 0.6, 6, strong=not place))
        return rows

    def contents(self, entries: Sequence[Entry], starts: Sequence[int]) -> list[Row]:
        """Return a line for each of ``entries`` with the page that it begins on."""
        width = self._grid.width
        head = paragraph(
            self._set, self._say.contents, self._kind.title, width, with_next=True, role="H1"
        )
        whole = Element("TOC")
        title = (*head, Piece(6.0, (rule(0, 5.0, width, 0.6),)))
        rows = [Row((Column(0, width, title),), with_next=True)]
        for entry, page in zip(entries, starts, strict=True):
            rows.append(Row((Column(0, width, self._entry(entry, page, whole)),), 5.0))
        return rows

    def _entry(self, entry: Entry, page: int, whole: Element) -> tuple[Piece, ...]:
        """Return name, leader and page number, with the partner's kind under them."""
        width = self._grid.width
        room = width - _NUMBER_ROOM
        lines = self._set.lines((Run(entry.title, self._kind.body_strong),), room)
        item = Element("TOCI", whole)
        tag = Element("Link", Element("Reference", item), parts=entry.parts)
        (number,) = self._set.lines((Run(str(page), styles.NUMBER),), _NUMBER_ROOM)
        pieces: list[Piece] = []
        for place, line in enumerate(lines):
            link = Link(0, 0, width, line.leading, entry.key, entry.title, tag)
            found: list[Mark] = [link, Words(0, line.baseline, line, tag=tag)]
            if place == len(lines) - 1:
                x = line.width + 6
                found.append(dotted(x, line.baseline, width - number.width - 6 - x))
                found.append(Words(width - number.width, line.baseline, number, tag=tag))
            pieces.append(Piece(line.leading, tuple(found), with_next=True))
        runs = (Run(entry.code, self._kind.small_strong), Run(entry.about, self._kind.small))
        about = paragraph(self._set, runs, self._kind.small, room)
        return (*pieces, *within(item, about))
