"""Begins and finishes edits on one connection: session, transaction, log, change counter."""

from __future__ import annotations

import platform
import sqlite3

from outreach import __version__
from outreach.base.clock import Clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.document import log, triggers
from outreach.document.header import RawFile
from outreach.document.records import Model

AGENT = f"Outreach Planner {__version__} ({platform.system()})"


class Writer:
    """The writing side of a connection. It lives in one thread."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        raw: RawFile,
        model: Model,
        author: str,
        clock: Clock,
    ) -> None:
        """Prepare to write; nothing is touched before the first edit."""
        self._connection = connection
        self._raw = raw
        self._model = model
        self._author = author
        self._clock = clock
        self._ready = False
        self._session: tuple[int, int] | None = None
        self._data_version = 0
        self._expected_counter = 0

    def begin(
        self,
        label: str,
        author: str,
        kind: str,
        undo_of: tuple[str, int] | None = None,
        session: str | None = None,
        at_ms: int | None = None,
    ) -> int:
        """Begin an edit and return its number in this file.

        Args:
            label: What the edit does, in words.
            author: Who edits.
            kind: ``edit``, ``undo``, ``redo``, ``import``, ``adopt`` or ``merge``.
            undo_of: The edit that this one takes back, as (session, number).
            session: The session's id when it is derived from what the edit holds; the edit
                then stands in a session of its own.
            at_ms: The moment of the edit when it is not now.

        Raises:
            NotSaved: when the file cannot be written.
        """
        self._install()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise saving_trouble(error) from error
        try:
            return self._head(label, author, kind, undo_of, session, at_ms)
        except BaseException:
            self.roll_back()
            raise

    def _head(
        self,
        label: str,
        author: str,
        kind: str,
        undo_of: tuple[str, int] | None,
        session: str | None,
        at_ms: int | None,
    ) -> int:
        db = self._connection
        counter = self._raw.change_counter()
        # Read at once: a large transaction may write the first page before it is committed.
        self._expected_counter = (counter + 1) & 0xFFFFFFFF
        (version,) = db.execute("PRAGMA data_version").fetchone()
        if version != self._data_version:
            # Somebody else wrote in between: what follows is a new session that has seen theirs.
            self._data_version, self._session = version, None
        db.execute("INSERT INTO this_edit (txn) VALUES (0)")
        if session is not None:
            order, number = log.begin_session(db, session, author, ""), 1
            self._session = None
        elif self._session is None:
            order, number = log.begin_session(db, new_id(), self._author, AGENT), 1
        else:
            order, number = self._session[0], self._session[1] + 1
        site, seq = undo_of or (None, None)
        (owner,) = db.execute(
            "SELECT author FROM log_site WHERE ord=?", (order,)
        ).fetchone()
        cursor = db.execute(
            "INSERT INTO log_txn (site, seq, hlc, at_ms, digest, kind, label, author, undo_site,"
            " undo_seq) VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?)",
            (
                order,
                number,
                log.PENDING,
                self._clock() if at_ms is None else at_ms,
                kind,
                label,
                None if author == owner else author,
                site,
                seq,
            ),
        )
        txn = cursor.lastrowid
        assert txn is not None
        db.execute("UPDATE this_edit SET txn=?", (txn,))
        self._pending = (order, number) if session is None else None
        return txn

    def finish(self, txn: int) -> bool:
        """Commit edit ``txn``; an edit that changed nothing leaves no trace.

        Returns:
            Whether anything was written.

        Raises:
            NotSaved: when the file cannot be written.
            Refusal: when a record would be left without one that it cannot be without.
        """
        db = self._connection
        if not db.execute(
            "SELECT 1 FROM log_op WHERE txn=? LIMIT 1", (txn,)
        ).fetchone():
            self.roll_back()
            return False
        try:
            (at_ms,) = db.execute(
                "SELECT at_ms FROM log_txn WHERE id=?", (txn,)
            ).fetchone()
            hlc = log.order_after(db, txn, at_ms)
            db.execute("UPDATE log_txn SET hlc=? WHERE id=?", (hlc, txn))
            db.execute(
                "UPDATE log_txn SET digest=? WHERE id=?", (log.digest(db, txn), txn)
            )
            db.execute(
                "INSERT INTO log_meta (key, value) VALUES ('change_counter', ?1)"
                " ON CONFLICT (key) DO UPDATE SET value = ?1",
                (str(self._expected_counter),),
            )
            db.execute("DELETE FROM this_edit")
            db.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            self.roll_back()
            raise Refusal(
                "A record that others cannot be without would be missing, so nothing was changed."
            ) from error
        except sqlite3.Error as error:
            self.roll_back()
            raise saving_trouble(error) from error
        self._session = self._pending
        return True

    def roll_back(self) -> None:
        """Take back everything of the edit under way."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _install(self) -> None:
        if not self._ready:
            triggers.install(self._connection, self._model)
            self._data_version = self._connection.execute(
                "PRAGMA data_version"
            ).fetchone()[0]
            self._ready = True


def saving_trouble(error: sqlite3.Error) -> NotSaved:
    """Say in a sentence why SQLite could not write, and what to do."""
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        why = "Another program is using the file. Close it there and try again."
    elif "full" in said:
        why = (
            "The disk is full. Free some space and try again, or save a copy elsewhere."
        )
    elif "readonly" in said or "read-only" in said:
        why = "The file or its folder cannot be written to. Save a copy elsewhere."
    elif "unable to open" in said or "i/o" in said:
        why = (
            "The disk or memory stick cannot be reached. Put it back and try again, or save a "
            "copy elsewhere."
        )
    else:
        why = f"The file cannot be written ({error}). Save a copy elsewhere."
    return NotSaved(f"The change was not saved. {why} Everything saved before is safe.")
