"""Connections to a file: where it is, and what SQLite must and must not do with it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePath
from urllib.parse import quote


def address(path: PurePath, mode: str) -> str:
    """Return the URI by which SQLite opens ``path``, a network share of Windows too.

    Args:
        path: An absolute path.
        mode: ``rw`` or ``ro``.
    """
    text = path.as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(os.fsencode(text))}?mode={mode}"


def connect(path: Path, *, writable: bool, wait_seconds: float = 2.0) -> sqlite3.Connection:
    """Connect to ``path``, taking back first what a killed program left half written.

    Raises:
        sqlite3.DatabaseError: when it cannot be reached or read, or another program writes it
            for longer than ``wait_seconds``.
    """
    connection = sqlite3.connect(
        address(path.resolve(), "rw" if writable else "ro"),
        uri=True,
        isolation_level=None,
        timeout=wait_seconds,
    )
    # No trigger, view or function of a file is ever trusted, deleted text leaves no trace, and an
    # edit that was acknowledged survives a power cut.
    try:
        for pragma in (
            "trusted_schema=OFF",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "secure_delete=ON",
            "synchronous=FULL",
            "temp_store=MEMORY",
            "cell_size_check=ON",
            "mmap_size=0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
