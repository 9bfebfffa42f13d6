"""The steps of the history in short, newest first, a part at a time, by what they are wanted for.

However long the history is, a part of it is read in the blink of an eye: what did what in full
is only told of the steps that are looked at (:mod:`outreach.history.changes`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from outreach.base.ids import is_id
from outreach.document import log
from outreach.document.document import Document
from outreach.document.fields import Stored, Text
from outreach.document.log import EditHead
from outreach.history.related import own_rows, with_related
from outreach.history.steps import GONE_ON_WITH

_FIRST_DAY, _LAST_DAY = dt.date(1971, 1, 1), dt.date(2101, 1, 1)
"""Every edit of a file is between these: see ``log.checked_moment``."""

REACH = 10_000
"""So many edits are looked through for one part, whether or not they are wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are wanted; a run of typing counts by its last edit."""

    record: str | None = None
    """Only what was done to this record."""
    related: bool = False
    """To what hangs or hung on the record, too."""
    person: str | None = None
    """Only by this author."""
    since: dt.date | None = None
    """Only on this local day or later."""
    until: dt.date | None = None
    """Only on this local day or earlier."""
    kind: str | None = None
    """Only what was done to records of this kind."""
    words: str = ""
    """Only where all these words are in the label, the author, what was written, or the name of a
    record that was changed; upper or lower case."""


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the history."""

    edits: tuple[EditHead, ...]
    """The last edits of the steps, newest first."""
    rest: int | None
    """Where the next part begins; None where there is none."""


def part(document: Document, wanted: Wanted, below: int | None = None, most: int = 100) -> Part:
    """Return the next part of the history.

    Args:
        document: The open file.
        wanted: Which steps.
        below: Where the part before said that the rest begins; None for the newest.
        most: At most so many steps. There may be fewer, and even none, without an end.
    """
    if below is None:
        (newest,) = document.connection.execute("SELECT max(id) FROM log_txn").fetchone()
        below = (newest or 0) + 1
    # The edits of one record are found by an index, so none need be looked through.
    end = below - REACH if wanted.record is None else 1
    condition, parameters = steps_where(document, wanted, rows_of(document, wanted))
    edits = tuple(
        log.edits(
            document.connection,
            f"t.id < ? AND t.id >= ? AND {condition}",
            [below, end, *parameters],
            newest_first=True,
            most=most,
        )
    )
    rest = edits[-1].txn if len(edits) == most else end
    return Part(edits, rest if rest > 1 else None)


def steps_where(
    document: Document, wanted: Wanted, rows: set[str] | None
) -> tuple[str, list[Stored]]:
    """Return the SQL condition, and its parameters, of the last edits of the wanted steps.

    It is one for :func:`outreach.document.log.edits`; ``rows`` are those of :func:`rows_of`.
    """
    conditions, parameters = [f"NOT {GONE_ON_WITH}"], list[Stored]()
    if rows is not None:
        conditions.append(
            "t.id IN (SELECT txn FROM log_op WHERE row IN (SELECT value FROM json_each(?)))"
        )
        parameters.append(_list(rows))
    if wanted.person is not None:
        conditions.append("coalesce(t.author, s.author) = ?")
        parameters.append(wanted.person)
    if wanted.since is not None:
        conditions.append("t.at_ms >= ?")
        parameters.append(_begin(wanted.since))
    if wanted.until is not None and wanted.until < dt.date.max:
        conditions.append("t.at_ms < ?")
        parameters.append(_begin(wanted.until + dt.timedelta(days=1)))
    if wanted.kind is not None:
        tables = [
            t.name
            for t in document.model.tables.values()
            if document.model.owner(t).name == wanted.kind
        ]
        conditions.append(
            "EXISTS (SELECT 1 FROM log_op o WHERE o.txn = t.id"
            " AND o.tbl IN (SELECT value FROM json_each(?)))"
        )
        parameters.append(_list(tables))
    if wanted.words:
        document.connection.create_function("folded", 1, _folded, deterministic=True)
    for word in wanted.words.casefold().split():
        conditions.append(
            "(instr(folded(t.label), ?) OR instr(folded(coalesce(t.author, s.author)), ?)"
            " OR EXISTS (SELECT 1 FROM log_op o WHERE o.txn = t.id"
            " AND (o.row IN (SELECT value FROM json_each(?)) OR EXISTS"
            " (SELECT 1 FROM json_each(o.data) AS said WHERE instr(folded(said.value), ?)))))"
        )
        parameters += [word, word, _list(_named(document, word)), word]
    return " AND ".join(conditions), parameters


def rows_of(document: Document, wanted: Wanted) -> set[str] | None:
    """Return the rows of the record that is wanted, and of what hangs on it; None for all."""
    if wanted.record is None:
        return None
    rows = with_related if wanted.related else own_rows
    return rows(document, wanted.record)


def authors(document: Document) -> list[str]:
    """Return everybody who ever edited the file, by name."""
    found = document.connection.execute(
        "SELECT author FROM log_site s WHERE EXISTS"
        " (SELECT 1 FROM log_txn WHERE site = s.ord AND author IS NULL)"
        " UNION SELECT author FROM log_txn WHERE author IS NOT NULL"
    )
    return sorted((author for (author,) in found), key=str.casefold)


def _named(document: Document, word: str) -> list[str]:
    """Return the records in whose name ``word`` is."""
    found: list[str] = []
    for kind in document.model.kinds.values():
        names = [name for name in kind.title if isinstance(kind.by_name[name], Text)]
        if names:
            there = " OR ".join(f'instr(folded("{name}"), ?)' for name in names)
            rows = document.connection.execute(
                f'SELECT id FROM "{kind.name}" WHERE {there}', [word] * len(names)
            )
            found += [id for (id,) in rows]
    return found


def _folded(value: Stored) -> str:
    """Return what people can read of a value, for searching."""
    if value is None or is_id(value):
        return ""
    # SQLite's own functions fold ASCII letters only.
    return str(value).casefold()


def _list(names: Iterable[str]) -> str:
    return json.dumps(sorted(names))


def _begin(day: dt.date) -> int:
    """Return the first moment of a local day, in milliseconds since 1970."""
    # The calendar goes on where the clocks of some systems end.
    within = min(max(day, _FIRST_DAY), _LAST_DAY)
    return int(dt.datetime.combine(within, dt.time()).astimezone().timestamp() * 1000)
