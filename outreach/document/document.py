"""The document: one open file, which is one initiative."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from outreach.base.clock import Clock
from outreach.base.digest import sha256
from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import plural, tr
from outreach.base.words import with_commas
from outreach.document.connecting import one_moment
from outreach.document.copying import copying_trouble, write_new
from outreach.document.edits import Changes, Edit
from outreach.document.fields import Stored
from outreach.document.header import RawFile
from outreach.document.reading import kind_of, select
from outreach.document.records import Kind, Model, Record
from outreach.document.redaction import Redaction
from outreach.document.writer import Writer, saving_trouble

if TYPE_CHECKING:
    # Loaded only where another program wrote the file.
    from outreach.document.adoption import Difference

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
        self.path = path.absolute()
        self.model = model
        self.author = author
        self.writable = writable
        self.connection = connection
        """For reading with SQL of one's own; it refuses writes."""
        self.before_edit: list[Callable[[Document], None]] = []
        """Called before each edit; what raises a refusal stops it."""
        self.after_close: list[Callable[[], None]] = []
        """Called once when the file has been closed."""
        self._raw = raw
        self._closed = False
        self._others_wrote = False
        self._writer = Writer(connection, raw, model, author, clock)

    @property
    def id(self) -> str:
        """The initiative's id, the same in every copy of the file.

        Raises:
            Refusal: when the file was not made to its end, so that it has none.
        """
        row = self.connection.execute("SELECT value FROM log_meta WHERE key='doc'").fetchone()
        if row is None:
            raise Refusal(tr("The file does not say which initiative it is."))
        return str(row[0])

    @cached_property
    def redaction(self) -> Redaction:
        """What was left out of this file, if it is a redacted copy."""
        return Redaction(self.connection)

    def get(self, record: type[R], id: str) -> R | None:
        """Return one record of a kind, or None when it is not there."""
        found = select(self.connection, record, "id=?", (id,))
        return found[0] if found else None

    def all(self, record: type[R], **equal: Stored) -> list[R]:
        """Return the records of a kind, oldest first; only those whose fields equal ``equal``."""
        unknown = equal.keys() - {f.name for f in record.KIND.columns}
        if unknown:
            raise Refusal(
                tr(
                    "A {kind} has no field {names}.",
                    kind=record.KIND.name,
                    names=with_commas(sorted(unknown)),
                )
            )
        where = " AND ".join(f'"{name}" IS ?' for name in equal)
        return select(self.connection, record, where, tuple(equal.values()))

    def of_ids(self, record: type[R], ids: Iterable[str]) -> list[R]:
        """Return those of ``ids`` that are records of a kind, oldest first."""
        where = "id IN (SELECT value FROM json_each(?))"
        return select(self.connection, record, where, (json.dumps(list(ids)),))

    def kind_of(self, id: str) -> Kind | None:
        """Return the kind of the record ``id``, or None when there is no such record."""
        return kind_of(self.connection, self.model, id)

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
                f'SELECT "{wanted}" FROM "{table.name}" WHERE "{field.name}"=? ORDER BY 1',
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
                tr(
                    "The file is open for reading only, so nothing was changed. Save a "
                    "copy and change that."
                )
            )
        if why := self.out_of_place():
            raise NotSaved(
                tr(
                    "The change was not saved. {why} Save a copy elsewhere and go on with that.",
                    why=why,
                ),
                why,
            )
        for look in self.before_edit:
            look(self)
        who = author or self.author
        self._writer.lock()
        try:
            if said := self._adopt()[1]:
                raise Refusal(
                    tr(
                        "Another program put something into the file that does not fit, so "
                        "nothing was changed here. Take it out again, or go on with a "
                        "copy. {trouble}",
                        trouble=said[0],
                    )
                )
            txn = self._writer.begin(label, who, kind, undo_of)
            edit = EditUnderWay(self.connection, self.model, txn)
            yield edit
            edit.changes = self._finished(edit, label, who, undo_of is not None)
        except sqlite3.IntegrityError:
            self._writer.roll_back()
            raise
        except sqlite3.DatabaseError as error:
            self._writer.roll_back()
            raise saving_trouble(error) from error
        except BaseException:
            self._writer.roll_back()
            raise

    def _finished(self, edit: Edit, label: str, author: str, taking_back: bool) -> Changes:
        """Save the edit; one that changed nothing leaves no trace, unless it takes one back."""
        entries = edit.entries()
        if not entries and not taking_back and not edit.has_taken_in:
            self._writer.roll_back()
            return Changes("", label, author, ())
        edit.settle(entries)
        name = self._writer.seal(edit.txn, entries)
        self._writer.commit()
        return Changes(name, label, author, (*edit.taken, *entries))

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was erased is left between its records.

        Raises:
            NotSaved: when the file cannot be written; it is as it was.
        """
        try:
            self.connection.execute("VACUUM")
        except sqlite3.Error as error:
            raise saving_trouble(error) from error
        # To all appearances another program wrote the file.
        self._writer.lock()
        try:
            adopted, _ = self._adopt()
        except BaseException:
            self._writer.roll_back()
            raise
        self._others_wrote = adopted
        self._writer.commit()

    @property
    def left(self) -> int | None:
        """The change counter as the last edit left it; None when others wrote meanwhile."""
        return None if self._others_wrote else self._writer.left

    def change_counter(self) -> int:
        """Return how many transactions have written the file."""
        return self._raw.change_counter()

    def alone(self) -> bool:
        """Tell whether nobody but this program has written the file; ask within a transaction."""
        return self._writer.alone()

    def adopt_outside_changes(self) -> list[str]:
        """Put on record what another tool changed in the tables since the last edit.

        Costs next to nothing when nobody else wrote: the header's change counter tells.

        Returns:
            Sentences on what was found and cannot be taken over; then nothing is adopted.

        Raises:
            NotSaved: when the file cannot be written.
        """
        with one_moment(self.connection):
            alone = self._writer.alone()
            if alone or not self.writable:
                return [] if alone else self._outside_changes()[1]
        self._writer.lock()
        try:
            adopted, said = self._adopt()
        except BaseException:
            self._writer.roll_back()
            raise
        if adopted:
            self._writer.commit()
        else:
            self._writer.roll_back()
        self._others_wrote = False
        return said

    def _adopt(self) -> tuple[bool, list[str]]:
        """Adopt within the locked file; return whether anything was written, and what cannot be."""
        if self._writer.alone():
            return False, []
        self._others_wrote = True
        found, said = self._outside_changes()
        if said:
            return False, said
        from outreach.document import adoption, hints

        if found:
            adoption.adopt(self.connection, self._writer, self.id, found)
        return hints.renew(self.connection, self.model) or bool(found), []

    def _outside_changes(self) -> tuple[list[Difference], list[str]]:
        from outreach.document import adoption

        found = adoption.differences(self.connection, self.model)
        return found, adoption.problems(self.connection, self.model, found)

    def beyond_end(self) -> str:
        """Say whether bytes follow the end of the file, where nothing ever reads them."""
        header = self._raw.header()
        more = header.length - header.pages * header.page_size if header and header.pages else 0
        return (
            plural(
                "{n} byte follows its end, where nothing belongs.",
                "{n} bytes follow its end, where nothing belongs.",
                more,
            )
            if more > 0
            else ""
        )

    @property
    def place(self) -> Path:
        """Where the bytes are that are read."""
        return self.path

    def out_of_place(self) -> str:
        """Say that the file is no longer where it was opened; empty when it is."""
        if self._raw.is_at(self.path):
            return ""
        name, folder = self.path.name, self.path.parent
        if not folder.exists():
            return tr(
                "“{name}” cannot be reached: its folder is gone, as when a memory "
                "stick is removed or a network drive cut off.",
                name=name,
            )
        return tr("“{name}” was moved, deleted or replaced while it was open.", name=name)

    def size(self) -> int:
        """Return how many bytes long the file is."""
        header = self._raw.header()
        return header.length if header else 0

    def data_version(self) -> int:
        """Return a number that changes when another connection has written the file."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def state(self) -> str:
        """Return twelve characters that are others as soon as anything in the file is changed."""
        newest = self.connection.execute(
            "SELECT s.id, t.seq FROM log_txn t JOIN log_site s ON s.ord = t.site"
            " ORDER BY t.id DESC LIMIT 1"
        ).fetchone()
        return sha256(repr((newest, self._raw.change_counter())))[:12]

    def copy_to(self, target: Path, *, private: bool = False) -> None:
        """Write a complete copy of the file, byte for byte, to ``target``.

        Args:
            target: A path that is not taken.
            private: Let nobody but the person who runs the program read the copy.

        Raises:
            Refusal: when ``target`` exists.
            NotSaved: when it cannot be written; nothing half-written stays.
        """
        try:
            with self._still():
                write_new(target, self._raw.chunks(), private=private)
        except (OSError, sqlite3.Error) as error:
            raise copying_trouble(target, error) from error

    def content(self) -> bytes:
        """Return the bytes of the whole file, as they would be copied.

        Raises:
            OSError: when the file cannot be read.
            sqlite3.Error: when it cannot be read, or another program is writing it.
        """
        with self._still():
            return b"".join(self._raw.chunks())

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Keep every writer from committing while the block reads the bytes."""
        with one_moment(self.connection):
            self.connection.execute("SELECT count(*) FROM log_meta").fetchone()
            yield

    def close(self) -> None:
        """Close the file. Everything was saved already."""
        self.connection.close()
        if not self._closed:
            self._closed = True
            self._raw.release()
            for then in self.after_close:
                then()

    def __enter__(self) -> Self:
        """Use as a context manager that closes."""
        return self

    def __exit__(self, *_: Any) -> None:
        """Close."""
        self.close()
