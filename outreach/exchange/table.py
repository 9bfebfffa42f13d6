"""A table from anywhere: what stands over its columns, and its rows by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from outreach.base.errors import Refusal
from outreach.base.language import Terms, thousands, tr

Cell = str | int | float | bool | dt.date | None

MOST_BYTES = 300_000_000
"""Bytes of a file that is read at all."""
MOST_ROWS = 1_000_000
MOST_COLUMNS = 300
_PLACES = Terms(
    {
        "line": "line {number}",
        "row": "row {number}",
        "card": "card {number}",
        "record": "record {number}",
    }
)


@dataclass(slots=True)
class Table:
    """Rows of cells, all of one length."""

    name: str
    """What the sheet is called; empty for a file that is one table."""
    headers: tuple[str, ...]
    rows: list[tuple[int, list[Cell]]]
    """The number of the line, counted from 1 as other programs show it, and its cells."""
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Lines that cannot be taken as rows, and why."""
    about: str = ""
    """How it was read: “UTF-8, commas between cells”."""
    unit: str = "line"
    """What the numbers count: ``line``, ``row``, ``card`` or ``record``."""
    encoding: str = ""
    """How a table of words is encoded, by Python's name; empty for any other."""
    delimiter: str = ""
    """What stands between its cells, likewise."""

    def place(self, number: int) -> str:
        """Say where a row is: ``line 3``."""
        return _PLACES[self.unit].format(number=number)


def tabled(
    name: str, lines: Iterable[tuple[int, list[Cell]]], known: Iterable[str], unit: str = "line"
) -> Table | None:
    """Return the table that ``lines`` are; None when nothing stands in them.

    What stands over the columns is the line among the first that names most of what is ``known``,
    for some programs write words above it.

    Raises:
        Refusal: too many rows or columns.
    """
    going = ((number, cells) for number, cells in lines if any(map(_filled, cells)))
    first: list[tuple[int, list[Cell]]] = []
    for line in going:
        first.append(line)
        if len(first) == 10:
            break
    if not first:
        return None
    words = set(known)
    at = max(range(len(first)), key=lambda n: (_named(first[n][1], words), -n))
    headers = [_words(cell) for cell in first[at][1]]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise Refusal(
            tr(
                "It has more than {most} columns, so nothing was brought in.",
                most=MOST_COLUMNS,
            )
        )
    table = Table(name, tuple(headers), [], unit=unit)
    for number, cells in first[at + 1 :]:
        _add(table, number, cells)
    for number, cells in going:
        _add(table, number, cells)
    return table


def _add(table: Table, number: int, cells: list[Cell]) -> None:
    if len(table.rows) >= MOST_ROWS:
        raise Refusal(
            tr(
                "It has more than {most} rows, so nothing was brought in.",
                most=thousands(MOST_ROWS),
            )
        )
    width = len(table.headers)
    if len(cells) > width:
        if any(map(_filled, cells[width:])):
            table.unread.append(
                (number, tr("it has more cells than the {width} columns.", width=width))
            )
            return
        cells = cells[:width]
    elif len(cells) < width:
        cells = cells + [None] * (width - len(cells))
    table.rows.append((number, cells))


def _filled(cell: Cell) -> bool:
    return cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())


def _words(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _named(cells: list[Cell], known: set[str]) -> int:
    return sum(plain_header(_words(cell)) in known for cell in cells)


def plain_header(text: str) -> str:
    """Return what stands over a column without case, accents of writing, and signs."""
    kept = "".join(c if c.isalnum() else " " for c in text.casefold())
    return " ".join(kept.split())
