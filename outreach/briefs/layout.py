"""A brief as pages, in the design that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from outreach.briefs import styles
from outreach.briefs.content import Brief, Edition, Handout, Internal, Pocket
from outreach.briefs.designs import broadsheet, letter, modular
from outreach.briefs.flow import Filled
from outreach.briefs.how import Design
from outreach.briefs.inks import SOFT_BLACK, UMBER
from outreach.briefs.labels import labels
from outreach.briefs.marks import INK, Placed, Words
from outreach.briefs.mirroring import mirrored, reads_from_right
from outreach.briefs.pocket import PocketCard, card_codes
from outreach.briefs.pocket import sheets as card_sheets
from outreach.briefs.said import parts_of, worded
from outreach.briefs.setting.text import Colour, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import BROADSHEET, Furniture, Sheet
from outreach.briefs.styles import Grid, Paper, Type

Pages = Callable[[Typesetter, Brief, Sheet, str], list[Filled]]
"""Lays a brief out on a sheet; the text is what did not fit into the running head."""


class Look(NamedTuple):
    """What makes a design."""

    pages: Pages
    furniture: Furniture
    kind: Type
    ink: Colour
    """What is printed in ink, where the initiative has no colour of its own."""

    def grid(self, paper: Paper) -> Grid:
        """Return the columns of a pack's own pages, twelve in all."""
        return Grid(self.furniture.width(paper))


DESIGNS = {
    Design.BROADSHEET: Look(broadsheet.pages, BROADSHEET, styles.BROADSHEET, INK),
    Design.MODULAR: Look(modular.pages, modular.FURNITURE, modular.TYPE, SOFT_BLACK),
    Design.LETTER: Look(letter.pages, letter.FURNITURE, letter.TYPE, UMBER),
}


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A brief's pages without their heads and feet, which need the count of all pages."""

    sheet: Sheet
    pages: tuple[tuple[Placed, ...], ...]
    cards: bool = False
    """Four cards on each page, which have neither head nor foot of the page."""
    rtl: bool = False
    """Its reader begins at the right, so left and right are exchanged."""
    furniture: Furniture = BROADSHEET
    vacant: tuple[tuple[str, ...], ...] = ()
    """For each page, parts of the content that would be on it, were there anything in them."""

    def page(
        self, setter: Typesetter, index: int, number: int, count: int, code: str = ""
    ) -> list[Placed]:
        """Return page ``index`` whole, as page ``number`` of ``count`` of the document."""
        marks = self.pages[index]
        sheet = replace(self.sheet, code=code) if code else self.sheet
        if self.cards:
            whole = [*marks, *card_codes(setter, sheet.paper, code, number)]
        else:
            boxed = any(map(_has_box, marks))
            below = self.furniture.below(setter, sheet, number, count, boxed=boxed)
            whole = [*self.furniture.head(setter, sheet), *marks, *below]
        return mirrored(whole, sheet.paper.width) if self.rtl else whole

    def parts(self, index: int) -> tuple[str, ...]:
        """Return which parts of the content page ``index`` shows."""
        sheet = self.sheet
        above = (sheet.left, sheet.right, sheet.colour, sheet.logo.name)
        found = dict.fromkeys(parts_of(above))
        for _, _, mark in self.pages[index]:
            if mark.tag is not None:
                found.update(dict.fromkeys(mark.tag.parts))
        return (*found, *(self.vacant[index] if self.vacant else ()))


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


def lay_out(
    setter: Typesetter, brief: Brief, paper: Paper, design: Design = Design.BROADSHEET
) -> LaidOut:
    """Lay ``brief`` out on ``paper``; all of it is there, however long it is."""
    if isinstance(brief, Pocket):
        return lay_out_cards(setter, [brief.handout], paper)
    pages, furniture, *_ = DESIGNS[design]
    content = handout_of(brief)
    sheet, lead = _sheet(setter, brief, paper, furniture)
    found = pages(setter, brief, sheet, lead)
    rtl = sheet.say.right_to_left or reads_from_right(content)
    return LaidOut(
        sheet,
        tuple(tuple(page.marks) for page in found),
        rtl=rtl,
        furniture=furniture,
        vacant=tuple(tuple(_vacant(brief, page.fields)) for page in found),
    )


def _vacant(brief: Brief, names: Sequence[str]) -> Iterator[str]:
    """Yield the parts of ``brief`` that have nothing in them, of the fields ``names``."""
    content = handout_of(brief)
    for part in parts_of((content.partner,)):
        path = part.rpartition(".")[0]
        for name in names:
            of_handout = hasattr(content, name)
            owner = content if of_handout else brief
            if not getattr(owner, name, True):
                yield f"{path if of_handout else path.removesuffix('.handout')}.{name}"


def lay_out_cards(setter: Typesetter, contents: Sequence[Handout], paper: Paper) -> LaidOut:
    """Lay out a pocket card for each of ``contents``, four on a sheet."""
    cards = [PocketCard(setter, each, paper).faces() for each in contents]
    first = contents[0]
    say = labels(first.language)
    sheet = Sheet(paper, Edition.POCKET, first.initiative, "", first.as_of, say, first.colour)
    pages = tuple(card_sheets(cards, paper))
    return LaidOut(sheet, pages, cards=True, rtl=say.right_to_left)


def _sheet(
    setter: Typesetter, brief: Brief, paper: Paper, furniture: Furniture
) -> tuple[Sheet, str]:
    """Return the brief's sheet, and what is too long for its head and must stand in the text."""
    content = handout_of(brief)
    say = labels(content.language)
    code = worded(f"{say.partner_brief} {{}}", plain(content.code))
    sheet = Sheet(
        paper,
        edition_of(brief),
        content.initiative,
        code,
        content.as_of,
        say,
        content.colour,
        content.logo,
    )
    lead = [] if furniture.left_fits(setter, sheet) else [content.initiative]
    if not furniture.right_fits(setter, sheet):
        lead.append(content.code)
        sheet = replace(sheet, right=say.partner_brief)
    return sheet, "\n".join(lead)
