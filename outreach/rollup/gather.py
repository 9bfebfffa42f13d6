"""Reads many files and writes one overview of them. The files are only read."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import moment
from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.connecting import one_moment
from outreach.document.copying import copying_trouble, write_new
from outreach.document.document import Document
from outreach.document.records import Kind, Model
from outreach.document.scratch import scratch_folder
from outreach.initiative import MODEL, open_file
from outreach.rollup import shape
from outreach.rollup.line import overview
from outreach.rollup.shape import Table
from outreach.snapshot import take

Progress = Callable[[int, int, str], object]
"""Hears how many of how many files are done, and which is next; what it raises ends the work."""

_CHUNK = 1 << 20


class Left(NamedTuple):
    """A file that is not in the overview, and why."""

    name: str
    why: str


class Rollup(NamedTuple):
    """What was gathered."""

    files: int
    records: int
    left: tuple[Left, ...]


def files_in(places: Iterable[Path]) -> list[Path]:
    """Return the files among ``places``, and the ``.db`` files in the folders, each once, by name.

    Folders are searched to the bottom; what begins with a dot is somebody's own.
    """
    found: dict[Path, None] = {}
    for place in places:
        if not place.is_dir():
            found[place] = None
            continue
        for folder, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            for name in sorted(names):
                if name.endswith(".db") and not name.startswith("."):
                    found[Path(folder) / name] = None
    return list(found)


def roll_up(
    paths: Iterable[Path],
    target: Path,
    *,
    today: dt.date,
    confidential: bool = False,
    progress: Progress | None = None,
) -> Rollup:
    """Write the overview of the files at ``paths`` to ``target``.

    Of two copies of one initiative only that with the newer edit is taken, and the other is named;
    a file that cannot be read is named with its reason, and the others are taken all the same.

    Args:
        paths: The files.
        target: A path that is not taken.
        today: The day by which steps are late.
        confidential: Whether confidential fields are taken along.
        progress: Hears how far it is.

    Raises:
        Refusal: when not one file could be read, or ``target`` cannot be written; nothing stays.
    """
    wanted = list(paths)
    if target.exists():
        raise copying_trouble(target, FileExistsError())
    with scratch_folder() as folder:
        whole = folder / "overview.db"
        with closing(sqlite3.connect(whole, isolation_level=None)) as out:
            out.execute("PRAGMA journal_mode=OFF")
            out.execute("PRAGMA synchronous=OFF")
            out.execute("BEGIN")
            gathering = _Gathering(out, MODEL, today, confidential=confidential)
            for number, path in enumerate(wanted):
                if progress is not None:
                    progress(number, len(wanted), path.name)
                gathering.take(path)
            if not gathering.taken:
                reasons = " ".join(f"{left.name}: {left.why}" for left in gathering.left)
                raise Refusal(
                    tr(
                        "Not one file could be read, so nothing was written. {reasons}",
                        reasons=reasons,
                    )
                )
            out.execute("COMMIT")
        try:
            with whole.open("rb") as file:
                write_new(target, iter(lambda: file.read(_CHUNK), b""))
        except OSError as error:
            raise copying_trouble(target, error) from error
    return Rollup(len(gathering.taken), gathering.records, tuple(gathering.left))


class _Taken(NamedTuple):
    number: int
    name: str
    newest: int
    records: int


class _Gathering:
    """An overview while it is being put together."""

    def __init__(
        self, out: sqlite3.Connection, model: Model, today: dt.date, *, confidential: bool
    ) -> None:
        self.taken: dict[str, _Taken] = {}
        """By the initiative's id."""
        self.left: list[Left] = []
        self._out = out
        self._today = today
        self._numbers = itertools.count(1)
        self._tables = shape.record_tables(model, confidential=confidential)
        for table in (shape.FILES, shape.OVERVIEW, shape.WORDS, *self._tables):
            out.execute(table.create)
        out.executemany(shape.WORDS.insert, shape.words(self._tables))

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(taken.records for taken in self.taken.values())

    def take(self, path: Path) -> None:
        """Take in one file, or note why not."""
        opening = open_file(path, author="", read_only=True)
        if opening.document is None:
            self.left.append(Left(path.name, opening.sentence))
            return
        with opening.document as document:
            if opening.sentence:
                # Only in part, or from another version: an overview says what is certain.
                self.left.append(Left(path.name, opening.sentence))
                return
            with one_moment(document.connection):
                self._take(path, document)

    def _take(self, path: Path, document: Document) -> None:
        (newest,) = document.connection.execute("SELECT max(hlc) FROM log_txn").fetchone()
        other = self.taken.get(document.id)
        if other is not None:
            older, newer = (
                (path.name, other.name) if newest <= other.newest else (other.name, path.name)
            )
            why = tr(
                "It is a copy of the initiative in “{newer}”, which was edited last. Merge them.",
                newer=newer,
            )
            self.left.append(Left(older, why))
            if older == path.name:
                return
            self._drop(other.number)
        number = next(self._numbers)
        records = sum(
            self._copy(table, kind, document, number) for table, kind in self._tables.items()
        )
        edits, at = document.connection.execute(
            "SELECT count(*), max(at_ms) FROM log_txn"
        ).fetchone()
        snapshot = take(document)
        row = (
            number,
            path.name,
            document.id,
            snapshot.initiative.name,
            records,
            edits,
            moment(at).astimezone(dt.UTC).isoformat(timespec="seconds"),
        )
        self._out.execute(shape.FILES.insert, row)
        self._out.execute(shape.OVERVIEW.insert, (number, *overview(snapshot, self._today)))
        self.taken[document.id] = _Taken(number, path.name, newest, records)

    def _copy(self, table: Table, kind: Kind, document: Document, number: int) -> int:
        names = ", ".join(f'"{column.name}"' for column in table.columns[1:])
        rows = document.connection.execute(f'SELECT {number}, {names} FROM "{kind.name}"')
        changes = self._out.total_changes
        self._out.executemany(table.insert, rows)
        return 0 if kind.link else self._out.total_changes - changes

    def _drop(self, number: int) -> None:
        for table in (shape.OVERVIEW, *self._tables):
            self._out.execute(f'DELETE FROM "{table.name}" WHERE "{shape.FILE}"=?', (number,))
        self._out.execute(f'DELETE FROM "{shape.FILES.name}" WHERE number=?', (number,))
