"""The broadsheet: one partner on one page, or on more when one cannot hold what there is to say.

How loose the page is, its density, stretches the space between its parts and no more.
"""

from __future__ import annotations

from functools import cache

from outreach.briefs import blocks, marks, styles
from outreach.briefs.blocks import paragraph
from outreach.briefs.content import Brief, Card, Handout, Internal
from outreach.briefs.designs import fitting
from outreach.briefs.designs.cells import Cells
from outreach.briefs.flow import CARD_INSET, Column, Filled, Frame, Piece, Row
from outreach.briefs.labels import labels
from outreach.briefs.said import worded
from outreach.briefs.setting.text import Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import BROADSHEET, Sheet
from outreach.briefs.styles import Paper, span, taken_from_leading

DENSITIES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15)
"""How loose a page may be; the loosest that fits is used, and 1 when none does."""
_HEADLINE_LINES = 4
_TIGHT = 0.65
"""From this density down, the largest size of headline is out of the question."""


def pages(setter: Typesetter, brief: Brief, sheet: Sheet, lead: str) -> list[Filled]:
    """Lay ``brief`` out; ``lead`` is what did not fit into the running head."""
    content = brief if isinstance(brief, Handout) else brief.handout
    room = BROADSHEET.frame(setter, sheet, fitting.SPACE)

    @cache
    def cells(less: float) -> Cells:
        return Cells(setter, content, sheet.paper, less)

    @cache
    def rows(density: float) -> list[Row]:
        known = cells(taken_from_leading(density))
        return Broadsheet(setter, content, sheet.paper, density, known).rows(lead)

    def first(density: float) -> Frame:
        return BROADSHEET.frame(setter, sheet, fitting.SPACE * density)

    found = fitting.fitted(DENSITIES, rows, first, room)
    found[0].fields = fitting.FRONT + fitting.BARGAIN + fitting.ASIDE + fitting.BACK
    if isinstance(brief, Internal):
        found += fitting.for_the_team(setter, brief, room, styles.BROADSHEET)
    title = fitting.notes_title(brief, sheet.say)
    fitting.offer_writing(setter, found[-1], room, title, styles.BROADSHEET)
    return found


class Broadsheet:
    """Makes the rows of one hand-out at one density (1 is the plain design, less is tighter)."""

    def __init__(
        self,
        setter: Typesetter,
        content: Handout,
        paper: Paper,
        density: float,
        cells: Cells,
    ) -> None:
        """Prepare to lay ``content`` out on ``paper``; ``cells`` are set for this density."""
        self._set = setter
        self._content = content
        self._say = labels(content.language)
        self._paper = paper
        self._d = density
        self._less = styles.taken_from_leading(density)
        self._cells = cells

    def rows(self, lead: str = "") -> list[Row]:
        """Return the page's rows from the head down.

        ``lead`` is what did not fit into the running head; it comes first.
        """
        return fitting.told(
            [
                self._opening(lead),
                *self._rows_of_exchange(),
                *self._rows_of_questions(),
                Row(self._cells.closing, 18 * self._d, 0.6, 8 * self._d),
            ]
        )

    def _opening(self, lead: str) -> Row:
        card = self._content.card
        columns = [Column(0, span(self._paper, 8), self._title(lead, bool(card and shown(card))))]
        if card and shown(card):
            x = styles.column_x(self._paper, 8) + 8
            width = span(self._paper, 12) - x
            columns.append(Column(x, width, self._card(card, width - 2 * CARD_INSET), card=True))
        return Row(tuple(columns))

    def _title(self, lead: str, beside_card: bool) -> tuple[Piece, ...]:
        content, width = self._content, span(self._paper, 8)
        headline, named = fitting.opening(content)
        partner = worded(self._say.for_partner, named) if plain(named) else ""
        sizes = styles.HEADLINES[int(self._d < _TIGHT) :]
        style = fitting.largest(self._set, headline, sizes, width, _HEADLINE_LINES)
        deck_width = span(self._paper, 7) + 20 if beside_card else width
        return (
            *paragraph(self._set, lead, styles.KIND, width),
            *paragraph(self._set, partner, styles.PARTNER, width),
            *(paragraph(self._set, content.description, styles.KIND, width) if named else ()),
            *blocks.balanced(self._set, headline, style, width, 9 * self._d, role="H1"),
            *(
                ()
                if named
                else paragraph(self._set, content.description, styles.BODY, width, gap=4)
            ),
            *blocks.balanced(self._set, content.deck, styles.DECK, deck_width, 7 * self._d),
        )

    def _card(self, card: Card, width: float) -> tuple[Piece, ...]:
        parts = (
            (self._say.decides, card.decision),
            (self._say.public_gains, card.benefit),
        )
        told = [(label, text) for label, text in parts if plain(text)]
        pieces = [
            *paragraph(
                self._set,
                self._say.figures_for,
                styles.LABEL_GREY,
                width,
                with_next=True,
                role="H2",
            ),
            *blocks.balanced(self._set, card.title, styles.CARD_TITLE, width, 3),
        ]
        if told and plain(card.title):
            pieces.append(Piece(1.2, (marks.rule(0, 0.6, 24, 1.2),), 8 * self._d, with_next=True))
        for label, text in told:
            strong = styles.SMALL_STRONG
            pieces += paragraph(self._set, label, strong, width, gap=7 * self._d, with_next=True)
            pieces += paragraph(self._set, text, styles.CARD_BODY, width, less=self._less)
        return tuple(pieces)

    def _rows_of_exchange(self) -> list[Row]:
        first = self._cells.exchange
        weight = 0.5 if first else 0.6
        return [
            Row(first, 18 * self._d, 0.6, 8 * self._d),
            Row(self._cells.bargain, 14 * self._d, weight, 8 * self._d, strong=not first),
        ]

    def _rows_of_questions(self) -> list[Row]:
        if not self._cells.questions:
            return []
        pad = max(3.5, 6 * self._d)
        labels = Row(self._cells.question_labels, 2, with_next=True)
        return [
            Row(self._cells.questions_head, 18 * self._d, 0.6, 8 * self._d, with_next=True),
            labels,
            *(
                Row(columns, pad if number else 4, 0.5, pad, strong=False, heads=(labels,))
                for number, columns in enumerate(self._cells.questions)
            ),
        ]


def shown(card: Card) -> bool:
    """Tell whether there is anything to see of a use case."""
    return any(plain(text) for text in (card.title, card.decision, card.benefit))
