"""Pages of a brief: the loosest density that one page can hold, or as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from outreach.briefs import blocks
from outreach.briefs.broadsheet import Broadsheet
from outreach.briefs.cells import Cells
from outreach.briefs.content import Brief, Edition, Handout, Internal, Pocket
from outreach.briefs.flow import Column, Filled, Frame, Piece, Row, extent, flow
from outreach.briefs.marks import Placed, Words, rule
from outreach.briefs.mirroring import mirrored, reads_from_right
from outreach.briefs.pocket import PocketCard, card_codes
from outreach.briefs.pocket import sheets as card_sheets
from outreach.briefs.said import parts_of, worded
from outreach.briefs.setting.text import Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import Sheet, foot, frame, head, left_fits, right_fits
from outreach.briefs.styles import Paper, taken_from_leading
from outreach.briefs.team_pages import TeamPages

DENSITIES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15)
"""How loose a page may be; the loosest that fits is used, and 1 when none does."""
_MUCH = 1.2
"""What takes so many pages at the plain density needs several, most likely."""
_SPACE = 16.0
_WRITING_LEAST = 130.0
_WRITING_MOST = 270.0
"""A last page with so much free space offers lines to write on, which take up so much of it."""
_WRITING_HEAD = 44.0
"""Space above the lines, their rule and their heading."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A brief's pages without their heads and feet, which need the count of all pages."""

    sheet: Sheet
    pages: tuple[tuple[Placed, ...], ...]
    cards: bool = False
    """Four cards on each page, which have neither head nor foot of the page."""
    rtl: bool = False
    """Its reader begins at the right, so left and right are exchanged."""

    def page(
        self, setter: Typesetter, index: int, number: int, count: int, code: str = ""
    ) -> list[Placed]:
        """Return page ``index`` whole, as page ``number`` of ``count`` of the document."""
        marks = self.pages[index]
        if self.cards:
            return [*marks, *card_codes(setter, self.sheet.paper, code, number)]
        boxed = any(map(_has_box, marks))
        sheet = replace(self.sheet, code=code) if code else self.sheet
        below = foot(setter, sheet, number, count, boxed=boxed)
        whole = [*head(setter, sheet), *marks, *below]
        return mirrored(whole, sheet.paper.width) if self.rtl else whole

    def parts(self, index: int) -> tuple[str, ...]:
        """Return which parts of the content page ``index`` shows."""
        found = dict.fromkeys(parts_of((self.sheet.left, self.sheet.right)))
        for _, _, mark in self.pages[index]:
            if mark.tag is not None:
                found.update(dict.fromkeys(mark.tag.parts))
        return tuple(found)


def _has_box(placed: Placed) -> bool:
    """Tell whether a character of a set line has no glyph."""
    mark = placed.mark
    return isinstance(mark, Words) and any(span.face is None for span in mark.line.spans)


def handout_of(brief: Brief) -> Handout:
    """Return what the partner would be handed."""
    return brief if isinstance(brief, Handout) else brief.handout


def edition_of(brief: Brief) -> Edition:
    """Return whom ``brief`` is for."""
    if isinstance(brief, Internal):
        return Edition.INTERNAL
    return Edition.POCKET if isinstance(brief, Pocket) else Edition.HANDOUT


def lay_out(setter: Typesetter, brief: Brief, paper: Paper) -> LaidOut:
    """Lay ``brief`` out on ``paper``; all of it is there, however long it is."""
    if isinstance(brief, Pocket):
        return lay_out_cards(setter, [brief.handout], paper)
    content = handout_of(brief)
    sheet, lead = _sheet(setter, brief, paper)
    pages = _front(setter, content, sheet, lead)
    if isinstance(brief, Internal):
        room = frame(setter, sheet, _SPACE)
        behind = flow(TeamPages(setter, brief, paper).rows(), room, room)
        _offer_writing(setter, behind[-1], room, "Notes from the meeting")
        pages += behind
    else:
        _offer_writing(setter, pages[-1], frame(setter, sheet, _SPACE), "Notes")
    rtl = reads_from_right(content)
    return LaidOut(sheet, tuple(tuple(page.marks) for page in pages), rtl=rtl)


def lay_out_cards(setter: Typesetter, contents: Sequence[Handout], paper: Paper) -> LaidOut:
    """Lay out a pocket card for each of ``contents``, four on a sheet."""
    cards = [PocketCard(setter, each, paper).faces() for each in contents]
    first = contents[0]
    sheet = Sheet(paper, Edition.POCKET, first.initiative, "", first.as_of)
    return LaidOut(sheet, tuple(card_sheets(cards, paper)), cards=True)


def _sheet(setter: Typesetter, brief: Brief, paper: Paper) -> tuple[Sheet, str]:
    """Return the brief's sheet, and what is too long for its head and must stand in the text."""
    content = handout_of(brief)
    label = "Partner brief"
    code = worded(f"{label} {{}}", plain(content.code))
    sheet = Sheet(paper, edition_of(brief), content.initiative, code, content.as_of)
    lead = [] if left_fits(setter, sheet) else [content.initiative]
    if not right_fits(setter, sheet):
        lead.append(content.code)
        sheet = replace(sheet, right=label)
    return sheet, "\n".join(lead)


def _front(setter: Typesetter, content: Handout, sheet: Sheet, lead: str) -> list[Filled]:
    later = frame(setter, sheet, _SPACE)

    @cache
    def cells(less: float) -> Cells:
        return Cells(setter, content, sheet.paper, less)

    @cache
    def rows(density: float) -> list[Row]:
        known = cells(taken_from_leading(density))
        return Broadsheet(setter, content, sheet.paper, density, known).rows(lead)

    def share(density: float) -> float:
        first = frame(setter, sheet, _SPACE * density)
        return extent(rows(density)) / (first.bottom - first.top)

    density = _loosest(share)
    return flow(rows(density), frame(setter, sheet, _SPACE * density), later)


def _loosest(share: Callable[[float], float]) -> float:
    """Return the loosest density that one page can hold; 1 when it takes several pages anyhow.

    Nearly all briefs fit at the plain density, or nearly, or at none. Each try takes time.

    Args:
        share: Returns how much of a page is taken at a density; more than 1 is too much.
    """
    plain = share(1.0)
    if plain <= 1:
        return DENSITIES[-1] if share(DENSITIES[-1]) <= 1 else 1.0
    if plain > _MUCH and share(DENSITIES[0]) > 1:
        return 1.0
    return next((each for each in DENSITIES[-3::-1] if share(each) <= 1), 1.0)


def _offer_writing(setter: Typesetter, page: Filled, room: Frame, title: str) -> None:
    """Add lines to write on, at the foot of a last page that would end half empty."""
    free = min(room.bottom - page.y, _WRITING_MOST)
    if free < _WRITING_LEAST:
        return
    heading = blocks.heading(setter, title, room.width)
    lines = blocks.writing_lines(free - _WRITING_HEAD, room.width)
    pieces = (Piece(8.0, (rule(0, 0, room.width, 0.6),)), *heading, *lines)
    height = sum(piece.height for piece in pieces)
    foot = Frame(room.left, room.width, room.bottom - height, room.bottom)
    (added,) = flow([Row((Column(0, room.width, pieces),))], foot, foot)
    page.marks += added.marks
    page.y = added.y
