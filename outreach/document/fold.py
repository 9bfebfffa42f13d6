"""The state of records as a pure function of the log.

For each record its operations are taken in the order (hlc, session id, number, place in the
edit): inserts and updates set fields, a delete takes the record away, a restore brings it back,
an erasure ends it for ever. The tables of the file always equal this fold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class State:
    """What the log says of one record."""

    table: str
    row: str
    alive: bool = False
    erased: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    """Fields that are set, in stored form; kept while deleted, so that a restore has them."""
    writers: dict[str, int] = field(default_factory=dict)
    """For each field that was ever set or emptied, the edit (its number here) that did it last."""
    last: int = 0
    """The edit that last touched the record."""

    def apply(self, op: str, data: dict[str, Any], txn: int) -> None:
        """Take one operation of edit ``txn``."""
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
            for name, value in data.items():
                self.writers[name] = txn
                if value is None:
                    self.fields.pop(name, None)
                else:
                    self.fields[name] = value


_ORDER = "ORDER BY t.hlc, s.id, t.seq, o.n"
_ALL = """SELECT o.tbl, o.row, o.op, o.data, o.txn FROM log_op o
  JOIN log_txn t ON t.id = o.txn JOIN log_site s ON s.ord = t.site"""


def fold(
    connection: sqlite3.Connection,
    rows: Iterable[str] | None = None,
    before: tuple[int, str, int] | None = None,
    without: Collection[int] = (),
) -> dict[tuple[str, str], State]:
    """Return the state of every record in the log, or of ``rows`` only.

    Args:
        connection: The file.
        rows: Record ids, or None for all.
        before: Take only edits before this (hlc, session id, number) in the order.
        without: Numbers in this file of edits to leave out. Where the first edit that is left
            builds on a record that only they added, it finds the record as they left it.
    """
    states: dict[tuple[str, str], State] = {}
    whole: dict[tuple[str, str], State] = {}
    left_out = frozenset(without)
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
            if txn in left_out:
                continue
            if op in "RU" and (table, row) not in states:
                fields = {**known.fields, **fields}
        state = states.get((table, row))
        if state is None:
            state = states[table, row] = State(table, row)
        state.apply(op, fields, txn)
    return states
