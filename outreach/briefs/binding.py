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
from outreach.briefs.layout import LaidOut, handout_of
from outreach.briefs.marks import Link, Mark, Words, dotted, rule
from outreach.briefs.said import parts_of, worded
from outreach.briefs.setting.text import Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import BROADSHEET, Sheet
from outreach.briefs.structure import Element
from outreach.briefs.styles import Paper, span

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
    about: tuple[Run, ...]
    length: int
    """Pages that it has."""
    parts: tuple[str, ...] = ()


def brief_entry(brief: Brief, index: int, length: int) -> Entry:
    """Return the line of brief ``index`` (from 0) of a pack, which has ``length`` pages."""
    content = handout_of(brief)
    code = worded("{}\u2002", content.code) if plain(content.code) else ""
    about = (Run(code, styles.SMALL_STRONG), Run(content.description, styles.SMALL))
    title = entry_title(brief)
    return Entry(key_of(index), title, about, length, parts_of((content.partner,)))


def front(setter: Typesetter, pack: Pack, paper: Paper, entries: Sequence[Entry]) -> Front:
    """Lay out cover and contents of what has ``entries``."""
    say = labels(pack.language)
    title = say.partner_briefs
    sheet = Sheet(
        paper, pack.edition, pack.initiative, title, pack.as_of, say, pack.colour, pack.logo
    )
    room = BROADSHEET.frame(setter, sheet, _SPACE)
    lower = replace(room, top=room.top + 0.16 * paper.height)
    cover = flow(_cover(setter, pack, paper, say), lower, room)
    count = len(flow(_contents(setter, paper, say, entries, [0] * len(entries)), room, room))
    starts: list[int] = []
    begin = len(cover) + count + 1
    for entry in entries:
        starts.append(begin)
        begin += entry.length
    contents = flow(_contents(setter, paper, say, entries, starts), room, room)
    pages = tuple(tuple(page.marks) for page in (*cover, *contents))
    return Front(LaidOut(sheet, pages, rtl=say.right_to_left), len(cover))


def _cover(setter: Typesetter, pack: Pack, paper: Paper, say: Labels) -> list[Row]:
    width = span(paper, 11)
    count = len(pack.briefs)
    number = say.one_partner if count == 1 else say.many_partners.format(count)
    edition = say.for_team_only if pack.edition is Edition.INTERNAL else say.may_be_given
    facts = [
        (say.edition, edition),
        (say.briefs, number),
        (say.date, say.on(pack.as_of)),
        (say.prepared_for, pack.prepared_for),
    ]
    title = (
        *blocks.balanced(
            setter, pack.initiative or say.partner_briefs, styles.COVER, width, role="H1"
        ),
        *blocks.balanced(setter, pack.pitch, styles.DECK, span(paper, 9), 14),
    )
    rows = [Row((Column(0, width, title),))]
    told = [(label, text) for label, text in facts if plain(text)]
    for place, (label, text) in enumerate(told):
        x = styles.column_x(paper, 3)
        cells = (
            Column(0, x, paragraph(setter, label, styles.BODY_STRONG, x - styles.GUTTER)),
            Column(x, span(paper, 9), paragraph(setter, text, styles.BODY, span(paper, 9))),
        )
        above = 6.0 if place else 34.0
        rows.append(Row(cells, above, 0.5 if place else 0.6, 6, strong=not place))
    return rows


def _contents(
    setter: Typesetter,
    paper: Paper,
    say: Labels,
    entries: Sequence[Entry],
    starts: Sequence[int],
) -> list[Row]:
    width = span(paper, 12)
    head = paragraph(setter, say.contents, styles.TITLE, width, with_next=True, role="H1")
    whole = Element("TOC")
    rows = [
        Row((Column(0, width, (*head, Piece(6.0, (rule(0, 5.0, width, 0.6),)))),), with_next=True)
    ]
    for entry, page in zip(entries, starts, strict=True):
        rows.append(Row((Column(0, width, _entry(setter, entry, page, width, whole)),), 5.0))
    return rows


def _entry(
    setter: Typesetter, entry: Entry, page: int, width: float, whole: Element
) -> tuple[Piece, ...]:
    """Return name, leader and page number, with the partner's kind under them."""
    lines = setter.lines((Run(entry.title, styles.BODY_STRONG),), width - _NUMBER_ROOM)
    item = Element("TOCI", whole)
    tag = Element("Link", Element("Reference", item), parts=entry.parts)
    (number,) = setter.lines((Run(str(page), styles.NUMBER),), _NUMBER_ROOM)
    pieces: list[Piece] = []
    for place, line in enumerate(lines):
        link = Link(0, 0, width, line.leading, entry.key, entry.title, tag)
        found: list[Mark] = [link, Words(0, line.baseline, line, tag=tag)]
        if place == len(lines) - 1:
            x = line.width + 6
            found.append(dotted(x, line.baseline, width - number.width - 6 - x))
            found.append(Words(width - number.width, line.baseline, number, tag=tag))
        pieces.append(Piece(line.leading, tuple(found), with_next=True))
    about = paragraph(setter, entry.about, styles.SMALL, width - _NUMBER_ROOM)
    return (*pieces, *within(item, about))
