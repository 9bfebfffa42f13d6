"""Making and opening files. Opening has a closed set of outcomes, each with a sentence."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from outreach.base.clock import Clock, wall_clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.document import outcomes, schema
from outreach.document.connecting import connect
from outreach.document.document import Document
from outreach.document.header import RawFile
from outreach.document.outcomes import Opening, Outcome
from outreach.document.records import Model

__all__ = ["Opening", "Outcome", "create", "open_document"]


def create(
    path: Path,
    model: Model,
    *,
    author: str,
    clock: Clock = wall_clock,
    document_id: str = "",
) -> Document:
    """Make an empty file at ``path`` and open it.

    Raises:
        Refusal: when something of that name exists.
        NotSaved: when the folder cannot be written to.
    """
    from outreach.document.migrations import migrate

    if os.path.lexists(path):
        raise Refusal(f"“{path.name}” exists already. Nothing was changed; choose another name.")
    try:
        # Taken exclusively, so that two programs making the same file cannot mix.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except OSError as error:
        raise NotSaved(
            f"“{path}” could not be made ({error.strerror}). Choose another folder."
        ) from error
    connection = None
    try:
        connection = connect(path, writable=True)
        connection.execute("PRAGMA encoding='UTF-8'")
        migrate(connection, model)
        connection.execute(
            "INSERT INTO log_meta (key, value) VALUES ('doc', ?)", (document_id or new_id(),)
        )
    except sqlite3.Error as error:
        if connection:
            connection.close()
        path.unlink(missing_ok=True)
        raise NotSaved(f"“{path}” could not be made ({error}). Choose another folder.") from error
    connection.execute("PRAGMA query_only=ON")
    return Document(
        path,
        connection,
        RawFile.hold(path),
        model,
        author=author,
        writable=True,
        clock=clock,
    )


def open_document(
    path: Path,
    model: Model,
    *,
    author: str,
    clock: Clock = wall_clock,
    read_only: bool = False,
    wait_seconds: float = 2.0,
) -> Opening:
    """Open ``path``; never raises for what may be wrong with a file.

    Args:
        path: The file.
        model: The declarations of this version.
        author: Who edits from now on.
        clock: The time.
        read_only: Open for reading whatever the file allows; nothing is written, ever.
        wait_seconds: How long to wait for another program that is writing.
    """
    try:
        if not path.exists():
            return Opening(
                Outcome.MISSING, f"There is no file “{path}”. Check the name and folder."
            )
        if not path.is_file():
            return Opening(
                Outcome.NOT_AN_INITIATIVE, f"“{path.name}” is not a file. Choose a file instead."
            )
        raw = RawFile.hold(path)
    except OSError as error:
        return outcomes.unreadable(path.name, error.strerror)
    opening = _Attempt(path, raw, model, author, clock, read_only).opening(wait_seconds)
    if opening.document is None:
        raw.release()
    return opening


@dataclass(frozen=True, slots=True)
class _Attempt:
    """An attempt to open a file that is there and can be read."""

    path: Path
    raw: RawFile
    model: Model
    author: str
    clock: Clock
    read_only: bool

    def opening(self, wait_seconds: float) -> Opening:
        name, header = self.path.name, self.raw.header()
        if header is None:
            return outcomes.not_an_initiative(name)
        if trouble := outcomes.header_trouble(name, header):
            return trouble
        newer = header.user_version > schema.FORMAT
        allowed = self._may_be_written()
        connection = None
        try:
            writable = allowed and not self.read_only and not newer
            connection = connect(self.path, writable=writable, wait_seconds=wait_seconds)
            # Only now has SQLite taken back what a program that was killed left half written.
            header = self.raw.header() or header
            if header.truncated:
                opening = outcomes.cut_short(name, header)
            elif found := schema.running(connection):
                opening = outcomes.strange(name, found)
            elif newer:
                opening = self._newer(connection)
            else:
                outdated = header.user_version < schema.FORMAT
                opening = self._ours(connection, writable, outdated)
        # Python cannot read an error that quotes broken text.
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            opening = outcomes.database_trouble(name, error, self.raw.header() or header)
        if connection and opening.document is None:
            connection.close()
        if opening.outcome is Outcome.OPENED and not allowed and not self.read_only:
            return outcomes.unwritable(name, opening.document)
        return opening

    def _may_be_written(self) -> bool:
        real = self.path.resolve()
        return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)

    def _newer(self, connection: sqlite3.Connection) -> Opening:
        readable = schema.readable(connection, self.model)
        document = self._document(connection, writable=False) if readable else None
        return outcomes.newer(self.path.name, document)

    def _ours(self, connection: sqlite3.Connection, writable: bool, outdated: bool) -> Opening:
        if writable and outdated:
            from outreach.document.migrations import migrate

            migrate(connection, self.model)
        if found := schema.differences(connection, self.model):
            return outcomes.strange(self.path.name, found)
        if (count := self._initiatives(connection)) != 1:
            return outcomes.not_one(self.path.name, count)
        document = self._document(connection, writable=writable)
        try:
            said = document.adopt_outside_changes()
        except NotSaved as error:
            document.writable = False
            return outcomes.not_on_record(self.path.name, error, document)
        if said:
            document.writable = False
            return outcomes.does_not_fit(self.path.name, said, document)
        return Opening(Outcome.OPENED, "", document)

    def _initiatives(self, connection: sqlite3.Connection) -> int:
        """Return how many initiatives the file holds: one, or its making was cut off."""
        if "initiative" not in self.model.kinds:
            return 1
        (count,) = connection.execute('SELECT count(*) FROM "initiative"').fetchone()
        return int(count)

    def _document(self, connection: sqlite3.Connection, *, writable: bool) -> Document:
        connection.execute("PRAGMA query_only=ON")
        return Document(
            self.path,
            connection,
            self.raw,
            self.model,
            author=self.author,
            writable=writable,
            clock=self.clock,
        )
