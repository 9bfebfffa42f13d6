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

_PLACE = """(SELECT CASE WHEN count(*) = 1 AND max(o.op) = 'U' THEN max(o.tbl || ' ' || o.row ||
  (SELECT CASE WHEN count(*) = 1 THEN ' ' || max(key) END FROM json_each(o.data))) END
  FROM log_op o WHERE o.txn = {}.id)"""
"""Table, row and field when the edit changed exactly one field of one record, else null."""

GONE_ON_WITH = f"""(t.kind = '{TYPING}' AND EXISTS (
  SELECT 1 FROM log_txn AS later WHERE later.site = t.site AND later.seq = t.seq + 1
  AND later.kind = t.kind
  AND coalesce(later.author, s.author) = coalesce(t.author, s.author)
  AND later.at_ms BETWEEN t.at_ms AND t.at_ms + {PAUSE_MS}
  AND {_PLACE.format("later")} = {_PLACE.format("t")}))"""
"""The SQL condition that somebody went on with the edit ``t`` (of the session ``s``) by the next
one: the two belong to one run."""

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
    while (after := _next_of_run(connection, edit)) is not None:
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
    return before if before and _next_of_run(connection, before) else None


def _next_of_run(connection: sqlite3.Connection, edit: EditHead) -> EditHead | None:
    """Return the edit by which somebody went on with ``edit``, or None when it was the last."""
    if edit.kind != TYPING or not any(
        log.edits(connection, f"t.id=? AND {GONE_ON_WITH}", [edit.txn])
    ):
        return None
    return named(connection, (edit.site, edit.seq + 1))
