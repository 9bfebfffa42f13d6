"""The file as it was: a copy for reading from which the edits of later are taken out.

The copy is a whole file, tables and log, so that lists, history and briefs work on it unchanged.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from outreach.base.clock import moment
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document import known, log
from outreach.document.connecting import connect
from outreach.document.document import Document
from outreach.document.fields import Ref
from outreach.document.header import RawFile
from outreach.document.records import Model
from outreach.document.showing import refresh
from outreach.history.undo import edit_named

Moment = int | str
"""Milliseconds since 1970, or the name of an edit, which stands for the file right after it."""


def as_of(document: Document, at: Moment, folder: Path) -> Document:
    """Return the file as it was at ``at``, open for reading.

    Args:
        document: The open file, which is only read.
        at: When; see :func:`write_as_of`.
        folder: Where the copy is kept until the returned document is closed; then it is deleted.

    Raises:
        Refusal: when there is no such edit, or the initiative had not begun.
        NotSaved: when the folder cannot be written to.
    """
    path = folder / f"as-of-{new_id()}.db"
    write_as_of(document, at, path)
    try:
        return _opened(path, document)
    except BaseException:
        _delete(path)
        raise


def write_as_of(document: Document, at: Moment, path: Path) -> None:
    """Write a copy of the file as it was at the end of the millisecond ``at`` to ``path``.

    By a moment, the clocks of those who edited decide; by an edit, the order in which the edits
    reached this file. Nobody but the person who runs the program can read the copy.

    Raises:
        Refusal: when there is no such edit, or the initiative had not begun.
        NotSaved: when the folder cannot be written to; nothing stays.
    """
    later = _later(document, at)
    document.copy_to(path, private=True)
    try:
        _take_out(path, document.model, *later)
    except sqlite3.Error as error:
        _delete(path)
        raise NotSaved(
            tr(
                "The file as it was could not be put together in “{parent}” "
                "({error}). The file itself is unchanged.",
                parent=path.parent,
                error=error,
            )
        ) from error
    except BaseException:
        _delete(path)
        raise


def write_to_open(document: Document, at: Moment, path: Path) -> None:
    """Do as :func:`write_as_of`, and note that nobody else can have written the copy.

    So it opens at once, and is not looked through as what comes from somebody else would be.
    """
    write_as_of(document, at, path)
    raw = RawFile.hold(path)
    known.remember(known.appearance(path, raw.change_counter()))
    raw.release()


def _later(document: Document, at: Moment) -> tuple[str, int]:
    """Return the SQL condition and its value for the edits that came later than ``at``."""
    db = document.connection
    first = next(log.edits(db, "t.id=(SELECT min(id) FROM log_txn)"), None)
    if isinstance(at, str):
        later = "id > ?", edit_named(document, at).txn
    else:
        # An edit stands in the order after all those of the same records, whatever its clock
        # said, so what is left never builds on what is taken out.
        later = "hlc >= ?", min(at + 1, log.LATEST_MS) << 16
    if (
        first is None
        or db.execute(
            f"SELECT 1 FROM log_txn WHERE id=? AND {later[0]}", (first.txn, later[1])
        ).fetchone()
    ):
        said = tr("The initiative had not begun at that time.")
        if first:
            begun = moment(first.at_ms)
            day, time = f"{begun:%Y-%m-%d}", f"{begun:%H:%M}"
            said += " " + tr("It began on {day} at {time}.", day=day, time=time)
        raise Refusal(said)
    return later


def _opened(path: Path, document: Document) -> Document:
    connection = connect(path, writable=False)
    connection.execute("PRAGMA query_only=ON")
    past = Document(
        path,
        connection,
        RawFile.hold(path),
        document.model,
        author=document.author,
        writable=False,
        clock=lambda: 0,
    )
    past.after_close.append(lambda: _delete(path))
    return past


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _take_out(path: Path, model: Model, condition: str, value: int) -> None:
    """Take the edits of ``condition`` out of the log of the copy, and bring its tables to that."""
    raw = RawFile.hold(path)
    db = connect(path, writable=True)
    try:
        # Nobody needs a copy that a power cut leaves half done.
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=MEMORY"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("CREATE TEMP TABLE later (txn INTEGER PRIMARY KEY)")
        db.execute("BEGIN IMMEDIATE")
        counter = raw.change_counter()
        db.execute(f"INSERT INTO later SELECT id FROM log_txn WHERE {condition}", (value,))
        touched: set[str] = set()
        while taken := _forget_later(db):
            touched |= taken
            _find_dependent(db)
        _show(db, model, touched)
        _forget_sessions(db)
        db.execute(
            "UPDATE log_meta SET value=? WHERE key='change_counter'",
            (str((counter + 1) & 0xFFFFFFFF),),
        )
        db.execute("COMMIT")
    finally:
        db.close()
        raw.release()


def _forget_later(db: sqlite3.Connection) -> set[str]:
    """Forget the edits of ``later``, but for what they erased; return the records they touched."""
    these = "txn IN (SELECT txn FROM later)"
    gone = f"{these} AND op NOT IN ('E', 'S')"
    touched = {row for (row,) in db.execute(f"SELECT DISTINCT row FROM log_op WHERE {these}")}
    db.execute(f"DELETE FROM log_op WHERE {gone}")
    db.execute(
        "DELETE FROM log_txn WHERE id IN (SELECT txn FROM later)"
        " AND id NOT IN (SELECT txn FROM log_op)"
    )
    db.execute("DELETE FROM later")
    return touched


def _find_dependent(db: sqlite3.Connection) -> None:
    """Put into ``later`` the edits that take back what is gone.

    Only a clock that was set back between two edits makes one of them stay without the other.
    """
    db.execute(
        "INSERT OR IGNORE INTO later SELECT id FROM log_txn AS here WHERE undo_site IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM log_txn t JOIN log_site s ON s.ord = t.site "
        "WHERE s.id = here.undo_site AND t.seq = here.undo_seq)"
    )


def _show(db: sqlite3.Connection, model: Model, touched: set[str]) -> None:
    """Bring the tables to what is left of the log; what lacks what it needs is hidden."""
    db.execute("CREATE TEMP TABLE touched (row TEXT PRIMARY KEY) WITHOUT ROWID")
    db.executemany("INSERT INTO touched VALUES (?)", ((row,) for row in touched))
    these = "(SELECT row FROM touched)"
    depending = set()
    for table in model.tables.values():
        for field in table.columns:
            if isinstance(field, Ref):
                depending |= {
                    row
                    for (row,) in db.execute(
                        f'SELECT id FROM "{table.name}" WHERE "{field.name}" IN {these}'
                    )
                }
    for name in model.tables:
        db.execute(f'DELETE FROM "{name}" WHERE id IN {these}')
    db.execute(f"DELETE FROM log_orphan WHERE row IN {these}")
    db.execute(f"DELETE FROM log_conflict WHERE row IN {these}")
    refresh(db, model, touched | depending)


def _forget_sessions(db: sqlite3.Connection) -> None:
    """Forget the sessions of which no edit is left."""
    gone = "(SELECT ord FROM log_site WHERE ord NOT IN (SELECT site FROM log_txn))"
    db.execute(f"DELETE FROM log_dep WHERE site IN {gone} OR dep_site IN {gone}")
    db.execute(f"DELETE FROM log_site WHERE ord IN {gone}")
