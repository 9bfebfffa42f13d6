"""Which edits count: an edit that was taken back does not, nor does the edit that took it back.

An edit is *active* unless an active edit takes it back; taking back the taking back makes it
active again. The *effective* edits are the active ones that are not themselves an undo or redo.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from outreach.document import log
from outreach.document.log import EditHead

Name = tuple[str, int]
"""An edit's name: its session and its number there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the edits of a file stand."""

    active: frozenset[Name]
    """The undoing and redoing edits that count."""
    undoers: dict[Name, list[EditHead]]
    """For an edit, those that took it back, oldest first."""
    excluded: frozenset[int]
    """Numbers in this file of all edits that are not effective."""

    def is_active(self, edit: EditHead) -> bool:
        """Whether what ``edit`` did counts."""
        return not any(name_of(u) in self.active for u in self.undoers.get(name_of(edit), ()))

    def tip(self, edit: EditHead) -> EditHead:
        """Return the edit that last brought about what ``edit`` did: itself, or its latest redo."""
        last = edit
        while self.is_active(last) and self.undoers.get(name_of(last)):
            undone = self.undoers[name_of(last)][-1]
            last = self.undoers[name_of(undone)][-1]
        return last


def name_of(edit: EditHead) -> Name:
    """Return the edit's name, the same in every copy."""
    return edit.site, edit.seq


def standing(connection: sqlite3.Connection) -> Standing:
    """Work out from the log which edits count."""
    taking_back = sorted(
        log.edits(connection, "t.undo_site IS NOT NULL"),
        key=lambda edit: (edit.hlc, edit.site, edit.seq),
    )
    undoers: dict[Name, list[EditHead]] = {}
    for edit in taking_back:
        assert edit.undo_of is not None
        undoers.setdefault(edit.undo_of, []).append(edit)
    active: set[Name] = set()
    # An edit is taken back only by later ones, so going backwards each answer is there in time.
    for edit in reversed(taking_back):
        if not any(name_of(u) in active for u in undoers.get(name_of(edit), ())):
            active.add(name_of(edit))
    excluded = {edit.txn for edit in taking_back}
    for (site, seq), by in undoers.items():
        if any(name_of(u) in active for u in by):
            excluded.update(
                edit.txn for edit in log.edits(connection, "s.id=? AND t.seq=?", (site, seq))
            )
    return Standing(frozenset(active), undoers, frozenset(excluded))


def last_effective(connection: sqlite3.Connection, found: Standing) -> EditHead | None:
    """Return the newest effective edit of the file, or None when none is left."""
    newest = connection.execute(
        "SELECT max(id) FROM log_txn WHERE id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(found.excluded)),),
    ).fetchone()
    return next(log.edits(connection, "t.id=?", newest), None)
