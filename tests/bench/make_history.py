"""Makes a file with a long history: ``python -m tests.bench.make_history FILE [--edits 1000000]``.

A million edits through the program's own door would take an hour, so they are written into the log
as the program writes them, in one go: sessions of some length one after another, each edit with its
digest, and the tables brought to what the last edits said. The same number always gives the same
plan and the same edits, but for the ids.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from outreach.base.ids import new_id
from outreach.document import log
from outreach.document.connecting import connect
from outreach.document.header import RawFile
from outreach.document.log import EditHead, Entry
from tests.bench.make_large import PHRASES, make_large

PARTNERS = 200
SESSION = 400
"""Edits that are made between opening the file and closing it."""
AUTHORS = ("Ana Ruiz", "Jo Mwangi", "Grøndahl Žan", "مريم")
AGENT = "Outreach Planner"
APART_MS = 20_000
BATCH = 20_000
FIRST_DAY = dt.date(2026, 5, 4)


def make_history(path: Path, edits: int = 1_000_000) -> None:
    """Make a file of 200 partners at ``path``, of which one or another was changed ``edits`` times.

    Raises:
        Refusal: when something of that name exists.
    """
    make_large(path, PARTNERS, FIRST_DAY)
    raw = RawFile.hold(path)
    db = connect(path, writable=True)
    try:
        # A file that a power cut leaves half made is made anew.
        for pragma in ("synchronous=OFF", "journal_mode=OFF", "cache_size=-200000"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("BEGIN")
        counter = raw.change_counter()
        _write(db, edits)
        db.execute(
            "UPDATE log_meta SET value=? WHERE key='change_counter'",
            (str((counter + 1) & 0xFFFFFFFF),),
        )
        db.execute("COMMIT")
    finally:
        db.close()
        raw.release()


def _write(db: sqlite3.Connection, edits: int) -> None:
    """Write ``edits`` edits, and what they come to."""
    draw = random.Random(edits)
    partners = [id for (id,) in db.execute("SELECT id FROM organisation ORDER BY id")]
    begun, now = db.execute("SELECT max(id), max(at_ms) FROM log_txn").fetchone()
    said: dict[str, str] = {}
    db.execute("DROP INDEX log_op_row")
    sessions = _sessions(db, edits)
    numbers = itertools.count(begun + 1)
    while batch := list(itertools.islice(sessions, BATCH)):
        heads, ops = [], []
        for site, ord, seq, author in batch:
            txn, now = next(numbers), now + APART_MS
            row = draw.choice(partners)
            said[row] = f"{draw.choice(PHRASES)} {txn}"
            data = json.dumps({"about": said[row]}, ensure_ascii=False, separators=(",", ":"))
            head = EditHead(txn, site, seq, now << 16, now, "edit", "About changed", author, None)
            entry = Entry(1, "organisation", row, "U", data)
            heads.append((txn, ord, seq, now << 16, now, log.digest(head, [entry]), head.label))
            ops.append((txn, *entry))
        db.executemany(
            "INSERT INTO log_txn (id, site, seq, hlc, at_ms, digest, kind, label)"
            " VALUES (?, ?, ?, ?, ?, ?, 'edit', ?)",
            heads,
        )
        db.executemany("INSERT INTO log_op VALUES (?, ?, ?, ?, ?, ?)", ops)
    db.execute('CREATE INDEX "log_op_row" ON "log_op" ("row")')
    db.executemany(
        "UPDATE organisation SET about=? WHERE id=?", [(text, id) for id, text in said.items()]
    )


def _sessions(db: sqlite3.Connection, edits: int) -> Iterator[tuple[str, int, int, str]]:
    """Yield for each edit its session's id and number here, its own number, and who makes it."""
    seen = log.frontier(db)
    for begun, author in zip(range(0, edits, SESSION), itertools.cycle(AUTHORS), strict=False):
        site, last = new_id(), min(SESSION, edits - begun)
        ord = db.execute(
            "INSERT INTO log_site (id, author, agent) VALUES (?, ?, ?)", (site, author, AGENT)
        ).lastrowid
        assert ord is not None
        db.executemany("INSERT INTO log_dep VALUES (?, 1, ?, ?)", [(ord, *one) for one in seen])
        yield from ((site, ord, seq, author) for seq in range(1, last + 1))
        seen = [(ord, last)]


def main() -> None:
    """Make the file that the command line names."""
    parser = argparse.ArgumentParser(description="Make a file with a long history.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--edits", type=int, default=1_000_000)
    arguments = parser.parse_args()
    make_history(arguments.file, arguments.edits)


if __name__ == "__main__":
    main()
