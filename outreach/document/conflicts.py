"""Where copies disagree: changes of the same field that did not know of each other.

Two writes conflict when neither writer had seen the other and they say different things; a
deletion and a write, when neither had seen the other. The last in the order of the log is in
force, and a record that somebody changed stays, until a later write has seen them all: that is a
decision, and like any write it travels.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from outreach.document.causality import Causality, Mark, Seen
from outreach.document.fields import Stored
from outreach.document.fold import At


@dataclass(frozen=True, slots=True)
class Head:
    """A write that no later write of the same field has seen, or such a deletion."""

    txn: int
    """The edit's number in this file: the order in which edits reached it."""
    mark: Mark
    n: int
    value: Stored = None
    """What was written, in stored form; None for a deletion too."""


@dataclass(slots=True)
class Conflict:
    """What copies disagree on about one record, in the order of the log."""

    fields: dict[str, list[Head]] = field(default_factory=dict)
    """The heads of each field that is in conflict; the last is in force."""
    deletions: list[Head] = field(default_factory=list)
    """Deletions that no write has seen, of a record that lives on."""

    def __bool__(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self.fields or self.deletions)


def conflicts(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[At, Conflict]:
    """Return what copies disagree on about the records ``rows``; those in no conflict are left out.

    The cost grows with the edits of these records.
    """
    found: dict[At, Conflict] = {}
    causality: Causality | None = None
    for at, writes in _several_sessions(connection, rows).items():
        causality = causality or Causality(connection)
        if conflict := _conflict(causality, writes):
            found[at] = conflict
    return found


def waiting(connection: sqlite3.Connection) -> dict[At, Conflict]:
    """Return everything in the file that waits for a decision."""
    rows = [row for (row,) in connection.execute("SELECT row FROM log_conflict ORDER BY row")]
    return conflicts(connection, rows)


def note(connection: sqlite3.Connection, rows: Iterable[str], calm: Collection[At] = ()) -> None:
    """Keep a note of which of the records ``rows`` wait for a decision.

    Of those in ``calm`` it is known that each write of them had seen all before it.
    """
    looked = list(rows)
    known = {row for _, row in calm}
    found = conflicts(connection, [row for row in looked if row not in known])
    connection.execute(
        "DELETE FROM log_conflict WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps(looked),),
    )
    connection.executemany("INSERT INTO log_conflict (tbl, row) VALUES (?, ?)", list(found))


@dataclass(frozen=True, slots=True)
class _Write:
    txn: int
    mark: Mark
    n: int
    op: str
    data: str | None


def _several_sessions(
    connection: sqlite3.Connection, rows: Iterable[str]
) -> dict[At, list[_Write]]:
    """Return the operations, in order, on those of ``rows`` that more than one session wrote."""
    found: dict[At, list[_Write]] = defaultdict(list)
    for table, row, txn, site, seq, n, op, data in connection.execute(
        """SELECT o.tbl, o.row, o.txn, t.site, t.seq, o.n, o.op, o.data FROM log_op o
           JOIN log_txn t ON t.id = o.txn JOIN log_site s ON s.ord = t.site
           WHERE o.row IN (SELECT value FROM json_each(?))
           ORDER BY t.hlc, s.id, t.seq, o.n""",
        (json.dumps(list(rows)),),
    ):
        found[table, row].append(_Write(txn, (site, seq), n, op, data))
    return {
        at: writes for at, writes in found.items() if len({write.mark[0] for write in writes}) > 1
    }


def _conflict(causality: Causality, writes: list[_Write]) -> Conflict:
    if any(write.op == "E" for write in writes):
        return Conflict()
    deletions = [write for write in writes if write.op == "D"]
    written = [write for write in writes if write.op not in "DS"]
    # Nearly always each write knew of the one before, and so of all.
    if all(_saw(causality, later, earlier) for earlier, later in pairwise(writes)):
        return Conflict()
    by_deleting, by_writing = Seen(causality), Seen(causality)
    for deletion in deletions:
        by_deleting.add(deletion.mark, deletion.n)
    for write in written:
        by_writing.add(write.mark, write.n)
    if all(by_deleting.has(write.mark, write.n) for write in written):
        return Conflict()
    found = Conflict(
        deletions=[Head(d.txn, d.mark, d.n) for d in deletions if not by_writing.has(d.mark, d.n)]
    )
    by_field: dict[str, list[tuple[_Write, Stored]]] = defaultdict(list)
    for write in writes:
        for name, value in (json.loads(write.data) if write.data else {}).items():
            by_field[name].append((write, value))
    for name, values in by_field.items():
        heads: list[Head] = []
        later = Seen(causality)
        for write, value in reversed(values):
            if not later.has(write.mark, write.n):
                heads.append(Head(write.txn, write.mark, write.n, value))
            later.add(write.mark, write.n)
        heads.reverse()
        if len({(type(head.value), head.value) for head in heads}) > 1:
            found.fields[name] = heads
    return found


def _saw(causality: Causality, later: _Write, earlier: _Write) -> bool:
    if later.mark == earlier.mark:
        return later.n > earlier.n
    return causality.saw(later.mark, earlier.mark)
