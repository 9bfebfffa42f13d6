"""Undo and redo of edits, from the log in the file: they outlive closing and have no fixed depth.

Taking back step T brings what T touched to the fold of the effective edits without T; redo, to
the fold with it. Either is an edit of its own, so it is merged and shows in the history. A step
that comes to nothing (typed and deleted again) is taken back by an edit that changes nothing.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from outreach.base.errors import Refusal
from outreach.base.words import sentence_case
from outreach.document import log
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fold import State, fold
from outreach.document.log import EditHead, Op
from outreach.document.naming import Names
from outreach.history.effective import last_effective, last_undone, standing
from outreach.history.merges import brought_again, taken_back
from outreach.history.plan import Plan, said, settle
from outreach.history.steps import Step, name_of, named, step_of, up_to


class TakenBack(NamedTuple):
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
    found = last_undone(document.connection)
    return _original(document, found).label if found else None


def undo(document: Document, edit: str | None = None, *, partly: bool = False) -> TakenBack:
    """Take back the last step, or the one to which the edit named ``edit`` belongs, as a new edit.

    Args:
        document: The open file.
        edit: The edit's name as the history gives it; None for the last that counts.
        partly: Take back what can be, and leave what later edits build on.

    Raises:
        Refusal: there is nothing to take back, or something stands in the way; it says what.
        NotSaved: when the file cannot be written.
    """
    target = (
        _next_undo(document) if edit is None else _original(document, edit_named(document, edit))
    )
    if target is None:
        raise Refusal("There is nothing to undo.")
    step = step_of(document.connection, target)
    found = standing(document.connection)
    if step.last.txn in found.excluded:
        raise Refusal(f"“{step.last.label}” was taken back already; nothing was changed.")
    if _is_first(document, step.last):
        raise Refusal("The beginning of the initiative cannot be undone; nothing was changed.")
    counterpart = found.tip(step.last)
    if step.last.kind == log.MERGE:
        names = Names(document.connection, document.model)
        plan, kept = taken_back(document, step, names)
        return _write(document, step, "undo", counterpart, plan, kept, names, partly)
    return _bring(document, step, "undo", counterpart, found.excluded, partly)


def redo(document: Document) -> TakenBack:
    """Do again what was last undone, as a new edit.

    Raises:
        Refusal: there is nothing to redo.
        NotSaved: when the file cannot be written.
    """
    undone = last_undone(document.connection)
    if undone is None:
        raise Refusal("There is nothing to redo.")
    step = up_to(document.connection, _original(document, undone))
    if step.last.kind == log.MERGE:
        names = Names(document.connection, document.model)
        excluded = standing(document.connection, [name_of(undone)]).excluded
        plan = brought_again(document, step, excluded)
        return _write(document, step, "redo", undone, plan, [], names, True)
    found = standing(document.connection)
    return _bring(document, step, "redo", undone, found.excluded, True)


def edit_named(document: Document, edit: str) -> EditHead:
    """Return the edit that the history calls ``edit``.

    Raises:
        Refusal: when there is none.
    """
    site, _, seq = edit.rpartition(".")
    if re.fullmatch("[0-9]{1,18}", seq) and (found := named(document.connection, (site, int(seq)))):
        return found
    raise Refusal(f"There is no edit “{edit}” in this file.")


def _original(document: Document, edit: EditHead) -> EditHead:
    """Follow what an undo or redo took back to the edit that a person made."""
    while edit.undo_of is not None:
        (edit,) = log.edits(document.connection, "s.id=? AND t.seq=?", edit.undo_of)
    return edit


def _next_undo(document: Document) -> EditHead | None:
    edit = last_effective(document.connection)
    return None if edit is None or _is_first(document, edit) else edit


def _is_first(document: Document, edit: EditHead) -> bool:
    return bool(
        document.connection.execute(
            "SELECT 1 FROM log_op WHERE txn=? AND tbl='initiative' AND op='I'", (edit.txn,)
        ).fetchone()
    )


def _bring(
    document: Document,
    step: Step,
    kind: str,
    counterpart: EditHead,
    excluded: frozenset[int],
    partly: bool,
) -> TakenBack:
    names = Names(document.connection, document.model)
    alone, others = _touched(document, step)
    # What nothing else ever touched is there only by this step.
    plan: Plan = dict.fromkeys(alone) if kind == "undo" else {}
    rows = others if kind == "undo" else [*others, *alone]
    kept = _plan_rows(document, step, kind, excluded, {row for _, row in rows}, plan, names)
    return _write(document, step, kind, counterpart, plan, kept, names, partly)


def _write(
    document: Document,
    step: Step,
    kind: str,
    counterpart: EditHead,
    plan: Plan,
    kept: list[str],
    names: Names,
    partly: bool,
) -> TakenBack:
    """Carry out ``plan`` as one edit; ``kept`` says what later edits keep as it is."""
    label = step.last.label
    kept += settle(document, plan, names)
    if kept and not partly:
        raise Refusal(
            f"“{label}” cannot be undone as a whole, so nothing was changed. {said(kept)}"
        )
    title = f"{sentence_case(kind)}: {label}"
    with document.edit(title, kind=kind, undo_of=name_of(counterpart)) as edit:
        edit.write_rows(plan)
        if kept and not edit.entries():
            raise Refusal(
                f"Nothing of “{label}” is left to {kind}: later edits changed all of it. "
                f"{said(kept)}"
            )
    return TakenBack(label, edit.changes, tuple(kept))


def _touched(document: Document, step: Step) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the rows that only this step touched, and those that other edits touched too."""
    found: tuple[list[tuple[str, str]], list[tuple[str, str]]] = [], []
    for table, row, shared in document.connection.execute(
        """SELECT tbl, row, EXISTS (
             SELECT 1 FROM log_op AS other WHERE other.row = mine.row
             AND other.txn NOT IN (SELECT value FROM json_each(?1)))
           FROM log_op AS mine WHERE txn IN (SELECT value FROM json_each(?1))""",
        (json.dumps(sorted(step.txns)),),
    ):
        found[shared].append((table, row))
    return found


def _plan_rows(
    document: Document,
    step: Step,
    kind: str,
    excluded: frozenset[int],
    rows: set[str],
    plan: Plan,
    names: Names,
) -> list[str]:
    """Add to ``plan`` what becomes of ``rows``; say what other edits keep as it is."""
    if not rows:
        return []
    db = document.connection
    ops = [op for edit in step.edits for op in log.operations(db, edit.txn) if op.row in rows]
    with_it = fold(db, rows, without=excluded - step.txns if kind == "redo" else excluded)
    wanted = with_it if kind == "redo" else fold(db, rows, without=excluded | step.txns)
    known = fold(db, rows)
    kept = []
    by_row: dict[tuple[str, str], list[Op]] = {}
    for op in ops:
        by_row.setdefault((op.table, op.row), []).append(op)
    for at, done in by_row.items():
        state, to_be = with_it.get(at) or State(*at), wanted.get(at) or State(*at)
        # Taking back this step last may have taken the record away, too: it was the last to
        # build on what an earlier step, taken back in part, had added.
        gone = state.alive and not known[at].alive
        whole = gone or any(op.op != "U" for op in done) or not to_be.last
        if not whole and not state.alive:
            kept.append(f"“{names.name(at[1])}” was deleted since.")
        elif not whole:
            changed = {name for op in done for name in op.data}
            mine = {name for name in changed if state.writers.get(name) in step.txns}
            if mine:
                plan[at] = {name: to_be.fields.get(name) for name in mine}
            if mine < changed:
                kept.append(f"“{names.name(at[1])}” was changed since.")
        elif state.last in step.txns:
            columns = document.model.tables[at[0]].columns
            # A restore in the log names only what differs from before the deletion, which
            # may be known from an edit that was taken back.
            all_fields = {**known[at].fields, **to_be.fields}
            fields = {field.name: all_fields.get(field.name) for field in columns}
            plan[at] = fields if to_be.alive else None
        else:
            kept.append(f"“{names.name(at[1])}” was changed since.")
    return kept
