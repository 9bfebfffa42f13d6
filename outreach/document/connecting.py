"""Connections to a file: where it is, and what SQLite must and must not do with it."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from outreach.base.ids import new_id
from outreach.document import locking

_LIMITS = {
    # A list of the ids of a million records is the longest value that is ever handed over.
    sqlite3.SQLITE_LIMIT_LENGTH: 64_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,  # VACUUM takes one
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 4,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_TICK = 10_000
"""After so many steps of SQLite's machine it is asked whether to go on."""
_SCHEMA_TABLES = ("sqlite_master", "sqlite_schema")


def address(path: PurePath, mode: str) -> str:
    """Return the URI by which SQLite opens ``path``, a network share of Windows too.

    Args:
        path: An absolute path.
        mode: ``rw`` or ``ro``.
    """
    text = path.as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(os.fsencode(text))}?mode={mode}"


def connect(
    path: Path, *, writable: bool, wait_seconds: float = 2.0, new: bool = False
) -> sqlite3.Connection:
    """Connect to ``path``, taking back first what a killed program left half written.

    Args:
        path: The file.
        writable: Whether SQLite may write it.
        wait_seconds: How long to wait for another program.
        new: Make the file.

    Raises:
        sqlite3.DatabaseError: when it cannot be reached or read, or another program writes it
            for longer than ``wait_seconds``.
    """
    real = path.resolve()
    where = address(real, "rwc" if new else "rw" if writable else "ro")
    steps = steps_for(real.stat().st_size if real.exists() else 0)
    try:
        return _connected(where, wait_seconds, steps)
    except sqlite3.OperationalError as error:
        if not locking.cannot_lock(real, error):
            raise
    return _connected(where + locking.INSTEAD, wait_seconds, steps)


def connect_in_memory() -> sqlite3.Connection:
    """Connect to an empty database in memory, of which the bytes are those of a file."""
    # In the plain ":memory:" SQLite does not count the transactions, as it does in a file.
    return _connected(f"file:/{new_id()}?vfs=memdb", 0.0, steps_for(0))


def _connected(where: str, wait_seconds: float, steps: int) -> sqlite3.Connection:
    connection = sqlite3.connect(where, uri=True, isolation_level=None, timeout=wait_seconds)
    # No trigger, view or function of a file is ever trusted, deleted text leaves no trace, and an
    # edit that was acknowledged survives a power cut.
    try:
        _restrict(connection)
        for pragma in (
            "trusted_schema=OFF",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "secure_delete=ON",
            "synchronous=EXTRA",
            "temp_store=MEMORY",
            "cell_size_check=ON",
            "mmap_size=0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        # The first look reads what tables there are, and the statistics of them.
        with at_most(connection, steps):
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_loosely(path: Path) -> sqlite3.Connection:
    """Connect to a damaged file that nobody writes, to read what can be read of its tables.

    Only columns of tables can be read: no view, no function, nothing that is worked out.
    """
    connection = sqlite3.connect(
        address(path.resolve(), "ro") + "&immutable=1", uri=True, isolation_level=None
    )
    try:
        _restrict(connection, defensive=False)
        # writable_schema makes SQLite pass over what it cannot understand in the schema; a
        # defensive connection would not take it.
        for pragma in ("trusted_schema=OFF", "mmap_size=0", "query_only=ON", "writable_schema=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.set_authorizer(_only_columns)
    except BaseException:
        connection.close()
        raise
    return connection


def _only_columns(action: int, first: str | None, *rest: str | None) -> int:
    *_, view = rest
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    asks = action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo"
    return sqlite3.SQLITE_OK if (reads or asks) and view is None else sqlite3.SQLITE_DENY


def _restrict(connection: sqlite3.Connection, *, defensive: bool = True) -> None:
    """Take from the connection what no file of this program needs."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    if sys.version_info >= (3, 12):
        # Triggers and views of the file; the connection's own temporary ones go on working.
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, defensive)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, False)


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the block read the file as it is at one moment, whatever is written meanwhile.

    Within another such block, or an edit, the moment is that one's.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """End the transaction that is under way, if any, without a trace."""
    # SQLite may have done so already, as it does when the disk is full or gone.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def at_most(connection: sqlite3.Connection, steps: int) -> Iterator[Callable[[], int]]:
    """Stop whatever the block asks of SQLite after about ``steps`` steps of its machine.

    Pages that many others point at can make a small file look endless.

    Yields:
        A function that says how many steps are left.
    """
    left = steps // _TICK + 1

    def tick() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(tick, _TICK)
    try:
        yield lambda: left * _TICK
    finally:
        connection.set_progress_handler(None, 0)


def steps_for(length: int) -> int:
    """Return how many steps reading a sound file of ``length`` bytes through never takes."""
    return 5_000_000 + 20 * length


@contextmanager
def schema_only(connection: sqlite3.Connection) -> Iterator[None]:
    """Let the block read what tables there are, and nothing else."""

    def allowed(action: int, first: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_SELECT:
            return sqlite3.SQLITE_OK
        reads = action == sqlite3.SQLITE_READ and first in _SCHEMA_TABLES
        return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY

    connection.set_authorizer(allowed)
    try:
        yield
    finally:
        connection.set_authorizer(None)
