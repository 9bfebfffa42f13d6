"""The document: one open file, which is one initiative."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from outreach.base.clock import Clock
from outreach.base.errors import NotSaved, Refusal
from outreach.document import adoption, log
from outreach.document.edits import Changes, Edit
from outreach.document.fields import Stored
from outreach.document.header import RawFile
from outreach.document.reading import select
from outreach.document.records import Kind, Model, Record
from outreach.document.writer import Writer

R = TypeVar("R", bound=Record)


class EditUnderWay(Edit):
    """An edit, and once its block has ended, what it changed."""

    changes: Changes


class Document:
    """An open file. Use it in the thread that opened it; several may be open on one file."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        raw: RawFile,
        model: Model,
        *,
        author: str,
        writable: bool,
        clock: Clock,
    ) -> None:
        """Wrap an opened connection; see :mod:`outreach.document.opening`."""
        self.path = path
        self.model = model
        self.author = author
        self.writable = writable
        self.connection = connection
        """For reading with SQL of one's own; it refuses writes."""
        self._raw = raw
        self._writer = Writer(connection, raw, model, author, clock)

    @property
    def id(self) -> str:
        """The initiative's id, the same in every copy of the file."""
        row = self.connection.execute(
            "SELECT value FROM log_meta WHERE key='doc'"
        ).fetchone()
        return str(row[0])

    def get(self, record: type[R], id: str) -> R | None:
        """Return one record of a kind, or None when it is not there."""
        found = select(self.connection, record, "id=?", (id,))
        return found[0] if found else None

    def all(self, record: type[R], **equal: Stored) -> list[R]:
        """Return the records of a kind, oldest first; only those whose fields equal ``equal``."""
        unknown = equal.keys() - {f.name for f in record.KIND.columns}
        if unknown:
            raise Refusal(
                f"A {record.KIND.name} has no field {', '.join(sorted(unknown))}."
            )
        where = " AND ".join(f'"{name}" IS ?' for name in equal)
        return select(self.connection, record, where, tuple(equal.values()))

    def kind_of(self, id: str) -> Kind | None:
        """Return the kind of the record ``id``, or None when there is no such record."""
        for kind in self.model.kinds.values():
            if self.connection.execute(
                f'SELECT 1 FROM "{kind.name}" WHERE id=?', (id,)
            ).fetchone():
                return kind
        return None

    def record(self, id: str) -> Record | None:
        """Return the record ``id`` of whatever kind, or None."""
        kind = self.kind_of(id)
        return self.get(kind.record, id) if kind else None

    def referring(self, id: str) -> dict[tuple[str, str], list[str]]:
        """Return who refers to record ``id``: (kind, field) to the ids, oldest first."""
        kind = self.kind_of(id)
        found: dict[tuple[str, str], list[str]] = {}
        for table, field in self.model.referring[kind.name] if kind else ():
            if table.link and table.columns[0] is field:
                continue
            wanted = table.columns[0].name if table.link else "id"
            rows = self.connection.execute(
                f'SELECT "{wanted}" FROM "{table.name}" WHERE "{field.name}"=? ORDER BY id',
                (id,),
            ).fetchall()
            if rows:
                name = table.link.name if table.link else field.name
                found[self.model.owner(table).name, name] = [row[0] for row in rows]
        return found

    @contextmanager
    def edit(
        self,
        label: str,
        *,
        author: str | None = None,
        kind: str = "edit",
        undo_of: tuple[str, int] | None = None,
    ) -> Iterator[EditUnderWay]:
        """Change the file, all or nothing, in one transaction with a name.

        Used as ``with document.edit("Telmara moved to committed") as edit: …``; afterwards
        ``edit.changes`` says what changed. An error inside the block takes everything back.

        Raises:
            NotSaved: when the file cannot be written.
            Refusal: when the document is open for reading only.
        """
        if not self.writable:
            raise Refusal(
                "The file is open for reading only, so nothing was changed. Save a copy and "
                "change that."
            )
        who = author or self.author
        if said := self.adopt_outside_changes():
            raise Refusal(
                "Another program put something into the file that does not fit, so nothing was "
                f"changed here. Take it out again, or go on with a copy. {said[0]}"
            )
        self.connection.execute("PRAGMA query_only=OFF")
        try:
            txn = self._writer.begin(label, who, kind, undo_of)
            edit = EditUnderWay(self.connection, self.model, txn)
            try:
                yield edit
                edit.trim_restores()
                ops = tuple(log.operations(self.connection, txn))
                (head,) = log.edits(self.connection, "t.id=?", (txn,))
            except BaseException:
                self._writer.roll_back()
                raise
            written = self._writer.finish(txn)
            edit.changes = Changes(
                head.id if written else "", label, who, ops if written else ()
            )
        finally:
            self.connection.execute("PRAGMA query_only=ON")

    def adopt_outside_changes(self) -> list[str]:
        """Put on record what another tool changed in the tables since the last edit.

        Costs next to nothing when nobody else wrote: the header's change counter tells.

        Returns:
            Sentences on what was found and cannot be taken over; then nothing is adopted.

        Raises:
            NotSaved: when the file cannot be written.
        """
        row = self.connection.execute(
            "SELECT value FROM log_meta WHERE key='change_counter'"
        ).fetchone()
        fresh = not self.connection.execute("SELECT 1 FROM log_txn LIMIT 1").fetchone()
        if fresh or (row is not None and row[0] == str(self._raw.change_counter())):
            return []
        found = adoption.differences(self.connection, self.model)
        said = adoption.problems(self.connection, self.model, found)
        if found and not said and self.writable:
            self.connection.execute("PRAGMA query_only=OFF")
            adoption.adopt(self.connection, self._writer, self.id, found)
            self.connection.execute("PRAGMA query_only=ON")
        return said

    def data_version(self) -> int:
        """Return a number that changes when another connection has written the file."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def copy_to(self, target: Path) -> None:
        """Write a complete copy of the file, byte for byte, to ``target``.

        Raises:
            Refusal: when ``target`` exists.
            NotSaved: when it cannot be written; nothing half-written stays.
        """
        if target.exists():
            raise Refusal(f"“{target.name}” exists already. Choose another name.")
        part = target.with_name(f".{target.name}.part")
        # A read transaction keeps every writer from committing while the bytes are copied.
        self.connection.execute("BEGIN")
        try:
            self.connection.execute("SELECT count(*) FROM log_meta").fetchone()
            at = 0
            with part.open("xb") as out:
                while chunk := self._raw.read(at, 1 << 20):
                    out.write(chunk)
                    at += len(chunk)
                out.flush()
                os.fsync(out.fileno())
            # A link fails where the name was taken meanwhile; a rename would overwrite it.
            try:
                os.link(part, target)
            except FileExistsError:
                raise Refusal(
                    f"“{target.name}” exists already. Choose another name."
                ) from None
            except OSError:
                part.rename(target)
        except OSError as error:
            raise NotSaved(
                f"The copy could not be written to “{target}” ({error.strerror}). The file "
                "itself is unchanged. Choose another folder."
            ) from error
        finally:
            self.connection.execute("ROLLBACK")
            part.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file. Everything was saved already."""
        self.connection.close()
        self._raw.release()

    def __enter__(self) -> Document:
        """Use as a context manager that closes."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Close."""
        self.close()
