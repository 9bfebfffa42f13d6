"""The modular design: large type, one matter to a row; two pages, front and back of a sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from outreach.briefs import blocks, marks, styles
from outreach.briefs.blocks import paragraph, seen
from outreach.briefs.content import Brief, Handout, Internal, Question
from outreach.briefs.designs import fitting
from outreach.briefs.designs.back import Back
from outreach.briefs.designs.fitting import told
from outreach.briefs.flow import Column, Filled, Frame, Piece, Row, extent, flow
from outreach.briefs.grouping import row
from outreach.briefs.labels import Labels
from outreach.briefs.marks import INK
from outreach.briefs.said import worded
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.text import Colour, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import Furniture, Sheet
from outreach.briefs.structure import Element
from outreach.briefs.styles import Grid, Type

_TEXT: Colour = (0x1C / 255, 0x1C / 255, 0x1C / 255)
_GREY: Colour = (0x59 / 255, 0x59 / 255, 0x59 / 255)
_MARGIN = 50.0
_COLUMNS = 6
_GUTTER = 16.0
DENSITIES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3)

_PARTNER = Style(Face.SANS_BOLD, 12, 17, INK)
_CAPTION = Style(Face.SANS, 9, 13, _GREY)
_HEADLINES = tuple(
    Style(Face.SANS_BOLD, size, leading, INK, tracking)
    for size, leading, tracking in ((42, 43, -1.3), (33, 35, -0.9), (26, 29, -0.6), (20, 24, -0.3))
)
_HEADLINE_LINES = 3
_LEAD = Style(Face.SANS, 14.5, 21, _TEXT)
_FACT = Style(Face.SANS_SEMIBOLD, 12, 16, INK)
_TITLE = Style(Face.SANS_BOLD, 30, 34, INK, -0.8)
_LABEL = Style(Face.SANS_BOLD, 12, 15.5, INK)
_BODY = Style(Face.SANS, 10, 15, _TEXT)
_QUOTE = Style(Face.SANS_SEMIBOLD, 12, 17, _TEXT)
_SMALL = Style(Face.SANS, 8.6, 12.4, _GREY)
_NAME = Style(Face.SANS, 9, 13.2, _TEXT)
TYPE = Type(
    title=replace(_TITLE, size=24, leading=28),
    heading=_LABEL,
    partner=_PARTNER,
    body=_BODY,
    body_strong=replace(_BODY, face=Face.SANS_SEMIBOLD, colour=INK),
    quote=replace(_BODY, face=Face.SANS_SEMIBOLD),
    name=_NAME,
    name_strong=replace(_NAME, face=Face.SANS_SEMIBOLD, colour=INK),
    small=_SMALL,
    small_strong=replace(_SMALL, face=Face.SANS_SEMIBOLD, colour=INK),
    label=styles.LABEL,
    label_grey=replace(styles.LABEL, colour=_GREY),
    cover=_HEADLINES[0],
    deck=_LEAD,
)
FURNITURE = Furniture(
    left=_MARGIN,
    right=_MARGIN,
    head_top=63.0,
    name=Style(Face.SANS_BOLD, 10, 13, INK),
    code=Style(Face.SANS, 8.6, 13, _GREY),
    edition=Style(Face.SANS_BOLD, 8.6, 13, INK),
    foot=replace(styles.FOOT, colour=_GREY),
    foot_strong=styles.FOOT_STRONG,
    rule=0.0,
    rule_below=13.0,
    bar=6.0,
    lowest=60.0,
    foot_rule=(0.9, INK),
    edition_first=True,
)


def pages(setter: Typesetter, brief: Brief, sheet: Sheet, lead: str) -> list[Filled]:
    """Lay ``brief`` out; ``lead`` is what did not fit into the running head."""
    content = brief if isinstance(brief, Handout) else brief.handout
    room = FURNITURE.frame(setter, sheet, fitting.SPACE)
    made = Modular(setter, content, Grid(room.width, _COLUMNS, _GUTTER), sheet.say)

    def first(density: float) -> Frame:
        return FURNITURE.frame(setter, sheet, fitting.SPACE * density)

    front = cache(lambda density: made.front(density, lead))
    whole = fitting.joined(front(1.0), made.back(1.0), 24.0)
    if extent(whole) <= room.bottom - room.top:
        found = behind = flow(whole, room, room)
    else:
        found = behind = fitting.fitted(DENSITIES, front, first, room)
        if made.back(1.0):
            behind = fitting.fitted(DENSITIES, cache(made.back), first, room)
            found = found + behind
    found[0].fields = fitting.FRONT + fitting.BARGAIN
    behind[0].fields += fitting.ASIDE + fitting.BACK
    if isinstance(brief, Internal):
        found += fitting.for_the_team(setter, brief, room, TYPE)
    title = fitting.notes_title(brief, sheet.say)
    fitting.offer_writing(setter, found[-1], room, title, TYPE)
    return found


class Modular:
    """Makes the rows of one hand-out at a density (1 is the plain design, less is tighter)."""

    def __init__(self, setter: Typesetter, content: Handout, grid: Grid, say: Labels) -> None:
        """Prepare to lay ``content`` out on ``grid``."""
        self._set = setter
        self._content = content
        self._grid = grid
        self._say = say
        self._back = Back(setter, content, grid, say, TYPE, _CAPTION)

    def front(self, density: float, lead: str) -> list[Row]:
        """Return the rows of the first page: who they are, what we ask and what they get."""
        say, content = self._say, self._content
        return told(
            [
                self._title(density, lead),
                self._facts(density),
                *self._headed(density, say.who_you_are, (content.who_you_are,), None),
                *self._headed(density, say.you_need, content.you_need, marks.dash),
                *self._headed(density, say.we_offer, content.we_offer, marks.check),
                *self._headed(density, say.we_ask, content.we_ask, marks.arrow, 2.0),
                *self._headed(density, say.you_get, content.you_get, marks.check),
            ]
        )

    def back(self, density: float) -> list[Row]:
        """Return the rows of the second page: questions, who is in, what comes next."""
        return told([*self._questions(density), *self._back.rows(density)])

    def _title(self, density: float, lead: str) -> Row:
        content, width = self._content, self._grid.width
        headline, partner = fitting.opening(content)
        # Letters this tight reach a little over the end of their line.
        room = width - 3
        style = fitting.largest(self._set, headline, _HEADLINES, room, _HEADLINE_LINES)
        deck = self._grid.span(5)
        pieces = (
            *paragraph(self._set, lead, _CAPTION, width),
            *paragraph(self._set, partner, _PARTNER, width),
            *paragraph(self._set, content.description, _CAPTION, width),
            *blocks.balanced(self._set, headline, style, room, 9 * density, "H1"),
            *blocks.balanced(self._set, content.deck, _LEAD, deck, 12 * density),
        )
        return Row((Column(0, width, pieces),))

    def _facts(self, density: float) -> Row:
        """Return the use case: what the figures are for, what they decide, what people gain."""
        card, say = self._content.card, self._say
        if card is None:
            return Row(())
        said = (
            (say.figures_for, card.title),
            (say.decides, card.decision),
            (say.public_gains, card.benefit),
        )
        facts = [(label, text) for label, text in said if plain(text)]
        wide = _COLUMNS // max(1, len(facts))
        width = self._grid.span(wide)
        columns = [
            Column(
                self._grid.x(place * wide),
                width,
                (
                    *paragraph(self._set, label, _CAPTION, width, with_next=True, role="H2"),
                    *paragraph(self._set, text, _FACT, width, gap=3),
                ),
            )
            for place, (label, text) in enumerate(facts)
        ]
        return Row(tuple(columns), 18 * density, 2.0, 11 * density)

    def _headed(
        self,
        density: float,
        label: str,
        items: tuple[str, ...],
        bullet: blocks.Bullet | None,
        weight: float = 0.6,
    ) -> list[Row]:
        """Return a label with what belongs to it beside it, or nothing."""
        items = seen(items)
        if not items:
            return []
        width = self._grid.span(4)
        text = (
            paragraph(self._set, items[0], _BODY, width)
            if bullet is None
            else blocks.listed(self._set, items, _BODY, width, bullet, first=0)
        )
        left = blocks.heading(self._set, label, self._grid.span(2), _LABEL)
        return [self._pair(left, text, 9 * density, weight, 11 * density)]

    def _pair(
        self,
        left: tuple[Piece, ...],
        right: tuple[Piece, ...],
        above: float,
        weight: float,
        below: float,
    ) -> Row:
        columns = (
            Column(0, self._grid.span(2), left),
            Column(self._grid.x(2), self._grid.span(4), right),
        )
        return Row(columns, above, weight, below)

    def _questions(self, density: float) -> list[Row]:
        questions = [each for each in self._content.questions if fitting.says(each)]
        if not questions:
            return []
        width = self._grid.width
        title = blocks.heading(self._set, self._say.fair_questions, width, _TITLE)
        table = Element("Table")
        rows = [Row((Column(0, width, title),), with_next=True)]
        for number, each in enumerate(questions):
            left = paragraph(self._set, each.topic, _LABEL, self._grid.span(2))
            topic, answer = row(table, left, self._answer(each))
            weight = 0.6 if number else 2.0
            rows.append(self._pair(topic, answer, 12 * density, weight, 12 * density))
        return rows

    def _answer(self, each: Question) -> tuple[Piece, ...]:
        width, say = self._grid.span(4), self._say
        source = worded(say.source, each.proof) if plain(each.proof) else ""
        warning = say.out_of_date if each.out_of_date else ""
        return (
            *paragraph(self._set, say.quoted(each.quote), _QUOTE, width, with_next=True),
            *paragraph(self._set, each.answer, _BODY, width, gap=1),
            *paragraph(self._set, source, TYPE.small, width, gap=2),
            *paragraph(self._set, warning, TYPE.small_strong, width, gap=2),
        )
