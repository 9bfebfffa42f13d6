"""The change log: writing sessions, what each had seen, and the order of edits between copies.

A session is never continued: its id is drawn at the first write after opening and lives in
memory only, so that a file copied by hand or restored from a backup can never hold two different
edits under one name.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from outreach.base.digest import sha256
from outreach.base.errors import Refusal
from outreach.base.language import tr

LATEST_MS = 4_102_444_800_000
"""The year 2100: a clock beyond it is wrong and is not written down."""

TYPING = "typing"
"""The kind of an edit that saves what somebody is still typing: those in one field that follow
each other are one step for people (:mod:`outreach.history.steps`)."""

MERGE = "merge"
"""The kind of an edit by which the edits of another copy came in. It stands in a session of its
own: what that had seen at its beginning was here, and what its first edit had seen besides came
in."""

END_OF_ORDER = (LATEST_MS + 1) << 16
"""Every edit stands before this in the order."""

ERASURE = "erasure"
"""The kind of an edit that erases. It cannot be taken back."""

REDACTION = "redaction"
"""The kind of an edit that writes what a redacted copy begins with (:mod:`~.redaction`). It cannot
be taken back."""

LASTING = (ERASURE, REDACTION)
"""The kinds of edits that cannot be taken back."""

_MANY, _FEW = 1000, 20
"""Operations of an edit, and edits that are looked at one by one."""

PENDING = 1 << 62
"""Stands for the place in the order of the edit under way: after everything else."""


class Op(NamedTuple):
    """What an edit did to one record."""

    table: str
    row: str
    op: str
    """``I`` insert, ``U`` update, ``D`` delete, ``R`` restore, ``E`` erase, ``S`` erase what fields
    said (:mod:`outreach.document.erasing`)."""
    data: dict[str, Any]
    """The changed fields with their new values, in stored form."""


class EditHead(NamedTuple):
    """An edit as the log lists it, without what it did."""

    txn: int
    """Its number in this file; other copies number it otherwise."""
    site: str
    seq: int
    """Session and number: the name of the edit, the same in every copy."""
    hlc: int
    at_ms: int
    kind: str
    label: str
    author: str
    undo_of: tuple[str, int] | None

    @property
    def id(self) -> str:
        """The edit's name as text, the same in every copy."""
        return f"{self.site}.{self.seq}"


_HEADS = """SELECT t.id, s.id, t.seq, t.hlc, t.at_ms, t.kind, t.label,
  coalesce(t.author, s.author), t.undo_site, t.undo_seq
  FROM log_txn t JOIN log_site s ON s.ord = t.site"""


def edits(
    connection: sqlite3.Connection,
    where: str = "1",
    parameters: Iterable[Any] = (),
    *,
    newest_first: bool = False,
    most: int = -1,
) -> Iterator[EditHead]:
    """Yield the edits for which the SQL condition ``where`` holds, in the order of arrival.

    In the condition, ``t`` is ``log_txn`` and ``s`` its session. A limit of ``most`` is none when
    it is negative.
    """
    order = "ORDER BY t.id DESC" if newest_first else "ORDER BY t.id"
    rows = connection.execute(f"{_HEADS} WHERE {where} {order} LIMIT {most:d}", tuple(parameters))
    for txn, site, seq, hlc, at_ms, kind, label, author, undo_site, undo_seq in rows:
        undo_of = (undo_site, undo_seq) if undo_site is not None else None
        yield EditHead(txn, site, seq, hlc, at_ms, kind, label, author, undo_of)


class Entry(NamedTuple):
    """An operation as the log holds it: its number within the edit, and its fields as JSON."""

    n: int
    table: str
    row: str
    op: str
    data: str | None

    def operation(self) -> Op:
        """Return the operation with its fields read."""
        return Op(self.table, self.row, self.op, json.loads(self.data) if self.data else {})


def entries(connection: sqlite3.Connection, txn: int) -> list[Entry]:
    """Return what the log holds of edit ``txn``, in order."""
    rows = connection.execute(
        "SELECT n, tbl, row, op, data FROM log_op WHERE txn=? ORDER BY n", (txn,)
    )
    # As Entry._make does, without its count of the columns: of thousands it would take longest.
    return list(map(partial(tuple.__new__, Entry), rows))


def write(
    connection: sqlite3.Connection,
    txn: int,
    table: str,
    row: str,
    op: str,
    fields: Mapping[str, Any] | None,
) -> None:
    """Write an operation of edit ``txn``, which is under way, that no trigger writes."""
    data = None if fields is None else json.dumps(fields, ensure_ascii=False)
    connection.execute(
        "INSERT INTO log_op (txn, n, tbl, row, op, data) SELECT ?1, coalesce(max(n), 0) + 1,"
        " ?2, ?3, ?4, ?5 FROM log_op WHERE txn=?1",
        (txn, table, row, op, data),
    )


def operations(connection: sqlite3.Connection, txn: int) -> list[Op]:
    """Return what edit ``txn`` did, in order."""
    return [entry.operation() for entry in entries(connection, txn)]


def frontier(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the newest edits that no session has seen yet, as (session's ord, seq).

    Whoever has seen these has, through them, seen everything in the file.
    """
    rows = connection.execute(
        """SELECT here.ord, here.newest
           FROM (SELECT ord, (SELECT max(seq) FROM log_txn WHERE site = ord) AS newest
                 FROM log_site) AS here
           WHERE here.newest IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM log_dep
                             WHERE dep_site = here.ord AND dep_seq >= here.newest)"""
    )
    return [(site, seq) for site, seq in rows]


def frontier_names(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the frontier as (session's id, seq), the same in every copy."""
    ids = dict(connection.execute("SELECT ord, id FROM log_site").fetchall())
    return [(ids[site], seq) for site, seq in frontier(connection)]


def begin_session(
    connection: sqlite3.Connection, site: str, author: str, agent: str, since: int = 1
) -> int:
    """Write a new session with what it has seen; return its number in this file.

    Args:
        connection: The file.
        site: The session's id.
        author: Who edits.
        agent: With what.
        since: From which of its edits on it has seen that; 0 for before its first, which then
            may see more: a merge sees what came in.
    """
    seen = frontier(connection)
    cursor = connection.execute(
        "INSERT INTO log_site (id, author, agent) VALUES (?, ?, ?)",
        (site, author, agent),
    )
    order = cursor.lastrowid
    assert order is not None
    connection.executemany(
        "INSERT INTO log_dep (site, seq, dep_site, dep_seq) VALUES (?, ?, ?, ?)",
        [(order, since, dep, seq) for dep, seq in seen],
    )
    return order


def checked_moment(at_ms: int) -> int:
    """Return ``at_ms`` when a clock that is right can say so.

    Raises:
        Refusal: when the clock stands before 1970 or beyond the year 2100.
    """
    if not 0 <= at_ms < LATEST_MS:
        raise Refusal(
            tr(
                "The clock of this computer is set wrong, so the change was not "
                "saved. Nothing else was lost. Set the date and try again."
            )
        )
    return at_ms


def order_after(connection: sqlite3.Connection, txn: int, at_ms: int) -> int:
    """Return the place of edit ``txn``, made at ``at_ms``, in the order between copies.

    It is the wall clock, raised above every earlier edit of the same records and above the edit
    that this one takes back (a hybrid logical clock): a laptop set years ahead affects only the
    records that it wrote.

    Raises:
        Refusal: when nothing can stand after an earlier edit of one of the records.
    """
    (newest,) = connection.execute(
        """SELECT max(hlc) FROM (
             SELECT hlc FROM log_txn WHERE id IN (SELECT value FROM json_each(?2))
             UNION ALL
             SELECT t.hlc FROM log_txn mine JOIN log_site s ON s.id = mine.undo_site
             JOIN log_txn t ON t.site = s.ord AND t.seq = mine.undo_seq WHERE mine.id = ?1)""",
        (txn, json.dumps(_others_of_same_rows(connection, txn))),
    ).fetchone()
    place = max(at_ms << 16, (newest or 0) + 1)
    if place >= END_OF_ORDER:
        raise Refusal(
            tr(
                "Somebody changed this record with a clock that was set to the "
                "year 2100, so nothing can come after that. Nothing was changed. "
                "Make a new record instead."
            )
        )
    return place


def _others_of_same_rows(connection: sqlite3.Connection, txn: int) -> list[int]:
    """Return the edits that touched a record which edit ``txn`` touched, too."""
    first, last, count = connection.execute(
        "SELECT min(row), max(row), count(*) FROM log_op WHERE txn=?", (txn,)
    ).fetchone()
    if count > _MANY:
        # What came together lies together in the index: one look at all of it says more quickly
        # which edits there are than one for each row.
        near = connection.execute(
            "SELECT DISTINCT txn FROM log_op INDEXED BY log_op_row"
            " WHERE row BETWEEN ? AND ? AND txn <> ? LIMIT ?",
            (first, last, txn, _FEW + 1),
        ).fetchall()
        if len(near) <= _FEW:
            return [other for (other,) in near if _share_a_row(connection, txn, other)]
    found = connection.execute(
        "SELECT DISTINCT other.txn FROM log_op mine JOIN log_op other ON other.row = mine.row"
        " WHERE mine.txn = ?1 AND other.txn <> ?1",
        (txn,),
    )
    return [other for (other,) in found]


def _share_a_row(connection: sqlite3.Connection, one: int, other: int) -> bool:
    found = connection.execute(
        "SELECT 1 FROM log_op AS one JOIN log_op AS other ON other.row = one.row"
        " WHERE one.txn=? AND other.txn=? LIMIT 1",
        (one, other),
    )
    return found.fetchone() is not None


def digest(head: EditHead, entries: Iterable[Entry]) -> str:
    """Compute the digest of an edit from everything that the log holds of it."""
    said = [
        [head.site, head.seq, head.hlc, head.at_ms, head.kind, head.label, head.author],
        head.undo_of,
        *entries,
    ]
    return sha256(json.dumps(said, separators=(",", ":")))[:32]
