"""What lies beside a file: the journal by which SQLite takes back what was left half written.

A program that is killed in the middle of an edit leaves a *hot* journal, with the pages as they
were before. Whoever opens the file next plays it back and deletes it. That cannot be undone, and a
journal that is damaged plays back to a file that is; so it is first tried in a copy.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from outreach.base.language import plural, tr
from outreach.document.header import MOST_BYTES, RawFile

_MAGIC = bytes.fromhex("d9d505f920a163d7")


def beside(path: Path) -> str:
    """Say what lies beside the file that no file of this program has; empty for nothing.

    SQLite takes whatever ``-wal`` it finds for a part of the file, and deletes the file that a
    journal names as its superior.
    """
    if os.path.lexists(f"{path.resolve()}-wal"):
        return tr("Another tool left “{name}-wal” beside it.", name=path.name)
    journal, name = _journal(path), path.name
    try:
        found = journal.lstat()
    except OSError:
        return ""
    # A pipe or a device of that name would keep the program waiting.
    if not stat.S_ISREG(found.st_mode):
        return tr("“{name}-journal” beside it is no file.", name=name)
    if found.st_size > MOST_BYTES:
        return plural(
            "“{name}-journal” beside it is {n} byte long.",
            "“{name}-journal” beside it is {n} bytes long.",
            found.st_size,
            name=name,
        )
    try:
        with journal.open("rb") as file:
            file.seek(-8, os.SEEK_END)
            names_another = file.read() == _MAGIC
    except OSError:
        return ""
    return (
        tr("“{name}-journal” beside it names another file, which SQLite would delete.", name=name)
        if names_another
        else ""
    )


def is_hot(path: Path) -> bool:
    """Tell whether a journal lies beside the file that SQLite would play back.

    Or one that somebody is writing at this moment; SQLite knows.
    """
    try:
        with _journal(path).open("rb") as file:
            return file.read(1) not in (b"", b"\0")
    except OSError:
        return False


def copy_with(raw: RawFile, path: Path, target: Path) -> None:
    """Copy the file at ``path``, which is ``raw``, to ``target``, with its journal if it is hot.

    Raises:
        OSError: when either cannot be read or written.
    """
    raw.copy_to(target)
    if is_hot(path) and not beside(path):
        journal = RawFile.hold(_journal(path))
        try:
            journal.copy_to(_journal(target))
        finally:
            journal.release()


def state(path: Path) -> tuple[object, ...]:
    """Return what is another as soon as anybody writes the file or its journal."""
    return tuple(_seen(one) for one in (path.resolve(), _journal(path)))


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _journal(path: Path) -> Path:
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")
