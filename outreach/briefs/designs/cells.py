"""The columns of a broadsheet, which are the same however loosely the page is set.

What is empty leaves no trace: its heading goes too, and its neighbours take the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from outreach.briefs import blocks, marks, styles
from outreach.briefs.blocks import paragraph, seen
from outreach.briefs.content import Handout, Question
from outreach.briefs.designs import fitting
from outreach.briefs.flow import Column, Piece
from outreach.briefs.grouping import head_row, row
from outreach.briefs.labels import labels
from outreach.briefs.said import parts_of, worded
from outreach.briefs.setting.text import Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element
from outreach.briefs.styles import Paper, span


class Cells:
    """Makes the columns of one hand-out, ``less`` points taken from the leading of its text."""

    def __init__(self, setter: Typesetter, content: Handout, paper: Paper, less: float) -> None:
        """Prepare to set ``content`` for ``paper``."""
        self._set = setter
        self._content = content
        self._say = labels(content.language)
        self._paper = paper
        self._less = less

    @cached_property
    def exchange(self) -> tuple[Column, ...]:
        """Who the partner is, what they need and what we offer."""
        return self._cells(
            (
                (self._say.who_you_are, (self._content.who_you_are,), None),
                (self._say.you_need, self._content.you_need, marks.dash),
                (self._say.we_offer, self._content.we_offer, marks.check),
            )
        )

    @cached_property
    def bargain(self) -> tuple[Column, ...]:
        """What we ask and what the partner gets."""
        return self._cells(
            (
                (self._say.we_ask, self._content.we_ask, marks.arrow),
                (self._say.you_get, self._content.you_get, marks.check),
            )
        )

    @cached_property
    def questions_head(self) -> tuple[Column, ...]:
        """The heading over the questions, and who stands for the answers."""
        title = self._say.straight_answers
        wide = self._set.width(title, styles.HEADING)
        heading = Column(0, wide, blocks.heading(self._set, title, wide + 1))
        return (heading, *self._speaker(wide + styles.GUTTER))

    @cached_property
    def questions(self) -> tuple[tuple[Column, Column], ...]:
        """For each question that says something, what is asked and what is answered."""
        return tuple(
            self._pair(*row(self._table, self._asked(each), self._said(each)))
            for each in self._content.questions
            if fitting.says(each)
        )

    @cached_property
    def _table(self) -> Element:
        return Element("Table")

    @cached_property
    def question_labels(self) -> tuple[Column, Column]:
        """What stands over the two columns of the questions."""
        left, right = span(self._paper, 4), span(self._paper, 8)
        return self._pair(
            *head_row(
                self._table,
                paragraph(self._set, self._say.you_may_ask, styles.LABEL_GREY, left),
                paragraph(self._set, self._say.our_answer, styles.LABEL_GREY, right),
            )
        )

    @cached_property
    def closing(self) -> tuple[Column, ...]:
        """Who is already in, what comes next and whom to call."""
        columns: list[Column] = []
        place = 0
        for wide, pieces in self._closing_cells():
            x = styles.column_x(self._paper, place)
            columns.append(Column(x, span(self._paper, wide), pieces))
            place += wide
        return tuple(columns)

    def _pair(self, left: tuple[Piece, ...], right: tuple[Piece, ...]) -> tuple[Column, Column]:
        paper = self._paper
        return (
            Column(0, span(paper, 4), left),
            Column(styles.column_x(paper, 4), span(paper, 8), right),
        )

    def _cells(
        self, cells: Sequence[tuple[str, tuple[str, ...], blocks.Bullet | None]]
    ) -> tuple[Column, ...]:
        """Return headed columns for the cells that say something, sharing the page's width."""
        told = [(head, seen(items), bullet) for head, items, bullet in cells if seen(items)]
        if len(told) == 1:
            ((head, items, bullet),) = told
            x = styles.column_x(self._paper, 4)
            width = span(self._paper, 8)
            # The first line stands on the heading's baseline.
            text = (Piece(4.0, with_next=True), *self._cell(items, bullet, width, 0.0))
            return (
                Column(0, span(self._paper, 4), blocks.heading(self._set, head, x)),
                Column(x, width, text),
            )
        wide = styles.COLUMNS // max(1, len(told))
        return tuple(
            Column(
                styles.column_x(self._paper, wide * place),
                span(self._paper, wide),
                (
                    *blocks.heading(self._set, head, span(self._paper, wide)),
                    *self._cell(items, bullet, span(self._paper, wide), 2.5),
                ),
            )
            for place, (head, items, bullet) in enumerate(told)
        )

    def _cell(
        self, items: tuple[str, ...], bullet: blocks.Bullet | None, width: float, gap: float
    ) -> tuple[Piece, ...]:
        if bullet is None:
            return paragraph(self._set, items[0], styles.BODY, width, gap=gap, less=self._less)
        return blocks.listed(
            self._set, items, styles.BODY, width, bullet, first=gap, less=self._less
        )

    def _speaker(self, x: float) -> tuple[Column, ...]:
        who = fitting.somebody(self._content.spokesperson)
        if who is None:
            return ()
        width = span(self._paper, 12) - x
        before, name, after = self._say.answers_of(who.name, who.role)
        text = (
            Run(before, styles.SMALL),
            Run(name, styles.SMALL_STRONG),
            Run(after, styles.SMALL),
        )
        tag = Element("P", parts=parts_of(run.text for run in text))
        pieces = tuple(
            Piece(
                line.leading, (marks.Words(width - line.width, line.baseline, line, tag=tag),), 0.0
            )
            for line in self._set.lines(text, width)
        )
        return (Column(x, width, (Piece(5.0), *pieces)),)

    def _asked(self, question: Question) -> tuple[Piece, ...]:
        topic = worded("{} ", question.topic) if plain(question.topic) else ""
        runs = (Run(topic, styles.BODY_STRONG), Run(self._say.quoted(question.quote), styles.QUOTE))
        width = span(self._paper, 4)
        return paragraph(self._set, runs, styles.BODY, width, less=self._less)

    def _said(self, question: Question) -> tuple[Piece, ...]:
        width = span(self._paper, 8)
        warning = self._say.out_of_date if question.out_of_date else ""
        source = worded(self._say.source, question.proof) if plain(question.proof) else ""
        return (
            *paragraph(self._set, question.answer, styles.BODY, width, less=self._less),
            *paragraph(self._set, source, styles.SMALL, width, gap=1.5),
            *paragraph(self._set, warning, styles.SMALL_STRONG, width, gap=1.5),
        )

    def _closing_cells(self) -> list[tuple[int, tuple[Piece, ...]]]:
        """Return who is in, what comes next and whom to call, each with its number of columns."""
        content = self._content
        names = seen(content.already_in)
        steps = fitting.steps_of(content)
        who = fitting.somebody(content.contact)
        count = sum(map(bool, (names, steps, who)))
        side, middle = {3: (3, 6), 2: (6, 6), 1: (12, 12)}.get(count, (12, 12))
        side_width, middle_width = span(self._paper, side), span(self._paper, middle)
        cells: list[tuple[int, tuple[Piece, ...]]] = []
        if names:
            head = blocks.heading(self._set, self._say.already_in, side_width)
            cells.append((side, (*head, *self._names(names, side_width))))
        if steps:
            head = blocks.heading(self._set, self._say.next_steps, middle_width)
            dated = blocks.dated(self._set, steps, self._say, middle_width, self._less)
            cells.append((middle, (*head, *dated)))
        if who:
            head = blocks.heading(self._set, self._say.whom_to_call, side_width)
            cells.append((side, (*head, *blocks.person(self._set, who, side_width))))
        return cells

    def _names(self, names: tuple[str, ...], width: float) -> tuple[Piece, ...]:
        return tuple(
            piece
            for name in names
            for piece in paragraph(self._set, name, styles.NAME, width, gap=1.2, less=self._less)
        )
