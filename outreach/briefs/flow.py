"""From rows of columns to pages: nothing is cut, nothing overlaps, headings stay with their text.

A column is a list of pieces, each of which (a line, a rule) cannot be divided. A row that does not
fit is moved to the next page when that costs little, and is otherwise divided: every column goes
on at the top of the next page where it stopped. What stands over the columns of a table stands
there again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from outreach.briefs.marks import HAIRLINE, INK, TINT, Box, Mark, Placed, Stroke, Words, rule
from outreach.briefs.setting.text import Colour

_new = tuple.__new__
"""Makes a named tuple in half the time of its own constructor, where there are very many."""
_KEEP_SHARE = 0.4
"""A row up to this share of a page is moved to the next page rather than divided."""
_HEADS_SHARE = 0.3
"""Heads of a table that would take more of every page than this are not repeated."""


class Piece(NamedTuple):
    """An indivisible part of a column."""

    height: float
    marks: tuple[Mark, ...] = ()
    gap: float = 0.0
    """Space above, dropped at the top of a page."""
    with_next: bool = False
    """Never the last of its column on a page while more follows."""


# Never changed; but to say so makes them take thrice as long to make.
@dataclass(slots=True)
class Column:
    """Pieces under each other from ``x``, ``width`` points wide."""

    x: float
    width: float
    pieces: tuple[Piece, ...]
    card: bool = False
    """On a tint with a rule on top; the pieces are set in by :data:`CARD_INSET`."""
    framed: bool = False
    """In an outlined box; the pieces are set in by :data:`CARD_INSET`."""
    ruled: bool = False
    """With a hairline before it, as tall as its row."""


CARD_INSET = 12.0
_BEFORE = 9.0
"""From the hairline before a column to it."""


@dataclass(slots=True)
class Row:
    """Columns beside each other, with what parts them from the row above."""

    columns: tuple[Column, ...]
    above: float = 0.0
    """Space above; neither it nor the rule is used at the top of a page."""
    rule: float = 0.0
    """Weight of the rule across the page, in points; 0 for none."""
    below_rule: float = 0.0
    strong: bool = True
    """The rule is in ink rather than a hairline."""
    with_next: bool = False
    heads: tuple[Row, ...] = ()
    """What stands over the columns of its table, to be repeated where it goes on on a page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that rows may fill."""

    left: float
    width: float
    top: float
    bottom: float


@dataclass(slots=True)
class Filled:
    """A page's marks, and how far down they reach."""

    marks: list[Placed]
    y: float
    fields: tuple[str, ...] = ()
    """Fields of the content that would be shown here, were there anything in them."""


def _inset(column: Column) -> float:
    return CARD_INSET if column.card or column.framed else 0.0


def _height(column: Column) -> float:
    if not column.pieces:
        return 0.0
    used = sum([piece.gap + piece.height for piece in column.pieces]) - column.pieces[0].gap
    return used + 2 * _inset(column)


def height(row: Row) -> float:
    """Return the height of ``row`` below its rule, undivided."""
    return max((_height(column) for column in row.columns), default=0.0)


def extent(rows: Iterable[Row]) -> float:
    """Return the height of ``rows`` on one endless page, from the top of the first."""
    total = 0.0
    for number, row in enumerate(rows):
        total += height(row) + (row.above + row.below_rule if number else 0.0)
    return total


def flow(rows: Sequence[Row], first: Frame, later: Frame) -> list[Filled]:
    """Lay ``rows`` out on as many pages as they need; the first page has the frame ``first``."""
    pages = [Filled([], first.top)]
    frame = first
    for number, row in enumerate(rows):
        fresh = not pages[-1].marks
        if not fresh:
            y = pages[-1].y + row.above + row.below_rule
            if y + _needed(rows, number, later) > frame.bottom + 1e-6:
                pages.append(_next_page(row, later))
                frame, fresh = later, True
        if pages[-1].marks:
            _draw_rule(row, pages[-1], frame)
        rest: Row | None = row
        while rest is not None:
            rest = _place(rest, pages[-1], frame, fresh=fresh)
            if rest is not None:
                pages.append(_next_page(row, later))
                frame, fresh = later, True
                if pages[-1].marks:
                    _draw_rule(row, pages[-1], frame)
    return pages


def _next_page(row: Row, frame: Frame) -> Filled:
    """Return a page on which ``row`` begins or goes on, under the heads of its table.

    Those who do not see the page heard them where the table begins.
    """
    page = Filled([], frame.top)
    if extent(row.heads) <= _HEADS_SHARE * (frame.bottom - frame.top):
        for number, head in enumerate(row.heads):
            if number:
                _draw_rule(head, page, frame)
            _place(head, page, frame, fresh=True)
    page.marks = [
        placed._replace(mark=placed.mark._replace(tag=None))
        if isinstance(placed.mark, Words)
        else placed
        for placed in page.marks
    ]
    return page


def _needed(rows: Sequence[Row], number: int, frame: Frame) -> float:
    """Return the room without which row ``number`` had better begin on a new page."""
    row = rows[number]
    whole = height(row)
    if row.with_next and number + 1 < len(rows):
        after = rows[number + 1]
        return whole + after.above + after.below_rule + _needed(rows, number + 1, frame)
    if whole <= _KEEP_SHARE * (frame.bottom - frame.top):
        return whole
    return min(whole, max(_opening(column) for column in row.columns))


def _opening(column: Column) -> float:
    """Return the height of the fewest pieces that a column may begin with."""
    used = 2 * _inset(column)
    for piece in column.pieces:
        used += piece.height + (piece.gap if used else 0.0)
        if not piece.with_next:
            break
    return used


def _draw_rule(row: Row, page: Filled, frame: Frame) -> None:
    page.y += row.above
    if row.rule:
        colour: Colour = INK if row.strong else HAIRLINE
        page.marks.append(Placed(frame.left, page.y, rule(0, 0, frame.width, row.rule, colour)))
    page.y += row.below_rule


def _place(row: Row, page: Filled, frame: Frame, *, fresh: bool) -> Row | None:
    """Place as much of ``row`` as fits on ``page`` and return what is left of it.

    ``fresh`` tells that no other page has more room, so something of it has to be placed.
    """
    room = frame.bottom - page.y
    counts = [_fitting(column, room) for column in row.columns]
    if not any(counts) and fresh:
        counts = [min(1, len(column.pieces)) for column in row.columns]
    reach = page.y
    for column, count in zip(row.columns, counts, strict=True):
        if count:
            reach = max(reach, _draw(column, count, page, frame))
    for column, count in zip(row.columns, counts, strict=True):
        if count and column.ruled:
            line = Stroke(((0, 0), (0, reach - page.y)), 0.5, HAIRLINE)
            page.marks.append(Placed(frame.left + column.x - _BEFORE, page.y, line))
    page.y = reach
    left = tuple(
        replace(column, pieces=column.pieces[count:])
        for column, count in zip(row.columns, counts, strict=True)
    )
    return replace(row, columns=left) if any(column.pieces for column in left) else None


def _fitting(column: Column, room: float) -> int:
    """Return how many of the column's pieces go into ``room`` without a stranded heading."""
    used = 2 * _inset(column)
    count = 0
    for number, piece in enumerate(column.pieces):
        used += piece.height + (piece.gap if number else 0.0)
        if used > room + 1e-6:
            break
        count = number + 1
    if count < len(column.pieces):
        while count and column.pieces[count - 1].with_next:
            count -= 1
    return count


def _draw(column: Column, count: int, page: Filled, frame: Frame) -> float:
    inset = _inset(column)
    x = frame.left + column.x
    top = page.y
    begin = len(page.marks)
    y = top + inset
    for number, piece in enumerate(column.pieces[:count]):
        y += piece.gap if number else 0.0
        page.marks += [_new(Placed, (x + inset, y, mark)) for mark in piece.marks]
        y += piece.height
    y += inset
    if column.card:
        ground = Box(0, 0, column.width, y - top, TINT)
        page.marks[begin:begin] = [
            Placed(x, top, ground),
            Placed(x, top, rule(0, 0, column.width, 1.2)),
        ]
    elif column.framed:
        page.marks[begin:begin] = [Placed(x, top, Box(0, 0, column.width, y - top, None, 1.1))]
    return y
