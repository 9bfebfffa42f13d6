"""Changes to the log of a file as somebody makes them who knows how the program writes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from outreach.document import log

STRANGE = "01a20d19-2502-7000-a59d-13f097717fe0"
"""The id of no record."""


def tamper(path: Path, sql: str, *, digests: bool = True, counter: bool = True) -> None:
    """Change the log by ``sql`` and cover the traces.

    Args:
        path: The file.
        sql: Statements.
        digests: Make the digests of all edits fit again.
        counter: Note the change counter, as if the program itself had written last.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.executescript(f"BEGIN; {sql}; COMMIT")
        db.execute("BEGIN")
        if digests:
            for head in list(log.edits(db)):
                digest = log.digest(head, log.entries(db, head.txn))
                db.execute("UPDATE log_txn SET digest=? WHERE id=?", (digest, head.txn))
        db.execute("COMMIT")
        if counter:
            written = int.from_bytes(path.read_bytes()[24:28], "big") + 1
            db.execute("UPDATE log_meta SET value=? WHERE key='change_counter'", (str(written),))
