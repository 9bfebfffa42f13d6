"""What taking back a merge comes to, and doing it again: all that it brought, as one step."""

from __future__ import annotations

from collections.abc import Mapping

from outreach.base.language import tr
from outreach.document import conflicts, log
from outreach.document.causality import Causality
from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.document.fields import Stored
from outreach.document.fold import At, State, fold
from outreach.document.naming import Names
from outreach.history.plan import Plan
from outreach.history.steps import Step


def taken_back(document: Document, step: Step, names: Names) -> tuple[Plan, list[str]]:
    """Return what the rows that the merge touched are to be: what they were before it.

    Args:
        document: The open file.
        step: The merge with all edits that it brought.
        names: Finds what records are called.

    Returns:
        The plan, and sentences on what was changed after the merge and stays.
    """
    touched = _touched(document, step)
    rows = {row for _, row in touched}
    now = fold(document.connection, rows)
    to_be = fold(document.connection, rows, without=_later(document, step))

    def later(txn: int) -> bool:
        return txn > step.last.txn and txn not in step.txns

    plan: Plan = {}
    kept = []
    for at, fields in touched.items():
        state, wanted = now[at], to_be.get(at) or State(*at)
        if state.erased:
            continue
        if state.alive == wanted.alive:
            mine = {name for name in fields if not later(state.writers.get(name, 0))}
            if mine < fields:
                kept.append(tr("“{name}” was changed since.", name=names.name(at[1])))
            if mine and state.alive:
                plan[at] = {name: wanted.fields.get(name) for name in mine}
        elif later(state.last):
            kept.append(tr("“{name}” was changed since.", name=names.name(at[1])))
        else:
            plan[at] = _whole(document, wanted) if wanted.alive else None
    return plan, kept


def leave_undisputed(document: Document, edit: Edit, step: Step) -> None:
    """Put on record, within ``edit``, that what stands is to stand against what the merge brought.

    Or a merge that was taken back would go on asking for decisions.
    """
    rows = {row for _, row in _touched(document, step)}
    for (table, row), conflict in conflicts.conflicts(document.connection, rows).items():
        fields = [
            name
            for name, heads in conflict.fields.items()
            if any(head.txn in step.txns for head in heads)
        ]
        if fields:
            names = ", ".join(f'"{name}"' for name in fields)
            found = document.connection.execute(
                f'SELECT {names} FROM "{table}" WHERE id=?', (row,)
            ).fetchone()
            edit.affirm(table, row, dict(zip(fields, found or (), strict=False)))
        if any(head.txn in step.txns for head in conflict.deletions):
            edit.affirm(table, row, {})


def brought_again(document: Document, step: Step, excluded: frozenset[int]) -> Plan:
    """Return what the rows are to be with the merge, which nothing was changed after.

    Args:
        document: The open file.
        step: The merge with all edits that it brought.
        excluded: The edits that do not count once the merge is there again.
    """
    touched = _touched(document, step)
    states = fold(document.connection, {row for _, row in touched}, without=excluded)
    plan: Plan = {}
    for at in touched:
        state = states.get(at) or State(*at)
        if not state.erased:
            plan[at] = _whole(document, state) if state.alive else None
    return plan


def _later(document: Document, step: Step) -> set[int]:
    """Return the edits that the merge had not seen when it began: those it brought, and since."""
    db = document.connection
    (site,) = db.execute("SELECT ord FROM log_site WHERE id=?", (step.last.site,)).fetchone()
    seen = Causality(db).seen_by((site, 0))
    return {
        txn
        for txn, other, seq in db.execute("SELECT id, site, seq FROM log_txn")
        if seq > seen[other]
    }


def _touched(document: Document, step: Step) -> dict[At, set[str]]:
    """Return the rows that the edits of the step touched, with the fields that they wrote."""
    found: dict[At, set[str]] = {}
    for edit in step.edits:
        for op in log.operations(document.connection, edit.txn):
            if op.table in document.model.tables:
                names = document.model.tables[op.table].by_name
                fields = found.setdefault((op.table, op.row), set())
                fields |= {name for name in op.data if name in names}
    return found


def _whole(document: Document, state: State) -> Mapping[str, Stored]:
    columns = document.model.tables[state.table].columns
    return {field.name: state.fields.get(field.name) for field in columns}
