"""Cuts what the log says of a restored record down to what differs from before its deletion.

If a restore repeated every field, it would stand against edits made elsewhere meanwhile.
"""

from __future__ import annotations

import json
import sqlite3

from outreach.document import log
from outreach.document.fold import State, fold
from outreach.document.records import Model


def cut_down(connection: sqlite3.Connection, model: Model, txn: int, done: set[int]) -> None:
    """Cut down the restores of edit ``txn``, which is under way.

    Args:
        connection: The file.
        model: The declarations.
        txn: The edit.
        done: The places in the edit of restores that were cut down before; those of now are added.
    """
    entries = log.entries(connection, txn)
    restored = {entry.row for entry in entries if entry.op == "R"}
    states = fold(connection, restored, (log.PENDING, "", 0)) if restored else {}
    for entry in entries:
        if entry.row not in restored:
            continue
        at = entry.table, entry.row
        state, data = states.setdefault(at, State(*at)), entry.operation().data
        if entry.op == "R" and entry.n not in done:
            done.add(entry.n)
            names = [field.name for field in model.tables[entry.table].columns]
            data = {n: data.get(n) for n in names if data.get(n) != state.fields.get(n)}
            text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            connection.execute("UPDATE log_op SET data=? WHERE txn=? AND n=?", (text, txn, entry.n))
        state.apply(entry.op, data, txn)
