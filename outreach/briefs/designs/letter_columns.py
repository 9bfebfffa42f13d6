"""What stands in the two columns of a letter, on its first and on its second page."""

from __future__ import annotations

from dataclasses import replace

from outreach.briefs import blocks, marks
from outreach.briefs.blocks import paragraph, seen
from outreach.briefs.content import Brief, Handout, Internal, NextStep, Question
from outreach.briefs.designs import fitting
from outreach.briefs.designs.fitting import Rows, told
from outreach.briefs.designs.little_map import little_map
from outreach.briefs.flow import CARD_INSET, Column, Piece, Row
from outreach.briefs.grouping import row
from outreach.briefs.labels import Labels
from outreach.briefs.marks import INK
from outreach.briefs.said import worded
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.text import Run, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element
from outreach.briefs.styles import Grid, Type
from outreach.briefs.team_pages import TeamPages

_HEADLINE_LINES = 3
_LIST_LEADING = 14.4
_TOPIC = 66.0
"""Width of the topics beside the questions."""
_MAP = 104.0


class Columns:
    """Makes the rows of each column at a density (1 is the plain design, less is tighter)."""

    def __init__(
        self,
        setter: Typesetter,
        brief: Brief,
        main: float,
        side: float,
        say: Labels,
        kind: Type,
    ) -> None:
        """Prepare to lay ``brief`` out in columns of ``main`` and ``side`` points."""
        self._set = setter
        self._brief = brief
        self._content = brief if isinstance(brief, Handout) else brief.handout
        self._main = main
        self._side = side
        self._say = say
        self._kind = kind
        colour = kind.title.colour
        self._headlines = tuple(
            Style(Face.DISPLAY_LIGHT, size, leading, colour)
            for size, leading in ((36, 39), (29, 32), (23, 26))
        )
        self._lead = Style(Face.SERIF, 13, 19.4, INK)
        self._listed = Style(Face.SERIF, 10, _LIST_LEADING, colour)

    def opening(self, lead: str) -> Rows:
        """Return what makes the title over both columns; ``lead`` comes first."""

        def rows(density: float) -> list[Row]:
            content = self._content
            width = self._main + self._side
            headline, partner = fitting.opening(content)
            style = fitting.largest(self._set, headline, self._headlines, width, _HEADLINE_LINES)
            named = worded(self._say.for_partner, partner) if plain(partner) else ""
            pieces = (
                *paragraph(self._set, lead, self._kind.small, width),
                *paragraph(self._set, named, self._kind.partner, width),
                *paragraph(self._set, content.description, self._kind.small, width),
                *blocks.balanced(self._set, headline, style, width, 12 * density, "H1"),
                *blocks.balanced(self._set, content.deck, self._lead, width, 12 * density),
            )
            return told([Row((Column(0, width, pieces),))])

        return rows

    def whole(self, density: float) -> list[Row]:
        """Return the wide columns of both pages in one."""
        return fitting.joined(self.front(density), self.back(density), 22 * density)

    def beside_whole(self, density: float) -> list[Row]:
        """Return the narrow columns of both pages in one."""
        return fitting.joined(self.beside_front(density), self.beside_back(density), 18 * density)

    def front(self, density: float) -> list[Row]:
        """Return the wide column of the first page: who they are, what they need, our offer."""
        content, say = self._content, self._say
        card = content.card
        told_of = (card.title, card.decision, card.benefit) if card else ()
        return told(
            [
                self._text(say.who_you_are, (content.who_you_are,), 0.0),
                self._text(say.figures_for, told_of, 16 * density),
                self._halves(
                    (say.you_need, content.you_need, marks.dash),
                    (say.we_offer, content.we_offer, marks.check),
                    16 * density,
                    strong=False,
                ),
            ]
        )

    def beside_front(self, density: float) -> list[Row]:
        """Return the narrow column of the first page: who speaks, and who is in already."""
        content, width, kind = self._content, self._side, self._kind
        who = fitting.somebody(content.spokesperson)
        names = seen(content.already_in)
        picture = little_map(self._set, content, self._say, kind.small_strong, width, _MAP)
        speaker = blocks.person(self._set, who, width, kind) if who else ()
        joined = [
            piece
            for name in names
            for piece in paragraph(self._set, name, kind.name, width, gap=1.6)
        ]
        rows = [
            self._aside(self._say.who_speaks, speaker, 0.0),
            self._aside(self._say.already_in, tuple(joined), 18 * density),
            Row((Column(0, width, picture),), 12),
        ]
        return told(rows)

    def back(self, density: float) -> list[Row]:
        """Return the wide column of the second page: questions, what we ask, what they get."""
        content, say = self._content, self._say
        halves = self._halves(
            (say.we_ask, content.we_ask, marks.arrow),
            (say.you_get, content.you_get, marks.check),
            16 * density,
            strong=True,
        )
        return told([*self._questions(density), halves])

    def beside_back(self, density: float) -> list[Row]:
        """Return the narrow column of the second page: private notes, next steps, whom to call."""
        content, width, kind = self._content, self._side, self._kind
        steps = [piece for step in fitting.steps_of(content) for piece in self._step(step)]
        who = fitting.somebody(content.contact)
        called = blocks.person(self._set, who, width, kind) if who else ()
        return told(
            [
                *self._private(),
                self._aside(self._say.next_steps, tuple(steps), 16 * density, 0.0),
                self._aside(self._say.whom_to_call, called, 16 * density),
            ]
        )

    def _private(self) -> list[Row]:
        if not isinstance(self._brief, Internal):
            return []
        grid = Grid(self._side)
        made = TeamPages(self._set, self._brief, grid, replace(self._kind, body=self._kind.name))
        note = made.note(self._side - 2 * CARD_INSET)
        return [Row((Column(0, self._side, note, framed=True),))]

    def _text(self, label: str, texts: tuple[str, ...], above: float) -> Row:
        """Return paragraphs under their label."""
        pieces = [
            piece
            for number, text in enumerate(seen(texts))
            for piece in paragraph(
                self._set, text, self._kind.body, self._main, gap=4.0 if number else 2.0
            )
        ]
        head = self._label(label, self._main) if pieces else ()
        return Row((Column(0, self._main, (*head, *pieces)),), above)

    def _halves(
        self,
        left: tuple[str, tuple[str, ...], blocks.Bullet],
        right: tuple[str, tuple[str, ...], blocks.Bullet],
        above: float,
        *,
        strong: bool,
    ) -> Row:
        """Return two lists beside each other, or one over the whole width."""
        lists = [(label, seen(items), bullet) for label, items, bullet in (left, right)]
        told_of = [each for each in lists if each[1]]
        gap = 18.0
        width = (self._main - gap) / 2 if len(told_of) == 2 else self._main
        columns = [
            Column(
                place * (width + gap),
                width,
                (
                    *self._label(label, width),
                    *blocks.listed(self._set, items, self._listed, width, bullet, first=3),
                ),
                ruled=bool(place) and not strong,
            )
            for place, (label, items, bullet) in enumerate(told_of)
        ]
        return Row(tuple(columns), above, 0.7 if strong else 0.5, 12, strong=strong)

    def _questions(self, density: float) -> list[Row]:
        questions = [
            (each, self._follow_up(place))
            for place, each in enumerate(self._content.questions)
            if fitting.says(each)
        ]
        if not questions:
            return []
        say = self._say
        title = blocks.heading(self._set, say.straight_answers, self._main, self._kind.title)
        table = Element("Table")
        rows = [Row((Column(0, self._main, title),), with_next=True)]
        for number, (each, follow_up) in enumerate(questions):
            topic = paragraph(self._set, each.topic, self._kind.body_strong, _TOPIC - 8)
            cells = row(table, topic, self._answer(each, follow_up))
            columns = (
                Column(0, _TOPIC - 8, cells[0]),
                Column(_TOPIC, self._main - _TOPIC, cells[1]),
            )
            above = (8 if number else 12) * density
            rows.append(Row(columns, above, 0.5, 8 * density, strong=False))
        return rows

    def _follow_up(self, question: int) -> str:
        """Return what the team says when it is pressed; a hand-out has no such thing."""
        return self._brief.follow_up(question) if isinstance(self._brief, Internal) else ""

    def _answer(self, each: Question, follow_up: str) -> tuple[Piece, ...]:
        width, say, kind = self._main - _TOPIC, self._say, self._kind
        source = worded(say.source, each.proof) if plain(each.proof) else ""
        warning = say.out_of_date if each.out_of_date else ""
        pressed = worded(say.if_pressed, follow_up) if plain(follow_up) else ""
        return (
            *paragraph(self._set, say.quoted(each.quote), kind.quote, width, with_next=True),
            *paragraph(self._set, each.answer, kind.body, width),
            *paragraph(self._set, pressed, kind.small, width, gap=2),
            *paragraph(self._set, source, kind.small, width, gap=2),
            *paragraph(self._set, warning, kind.small_strong, width, gap=2),
        )

    def _step(self, step: NextStep) -> tuple[Piece, ...]:
        when = self._say.shortly_on(step.date) if step.date else self._say.no_date
        done = f" ({self._say.done})" if step.done else ""
        runs = (
            Run(f"{when} ", self._kind.name_strong),
            Run(step.text, self._kind.name),
            Run(done, self._kind.small_strong),
        )
        return paragraph(self._set, runs, self._kind.name, self._side, gap=3)

    def _label(self, label: str, width: float) -> tuple[Piece, ...]:
        return blocks.heading(self._set, label, width, self._kind.label)

    def _aside(
        self, label: str, pieces: tuple[Piece, ...], above: float, weight: float = 0.5
    ) -> Row:
        head = self._label(label, self._side) if pieces else ()
        return Row((Column(0, self._side, (*head, *pieces)),), above, weight, 12, strong=False)
