"""The pages behind an internal brief's first: what the team knows and must not leave behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from outreach.briefs import blocks, marks, styles
from outreach.briefs.blocks import day, paragraph, quoted, seen
from outreach.briefs.content import ContactNote, Internal, ObjectionNote, PersonNote
from outreach.briefs.flow import CARD_INSET, Column, Piece, Row
from outreach.briefs.grouping import row
from outreach.briefs.said import Said, parts_of, worded
from outreach.briefs.setting.text import Line, Run, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element
from outreach.briefs.styles import Paper, span

T = TypeVar("T")

_ABOVE = 16.0
_BELOW = 8.0
_PAD = 5.0


class TeamPages:
    """Makes the rows of an internal brief's further pages."""

    def __init__(self, setter: Typesetter, content: Internal, paper: Paper) -> None:
        """Prepare to lay ``content`` out on ``paper``."""
        self._set = setter
        self._content = content
        self._paper = paper

    def rows(self) -> list[Row]:
        """Return the rows from the title down; what is empty leaves no trace."""
        content = self._content
        rows = [
            self._title(),
            self._standing(),
            *self._table("People", content.people, self._person),
            *self._table("What they may say, and how to answer", content.objections, self._hard),
            *self._listed("How we approach them", content.approach, marks.arrow),
            *self._listed("Promises", content.commitments, marks.tick_box),
            *self._table("Contacts so far", content.contacts, self._contact),
        ]
        return [row for row in rows if any(column.pieces for column in row.columns)]

    def _title(self) -> Row:
        width = span(self._paper, 12)
        return Row(
            (
                Column(
                    0,
                    width,
                    (
                        *paragraph(
                            self._set, "For the team only", styles.PARTNER, width, with_next=True
                        ),
                        *blocks.balanced(
                            self._set, self._content.handout.partner, styles.TITLE, width, 3, "H2"
                        ),
                        *paragraph(
                            self._set, self._content.status, styles.BODY_STRONG, width, gap=3
                        ),
                    ),
                ),
            )
        )

    def _standing(self) -> Row:
        note = self._note(span(self._paper, 6) - 2 * CARD_INSET)
        wide = 6 if note else 12
        columns = [Column(0, span(self._paper, wide), self._judged(span(self._paper, wide)))]
        if note:
            x = styles.column_x(self._paper, 6)
            columns.append(Column(x, span(self._paper, 6), note, framed=True))
        return Row(tuple(columns), 12, 0.6, 10)

    def _judged(self, width: float) -> tuple[Piece, ...]:
        told = [each for each in self._content.judgements if plain(each.label + each.value)]
        pieces: list[Piece] = []
        half = min(width / 2, span(self._paper, 3))
        if told:
            pieces += blocks.heading(self._set, "Where they stand", width, level=3)
        for each in told:
            labels = self._set.lines((Run(each.label, styles.NAME),), half - 8)
            values = self._set.lines((Run(each.value, styles.NAME_STRONG),), width - half)
            tag = Element("P", parts=parts_of((each.label, each.value)))
            pieces += _beside(labels, values, half, tag)
        if plain(self._content.balance):
            head = blocks.heading(self._set, "The balance", width, level=3)
            gap = 12.0 if pieces else 0.0
            pieces.append(Piece(0.0, (), gap, with_next=True))
            pieces += [*head, *self._body(self._content.balance, width)]
        return tuple(pieces)

    def _note(self, width: float) -> tuple[Piece, ...]:
        if not plain(self._content.note):
            return ()
        cap = self._set.lines((Run("Private notes", styles.LABEL),), width)[0]
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

    def _body(self, text: str, width: float, style: Style = styles.BODY) -> tuple[Piece, ...]:
        return paragraph(self._set, text, style, width, gap=2.5)

    def _table(
        self,
        title: str,
        items: Sequence[T],
        cells: Callable[[T, float, float], tuple[tuple[Piece, ...], tuple[Piece, ...]]],
    ) -> list[Row]:
        left, right = span(self._paper, 4), span(self._paper, 8)
        x = styles.column_x(self._paper, 4)
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
        width = span(self._paper, 12)
        pieces = blocks.listed(self._set, seen(items), styles.BODY, width, bullet)
        return self._headed(title, [Row((Column(0, width, pieces),), 2)] if pieces else [])

    def _headed(self, title: str, rows: list[Row]) -> list[Row]:
        if not rows:
            return []
        width = span(self._paper, 12)
        head = blocks.heading(self._set, title, width, level=3)
        return [Row((Column(0, width, head),), _ABOVE, 0.6, _BELOW, with_next=True), *rows]

    def _said(self, label: str, text: str, width: float) -> tuple[Piece, ...]:
        """Return ``text`` after its label, or nothing."""
        if not plain(text):
            return ()
        runs = (Run(f"{label}: ", styles.NAME_STRONG), Run(text, styles.NAME))
        return paragraph(self._set, runs, styles.NAME, width, gap=1.5)

    def _person(
        self, who: PersonNote, left: float, right: float
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        return (
            (
                *paragraph(self._set, who.name, styles.BODY_STRONG, left),
                *paragraph(self._set, who.role, styles.SMALL, left),
            ),
            (
                *paragraph(self._set, who.part, styles.BODY, right),
                *self._said("Why they matter", who.why, right),
            ),
        )

    def _hard(
        self, objection: ObjectionNote, left: float, right: float
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        topic = worded("{} ", objection.topic) if plain(objection.topic) else ""
        runs = (Run(topic, styles.BODY_STRONG), Run(quoted(objection.quote), styles.QUOTE))
        return (
            (
                *paragraph(self._set, runs, styles.BODY, left),
                *paragraph(self._set, objection.weight, styles.SMALL, left, gap=1.5),
            ),
            (
                *paragraph(self._set, objection.answer, styles.BODY, right),
                *self._said("Do not say", objection.avoid, right),
                *self._said("Follow up", objection.follow_up, right),
                *self._said("Who answers", objection.speaker, right),
            ),
        )

    def _contact(
        self, contact: ContactNote, left: float, right: float
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        date = Said(day(contact.date), parts_of((contact.heading,))) if contact.date else ""
        return (
            (
                *paragraph(self._set, date, styles.BODY_STRONG, left),
                *paragraph(self._set, contact.heading, styles.NAME, left),
            ),
            (
                *paragraph(self._set, contact.summary, styles.BODY, right),
                *self._said("Next", contact.next_step, right),
            ),
        )


def _beside(
    labels: Sequence[Line], values: Sequence[Line], x: float, tag: Element
) -> tuple[Piece, ...]:
    """Return label and value beside each other, however many lines each has."""
    pieces: list[Piece] = []
    for number in range(max(len(labels), len(values))):
        words = []
        if number < len(labels):
            words.append(marks.Words(0, labels[number].baseline, labels[number], tag=tag))
        if number < len(values):
            words.append(marks.Words(x, values[number].baseline, values[number], tag=tag))
        pieces.append(Piece(styles.NAME.leading, tuple(words), 0.0 if number else 2.0))
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
