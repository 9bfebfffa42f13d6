"""The records of a kind as a sheet: what people read, and beside it what finds them again.

A sheet can be read back without loss (:mod:`~outreach.exchange.from_table`): a record keeps its id
in a column of its own, and so does what it refers to, beside its name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from outreach.base.errors import InvalidValue
from outreach.base.language import ENGLISH, speaking
from outreach.document.document import Document
from outreach.document.fields import Choice, Date, Field, Flag, Links, Ref, Text, Words
from outreach.document.naming import Names
from outreach.document.records import Kind, Record
from outreach.exchange.cells import DayOrder, escaped, literal, value_of
from outreach.exchange.leaving import fields_leaving
from outreach.exchange.table import Cell

ID = "Id"
LONGEST = 32_000
"""Characters that fit into a cell; what is longer goes on in further columns."""
_FIRST = dt.date(1900, 3, 1)
"""Earlier days are no dates in a spreadsheet."""


@dataclass(slots=True)
class Sheet:
    """Rows under what stands over their columns."""

    name: str
    headers: list[str]
    rows: list[list[Cell]] = field(default_factory=list)
    plain: int = 0
    """So many columns are for people; those behind them find records again."""

    @property
    def lines(self) -> list[list[Cell]]:
        """What stands over the columns, and the rows."""
        return [list(self.headers), *self.rows]


def sheet(document: Document, kind: Kind, *, confidential: bool = False) -> Sheet:
    """Return the records of ``kind`` as a sheet, oldest first.

    What the program reads back is in English, so that a sheet can be brought in everywhere.
    """
    with speaking(ENGLISH):
        return _sheet(document, kind, confidential)


def _sheet(document: Document, kind: Kind, confidential: bool) -> Sheet:
    fields = fields_leaving(kind, confidential)
    names = Names(document.connection, document.model)
    records = document.all(kind.record)
    columns = [_column(names, one, records) for one in fields]
    columns.append([(ID, [record.id for record in records])])
    # What people read stands before what only finds records again.
    shown = [column[0] for column in columns[:-1]]
    hidden = [part for column in columns for part in column[1:]] + columns[-1]
    parts = [*shown, *hidden]
    rows = [list(row) for row in zip(*(cells for _, cells in parts), strict=True)]
    return Sheet(kind.plural, [header for header, _ in parts], rows, len(shown))


_Parts = list[tuple[str, list[Cell]]]


def _column(names: Names, declared: Field, records: list[Record]) -> _Parts:
    """Return the columns of a field: what people read, and what stands beside it."""
    values = [getattr(record, declared.name) for record in records]
    label = declared.label
    if isinstance(declared, Ref):
        called: list[Cell] = [names.name(id) if id else None for id in values]
        return [(label, called), (f"{label} id", values)]
    if isinstance(declared, Links):
        named: list[Cell] = ["; ".join(map(names.name, ids)) or None for ids in values]
        return [
            (label, named),
            (f"{label} id", ["; ".join(ids) or None for ids in values]),
        ]
    cells = [_cell(declared, value) for value in values]
    if not isinstance(declared, Text) or not declared.long:
        return [(label, cells)]
    pieces = [list(_pieces(cell)) if isinstance(cell, str) else [cell] for cell in cells]
    most = max(map(len, pieces), default=1)
    return [
        (
            label if n == 0 else f"{label} continued {n}",
            [piece[n] if n < len(piece) else None for piece in pieces],
        )
        for n in range(most)
    ]


def _cell(declared: Field, value: Any) -> Cell:
    """Return a value as a cell that reads back as the very same."""
    if value in (None, ()):
        return None
    if isinstance(declared, Date):
        return value if value >= _FIRST else str(value.isoformat())
    if isinstance(declared, Flag):
        return "yes" if value else "no"
    if isinstance(declared, Words):
        words = "; ".join(declared.choices.get(word, word) for word in value)
        return (
            words if _reads_back(declared, words, value) else json.dumps(value, ensure_ascii=False)
        )
    if isinstance(declared, Choice):
        words = declared.words(value)
        return words if _reads_back(declared, words, value) else literal(value)
    return value  # type: ignore[no-any-return]


def _reads_back(declared: Field, cell: Cell, value: Any) -> bool:
    try:
        return bool(value_of(declared, cell, DayOrder.DAY_FIRST, exact=True) == value)
    except InvalidValue:
        return False


def _pieces(text: str) -> Iterator[str]:
    begin = 0
    while begin < len(text):
        end = begin + LONGEST
        while len(escaped(text[begin:end])) > LONGEST:
            end = begin + (end - begin) // 2
        yield text[begin:end]
        begin = end
