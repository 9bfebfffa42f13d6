"""The pages behind an internal brief's first: what the team knows and must not leave behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from outreach.briefs import blocks, marks, styles
from outreach.briefs.blocks import paragraph, seen
from outreach.briefs.content import ContactNote, Internal, ObjectionNote, PersonNote
from outreach.briefs.flow import CARD_INSET, Column, Piece, Row
from outreach.briefs.grouping import row
from outreach.briefs.labels import labels
from outreach.briefs.said import Said, parts_of, worded
from outreach.briefs.setting.text import Line, Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element
from outreach.briefs.styles import Grid, Type

T = TypeVar("T")

_ABOVE = 16.0
_BELOW = 8.0
_PAD = 5.0


class TeamPages:
    """Makes the rows of an internal brief's further pages."""

    def __init__(
        self,
        setter: Typesetter,
        content: Internal,
        grid: Grid,
        kind: Type = styles.BROADSHEET,
        *,
        with_note: bool = True,
    ) -> None:
        """Prepare to lay ``content`` out on ``grid`` in the type ``kind``.

        ``with_note`` tells that the private notes do not stand on another page already.
        """
        self._set = setter
        self._content = content
        self._grid = grid
        self._kind = kind
        self._with_note = with_note
        self._say = labels(content.handout.language)

    def rows(self) -> list[Row]:
        """Return the rows from the title down; what is empty leaves no trace."""
        content, say = self._content, self._say
        rows = [
            self._title(),
            self._standing(),
            *self._table(say.people, content.people, self._person),
            *self._table(say.hard_questions, content.objections, self._hard),
            *self._listed(say.approach, content.approach, marks.arrow),
            *self._listed(say.promises, content.commitments, marks.tick_box),
            *self._table(say.contacts, content.contacts, self._contact),
        ]
        return [row for row in rows if any(column.pieces for column in row.columns)]

    def _title(self) -> Row:
        width = self._grid.span(12)
        return Row(
            (
                Column(
                    0,
                    width,
                    (
                        *paragraph(
                            self._set, self._say.for_team, self._kind.partner, width, with_next=True
                        ),
                        *blocks.balanced(
                            self._set,
                            self._content.handout.partner,
                            self._kind.title,
                            width,
                            3,
                            "H2",
                        ),
                        *paragraph(
                            self._set, self._content.status, self._kind.body_strong, width, gap=3
                        ),
                    ),
                ),
            )
        )

    def _standing(self) -> Row:
        inside = self._grid.span(6) - 2 * CARD_INSET
        note = self.note(inside) if self._with_note else ()
        wide = 6 if note else 12
        columns = [Column(0, self._grid.span(wide), self._judged(self._grid.span(wide)))]
        if note:
            x = self._grid.x(6)
            columns.append(Column(x, self._grid.span(6), note, framed=True))
        return Row(tuple(columns), 12, 0.6, 10)

    def _judged(self, width: float) -> tuple[Piece, ...]:
        told = [each for each in self._content.judgements if plain(each.label + each.value)]
        pieces: list[Piece] = []
        half = min(width / 2, self._grid.span(3))
        if told:
            pieces += self._head(self._say.where_they_stand, width)
        for each in told:
            left = self._set.lines((Run(each.label, self._kind.name),), half - 8)
            values = self._set.lines((Run(each.value, self._kind.name_strong),), width - half)
            tag = Element("P", parts=parts_of((each.label, each.value)))
            leading = self._kind.name.leading
            pieces += _beside(left, values, half, leading, tag)
        if plain(self._content.balance):
            head = self._head(self._say.the_balance, width)
            gap = 12.0 if pieces else 0.0
            pieces.append(Piece(0.0, (), gap, with_next=True))
            pieces += [*head, *self._body(self._content.balance, width)]
        return tuple(pieces)

    def note(self, width: float) -> tuple[Piece, ...]:
        """Return the private notes for a framed column, ``width`` points wide inside."""
        if not plain(self._content.note):
            return ()
        cap = self._set.lines((Run(self._say.private_notes, self._kind.label),), width)[0]
        x = (width - cap.width) / 2
        hatching = _hatching(-CARD_INSET, x - 10) + _hatching(
            x + cap.width + 10, width + CARD_INSET
        )
        head = Piece(
            14.0,
            (*hatching, marks.Words(x, cap.baseline - 9, cap, tag=Element("H3"))),
            with_next=True,
        )
        return (head, *self._body(self._content.note, width))

    def _head(self, title: str, width: float) -> tuple[Piece, ...]:
        return blocks.heading(self._set, title, width, self._kind.heading, 3)

    def _body(self, text: str, width: float) -> tuple[Piece, ...]:
        return paragraph(self._set, text, self._kind.body, width, gap=2.5)

    def _table(
        self,
        title: str,
        items: Sequence[T],
        cells: Callable[[T, float, float], tuple[tuple[Piece, ...], tuple[Piece, ...]]],
    ) -> list[Row]:
        left, right = self._grid.span(4), self._grid.span(8)
        x = self._grid.x(4)
        table = Element("Table")
        pairs = [
            row(table, *pair) for pair in (cells(item, left, right) for item in items) if any(pair)
        ]
        return self._headed(
            title,
            [
                Row(
                    (Column(0, left, first), Column(x, right, second)),
                    _PAD if number else 3.0,
                    0.5,
                    _PAD,
                    strong=False,
                )
                for number, (first, second) in enumerate(pairs)
            ],
        )

    def _listed(self, title: str, items: tuple[str, ...], bullet: blocks.Bullet) -> list[Row]:
        width = self._grid.span(12)
        pieces = blocks.listed(self._set, seen(items), self._kind.body, width, bullet)
        return self._headed(title, [Row((Column(0, width, pieces),), 2)] if pieces else [])

    def _headed(self, title: str, rows: list[Row]) -> list[Row]:
        if not rows:
            return []
        width = self._grid.span(12)
        head = self._head(title, width)
        return [Row((Column(0, width, head),), _ABOVE, 0.6, _BELOW, with_next=True), *rows]

    def _said(self, label: str, text: str, width: float) -> tuple[Piece, ...]:
        """Return ``text`` after its label, or nothing."""
        if not plain(text):
            return ()
        runs = (Run(f"{label}: ", self._kind.name_strong), Run(text, self._kind.name))
        return paragraph(self._set, runs, self._kind.name, width, gap=1.5)

    def _person(
        self, who: PersonNote, left: float, right: float
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        return (
            (
                *paragraph(self._set, who.name, self._kind.body_strong, left),
                *paragraph(self._set, who.role, self._kind.small, left),
            ),
            (
                *paragraph(self._set, who.part, self._kind.body, right),
                *self._said(self._say.why_they_matter, who.why, right),
            ),
        )

    def _hard(
        self, objection: ObjectionNote, left: float, right: float
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        topic = worded("{} ", objection.topic) if plain(objection.topic) else ""
        runs = (
            Run(topic, self._kind.body_strong),
            Run(self._say.quoted(objection.quote), self._kind.quote),
        )
        return (
            (
                *paragraph(self._set, runs, self._kind.body, left),
                *paragraph(self._set, objection.weight, self._kind.small, left, gap=1.5),
            ),
            (
                *paragraph(self._set, objection.answer, self._kind.body, right),
                *self._said(self._say.do_not_say, objection.avoid, right),
                *self._said(self._say.follow_up, objection.follow_up, right),
                *self._said(self._say.who_answers, objection.speaker, right),
            ),
        )

    def _contact(
        self, contact: ContactNote, left: float, right: float
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        date = (
            Said(self._say.on(contact.date), parts_of((contact.heading,))) if contact.date else ""
        )
        return (
            (
                *paragraph(self._set, date, self._kind.body_strong, left),
                *paragraph(self._set, contact.heading, self._kind.name, left),
            ),
            (
                *paragraph(self._set, contact.summary, self._kind.body, right),
                *self._said(self._say.next, contact.next_step, right),
            ),
        )


def _beside(
    names: Sequence[Line], values: Sequence[Line], x: float, leading: float, tag: Element
) -> tuple[Piece, ...]:
    """Return label and value beside each other, however many lines each has."""
    pieces: list[Piece] = []
    for number in range(max(len(names), len(values))):
        words = []
        if number < len(names):
            words.append(marks.Words(0, names[number].baseline, names[number], tag=tag))
        if number < len(values):
            words.append(marks.Words(x, values[number].baseline, values[number], tag=tag))
        pieces.append(Piece(leading, tuple(words), 0.0 if number else 2.0))
    return tuple(pieces)


def _hatching(left: float, right: float) -> tuple[marks.Mark, ...]:
    """Return slanted strokes between two places at the head of a framed box."""
    count = int((right - left - 10) // 4)
    return tuple(
        marks.Stroke(
            ((left + 1 + 4 * number, 1.0), (left + 10 + 4 * number, 1.0 - CARD_INSET + 1.2)),
            0.7,
            marks.INK,
        )
        for number in range(max(0, count))
    )
