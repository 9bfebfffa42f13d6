"""Whether anything is left of merges: quick to ask, whenever a file is opened or edited."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from outreach.base.data_folder import data_folder


def anything_waits(connection: sqlite3.Connection) -> bool:
    """Tell whether something in a file may wait for a decision."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM log_conflict) OR EXISTS (SELECT 1 FROM log_orphan)"
    ).fetchone()
    return bool(found)


def place() -> Path | None:
    """Return where merges that are under way are kept; None where nothing can be."""
    data = data_folder()
    return data / "merges" if data else None


def files_of(document: str, folder: Path | None = None) -> list[Path]:
    """Return what is kept for the initiative of that id, the last written first.

    Args:
        document: The initiative's id.
        folder: Where drafts are kept, by default in the person's own data.
    """
    whole = folder or place()
    try:
        found = list(whole.glob(f"{document}-*.json")) if whole else []
        return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    except OSError:
        return []


def forget_all(document: str, folder: Path | None = None) -> None:
    """Keep nothing of the merges into an initiative any more: their answers may name somebody.

    Args:
        document: The initiative's id.
        folder: Where drafts are kept, by default in the person's own data.
    """
    for path in files_of(document, folder):
        with suppress(OSError):
            path.unlink()
