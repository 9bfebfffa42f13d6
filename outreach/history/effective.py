"""Which edits count: an edit that was taken back does not, nor does the edit that took it back.

An edit is *active* unless an active edit takes it back; taking back the taking back makes it
active again. The *effective* edits are the active ones that are not themselves an undo or redo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from outreach.document import log
from outreach.document.log import LASTING, MERGE, EditHead
from outreach.history.steps import Name, brought, continued, name_of, named, up_to


class Standing(NamedTuple):
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

    def taken_back(self, edit: EditHead) -> bool:
        """Whether ``edit`` or what it belongs to was taken back."""
        if edit.undo_of is not None:
            return not self.is_active(edit)
        return edit.txn in self.excluded

    def tip(self, edit: EditHead) -> EditHead:
        """Return the edit that last brought about what ``edit`` did: itself, or its latest redo."""
        last = edit
        while self.is_active(last) and self.undoers.get(name_of(last)):
            undone = self.undoers[name_of(last)][-1]
            last = self.undoers[name_of(undone)][-1]
        return last


def standing(connection: sqlite3.Connection, without: Collection[Name] = ()) -> Standing:
    """Work out from the log which edits count, or would if those ``without`` had not been made."""
    taking_back = sorted(
        log.edits(connection, "t.undo_site IS NOT NULL"),
        key=lambda edit: (edit.hlc, edit.site, edit.seq),
    )
    undoers: dict[Name, list[EditHead]] = {}
    for edit in taking_back:
        assert edit.undo_of is not None
        undoers.setdefault(edit.undo_of, []).append(edit)
    active: set[Name] = set()
    gone: set[Name] = set(without)
    # An edit is taken back only by later ones, so going backwards each answer is there in time.
    for edit in reversed(taking_back):
        by = undoers.get(name_of(edit), ())
        if name_of(edit) not in gone and not any(name_of(u) in active for u in by):
            active.add(name_of(edit))
            gone |= _gone_with(connection, edit)
    excluded = {edit.txn for edit in taking_back}
    for name, by in undoers.items():
        if any(name_of(u) in active for u in by) and (undone := named(connection, name)):
            excluded |= up_to(connection, undone).txns
    return Standing(frozenset(active), undoers, frozenset(excluded))


def _gone_with(connection: sqlite3.Connection, undo: EditHead) -> set[Name]:
    """Return what stops counting with the merge that ``undo`` took back, if it did."""
    undone = named(connection, undo.undo_of) if undo.undo_of else None
    if undone is None or undone.kind != MERGE:
        return set()
    return {name_of(edit) for edit in brought(connection, undone)}


def active_edits(connection: sqlite3.Connection) -> Iterator[EditHead]:
    """Yield the active edits, newest first; reads no further back than it is asked to."""
    taken: set[Name] = set()
    # An edit reaches a file after what it takes back.
    for edit in log.edits(connection, newest_first=True):
        if name_of(edit) not in taken:
            if edit.undo_of is not None:
                taken.add(edit.undo_of)
            yield edit
        elif edit.kind == MERGE:
            taken |= {name_of(came) for came in brought(connection, edit)}
        elif before := continued(connection, edit):
            taken.add(name_of(before))


def last_effective(connection: sqlite3.Connection) -> EditHead | None:
    """Return the newest effective edit of the file that can be taken back, or None."""
    return next(
        (
            edit
            for edit in active_edits(connection)
            if edit.undo_of is None and edit.kind not in LASTING
        ),
        None,
    )


def last_undone(connection: sqlite3.Connection) -> EditHead | None:
    """Return the undo that a redo would take back; none when something was changed after it."""
    for edit in active_edits(connection):
        if edit.undo_of is None:
            return None
        if edit.kind == "undo":
            return edit
    return None
