"""The mark of a redacted copy: what was left out of it, and what it was made of.

The log of such a copy begins anew: one session writes everything that was not left out, and stands
for all that the file had seen of which the copy was made. That session stays in the copy. When the
copy comes home, only what was edited in it since is taken, as having seen what the file held then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.base.language import tr

KEY = "redacted"
"""Under which ``log_meta`` keeps the mark."""


class Mark(NamedTuple):
    """What the copy says of itself."""

    session: str
    """The session that wrote what the copy began with."""
    seen: tuple[tuple[str, int], ...]
    """The newest edits of the file of which it was made: (session, number)."""
    kinds: frozenset[str]
    """Tables of which no record was taken over."""
    fields: frozenset[tuple[str, str]]
    """(table, field) of what was left out of the records that were."""

    def put(self, connection: sqlite3.Connection) -> None:
        """Write the mark into the file behind ``connection``, within an edit."""
        text = json.dumps(
            {
                "session": self.session,
                "seen": self.seen,
                "kinds": sorted(self.kinds),
                "fields": sorted(self.fields),
            }
        )
        connection.execute("INSERT INTO log_meta (key, value) VALUES (?, ?)", (KEY, text))


def parsed(text: object) -> Mark:
    """Read a mark, which may come from anybody.

    Raises:
        ValueError: when it is none.
    """
    if not isinstance(text, str):
        raise ValueError("it is no text")
    found = json.loads(text)
    if not isinstance(found, dict) or found.keys() != {"session", "seen", "kinds", "fields"}:
        raise ValueError("it does not name what it should")
    lists = [found[name] for name in ("seen", "kinds", "fields")]
    if not is_id(found["session"]) or not all(isinstance(one, list) for one in lists):
        raise ValueError("it is of another form")
    seen, kinds, fields = lists
    if not all(isinstance(one, list) and len(one) == 2 for one in (*seen, *fields)):
        raise ValueError("it is of another form")
    if not all(is_id(site) and type(seq) is int and seq > 0 for site, seq in seen):
        raise ValueError("it names what is no edit")
    if not all(isinstance(name, str) for name in (*kinds, *(n for pair in fields for n in pair))):
        raise ValueError("it names what is no field")
    return Mark(
        found["session"],
        tuple((site, seq) for site, seq in seen),
        frozenset(kinds),
        frozenset((table, name) for table, name in fields),
    )


class Redaction:
    """What was left out of the file behind a connection, if anything was."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Look into the file behind ``connection`` when first asked."""
        self._db = connection

    @cached_property
    def mark(self) -> Mark | None:
        """The mark of a redacted copy; None for a whole file."""
        row = self._db.execute("SELECT value FROM log_meta WHERE key=?", (KEY,)).fetchone()
        # One that cannot be read is refused at opening.
        return parsed(row[0]) if row else None

    def withheld(self, table: str, row: str, names: Collection[str]) -> list[str]:
        """Return those of the fields ``names`` that were left out of a record of the copy."""
        mark = self.mark
        out = [name for name in names if mark and (table, name) in mark.fields]
        if not mark or not out:
            return []
        taken_over = self._db.execute(
            "SELECT 1 FROM log_op o JOIN log_txn t ON t.id = o.txn JOIN log_site s"
            " ON s.ord = t.site WHERE o.row=? AND s.id=?",
            (row, mark.session),
        ).fetchone()
        return out if taken_over else []

    def check(self, table: str, row: str, names: Iterable[str]) -> None:
        """Refuse to write what was left out: it would take the place of what nobody saw.

        Raises:
            Refusal: one of the fields ``names`` was left out of the record.
        """
        if self.mark and self.withheld(table, row, list(names)):
            raise Refusal(
                tr(
                    "This field was left out of the redacted copy, so it cannot be "
                    "changed here. Nothing was changed; ask whoever has the whole file."
                )
            )
