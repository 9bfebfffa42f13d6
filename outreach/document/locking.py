"""Folders on which programs cannot lock files, as on some network shares.

There SQLite keeps programs apart by a folder named after the file, which it makes for as long as
a transaction lasts. The lock file (:mod:`outreach.document.lock`) then decides who may edit.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import suppress
from pathlib import Path

from outreach.base.ids import new_id

INSTEAD = "&vfs=unix-dotfile"
"""What is added to SQLite's address of a file in such a folder."""
_ERRORS = ("SQLITE_BUSY", "SQLITE_IOERR_LOCK", "SQLITE_IOERR_RDLOCK", "SQLITE_NOLFS")
_ABANDONED_SECONDS = 15 * 60
"""No transaction of this program lasts nearly as long."""


def cannot_lock(path: Path, error: sqlite3.Error) -> bool:
    """Tell whether ``error`` comes from a folder that cannot lock, not from another program."""
    if getattr(error, "sqlite_errorname", "") not in _ERRORS or _works_in(path.parent):
        return False
    left = path.with_name(f"{path.name}.lock")
    # A program that was killed while it was writing could not take it away.
    with suppress(OSError):
        if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
            left.rmdir()
    return True


if sys.platform == "win32":

    def _works_in(folder: Path) -> bool:
        return folder.exists()

else:
    import fcntl

    def _works_in(folder: Path) -> bool:
        """Tell whether files in ``folder`` can be locked; True where nothing can be written."""
        trial = folder / f".{new_id()}.part"
        try:
            with trial.open("xb") as file:
                try:
                    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    return False
                return True
        except OSError:
            return True
        finally:
            with suppress(OSError):
                trial.unlink(missing_ok=True)
