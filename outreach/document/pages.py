"""Asks SQLite whether the pages of a file are as it wrote them."""

from __future__ import annotations

import re
import sqlite3

_ERROR = re.compile(r"error code=(\d+)")
_NOT_OF_THE_FILE = {
    sqlite3.SQLITE_IOERR: "SQLITE_IOERR",
    sqlite3.SQLITE_CANTOPEN: "SQLITE_CANTOPEN",
}


def troubles(
    connection: sqlite3.Connection, *, check: str = "quick_check", most: int = 100
) -> list[str]:
    """Say what is wrong with the pages of a file, each thing in a line; nothing when they are fine.

    Args:
        connection: The file.
        check: ``quick_check``, or ``integrity_check``, which compares the indexes as well.
        most: So many lines are enough.

    Raises:
        sqlite3.OperationalError: when the disk or stick cannot be read. SQLite tells of it as if
            the file were damaged, which it need not be.
    """
    said = [str(row[0]) for row in connection.execute(f"PRAGMA {check}({most})").fetchall()]
    if said == ["ok"]:
        return []
    for code in _ERROR.findall("\n".join(said)):
        if name := _NOT_OF_THE_FILE.get(int(code) & 0xFF):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = name
            raise error
    lines = dict.fromkeys(line for text in said for line in text.splitlines())
    return [line for line in lines if not line.startswith("***")]
