"""What people take back at once: an edit, a merge, or what was typed into one field in one go.

The window saves while somebody types, so a sentence reaches the log as several edits of the kind
:data:`outreach.document.log.TYPING`. Those of one session that follow each other without a long
pause, each of the same single field of the same record, are a *run*. No list of runs is kept: what
makes one (session, number, moment, field) stands in the log and is the same in every copy, so runs
outlive closing, merging and looking at the file as it was. Edits of other kinds are never joined.

A run is named by its last edit. What takes back an edit of a run takes back the run up to that
edit; what a copy typed on meanwhile, and brings in later, is not touched by it.
"""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from outreach.document import log
from outreach.document.causality import Causality
from outreach.document.log import MERGE, TYPING, EditHead

PAUSE_MS = 30_000
"""Who waits longer than this, in milliseconds, begins anew."""

Name = tuple[str, int]
"""An edit's name: its session and its number there."""


def name_of(edit: EditHead) -> Name:
    """Return the edit's name, the same in every copy."""
    return edit.site, edit.seq


class Step(NamedTuple):
    """What is taken back, done again and told at once."""

    edits: tuple[EditHead, ...]
    """Oldest first; more than one only for a run of typing, or a merge and what it brought."""

    @property
    def last(self) -> EditHead:
        """The edit by which the step is named."""
        return self.edits[-1]

    @property
    def txns(self) -> frozenset[int]:
        """The numbers of its edits in this file."""
        return frozenset(edit.txn for edit in self.edits)


def named(connection: sqlite3.Connection, name: Name) -> EditHead | None:
    """Return the edit called ``name``, or None when it is not in the file."""
    return next(log.edits(connection, "s.id=? AND t.seq=?", name), None)


def up_to(connection: sqlite3.Connection, edit: EditHead) -> Step:
    """Return the step that ``edit`` ends: it alone, a run as far as it, or all that it merged."""
    if edit.kind == MERGE:
        return Step((*brought(connection, edit), edit))
    run = [edit]
    while (before := continued(connection, run[-1])) is not None:
        run.append(before)
    return Step(tuple(reversed(run)))


def step_of(connection: sqlite3.Connection, edit: EditHead) -> Step:
    """Return the whole step to which ``edit`` belongs."""
    if edit.kind == TYPING:
        while (after := named(connection, (edit.site, edit.seq + 1))) is not None:
            if not _continues(connection, edit, after):
                break
            edit = after
    return up_to(connection, edit)


def brought(connection: sqlite3.Connection, merge: EditHead) -> list[EditHead]:
    """Return the edits that came in by ``merge``, in the order in which they reached this file.

    What had been seen before and after it stands in the log, so this is the same in every copy.
    """
    (site,) = connection.execute("SELECT ord FROM log_site WHERE id=?", (merge.site,)).fetchone()
    causality = Causality(connection)
    before, after = causality.seen_by((site, 0)), causality.seen_by((site, merge.seq))
    came = [[s, before[s], n] for s, n in after.items() if n > before[s] and s != site]
    return list(
        log.edits(
            connection,
            "EXISTS (SELECT 1 FROM json_each(?) AS came"
            " WHERE t.site = json_extract(came.value, '$[0]')"
            " AND t.seq > json_extract(came.value, '$[1]')"
            " AND t.seq <= json_extract(came.value, '$[2]'))",
            (json.dumps(came),),
        )
    )


def continued(connection: sqlite3.Connection, edit: EditHead) -> EditHead | None:
    """Return the edit that ``edit`` goes on typing, or None when it begins something."""
    if edit.kind != TYPING:
        return None
    before = named(connection, (edit.site, edit.seq - 1))
    return before if before and _continues(connection, before, edit) else None


def _continues(connection: sqlite3.Connection, edit: EditHead, later: EditHead) -> bool:
    return (
        edit.kind == later.kind == TYPING
        and edit.author == later.author
        and 0 <= later.at_ms - edit.at_ms <= PAUSE_MS
        and (place := _place(connection, edit.txn)) is not None
        and place == _place(connection, later.txn)
    )


def _place(connection: sqlite3.Connection, txn: int) -> tuple[str, str, str] | None:
    """Return table, row and field when the edit changed exactly one field of one record."""
    ops = log.operations(connection, txn)
    if len(ops) != 1 or ops[0].op != "U" or len(ops[0].data) != 1:
        return None
    (field,) = ops[0].data
    return ops[0].table, ops[0].row, field
