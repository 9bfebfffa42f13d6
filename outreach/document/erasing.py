"""Takes what was erased out of the log: the only place where history is ever changed.

An operation ``E`` ends a record for ever, also when older edits of it arrive later. What those
edits held of it goes, and so do their labels, which may quote it. What stays is that they were
made, when and by whom.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

LABEL = "About somebody who was erased"
"""Stands for the label of every edit of an erased record, or of a reference to one."""


def scrub(connection: sqlite3.Connection, rows: Iterable[str]) -> None:
    """Empty the log of what it holds of those of ``rows``, or of what they refer to, that are gone.

    Within an edit that is under way. It depends on nothing but what is in the log, so all copies
    come to the same.
    """
    erased = connection.execute("SELECT DISTINCT row FROM log_op WHERE op='E'").fetchall()
    if not erased:
        return
    gone = json.dumps([row for (row,) in erased])
    touched = json.dumps(list(rows))
    connection.execute(
        "UPDATE log_txn SET label=?1 WHERE label<>?1 AND id IN (SELECT txn FROM log_op AS o WHERE"
        " (row IN (SELECT value FROM json_each(?2)) AND op<>'E') OR"
        " (row IN (SELECT value FROM json_each(?3)) AND"
        " EXISTS (SELECT 1 FROM json_each(?2) AS e WHERE instr(o.data, e.value))))",
        (LABEL, gone, touched),
    )
    connection.execute(
        "UPDATE log_op SET data=NULL WHERE data IS NOT NULL"
        " AND row IN (SELECT value FROM json_each(?))",
        (gone,),
    )
