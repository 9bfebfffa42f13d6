"""Notes beside the log of what waits, so that it is found at once; each can be worked out anew.

``log_conflict`` names the records that wait for a decision, ``log_orphan`` those that show
otherwise than the log has them. What a file from somebody else notes is not believed.
"""

from __future__ import annotations

import sqlite3

from outreach.document import conflicts, showing
from outreach.document.fold import At, fold
from outreach.document.records import Model

TABLES = ("log_conflict", "log_orphan")
_BY_SEVERAL = """SELECT o.row FROM log_op o JOIN log_txn t ON t.id = o.txn
    GROUP BY o.row HAVING min(t.site) < max(t.site)"""


def noted(connection: sqlite3.Connection) -> dict[str, set[At]]:
    """Return what the file notes, by table."""
    return {table: set(connection.execute(f'SELECT tbl, row FROM "{table}"')) for table in TABLES}


def derived(connection: sqlite3.Connection, model: Model) -> dict[str, set[At]]:
    """Return what it has to note by its log, by table."""
    states = fold(connection)
    wanted = showing.shown(model, states, lambda _: False)
    several = [row for (row,) in connection.execute(_BY_SEVERAL)]
    return {
        "log_conflict": set(conflicts.conflicts(connection, several)),
        "log_orphan": set(showing.hidden(connection, model, states, wanted)),
    }


def renew(connection: sqlite3.Connection, model: Model) -> bool:
    """Let the file note what its log says, within a transaction; tell whether that was news."""
    before, now = noted(connection), derived(connection, model)
    for table in TABLES:
        connection.executemany(
            f'DELETE FROM "{table}" WHERE tbl=? AND row=?', before[table] - now[table]
        )
        connection.executemany(
            f'INSERT INTO "{table}" (tbl, row) VALUES (?, ?)', now[table] - before[table]
        )
    return before != now
