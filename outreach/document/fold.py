"""The state of records as a pure function of the log.

For each record its operations are taken in the order (hlc, session id, number, place in the
edit): inserts and updates set fields, a delete takes the record away, a restore brings it back,
an erasure ends it for ever, or gives fields another past (:mod:`outreach.document.erasing`). A
delete takes away only what it had seen: a record that somebody changed elsewhere meanwhile stays.
The tables of the file always show this fold (:mod:`outreach.document.showing`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from outreach.document.causality import Causality, Mark, Seen

At = tuple[str, str]
"""Table and id of a record."""


class State:
    """What the log says of one record."""

    __slots__ = ("alive", "erased", "fields", "last", "row", "table", "writers")

    def __init__(self, table: str, row: str) -> None:
        """Begin with a record of which the log has said nothing yet."""
        self.table = table
        self.row = row
        self.alive = False
        self.erased = False
        self.fields: dict[str, Any] = {}
        """Fields that are set, in stored form; kept while deleted, so that a restore has them."""
        self.writers: dict[str, int] = {}
        """For each field ever set or emptied, the edit (its number here) that did it last."""
        self.last = 0
        """The edit that last touched the record."""

    def apply(self, op: str, data: dict[str, Any], txn: int) -> None:
        """Take one operation of edit ``txn``."""
        if op == "S" and not self.erased:
            # Not a change that anything builds on. Deleted records stay deleted.
            for name in data:
                self.writers.setdefault(name, txn)
            self._set(data)
        if op == "S":
            return
        self.last = txn
        if op == "E":
            self.erased, self.alive = True, False
            self.fields.clear()
        elif self.erased:
            return
        elif op == "D":
            self.alive = False
        else:
            self.alive = True
            self.writers.update(dict.fromkeys(data, txn))
            self._set(data)

    def _set(self, data: dict[str, Any]) -> None:
        for name, value in data.items():
            if value is None:
                self.fields.pop(name, None)
            else:
                self.fields[name] = value


_ORDER = "ORDER BY t.hlc, s.id, t.seq, o.n"
_LOG = "log_op o JOIN log_txn t ON t.id = o.txn JOIN log_site s ON s.ord = t.site"
_ALL = f"SELECT o.tbl, o.row, o.op, o.data, o.txn FROM {_LOG}"


def fold(
    connection: sqlite3.Connection,
    rows: Iterable[str] | None = None,
    before: tuple[int, str, int] | None = None,
    without: Collection[int] = (),
) -> dict[At, State]:
    """Return the state of every record in the log, or of ``rows`` only.

    Args:
        connection: The file.
        rows: Record ids, or None for all.
        before: Take only edits before this (hlc, session id, number) in the order.
        without: Numbers in this file of edits to leave out. Where the first edit that is left
            builds on a record that only they added, it finds the record as they left it.
    """
    left_out = frozenset(without)
    states, deleted = _folded(connection, rows, before, left_out)
    if deleted:
        _spare_what_was_unseen(connection, {at: states[at] for at in deleted}, before, left_out)
    return states


def last_said(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[At, State]:
    """Return what was last written into ``rows``, which is quicker than whether they live."""
    return _folded(connection, rows, None, frozenset())[0]


def _folded(
    connection: sqlite3.Connection,
    rows: Iterable[str] | None,
    before: tuple[int, str, int] | None,
    left_out: frozenset[int],
) -> tuple[dict[At, State], dict[At, None]]:
    """Return the states, and the records that were deleted at some time."""
    states: dict[At, State] = {}
    whole: dict[At, State] = {}
    deleted: dict[At, None] = {}
    conditions, parameters = [], []
    if rows is not None:
        conditions.append("o.row IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(list(rows)))
    if before is not None:
        conditions.append("(t.hlc, s.id, t.seq) < (?, ?, ?)")
        parameters.extend(before)  # type: ignore[arg-type]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    for table, row, op, data, txn in connection.execute(f"{_ALL} {where} {_ORDER}", parameters):
        fields = json.loads(data) if data else {}
        if left_out:
            known = whole.setdefault((table, row), State(table, row))
            known.apply(op, fields, txn)
            # Erasing is never taken back.
            if txn in left_out and op not in "ES":
                continue
            if op in "RU" and (table, row) not in states:
                fields = {**known.fields, **fields}
        state = states.get((table, row))
        if state is None:
            state = states[table, row] = State(table, row)
        state.apply(op, fields, txn)
        if op == "D":
            deleted[table, row] = None
    return states, deleted


def _spare_what_was_unseen(
    connection: sqlite3.Connection,
    states: dict[At, State],
    before: tuple[int, str, int] | None,
    without: frozenset[int],
) -> None:
    """Let records live of which no deletion had seen everything that was written into them."""
    written: dict[At, list[tuple[Mark, int]]] = {at: [] for at in states}
    deletions: dict[At, list[tuple[Mark, int]]] = {at: [] for at in states}
    found = connection.execute(
        f"SELECT o.tbl, o.row, o.op, o.txn, t.site, t.seq, o.n FROM {_LOG} WHERE"
        " o.row IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR (t.hlc, s.id, t.seq)"
        " < (?2, ?3, ?4)) AND o.op NOT IN ('E', 'S')",
        (json.dumps([row for _, row in states]), *(before or (None, None, None))),
    )
    for table, row, op, txn, site, seq, n in found:
        if txn not in without and (table, row) in states:
            (deletions if op == "D" else written)[table, row].append(((site, seq), n))
    causality: Causality | None = None
    for at, state in states.items():
        if state.erased or len({site for (site, _), _ in (*written[at], *deletions[at])}) < 2:
            continue
        causality = causality or Causality(connection)
        seen = Seen(causality)
        for deletion, n in deletions[at]:
            seen.add(deletion, n)
        state.alive = not all(seen.has(write, n) for write, n in written[at])
