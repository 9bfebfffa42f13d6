"""Edits of another copy as values, and how they are taken into the log of this one.

Whoever makes these values has looked them through: see ``outreach.merge.source``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from outreach.document import log
from outreach.document.log import EditHead, Entry, Op


@dataclass(frozen=True, slots=True)
class Arrival:
    """An edit that is not in this file yet."""

    head: EditHead
    """Its number in the other file counts for nothing here."""
    digest: str
    entries: tuple[Entry, ...]
    ops: tuple[Op, ...]
    """The same with their fields read."""


Seen = tuple[str, int, str, int]
"""(session, from this number on, session that it had seen, up to this number)."""


@dataclass
class Arrivals:
    """Everything that another copy has beyond this one, in the order in which it reached it."""

    sessions: list[tuple[str, str, str]] = field(default_factory=list)
    """(id, author, agent) of the sessions that are new here."""
    edits: list[Arrival] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    """What the sessions had seen, as far as it is not on record here."""

    def __bool__(self) -> bool:
        """Whether anything is new."""
        return bool(self.edits)

    @property
    def substantial(self) -> bool:
        """Whether more came than the note that copies were brought together.

        Such notes alone are not taken in: two copies that merge each other in turn would never
        come to an end.
        """
        return any(edit.entries or edit.head.undo_of for edit in self.edits)

    @property
    def entries(self) -> Iterator[Entry]:
        """Everything that the edits did."""
        return (entry for edit in self.edits for entry in edit.entries)

    @property
    def in_order(self) -> list[Arrival]:
        """The edits in the order of the log, which is the same in every copy."""
        return sorted(self.edits, key=lambda edit: (edit.head.hlc, edit.head.site, edit.head.seq))

    @cached_property
    def rows(self) -> frozenset[str]:
        """The ids of the records that the edits touch; ask once they are all there."""
        return frozenset(entry.row for entry in self.entries)


def take_into_log(connection: sqlite3.Connection, arrivals: Arrivals) -> int:
    """Write ``arrivals`` into the log, within an edit that is under way.

    Afterwards the edit under way is the last that reached this file: what brought them in.

    Returns:
        The number here of the first of them; the others follow it.
    """
    connection.executemany(
        "INSERT INTO log_site (id, author, agent) VALUES (?, ?, ?)", arrivals.sessions
    )
    orders: dict[str, int] = dict(connection.execute("SELECT id, ord FROM log_site").fetchall())
    authors = dict(connection.execute("SELECT id, author FROM log_site").fetchall())
    (first,) = connection.execute("SELECT max(id) + 1 FROM log_txn").fetchone()
    numbered = list(enumerate(arrivals.edits, start=first))
    connection.executemany(
        "INSERT INTO log_txn (id, site, seq, hlc, at_ms, digest, kind, label, author,"
        " undo_site, undo_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                txn,
                orders[edit.head.site],
                edit.head.seq,
                edit.head.hlc,
                edit.head.at_ms,
                edit.digest,
                edit.head.kind,
                edit.head.label,
                edit.head.author if edit.head.author != authors[edit.head.site] else None,
                *(edit.head.undo_of or (None, None)),
            )
            for txn, edit in numbered
        ),
    )
    connection.executemany(
        "INSERT INTO log_op (txn, n, tbl, row, op, data) VALUES (?, ?, ?, ?, ?, ?)",
        ((txn, *entry) for txn, edit in numbered for entry in edit.entries),
    )
    connection.executemany(
        "INSERT INTO log_dep (site, seq, dep_site, dep_seq) VALUES (?, ?, ?, ?)",
        (
            (orders[site], since, orders[other], number)
            for site, since, other, number in arrivals.seen
        ),
    )
    return int(first)


def place_last(connection: sqlite3.Connection) -> int:
    """Make the edit under way the last in the order of arrival; return its new number."""
    (last,) = connection.execute("SELECT max(id) + 1 FROM log_txn").fetchone()
    connection.execute("UPDATE log_txn SET id=? WHERE id=(SELECT txn FROM this_edit)", (last,))
    connection.execute("UPDATE this_edit SET txn=?", (last,))
    return int(last)


def note_what_came_in(connection: sqlite3.Connection, site: int) -> None:
    """Put on record that the session ``site``, a merge, has seen what came in."""
    connection.executemany(
        "INSERT INTO log_dep (site, seq, dep_site, dep_seq) VALUES (?, 1, ?, ?)",
        [(site, other, number) for other, number in log.frontier(connection) if other != site],
    )
