"""Files that cannot simply be opened, one for each outcome of opening."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from outreach.document.outcomes import Outcome
from tests.document.far import far_lock
from tests.privacy import age_format


def _changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


@contextmanager
def _good(path: Path) -> Iterator[Path]:
    yield path


@contextmanager
def _only_readable(path: Path) -> Iterator[Path]:
    _changed(path, "UPDATE organisation SET status = 'no such status' WHERE rowid = 1")
    yield path


@contextmanager
def _in_use(path: Path) -> Iterator[Path]:
    far_lock(path)
    yield path


@contextmanager
def _missing(path: Path) -> Iterator[Path]:
    path.unlink()
    yield path


@contextmanager
def _unreadable(path: Path) -> Iterator[Path]:
    loop = path.with_name("loop.db")
    loop.symlink_to(loop)
    yield loop / "plan.db"


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    yield path.parent


@contextmanager
def _newer(path: Path) -> Iterator[Path]:
    _changed(path, "PRAGMA user_version = 999")
    yield path


@contextmanager
def _damaged(path: Path) -> Iterator[Path]:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3 // 4096 * 4096)
        file.write(b"\xff" * 8192)
    yield path


@contextmanager
def _being_written(path: Path) -> Iterator[Path]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield path
        with contextlib.suppress(sqlite3.Error):
            other.execute("ROLLBACK")


@contextmanager
def _strange(path: Path) -> Iterator[Path]:
    _changed(path, "CREATE VIEW spy AS SELECT * FROM organisation")
    yield path


@contextmanager
def _sealed(path: Path) -> Iterator[Path]:
    path.write_bytes(age_format.seal(b"whatever is in it", "words"))
    yield path


FILES: dict[Outcome, Callable[[Path], contextlib.AbstractContextManager[Path]]] = {
    Outcome.OPENED: _good,
    Outcome.READ_ONLY: _only_readable,
    Outcome.IN_USE: _in_use,
    Outcome.MISSING: _missing,
    Outcome.UNREADABLE: _unreadable,
    Outcome.NOT_AN_INITIATIVE: _folder,
    Outcome.NEWER: _newer,
    Outcome.DAMAGED: _damaged,
    Outcome.LOCKED: _being_written,
    Outcome.SEALED: _sealed,
    Outcome.STRANGE: _strange,
}
"""By outcome: given a sound file, yields the path of one that is opened with this outcome."""
