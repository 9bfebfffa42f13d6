"""Undo and redo of edits, from the log in the file: they outlive closing and have no fixed depth.

Taking back edit T brings what T touched to the fold of the effective edits without T; redo, to
the fold with it. Either is an edit of its own, so it is merged and shows in the history.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from outreach.base.errors import Refusal
from outreach.base.words import sentence_case
from outreach.document import log
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fields import Ref, Stored
from outreach.document.fold import State, fold
from outreach.document.log import EditHead, Op
from outreach.document.naming import Names
from outreach.document.records import Model
from outreach.history.effective import last_effective, name_of, standing

Plan = dict[tuple[str, str], Mapping[str, Stored] | None]
"""What rows are to be: (table, id) to the fields to write, or None where the row goes."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo or redo did."""

    label: str
    """The label of the edit that was taken back or done again."""
    changes: Changes
    kept: tuple[str, ...]
    """Sentences on what could not be taken back, because something later builds on it."""


def undo_label(document: Document) -> str | None:
    """Return the label of the edit that :func:`undo` would take back, or None."""
    edit = _next_undo(document)
    return edit.label if edit else None


def redo_label(document: Document) -> str | None:
    """Return the label of the edit that :func:`redo` would do again, or None."""
    found = _next_redo(document)
    return _original(document, found).label if found else None


def undo(document: Document, edit: str | None = None, *, partly: bool = False) -> TakenBack:
    """Take back the last edit, or the one named ``edit``, as a new edit.

    Args:
        document: The open file.
        edit: The edit's name as the history gives it; None for the last that counts.
        partly: Take back what can be, and leave what later edits build on.

    Raises:
        Refusal: there is nothing to take back, or something stands in the way; it says what.
        NotSaved: when the file cannot be written.
    """
    target = _next_undo(document) if edit is None else _named(document, edit)
    if target is None:
        raise Refusal("There is nothing to undo.")
    found = standing(document.connection)
    if target.txn in found.excluded:
        raise Refusal(f"“{target.label}” was taken back already; nothing was changed.")
    if _is_first(document, target):
        raise Refusal("The beginning of the initiative cannot be undone; nothing was changed.")
    tip = found.tip(target)
    return _bring(document, target, "undo", tip, found.excluded, partly)


def redo(document: Document) -> TakenBack:
    """Do again what was last undone, as a new edit.

    Raises:
        Refusal: there is nothing to redo.
        NotSaved: when the file cannot be written.
    """
    undone = _next_redo(document)
    if undone is None:
        raise Refusal("There is nothing to redo.")
    target = _original(document, undone)
    found = standing(document.connection)
    return _bring(document, target, "redo", undone, found.excluded, True)


def _named(document: Document, edit: str) -> EditHead:
    site, _, seq = edit.rpartition(".")
    if re.fullmatch("[0-9]{1,18}", seq):
        for found in log.edits(document.connection, "s.id=? AND t.seq=?", (site, int(seq))):
            return _original(document, found)
    raise Refusal(f"There is no edit “{edit}” in this file.")


def _original(document: Document, edit: EditHead) -> EditHead:
    """Follow what an undo or redo took back to the edit that a person made."""
    while edit.undo_of is not None:
        (edit,) = log.edits(document.connection, "s.id=? AND t.seq=?", edit.undo_of)
    return edit


def _next_undo(document: Document) -> EditHead | None:
    edit = last_effective(document.connection, standing(document.connection))
    return None if edit is None or _is_first(document, edit) else edit


def _is_first(document: Document, edit: EditHead) -> bool:
    return bool(
        document.connection.execute(
            "SELECT 1 FROM log_op WHERE txn=? AND tbl='initiative' AND op='I'", (edit.txn,)
        ).fetchone()
    )


def _next_redo(document: Document) -> EditHead | None:
    found = standing(document.connection)
    newest = last_effective(document.connection, found)
    for edit in reversed(list(log.edits(document.connection, "t.kind='undo'"))):
        if found.is_active(edit):
            # A change made after the undo leaves nothing to do again.
            return edit if newest is None or newest.txn < edit.txn else None
    return None


def _bring(
    document: Document,
    target: EditHead,
    kind: str,
    counterpart: EditHead,
    excluded: frozenset[int],
    partly: bool,
) -> TakenBack:
    names = Names(document.connection, document.model)
    ops = log.operations(document.connection, target.txn)
    rows = {op.row for op in ops}
    with_it = fold(document.connection, rows, without=excluded - {target.txn})
    wanted = (
        with_it
        if kind == "redo"
        else fold(document.connection, rows, without=excluded | {target.txn})
    )
    known = fold(document.connection, rows)
    plan, kept = _plan(document.model, target, ops, with_it, wanted, known, names)
    kept += _settle(document, plan, names)
    if kept and not partly:
        raise Refusal(
            f"“{target.label}” cannot be undone as a whole, so nothing was changed. "
            + " ".join(kept)
        )
    title = f"{sentence_case(kind)}: {target.label}"
    with document.edit(title, kind=kind, undo_of=name_of(counterpart)) as edit:
        for (table, row), values in plan.items():
            edit.write_row(table, row, values)
    if not edit.changes:
        raise Refusal(
            f"Nothing of “{target.label}” is left to {kind}: later edits changed all of it. "
            + " ".join(kept)
        )
    return TakenBack(target.label, edit.changes, tuple(kept))


def _plan(
    model: Model,
    target: EditHead,
    ops: list[Op],
    with_it: Mapping[tuple[str, str], State],
    wanted: Mapping[tuple[str, str], State],
    known: Mapping[tuple[str, str], State],
    names: Names,
) -> tuple[Plan, list[str]]:
    plan: Plan = {}
    kept = []
    by_row: dict[tuple[str, str], list[Op]] = {}
    for op in ops:
        by_row.setdefault((op.table, op.row), []).append(op)
    for at, done in by_row.items():
        state, to_be = with_it[at], wanted.get(at) or State(*at)
        if any(op.op != "U" for op in done):
            if state.last == target.txn:
                columns = model.tables[at[0]].columns
                # A restore in the log names only what differs from before the deletion, which
                # may be known from an edit that was taken back.
                all_fields = {**known[at].fields, **to_be.fields}
                fields = {field.name: all_fields.get(field.name) for field in columns}
                plan[at] = fields if to_be.alive else None
            else:
                kept.append(f"“{names.name(at[1])}” was changed since.")
            continue
        changed = {name for op in done for name in op.data}
        mine = {name for name in changed if state.writers.get(name) == target.txn}
        if not state.alive:
            kept.append(f"“{names.name(at[1])}” was deleted since.")
            continue
        if mine:
            plan[at] = {name: to_be.fields.get(name) for name in mine}
        if mine < changed:
            kept.append(f"“{names.name(at[1])}” was changed since.")
    return plan, kept


def _settle(document: Document, plan: Plan, names: Names) -> list[str]:
    """Take out of ``plan`` what would leave a record without one it needs; say what and why."""
    kept: list[str] = []
    settled = False
    while not settled:
        settled = True
        for at in list(plan):
            said = _obstacle(document, plan, at, names)
            if said:
                kept.append(said)
                del plan[at]
                settled = False
    return kept


def _obstacle(document: Document, plan: Plan, at: tuple[str, str], names: Names) -> str | None:
    (table, row), values = at, plan[at]
    kind = document.model.tables[table]
    if values is None:
        for other, refers in document.model.referring.get(table, ()):
            for (id,) in document.connection.execute(
                f'SELECT id FROM "{other.name}" WHERE "{refers.name}"=?', (row,)
            ).fetchall():
                planned = plan.get((other.name, id), {})
                if planned is not None and refers.name not in planned:
                    return f"“{names.name(row)}” is used by “{names.name(id)}”."
        return None
    mended = dict(values)
    for field in kind.columns:
        id = values.get(field.name)
        if not isinstance(field, Ref) or id is None or _stands(document, plan, field, str(id)):
            continue
        if field.required:
            return f"“{names.name(row)}” needs “{names.name(str(id))}”, which is gone."
        mended[field.name] = None
    plan[at] = mended
    return None


def _stands(document: Document, plan: Plan, field: Ref, id: str) -> bool:
    for kind in field.kinds:
        if (kind, id) in plan:
            return plan[kind, id] is not None
        if document.connection.execute(f'SELECT 1 FROM "{kind}" WHERE id=?', (id,)).fetchone():
            return True
    return False
