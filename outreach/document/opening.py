"""Making and opening files. Opening has a closed set of outcomes, each with a sentence."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import Clock, wall_clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.document import known, outcomes, reading, schema
from outreach.document.backups import Backups, Why
from outreach.document.connecting import at_most, connect, steps_for
from outreach.document.document import Document
from outreach.document.header import Header, RawFile, beside
from outreach.document.lock import Holder, Lock, holder
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
    raw = RawFile.hold(path)
    document = Document(path, connection, raw, model, author=author, writable=True, clock=clock)
    _note_when_closed(document)
    return document


def _note_when_closed(document: Document) -> None:
    """Note the file as it is left, so that it opens at once next time."""

    def note() -> None:
        if (left := document.left) is None:
            return
        try:
            raw = RawFile.hold(document.path)
        except OSError:
            return
        if raw.change_counter() == left:
            known.remember(document.path, left)
        raw.release()

    document.after_close.append(note)


def open_document(
    path: Path,
    model: Model,
    *,
    author: str,
    clock: Clock = wall_clock,
    read_only: bool = False,
    lock: bool = False,
    backups: Backups | None = None,
    wait_seconds: float = 2.0,
) -> Opening:
    """Open ``path``; never raises for what may be wrong with a file.

    Args:
        path: The file.
        model: The declarations of this version.
        author: Who edits from now on.
        clock: The time.
        read_only: Open for reading whatever the file allows; nothing is written, ever.
        lock: Hold the file while it is open for editing, so that others are told. Without it, only
            somebody on another computer who holds the file keeps it from being edited.
        backups: Takes the safe copies.
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
    attempt = _Attempt(path, raw, model, author, clock, read_only, lock, backups)
    opening = attempt.opening(wait_seconds)
    if opening.document is None:
        raw.release()
        return _partly(opening, path, model)
    return opening


def _partly(opening: Opening, path: Path, model: Model) -> Opening:
    """Open what can be read of a damaged file, which is put together anew somewhere else."""
    if not opening.rescuable or opening.outcome is Outcome.STRANGE:
        return opening
    from outreach.document.rescue import open_rescued

    try:
        document = open_rescued(path, model)
    except Refusal as refusal:
        found = opening.found or (opening.sentence,)
        return opening._replace(
            outcome=Outcome.DAMAGED, rescuable=False, found=(*found, str(refusal))
        )
    return outcomes.partly_read(opening, document, document.report.lost)


class _Attempt(NamedTuple):
    """An attempt to open a file that is there and can be read."""

    path: Path
    raw: RawFile
    model: Model
    author: str
    clock: Clock
    read_only: bool
    lock: bool
    backups: Backups | None

    def opening(self, wait_seconds: float) -> Opening:
        name, header = self.path.name, self.raw.header()
        if header is None:
            return outcomes.not_an_initiative(name)
        if trouble := outcomes.header_trouble(name, header, beside(self.path)):
            return trouble
        newer = header.user_version > schema.FORMAT
        allowed = self._may_be_written()
        writable = allowed and not self.read_only and not newer
        held = self._hold() if writable else None
        if isinstance(held, Holder):
            return outcomes.in_use(name, held, self._replace(read_only=True).opening(wait_seconds))
        try:
            opening = self._connected(header, writable, newer, wait_seconds)
        except BaseException:
            if held is not None:
                held.release()
            raise
        opening = self._guarded(opening, held)
        if opening.outcome is Outcome.OPENED and not allowed and not self.read_only:
            return outcomes.unwritable(name, opening.document)
        return opening

    def _hold(self) -> Lock | Holder | None:
        """Hold the file for editing, or find who keeps it from being edited."""
        if self.lock:
            return Lock.take(self.path, self.author)
        # Edits that are over at once are kept apart by SQLite where it is on the same computer.
        other = holder(self.path)
        return other if other is not None and not other.here else None

    def _guarded(self, opening: Opening, lock: Lock | None) -> Opening:
        """Have the lock and the safe copies looked after while the document is open."""
        document = opening.document
        if document is None or not document.writable:
            if lock is not None:
                lock.release()
            return opening
        if lock is not None:
            document.before_edit.append(lock.check)
            document.after_close.append(lock.release)
        if self.backups is not None:
            document.before_edit.append(self.backups.before_edit)
        note = lock.note if lock is not None else ""
        return opening._replace(sentence=opening.sentence or note, lock=lock, backups=self.backups)

    def _connected(
        self, header: Header, writable: bool, newer: bool, wait_seconds: float
    ) -> Opening:
        name, connection = self.path.name, None
        try:
            connection = connect(self.path, writable=writable, wait_seconds=wait_seconds)
            # Only now has SQLite taken back what a program that was killed left half written.
            header = self.raw.header() or header
            if header.truncated:
                opening = outcomes.cut_short(name, header)
            else:
                with at_most(connection, steps_for(header.length)):
                    opening = self._looked_at(connection, header, writable, newer)
        # Python cannot read an error that quotes broken text.
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            opening = outcomes.database_trouble(name, error, self.raw.header() or header)
        if connection and opening.document is None:
            connection.close()
        return opening

    def _looked_at(
        self, connection: sqlite3.Connection, header: Header, writable: bool, newer: bool
    ) -> Opening:
        if found := schema.running(connection):
            return outcomes.strange(self.path.name, found)
        if newer:
            return self._newer(connection)
        if header.user_version < schema.FORMAT and writable:
            self._bring_up_to_date(connection)
        if found := schema.differences(connection, self.model):
            return outcomes.strange(self.path.name, found)
        return self._ours(connection, writable)

    def _may_be_written(self) -> bool:
        real = self.path.resolve()
        return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)

    def _newer(self, connection: sqlite3.Connection) -> Opening:
        readable = schema.readable(connection, self.model) and self._can_be_read(connection)
        document = self._document(connection, writable=False) if readable else None
        return outcomes.newer(self.path.name, document)

    def _can_be_read(self, connection: sqlite3.Connection) -> bool:
        """Tell whether every value is such as this version can show."""
        try:
            for kind in self.model.kinds.values():
                reading.select(connection, kind.record)
        except (TypeError, ValueError):
            return False
        return True

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        from outreach.document.migrations import migrate

        if self.backups is not None:
            self.backups.before(self._document(connection, writable=False), Why.UPDATE)
            connection.execute("PRAGMA query_only=OFF")
        migrate(connection, self.model)

    def _ours(self, connection: sqlite3.Connection, writable: bool) -> Opening:
        name, document = self.path.name, self._document(connection, writable=writable)
        seen = known.is_known(self.path, self.raw.change_counter())
        if not seen and (trouble := self._trouble(document)):
            return trouble
        try:
            said = document.adopt_outside_changes()
        except NotSaved as error:
            document.writable = False
            return outcomes.not_on_record(name, error, document)
        if said:
            return outcomes.does_not_fit(name, said)
        if not seen:
            known.remember(self.path, self.raw.change_counter())
        if writable:
            _note_when_closed(document)
        return Opening(Outcome.OPENED, "", document)

    def _trouble(self, document: Document) -> Opening | None:
        """Look through a file that may come from anybody."""
        # Not loaded for one's own file, which opens at once.
        from outreach.document import adoption, examination

        name, connection = self.path.name, document.connection
        connection.execute("BEGIN")
        try:
            if said := examination.damage(connection, self.model):
                return outcomes.damaged(name, said)
            if (count := self._initiatives(connection)) != 1:
                return outcomes.not_one(name, count)
            # Nobody wrote it but this program: then nothing but damage explains a difference.
            if document.alone() and (found := adoption.differences(connection, self.model)):
                return outcomes.damaged(name, examination.disagreements(self.model, found))
            if said := examination.misfits(connection, self.model):
                return outcomes.does_not_fit(name, said)
            return None
        finally:
            connection.execute("ROLLBACK")

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
