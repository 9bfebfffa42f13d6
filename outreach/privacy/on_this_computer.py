"""What this computer keeps of somebody beside the plan: words not saved, and stand-ins.

Safe copies are kept by :mod:`outreach.document.backups`; this is about what was left by a program
that was stopped (:mod:`outreach.document.keeping`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from outreach.document.connecting import connect
from outreach.document.keeping import Kept, Typed, everything_left
from outreach.privacy.mentions import Terms


def forget_typed(terms: Terms, person: str, folder: Path | None = None) -> int:
    """Forget the words kept here that are about somebody; return how many texts there were.

    Args:
        terms: What they are called.
        person: The person's id.
        folder: Where things are kept, by default in the person's own data.

    Raises:
        NotSaved: when that cannot be written.
    """

    def about(typed: Typed) -> bool:
        return typed.record == person or terms.are_in(typed.where) or terms.are_in(typed.words)

    return sum(kept.without(about) for kept in everything_left(folder))


def stand_ins(document: str, person: str, folder: Path | None = None) -> list[Kept]:
    """Return the files that stood in for a plan when it could not be saved, and hold a person.

    Args:
        document: The initiative's id.
        person: The person's id.
        folder: Where things are kept, by default in the person's own data.
    """
    return [kept for kept in everything_left(folder) if _holds(kept.stand_in, document, person)]


def _holds(file: Path | None, document: str, person: str) -> bool:
    if file is None:
        return False
    try:
        with closing(connect(file, writable=False)) as connection:
            (id,) = connection.execute("SELECT value FROM log_meta WHERE key='doc'").fetchone()
            return id == document and bool(
                connection.execute("SELECT 1 FROM log_op WHERE row=? LIMIT 1", (person,)).fetchone()
            )
    except (sqlite3.Error, TypeError):
        # What cannot be read may be of another plan; it is not for this one to delete.
        return False
