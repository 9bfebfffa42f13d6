"""An attempt to open a file that is there: what it is, whether it is sound, who else has it."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import Clock
from outreach.base.errors import Refusal
from outreach.document import journal, known, outcomes, reading, schema
from outreach.document.backups import Backups, Why
from outreach.document.connecting import at_most, connect, one_moment, steps_for
from outreach.document.document import Document
from outreach.document.header import Header, RawFile
from outreach.document.lock import Holder, Lock, holder
from outreach.document.outcomes import Opening, Outcome
from outreach.document.records import Model
from outreach.document.scratch import scratch_folder

_PAUSE_SECONDS = 0.05
"""Between looks whether somebody else is done writing."""


class Attempt(NamedTuple):
    """An attempt to open a file that is there and can be read."""

    path: Path
    raw: RawFile
    model: Model
    author: str
    clock: Clock
    read_only: bool
    lock: bool
    backups: Backups | None
    wait_seconds: float
    trial: bool = False
    """Whether this is a copy on which it is tried what would become of the file."""

    def opening(self) -> Opening:
        """Return what comes of it; the document of it, if any, lets go of ``raw`` when closed."""
        header = self.raw.header()
        if header is None:
            return outcomes.no_database(self.path.name, self.raw)
        if trouble := outcomes.header_trouble(self.path.name, header, journal.beside(self.path)):
            return trouble
        newer = header.user_version > schema.FORMAT
        allowed = self._may_be_written()
        writable = allowed and not self.read_only and not newer
        held = self._hold() if writable else None
        if isinstance(held, Holder):
            return outcomes.in_use(self.path.name, held, self._replace(read_only=True).opening())
        try:
            opening = (self._tried(header) if writable else None) or self._connected(writable)
        except BaseException:
            if held is not None:
                held.release()
            raise
        opening = self._guarded(opening, held)
        if opening.outcome is Outcome.OPENED and not allowed and not self.read_only:
            return outcomes.unwritable(self.path.name, opening.document)
        return opening

    def _tried(self, header: Header) -> Opening | None:
        """Open a copy first where opening changes the file; return what keeps it from being done.

        What a damaged journal takes back, and what a file from a stranger becomes when it is
        brought up to date, cannot be undone.
        """
        older = header.user_version < schema.FORMAT
        if self.trial or not (older or journal.is_hot(self.path)):
            return None
        until = time.monotonic() + self.wait_seconds
        try:
            while True:
                before = journal.state(self.path)
                trouble = self._of_a_copy()
                if trouble is None or before == journal.state(self.path):
                    return trouble
                # Another program was writing it while it was copied.
                if time.monotonic() > until:
                    return outcomes.being_written(self.path.name)
                time.sleep(_PAUSE_SECONDS)
        except OSError as error:
            return outcomes.no_room(self.path.name, error)

    def _of_a_copy(self) -> Opening | None:
        """Return what came of opening a copy, when it did not open."""
        with scratch_folder() as folder:
            copy = folder / self.path.name
            journal.copy_with(self.raw, self.path, copy)
            raw = RawFile.hold(copy)
            tried = self._replace(path=copy, raw=raw, lock=False, backups=None, trial=True)
            opening = tried.opening()
            if opening.document is None:
                raw.release()
                return opening
            opening.document.close()
            return None

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

    def _connected(self, writable: bool) -> Opening:
        name, connection = self.path.name, None
        try:
            connection = connect(self.path, writable=writable, wait_seconds=self.wait_seconds)
            # Only now has SQLite taken back what a program that was killed left half written.
            header = self.raw.header()
            if header is None:
                opening = outcomes.not_an_initiative(name)
            elif trouble := outcomes.header_trouble(name, header, journal.beside(self.path)):
                opening = trouble
            elif header.truncated:
                opening = outcomes.cut_short(name, header)
            else:
                with at_most(connection, steps_for(header.length)):
                    opening = self._looked_at(connection, header, writable)
        # Python cannot read an error that quotes broken text.
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            opening = outcomes.database_trouble(name, error, self.raw.header())
        if connection and opening.document is None:
            connection.close()
        return opening

    def _looked_at(self, connection: sqlite3.Connection, header: Header, writable: bool) -> Opening:
        if found := schema.running(connection, self.model):
            return outcomes.strange(self.path.name, found)
        if header.user_version > schema.FORMAT:
            return self._newer(connection)
        if header.user_version < schema.FORMAT and writable:
            if found := schema.migrations_trouble(connection):
                return outcomes.strange(self.path.name, found)
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
        """Tell whether the log and every value are such as this version can show."""
        from outreach.document import examination

        if examination.damage(connection, self.model):
            return False
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
        # Before the look, so that nothing is noted that came after it.
        seen = known.appearance(self.path, self.raw.change_counter())
        if not known.is_known(seen) and (trouble := self._trouble(document)):
            return trouble
        try:
            said = document.adopt_outside_changes()
        except Refusal as error:
            document.writable = False
            return outcomes.not_on_record(name, error, document)
        if said:
            return outcomes.does_not_fit(name, said)
        if not self.trial:
            known.remember(seen)
        if writable:
            note_when_closed(document)
        return Opening(Outcome.OPENED, "", document)

    def _trouble(self, document: Document) -> Opening | None:
        """Look through a file that may come from anybody."""
        # Not loaded for one's own file, which opens at once.
        from outreach.document import adoption, examination

        name, connection = self.path.name, document.connection
        with one_moment(connection):
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


def note_when_closed(document: Document) -> None:
    """Note the file as it is left, so that it opens at once next time."""

    def note() -> None:
        if (left := document.left) is None:
            return
        try:
            raw = RawFile.hold(document.path)
        except OSError:
            return
        if raw.change_counter() == left:
            known.remember(known.appearance(document.path, left))
        raw.release()

    document.after_close.append(note)
