"""Undo and redo of edits, from the log in the file: they outlive closing and have no fixed depth.

Taking back step T brings what T touched to the fold of the effective edits without T; redo, to
the fold with it. Either is an edit of its own, so it is merged and shows in the history. A step
that comes to nothing (typed and deleted again) is taken back by an edit that changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from outreach.base.errors import Refusal
from outreach.base.language import thousands, tr
from outreach.base.words import listed
from outreach.document import log
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fields import Stored
from outreach.document.fold import State, fold
from outreach.document.log import EditHead, Op
from outreach.document.naming import Names
from outreach.history.effective import last_effective, last_undone, standing
from outreach.history.merges import brought_again, leave_undisputed, taken_back
from outreach.history.plan import Plan, nothing_left, said, settle
from outreach.history.steps import Step, name_of, named, step_of, up_to

_NAMED = 4
"""Records that are named, at most."""

_MANY = 1000
"""Rows from which on all between the first and the last of them are read at once."""


class OnlyInPart(Refusal):
    """Something stands in the way of a part of an undo; it says what, and what can be undone."""


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
        OnlyInPart: something stands in the way of a part; with ``partly``, the rest is taken back.
        Refusal: there is nothing to take back, or something stands in the way; it says what.
        NotSaved: when the file cannot be written.
    """
    return _carry_out(document, _undoing(document, edit), partly)


def redo(document: Document, edit: str | None = None) -> TakenBack:
    """Do again what was last undone, or the step ``edit`` that was taken back, as a new edit.

    What was changed since stays.

    Raises:
        Refusal: there is nothing to redo.
        NotSaved: when the file cannot be written.
    """
    return _carry_out(document, _redoing(document, edit), True)


class Outlook(NamedTuple):
    """What taking back a step would come to, or doing it again."""

    taken_back: bool
    """Whether it was taken back already, so that it can only be done again."""
    refusal: str
    """Why nothing of it can be; empty when something can."""
    kept: tuple[str, ...]
    """Sentences on what would stay as it is; when there are any, it can only be done in part."""
    rest: str
    """The records that would be changed all the same, in words; empty when nothing stays."""


def outlook(document: Document, edit: str) -> Outlook:
    """Say what taking back the step of ``edit`` would come to, or if it was, doing it again.

    Raises:
        Refusal: when there is no such edit.
    """
    original = step_of(document.connection, _original(document, edit_named(document, edit))).last
    taken_back = original.txn in standing(document.connection).excluded
    try:
        intent = (_redoing if taken_back else _undoing)(document, original.id)
    except Refusal as error:
        return Outlook(taken_back, str(error), (), "")
    if not intent.kept:
        return Outlook(taken_back, "", (), "")
    rest = _rest(document, intent.plan)
    return Outlook(taken_back, "" if rest else intent.nothing_left, tuple(intent.kept), rest)


class _Intent(NamedTuple):
    """What is about to be done."""

    kind: str
    """``undo`` or ``redo``."""
    step: Step
    counterpart: EditHead
    """The edit that the new one takes back."""
    plan: Plan
    kept: list[str]
    """What later edits keep as it is, in sentences."""
    hidden: Plan
    """Rows that come to lack a record which they need, and wait for it as before a merge."""

    @property
    def nothing_left(self) -> str:
        """The sentence for when there is nothing that can be done."""
        return nothing_left(self.kind == "undo", self.step.last.label, self.kept)


def _rest(document: Document, plan: Plan) -> str:
    """Name the first few records that ``plan`` would change, with the fields of each."""
    rows = [at for at, values in plan.items() if _differing(document, at, values)]
    names, named = Names(document.connection, document.model), list[str]()
    for table, row in rows[:_NAMED]:
        kind, name = document.model.tables[table], f"“{names.name(row)}”"
        if kind.link:
            # A link is spoken of as the record whose link it is.
            named.append(tr("{fields} of {name}", fields=kind.link.label, name=name))
        elif fields := _differing(document, (table, row), plan[table, row]) - {"id"}:
            labels = [field.label for field in kind.columns if field.name in fields]
            named.append(tr("{fields} of {name}", fields=listed(labels), name=name))
        else:
            named.append(name)
    more = len(rows) - _NAMED
    others = (tr("{count} more", count=thousands(more)),) * (more > 0)
    return listed([*dict.fromkeys(named), *others])


def _undoing(document: Document, edit: str | None) -> _Intent:
    target = (
        _next_undo(document) if edit is None else _original(document, edit_named(document, edit))
    )
    if target is None:
        raise Refusal(tr("There is nothing to undo."))
    step = step_of(document.connection, target)
    found = standing(document.connection)
    if step.last.txn in found.excluded:
        raise Refusal(
            tr("“{label}” was taken back already; nothing was changed.", label=step.last.label)
        )
    if _is_first(document, step.last):
        raise Refusal(tr("The beginning of the initiative cannot be undone; nothing was changed."))
    if step.last.kind == log.ERASURE:
        raise Refusal(tr("What was erased is gone for good and cannot be brought back."))
    if step.last.kind == log.REDACTION:
        raise Refusal(tr("What this copy began with cannot be undone; nothing was changed."))
    names = Names(document.connection, document.model)
    if step.last.kind == log.MERGE:
        plan, kept = taken_back(document, step, names)
    else:
        plan, kept = _planned(document, step, "undo", found.excluded, names)
    hidden: Plan = {}
    kept += settle(document, plan, names, hidden if step.last.kind == log.MERGE else None)
    return _Intent("undo", step, found.tip(step.last), plan, kept, hidden)


def _redoing(document: Document, edit: str | None) -> _Intent:
    db = document.connection
    undone = last_undone(db) if edit is None else _undo_of(document, edit_named(document, edit))
    if undone is None:
        raise Refusal(tr("There is nothing to redo."))
    step = up_to(db, _original(document, undone))
    names = Names(db, document.model)
    if step.last.kind == log.MERGE and undone == last_undone(db):
        plan = brought_again(document, step, standing(db, [name_of(undone)]).excluded)
        kept = list[str]()
    else:
        plan, kept = _planned(document, step, "redo", standing(db).excluded, names)
    hidden: Plan = {}
    kept += settle(document, plan, names, hidden if step.last.kind == log.MERGE else None)
    return _Intent("redo", step, undone, plan, kept, hidden)


def _undo_of(document: Document, edit: EditHead) -> EditHead:
    """Return the edit that took back the step of ``edit``, and still counts."""
    step = step_of(document.connection, _original(document, edit))
    found = standing(document.connection)
    for undoer in reversed(found.undoers.get(name_of(found.tip(step.last)), ())):
        if name_of(undoer) in found.active:
            return undoer
    label = step.last.label
    if step.last.txn in found.excluded:
        raise Refusal(
            tr(
                "“{label}” went when the merge that brought it was taken back. Do "
                "that again instead.",
                label=label,
            )
        )
    raise Refusal(tr("“{label}” was not taken back, so there is nothing to do again.", label=label))


def _carry_out(document: Document, intent: _Intent, partly: bool) -> TakenBack:
    label = intent.step.last.label
    if intent.kept and not partly:
        rest = _rest(document, intent.plan)
        if not rest:
            raise Refusal(intent.nothing_left)
        raise OnlyInPart(
            tr(
                "“{label}” cannot be undone as a whole, so nothing was changed. "
                "{kept} What can be undone: {rest}.",
                label=label,
                kept=said(intent.kept),
                rest=rest,
            )
        )
    undo_of = name_of(intent.counterpart)
    undo = intent.kind == "undo"
    title = tr("Undo: {label}", label=label) if undo else tr("Redo: {label}", label=label)
    with document.edit(title, kind=intent.kind, undo_of=undo_of) as edit:
        edit.write_rows(intent.plan)
        edit.write_hidden(intent.hidden)
        if undo and intent.step.last.kind == log.MERGE:
            leave_undisputed(document, edit, intent.step)
        if intent.kept and not edit.entries():
            raise Refusal(intent.nothing_left)
    return TakenBack(label, edit.changes, tuple(intent.kept))


def _differing(
    document: Document, at: tuple[str, str], values: Mapping[str, Stored] | None
) -> set[str]:
    """Return the fields in which a row of the file is not what it is to be, or its ``id``."""
    table, id = at
    names = ("id", *(values or ()))
    columns = ", ".join(f'"{name}"' for name in names)
    row = document.connection.execute(
        f'SELECT {columns} FROM "{table}" WHERE id=?', (id,)
    ).fetchone()
    if values is None or row is None:
        return {"id"} if (values is None) != (row is None) else set()
    return {
        name for name, there in zip(names, row, strict=True) if there != {"id": id, **values}[name]
    }


def edit_named(document: Document, edit: str) -> EditHead:
    """Return the edit that the history calls ``edit``.

    Raises:
        Refusal: when there is none.
    """
    site, _, seq = edit.rpartition(".")
    if re.fullmatch("[0-9]{1,18}", seq) and (found := named(document.connection, (site, int(seq)))):
        return found
    raise Refusal(tr("There is no edit “{edit}” in this file.", edit=edit))


def _original(document: Document, edit: EditHead) -> EditHead:
    """Follow what an undo or redo took back to the edit that a person made."""
    while edit.undo_of is not None:
        before = named(document.connection, edit.undo_of)
        if before is None:  # lost when the file was damaged
            break
        edit = before
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


def _planned(
    document: Document, step: Step, kind: str, excluded: frozenset[int], names: Names
) -> tuple[Plan, list[str]]:
    """Return what the rows are to be, and what other edits keep as it is."""
    alone, others = _touched(document, step)
    # What nothing else ever touched is there only by this step.
    plan: Plan = dict.fromkeys(alone) if kind == "undo" else {}
    rows = others if kind == "undo" else [*others, *alone]
    kept = _plan_rows(document, step, kind, excluded, {row for _, row in rows}, plan, names)
    return plan, kept


def _touched(document: Document, step: Step) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the rows that only this step touched, and those that other edits touched too."""
    db, txns = document.connection, json.dumps(sorted(step.txns))
    # As one text of each table: read so, tens of thousands take half as long.
    mine = [
        (table, row)
        for table, found in db.execute(
            "SELECT tbl, json_group_array(row) FROM log_op"
            " WHERE txn IN (SELECT value FROM json_each(?)) GROUP BY tbl",
            (txns,),
        )
        for row in json.loads(found)
    ]
    rows = {row for _, row in mine}
    if len(rows) > _MANY:
        # What came together lies together in the index, which is then read in one go.
        which, parameters = "row BETWEEN ? AND ?", [min(rows), max(rows)]
    else:
        which, parameters = "row IN (SELECT value FROM json_each(?))", [json.dumps(list(rows))]
    others = db.execute(
        "SELECT row FROM log_op INDEXED BY log_op_row"
        f" WHERE {which} AND txn NOT IN (SELECT value FROM json_each(?))",
        (*parameters, txns),
    )
    shared = rows.intersection(row for (row,) in others)
    if not shared:
        return mine, []
    return (
        [at for at in mine if at[1] not in shared],
        [at for at in mine if at[1] in shared],
    )


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
        if state.erased:
            continue
        # Taking back this step last may have taken the record away, too: it was the last to
        # build on what an earlier step, taken back in part, had added.
        gone = state.alive and not known[at].alive
        whole = gone or any(op.op != "U" for op in done) or not to_be.last
        if not whole and not state.alive:
            kept.append(tr("“{name}” was deleted since.", name=names.name(at[1])))
        elif not whole:
            changed = {name for op in done for name in op.data}
            mine = {name for name in changed if state.writers.get(name) in step.txns}
            if mine:
                plan[at] = {name: to_be.fields.get(name) for name in mine}
            if mine < changed:
                kept.append(tr("“{name}” was changed since.", name=names.name(at[1])))
        elif state.last in step.txns:
            columns = document.model.tables[at[0]].columns
            # A restore in the log names only what differs from before the deletion, which
            # may be known from an edit that was taken back.
            all_fields = {**known[at].fields, **to_be.fields}
            fields = {field.name: all_fields.get(field.name) for field in columns}
            plan[at] = fields if to_be.alive else None
        else:
            kept.append(tr("“{name}” was changed since.", name=names.name(at[1])))
    return kept
