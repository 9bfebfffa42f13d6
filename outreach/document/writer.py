"""Begins and finishes edits on one connection: lock, session, log, change counter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from outreach import __version__
from outreach.base.clock import Clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document import log, triggers
from outreach.document.connecting import roll_back
from outreach.document.header import RawFile
from outreach.document.log import Entry
from outreach.document.records import Model

_LEFT = "SELECT value FROM log_meta WHERE key='change_counter'"
"""The change counter as this program left the file."""


class Writer:
    """The writing side of a connection. It lives in one thread.

    A transaction goes :meth:`lock`, then for each edit :meth:`begin` and :meth:`seal`, then
    :meth:`commit`; :meth:`roll_back` ends it at any point without a trace.
    """

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
        self._pending: tuple[int, int] | None = None
        self._data_version = 0
        self._counter = 0
        self.left: int | None = None
        """The file's change counter after the last commit; None before there is one."""

    def lock(self) -> None:
        """Begin a transaction in which nobody else can write.

        Raises:
            NotSaved: when the file cannot be written.
        """
        db = self._connection
        try:
            if not self._ready:
                # From now on the triggers refuse other writes. Switching this pragma for each edit
                # would throw away every prepared statement, which doubles the cost of an edit.
                db.execute("PRAGMA query_only=OFF")
                triggers.install(db, self._model)
                self._ready = True
            db.execute("BEGIN IMMEDIATE")
            # Read at once: a large transaction may write the first page before it is committed.
            self._counter = self._raw.change_counter()
            (version,) = db.execute("PRAGMA data_version").fetchone()
        except (sqlite3.Error, OSError) as error:
            self.roll_back()
            raise saving_trouble(error) from error
        if version != self._data_version:
            # Somebody else wrote in between: what follows is a new session that has seen theirs.
            self._data_version, self._session = version, None
        self._pending = self._session

    def begin(
        self,
        label: str,
        author: str,
        kind: str,
        undo_of: tuple[str, int] | None = None,
        session: str | None = None,
        at_ms: int | None = None,
    ) -> int:
        """Begin an edit in the locked file and return its number in this file.

        Args:
            label: What the edit does, in words.
            author: Who edits.
            kind: ``edit``, ``typing``, ``undo``, ``redo``, ``import``, ``adopt`` or ``merge``.
            undo_of: The edit that this one takes back, as (session, number).
            session: The session's id when it is derived from what the edit holds; the edit
                then stands in a session of its own.
            at_ms: The moment of the edit when it is not now.

        Raises:
            Refusal: when the clock of the machine cannot be right.
        """
        db = self._connection
        label, author, owner = _storable(label), _storable(author), _storable(self._author)
        moment = log.checked_moment(self._clock() if at_ms is None else at_ms)
        (txn,) = db.execute(
            "INSERT INTO this_edit (txn) SELECT coalesce(max(id), 0) + 1 FROM log_txn RETURNING txn"
        ).fetchone()
        if session is not None:
            order, number = log.begin_session(db, session, author, ""), 1
            self._pending, owner = None, author
        elif kind == log.MERGE:
            order, number = log.begin_session(db, new_id(), owner, _agent(), since=0), 1
            self._pending = None
        elif self._pending is None:
            order, number = log.begin_session(db, new_id(), owner, _agent()), 1
            self._pending = order, number
        else:
            order, number = self._pending[0], self._pending[1] + 1
            self._pending = order, number
        db.execute(
            "INSERT INTO log_txn (id, site, seq, hlc, at_ms, digest, kind, label, author,"
            " undo_site, undo_seq) VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?)",
            (
                txn,
                order,
                number,
                log.PENDING,
                moment,
                kind,
                label,
                None if author == owner else author,
                *(undo_of or (None, None)),
            ),
        )
        return int(txn)

    def seal(self, txn: int, entries: Sequence[Entry]) -> str:
        """Give edit ``txn``, which did ``entries``, its place in the order and its digest.

        Returns:
            The edit's name, the same in every copy.
        """
        db = self._connection
        (head,) = log.edits(db, "t.id=?", (txn,))
        head = head._replace(hlc=log.order_after(db, txn, head.at_ms))
        db.execute(
            "UPDATE log_txn SET hlc=?, digest=? WHERE id=?",
            (head.hlc, log.digest(head, entries), txn),
        )
        db.execute("DELETE FROM this_edit")
        return head.id

    def commit(self) -> None:
        """Save everything since :meth:`lock`.

        Raises:
            NotSaved: when the file cannot be written.
            Refusal: when a record would be left without one that it cannot be without.
        """
        try:
            self._connection.execute(
                "INSERT INTO log_meta (key, value) VALUES ('change_counter', ?1)"
                " ON CONFLICT (key) DO UPDATE SET value = ?1",
                (str((self._counter + 1) & 0xFFFFFFFF),),
            )
            self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            self.roll_back()
            raise Refusal(
                tr(
                    "A record that others cannot be without would be missing, so "
                    "nothing was changed."
                )
            ) from error
        except sqlite3.Error as error:
            self.roll_back()
            if not self._arrived():
                raise saving_trouble(error) from error
        self._session = self._pending
        self.left = (self._counter + 1) & 0xFFFFFFFF

    def _arrived(self) -> bool:
        """Tell whether what :meth:`commit` was told is not saved is in the file all the same.

        The last that SQLite does is to delete its journal, and to have that reach the disk. When
        only this fails, whoever made the edit again would have it twice.
        """
        try:
            row = self._connection.execute(_LEFT).fetchone()
        except sqlite3.Error:
            return False
        return row is not None and row[0] == str((self._counter + 1) & 0xFFFFFFFF)

    def roll_back(self) -> None:
        """Take back everything since :meth:`lock`."""
        roll_back(self._connection)

    def alone(self) -> bool:
        """Tell whether nobody but this program has written the file; ask within a transaction."""
        row = self._connection.execute(_LEFT).fetchone()
        if row is None:
            return not self._connection.execute("SELECT 1 FROM log_txn LIMIT 1").fetchone()
        return bool(row[0] == str(self._raw.change_counter()))


def _agent() -> str:
    """Return with what program, in which version and on which system, a session is written."""
    import platform

    return f"Outreach Planner {__version__} ({platform.system()})"


def _storable(words: str) -> str:
    """Return ``words`` without half characters, as names from the machine may hold them."""
    return words.encode(errors="replace").decode()


@contextmanager
def saving() -> Iterator[None]:
    """Say why, when SQLite cannot read or write what the block needs to save something.

    Raises:
        NotSaved: in the place of SQLite's error.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise saving_trouble(error) from error


def saving_trouble(error: sqlite3.Error | OSError) -> NotSaved:
    """Say in a sentence why SQLite could not write, and what to do."""
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        why, do = tr("Another program is using the file."), tr("Close it there and try again.")
    elif "full" in said:
        why = tr("The disk is full.")
        do = tr("Free some space and try again, or save a copy elsewhere.")
    elif "readonly" in said or "read-only" in said:
        why, do = tr("The file or its folder cannot be written to."), tr("Save a copy elsewhere.")
    elif "unable to open" in said or "i/o" in said:
        why = tr("The disk or memory stick cannot be reached.")
        do = tr("Put it back and try again, or save a copy elsewhere.")
    else:
        why, do = (
            tr("The file cannot be written ({error}).", error=error),
            tr("Save a copy elsewhere."),
        )
    return NotSaved(
        tr("The change was not saved. {why} {do} Everything saved before is safe.", why=why, do=do),
        why,
    )
