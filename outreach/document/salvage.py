"""Reads what can be read of a file that is damaged or strange, from a copy of its bytes.

Only plain tables are read, and each from end to end without an index: so nothing in the file is
evaluated, and where a page is broken the rows before and after it are still found.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from outreach.base.errors import NotSaved, Refusal
from outreach.document import connecting
from outreach.document.header import MAGIC, UTF_8, RawFile, beside

_PATIENCE = 300
"""So many tries to read on behind a broken place; each leaps farther when nothing is found."""
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1

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
        _copy_bytes(path, target)
        journal = Path(f"{path.resolve()}-journal")
        if journal.is_file() and not beside(path):
            shutil.copyfile(journal, f"{target}-journal")
            # Takes back what a killed program left half written, in the copy.
            with suppress(sqlite3.Error):
                connecting.connect(target, writable=True).close()
            Path(f"{target}-journal").unlink(missing_ok=True)
        _mend_header(target)
    except OSError as error:
        raise NotSaved(
            f"“{path.name}” could not be copied ({error.strerror}). It was not changed."
        ) from error
    return target


def _copy_bytes(path: Path, target: Path) -> None:
    # Through the shared descriptor: closing another would drop the locks of this process.
    raw = RawFile.hold(path)
    try:
        with target.open("xb") as out:
            at = 0
            while chunk := raw.read(at, 1 << 20):
                out.write(chunk)
                at += len(chunk)
    finally:
        raw.release()


def _mend_header(target: Path) -> None:
    """Put right what the header says wrongly and what can be known without it."""
    with target.open("r+b") as file:
        head = bytearray(file.read(100))
        if len(head) < 100 or head[:4] != MAGIC[:4]:
            raise Refusal("This is no file of Outreach Planner, so nothing can be saved from it.")
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
    """What can be read of one file; use within :func:`outreach.document.connecting.at_most`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read through ``connection``, to a copy that nobody else writes."""
        self.connection = connection
        connection.text_factory = _text

    def table(self, name: str, columns: list[str]) -> Rows:
        """Return ``columns`` of every row of a table with rowids; what it lacks reads as None."""
        had = self._columns(name)
        if not had:
            return Rows(whole=False)
        wanted = ", ".join(f'"{c}"' if c in had else "NULL" for c in columns)
        sql = f'SELECT rowid, {wanted} FROM "{name}" NOT INDEXED WHERE rowid'
        rows, whole = self._between(sql, (), "rowid", 1)
        return Rows([row[1:] for row in rows], whole)

    def keyed(self, name: str, columns: list[str], groups: list[int]) -> Rows:
        """Return ``columns`` of every row of a table without rowids; the first two are its key.

        Args:
            name: The table.
            columns: Its columns; the first two are numbers by which it is ordered.
            groups: Values of the first column to look for where the table is broken.
        """
        if not set(columns) <= self._columns(name):
            return Rows(whole=False)
        listed = ", ".join(f'"{column}"' for column in columns)
        order = f'ORDER BY "{columns[0]}", "{columns[1]}"'
        try:
            sql = f'SELECT {listed} FROM "{name}" NOT INDEXED {order}'
            return Rows(self.connection.execute(sql).fetchall())
        except sqlite3.DatabaseError as error:
            _stop_when_spent(error)
        found: list[Row] = []
        for group in groups:
            sql = (
                f'SELECT "{columns[1]}", {listed} FROM "{name}" NOT INDEXED '
                f'WHERE "{columns[0]}" = ? AND "{columns[1]}"'
            )
            rows, _ = self._between(sql, (group,), f'"{columns[1]}"', 1)
            found += [row[1:] for row in rows]
        return Rows(found, whole=False)

    def _columns(self, name: str) -> set[str]:
        """Return the columns of a plain table; nothing for what is none."""
        try:
            rows = self.connection.execute(
                "SELECT sql FROM sqlite_schema WHERE type='table' AND name=?", (name,)
            ).fetchall()
            plain = len(rows) == 1 and str(rows[0][0]).upper().startswith("CREATE TABLE")
            if not plain:
                return set()
            columns = self.connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
        except sqlite3.DatabaseError as error:
            _stop_when_spent(error)
            return set()
        names = {row[1] for row in columns if row[6] == 0}
        return set() if "rowid" in {str(name).lower() for name in names} else names

    def _between(
        self, sql: str, before: tuple[int, ...], key: str, first: int
    ) -> tuple[list[Row], bool]:
        """Read up to a broken place, down to it from the end, then into it from below."""
        upwards = f"{sql} > ? ORDER BY {key}"
        found, at = self._run(upwards, (*before, _LEAST))
        if at is None:
            return found, True
        down, _ = self._run(f"{sql} > ? ORDER BY {key} DESC", (*before, at))
        tail = {row[0]: row for row in down}
        end = min((int(str(k)) for k in tail), default=_MOST)
        leap, tries = first, _PATIENCE
        while tries and at + leap < end:
            more, stopped = self._run(
                f"{sql} > ? AND {key} < ? ORDER BY {key}", (*before, at + leap, end)
            )
            found += more
            if stopped is None:
                break
            leap = first if more else leap + max(1, leap // 8)
            at = stopped if more else at
            tries -= 1
        return found + [tail[k] for k in sorted(tail, key=lambda k: int(str(k)))], False

    def _run(self, sql: str, parameters: tuple[int, ...]) -> tuple[list[Row], int | None]:
        """Return the rows up to an error, and the last key before it; None without an error."""
        rows: list[Row] = []
        try:
            # Row by row, so that those before an error are kept.
            rows.extend(self.connection.execute(sql, parameters))
        except sqlite3.DatabaseError as error:
            _stop_when_spent(error)
            return rows, int(str(rows[-1][0])) if rows else max(parameters[-1], 0)
        return rows, None


def _text(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def _stop_when_spent(error: sqlite3.DatabaseError) -> None:
    """Pass on what says that reading on makes no sense."""
    if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_INTERRUPT", "SQLITE_NOMEM")):
        raise error
