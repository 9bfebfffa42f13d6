"""Reads what can be read of a file that is damaged or strange, from a copy of its bytes.

Only plain tables are read, and each from end to end without an index: so nothing in the file is
evaluated, and where a page is broken the rows before and after it are still found.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import plural, tr
from outreach.document import connecting, journal
from outreach.document.header import MAGIC, MOST_BYTES, UTF_8, RawFile
from outreach.document.texts import LONG_TEXT

_PATIENCE = 300
"""So many tries to read on behind a broken place; each leaps farther when nothing is found."""
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1
_SHARE = 5
"""One table takes at most this part of all steps: it must not keep others from being read."""
_LONGEST = 4 * LONG_TEXT + 1000
"""Bytes; no field of a record is longer."""
_LONGEST_LOGGED = 64 * LONG_TEXT
"""Bytes; nor are all fields of one together."""

Row = tuple[object, ...]
"""Text that is no UTF-8 stands in it as bytes, which fit no field."""


@dataclass(slots=True)
class Rows:
    """The rows of a table that could be read."""

    rows: list[Row] = field(default_factory=list)
    whole: bool = True
    """Whether that is all of them."""


def copy(path: Path, folder: Path) -> Path:
    """Copy the bytes of ``path`` into ``folder``, with a header that SQLite takes.

    Raises:
        Refusal: when it is no SQLite file at all.
        NotSaved: when it cannot be copied.
    """
    target = folder / "source.db"
    try:
        # Through the shared descriptor: closing another would drop the locks of this process.
        raw = RawFile.hold(path)
        try:
            _must_be_one(raw)
            journal.copy_with(raw, path, target)
        finally:
            raw.release()
        # Takes back what a killed program left half written, in the copy.
        with suppress(sqlite3.Error, UnicodeDecodeError):
            connecting.connect(target, writable=True).close()
        Path(f"{target}-journal").unlink(missing_ok=True)
        _mend_header(target)
    except OSError as error:
        raise NotSaved(
            tr(
                "“{name}” could not be copied ({strerror}). It was not changed.",
                name=path.name,
                strerror=error.strerror,
            )
        ) from error
    return target


def _must_be_one(raw: RawFile) -> None:
    head = raw.read(0, 100)
    if len(head) < 100 or head[:4] != MAGIC[:4]:
        raise Refusal(tr("This is no file of Outreach Planner, so nothing can be saved from it."))
    if (length := raw.length()) > MOST_BYTES:
        raise Refusal(
            plural(
                "The file is {n} byte long; no file of Outreach Planner is.",
                "The file is {n} bytes long; no file of Outreach Planner is.",
                length,
            )
        )


def _mend_header(target: Path) -> None:
    """Put right what the header says wrongly and what can be known without it."""
    with target.open("r+b") as file:
        head = bytearray(file.read(100))
        size = int.from_bytes(head[16:18], "big")
        if size != 1 and (size < 512 or size & (size - 1)):
            size = 4096
            head[16:18] = size.to_bytes(2, "big")
        size = 65536 if size == 1 else size
        length = file.seek(0, 2)
        pages = -(-length // size)
        file.truncate(pages * size)
        head[:16] = MAGIC
        head[18:24] = b"\x01\x01" + head[20:21] + b"\x40\x20\x20"
        head[28:32] = pages.to_bytes(4, "big")
        head[92:96] = head[24:28]  # or else SQLite counts the pages itself
        head[44:48] = (4).to_bytes(4, "big")
        if int.from_bytes(head[56:60], "big") not in (UTF_8, 2, 3):
            head[56:60] = UTF_8.to_bytes(4, "big")
        file.seek(0)
        file.write(head)


class Salvage:
    """What can be read of one file.

    Neither time nor memory can run out on it: a small file can be made so that it looks endless.
    """

    def __init__(self, source: Path) -> None:
        """Read ``source``, a copy that nobody else writes; :meth:`close` lets go of it."""
        length = source.stat().st_size
        self._connection = connecting.connect_loosely(source)
        self._connection.text_factory = _text
        self._most = connecting.steps_for(length) // _SHARE
        self._steps = connecting.steps_for(length)
        # Each byte of a file belongs to one value, and is read twice at the most.
        self._bytes = 2 * length + (1 << 20)
        self.tables = frozenset(self._plain_tables())
        """The names of the plain tables."""

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def table(self, name: str, columns: Sequence[str]) -> Rows:
        """Return ``columns`` of every row of a table with rowids; what it lacks reads as None."""
        had = self.columns(name)
        if not had:
            return Rows(whole=False)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        wanted = ", ".join(f'"{c}"' if c in had else "NULL" for c in columns)
        select = f'SELECT rowid, {wanted} FROM "{name}" NOT INDEXED WHERE rowid'
        found = self._between(select, "rowid", ())
        return Rows([row[1:] for row in found.rows], found.whole)

    def keyed(self, name: str, columns: Sequence[str], groups: Sequence[int]) -> Rows:
        """Return ``columns`` of every row of a table without rowids; the first two are its key.

        Args:
            name: The table.
            columns: Its columns; the first two are numbers by which it is ordered.
            groups: Values of the first column to look for where the table is broken.
        """
        if not set(columns) <= set(self.columns(name)):
            return Rows(whole=False)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_LOGGED)
        listed = ", ".join(f'"{column}"' for column in columns)
        first, second = (f'"{column}"' for column in columns[:2])
        found = Rows()
        select = f'SELECT {listed} FROM "{name}" NOT INDEXED'
        if self._run(found.rows, f"{select} ORDER BY {first}, {second}", ()):
            return found
        found = Rows(whole=False)
        select = (
            f'SELECT {second}, {listed} FROM "{name}" NOT INDEXED WHERE {first} = ? AND {second}'
        )
        for group in groups:
            found.rows += [row[1:] for row in self._between(select, second, (group,)).rows]
        return found

    def columns(self, name: str) -> list[str]:
        """Return the columns of a plain table that hold something; none of what is none."""
        rows: list[Row] = []
        if name in self.tables:
            self._run(rows, f'PRAGMA table_xinfo("{name}")', ())
        # Hidden ones are worked out from others.
        names = [str(row[1]) for row in rows if row[6] == 0]
        return [] if "rowid" in map(str.lower, names) else names

    def _plain_tables(self) -> Iterator[str]:
        rows: list[Row] = []
        self._run(rows, "SELECT name, sql FROM sqlite_schema WHERE type='table'", ())
        times = Counter(name for name, _ in rows)
        for name, sql in rows:
            plain = isinstance(sql, str) and sql.upper().startswith("CREATE TABLE")
            if isinstance(name, str) and '"' not in name and plain and times[name] == 1:
                yield name

    def _between(self, select: str, key: str, before: tuple[int, ...]) -> Rows:
        """Read up to a broken place, down to it from the end, then into it from below.

        Args:
            select: What to read, the key first; ends so that a comparison of the key can follow.
            key: The column by which to go, which holds numbers.
            before: The parameters of ``select``.
        """
        found = Rows()
        if self._run(found.rows, f"{select} > ? ORDER BY {key}", (*before, _LEAST)):
            return found
        found.whole = False
        at = _last(found.rows, 0)
        tail: list[Row] = []
        self._run(tail, f"{select} > ? ORDER BY {key} DESC", (*before, at))
        end = _last(tail, _MOST)
        leap, tries = 1, _PATIENCE
        while tries and at + leap < end and self._steps > 0:
            more: list[Row] = []
            between = (*before, at + leap, end)
            done = self._run(more, f"{select} > ? AND {key} < ? ORDER BY {key}", between)
            found.rows += more
            if done:
                break
            at = _last(more, at)
            leap = 1 if more else leap + max(1, leap // 8)
            tries -= 1
        found.rows += reversed(tail)
        return found

    def _run(self, rows: list[Row], sql: str, parameters: tuple[int, ...]) -> bool:
        """Add what ``sql`` finds to ``rows``; tell whether that is all there is."""
        try:
            with self._limited():
                # Row by row, so that those before an error are kept.
                for row in self._connection.execute(sql, parameters):
                    self._bytes -= sum(len(v) for v in row if isinstance(v, str | bytes))
                    if self._bytes < 0:
                        return False
                    rows.append(row)
        except sqlite3.DatabaseError:
            return False
        return True

    @contextmanager
    def _limited(self) -> Iterator[None]:
        share = min(self._most, max(self._steps, 0))
        with connecting.at_most(self._connection, share) as left:
            try:
                yield
            finally:
                self._steps -= share - left()


def _last(rows: Sequence[Row], otherwise: int) -> int:
    """Return the number that the last row begins with."""
    number = rows[-1][0] if rows else None
    return number if isinstance(number, int) else otherwise


def _text(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw
