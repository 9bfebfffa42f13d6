"""The lower part of a modular brief's second page: who answers, who is in, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from outreach.briefs import blocks, marks
from outreach.briefs.blocks import paragraph, seen
from outreach.briefs.codes import letter_to, squares
from outreach.briefs.content import Handout, NextStep, Spokesperson
from outreach.briefs.designs import fitting
from outreach.briefs.designs.little_map import little_map
from outreach.briefs.flow import Column, Piece, Row
from outreach.briefs.grouping import within
from outreach.briefs.labels import Labels
from outreach.briefs.marks import INK, WHITE, Box, Dot, Drawing, Mark, Stroke, Words
from outreach.briefs.said import parts_of
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.text import Colour, Run, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element
from outreach.briefs.styles import Grid, Type

_TINT: Colour = (0xF0 / 255, 0xF0 / 255, 0xF0 / 255)
_INITIALS = Style(Face.SANS_BOLD, 19, 23, WHITE)
_SPEAKER = Style(Face.SANS_SEMIBOLD, 13.5, 18.6, INK)
_BAND = 72.0
"""Least height of the band of who speaks."""
_TALLEST = 240.0
"""What is taller than this has no frame, so that it can be divided between pages."""
_DISC = 25.0
_MAP = 118.0
_QR = 62.0
_BESIDE = 4
"""So many steps go beside each other on a line; more go under each other."""


class Back:
    """Makes the rows that come below the questions."""

    def __init__(
        self,
        setter: Typesetter,
        content: Handout,
        grid: Grid,
        say: Labels,
        kind: Type,
        caption: Style,
    ) -> None:
        """Prepare to lay ``content`` out on ``grid``, six columns wide."""
        self._set = setter
        self._content = content
        self._grid = grid
        self._say = say
        self._kind = kind
        self._caption = caption

    def rows(self, density: float) -> list[Row]:
        """Return them from the speaker down; what is empty leaves no trace."""
        return [*self._speaker(density), *self._joined(density), *self._closing(density)]

    def _speaker(self, density: float) -> list[Row]:
        who = fitting.somebody(self._content.spokesperson)
        if who is None:
            return []
        x, width = self._grid.x(2), self._grid.span(4) - 12
        said = (
            *paragraph(self._set, self._say.answers_from, self._caption, width),
            *paragraph(self._set, who.name, _SPEAKER, width),
            *paragraph(self._set, who.role, self._caption, width),
        )
        high = sum(piece.height for piece in said)
        if high > _TALLEST:
            return [Row((Column(x, width, said),), 16 * density)]
        height = max(_BAND, high + 24)
        y = (height - high) / 2
        found: list[Mark] = [Box(0, 0, self._grid.width, height, _TINT)]
        found += self._disc(who, height / 2)
        for piece in said:
            for mark in piece.marks:
                assert isinstance(mark, Words)
                found.append(mark._replace(x=x + mark.x, y=y + mark.y))
            y += piece.height
        column = Column(0, self._grid.width, (Piece(height, tuple(found)),))
        return [Row((column,), 16 * density)]

    def _disc(self, who: Spokesperson, middle: float) -> tuple[Mark, ...]:
        """Return the initials on a disc; the name beside it says the same."""
        x = 18 + _DISC
        (line,) = self._set.lines((Run(initials(who.name), _INITIALS),), float("inf")) or (None,)
        if line is None:
            return ()
        words = Words(x - line.width / 2, middle + 0.36 * line.size, line)
        return (Dot(x, middle, _DISC, True), words)

    def _joined(self, density: float) -> list[Row]:
        names = seen(self._content.already_in)
        if not names:
            return []
        width = self._grid.span(2)
        style = self._kind.small_strong
        picture = little_map(self._set, self._content, self._say, style, width, _MAP)
        return [
            self._head(self._say.already_in, 20 * density),
            Row(
                (
                    Column(0, width, picture),
                    Column(self._grid.x(2), self._grid.span(4), self._boxes(names)),
                ),
                6,
            ),
        ]

    def _boxes(self, names: Sequence[str]) -> tuple[Piece, ...]:
        """Return the names in boxes, two beside each other; the reader's own is dashed."""
        gap = 6.0
        width = (self._grid.span(4) - gap) / 2
        whole = Element("L")
        every = [
            self._set.lines((Run(name, self._kind.name_strong),), width - 18) for name in names
        ]
        if any(sum(line.leading for line in lines) > _TALLEST for lines in every):
            wide = self._grid.span(4)
            return blocks.listed(self._set, names, self._kind.name_strong, wide, marks.dash)
        cells = [(name, parts_of((name,)), 0.8) for name in names]
        cells.append((self._say.you, (), 0.0))
        pieces = []
        for place in range(0, len(cells), 2):
            found: list[Mark] = []
            pair = [
                (self._set.lines((Run(name, self._kind.name_strong),), width - 18), parts, weight)
                for name, parts, weight in cells[place : place + 2]
            ]
            height = max(sum(line.leading for line in lines) for lines, _, _ in pair) + 13.6
            for number, (lines, parts, weight) in enumerate(pair):
                x = number * (width + gap)
                box = Box(x, 0, width, height, None, weight or 1.2, None if weight else (2.4, 3.0))
                found.append(box)
                tag = Element("LBody", Element("LI", whole), parts=parts)
                y = 6.8
                for line in lines:
                    found.append(Words(x + 9, y + line.baseline, line, tag=tag))
                    y += line.leading
            pieces.append(Piece(height, tuple(found), gap if place else 0.0))
        return tuple(pieces)

    def _closing(self, density: float) -> list[Row]:
        steps = fitting.steps_of(self._content)
        who = fitting.somebody(self._content.contact)
        if not steps and who is None:
            return []
        code = self._write_to(who) if who else ()
        columns = 6 - (2 if who else 0) - (1 if code else 0)
        heads = [(0, columns, self._say.next_steps)] if steps else []
        below = list(self._steps(steps, columns)) if steps else []
        if who is not None:
            place = columns if steps else 0
            width = self._grid.span(2)
            heads.append((place, 2, self._say.whom_to_call))
            called = blocks.person(self._set, who, width, self._kind)
            below.append(Column(self._grid.x(place), width, called))
            below.append(Column(self._grid.x(place + 2), self._grid.span(1), code))
        titles = [
            Column(
                self._grid.x(place),
                self._grid.span(wide),
                blocks.heading(self._set, label, self._grid.span(wide), self._kind.heading),
            )
            for place, wide, label in heads
        ]
        return [Row(tuple(titles), 20 * density, with_next=True), Row(tuple(below), 7)]

    def _write_to(self, who: Spokesperson) -> tuple[Piece, ...]:
        """Return a code that begins an e-mail to them, where they have an address."""
        text = letter_to(plain(who.email), plain(self._content.code))
        if not text:
            return ()
        said = self._say.write_to_us
        alt = f"{said}: {plain(who.email)}"
        tag = Element("Figure", parts=parts_of((who.email,)), alt=alt)
        code = Drawing(0, 0, _QR, _QR, (squares(text, 0, 0, _QR, None),), tag)
        caption = paragraph(self._set, said, self._caption, self._grid.span(1), gap=2)
        return (Piece(_QR, (code,), with_next=True), *caption)

    def _steps(self, steps: Sequence[NextStep], columns: int) -> list[Column]:
        width = self._grid.span(columns)
        if len(steps) > _BESIDE:
            listed = blocks.dated(self._set, steps, self._say, width, 0.0, self._kind)
            return [Column(0, width, listed)]
        whole = Element("L")
        each = width / len(steps)
        return [
            Column(
                place * each,
                each,
                self._step(step, each, whole, last=place == len(steps) - 1),
            )
            for place, step in enumerate(steps)
        ]

    def _step(
        self, step: NextStep, width: float, whole: Element, *, last: bool
    ) -> tuple[Piece, ...]:
        line = () if last else (Stroke(((5, 5), (width + 5, 5)), 1.6, INK),)
        dot = Dot(5, 5, 5, step.done, None, WHITE)
        date = self._say.shortly_on(step.date) if step.date else self._say.no_date
        done = f"({self._say.done})" if step.done else ""
        item = Element("LBody", Element("LI", whole))
        said = (
            *paragraph(self._set, date, self._kind.name_strong, width - 10),
            *paragraph(self._set, step.text, self._kind.name, width - 10),
            *paragraph(self._set, done, self._kind.small_strong, width - 10),
        )
        return (Piece(14.0, (*line, dot)), *within(item, said))

    def _head(self, label: str, above: float) -> Row:
        width = self._grid.width
        head = blocks.heading(self._set, label, width, self._kind.heading)
        return Row((Column(0, width, head),), above, with_next=True)


def initials(name: str) -> str:
    """Return the first letters of somebody's first and last name, titles left out."""
    words = [word for word in plain(name).split() if not word.endswith(".")]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()
