"""Makes edits of one copy of a file again in another: how changes that could not be saved get in.

Each becomes an edit of its own, with its label, author and kind, that writes the same values into
the same records, just as if it had waited until now. An edit that was made already changes nothing
and leaves no trace, so that carrying on after an interruption does no harm.
"""

from __future__ import annotations

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document import log
from outreach.document.document import Document
from outreach.document.fold import State, fold
from outreach.document.log import EditHead
from outreach.document.naming import Names
from outreach.history.plan import Plan, settle
from outreach.history.steps import Name, continued, name_of, named


def carry(source: Document, target: Document, after: int, done: dict[Name, Name]) -> list[str]:
    """Make again in ``target`` what was edited in ``source`` after its edit number ``after``.

    Args:
        source: A copy of the same initiative, with edits that the other lacks.
        target: The copy to which they are brought.
        after: The last edit of ``source``, by its number there, that ``target`` has.
        done: The edits that were carried: their names in ``source`` to those in ``target``. It is
            added to, so that after an error the next attempt goes on from there.

    Returns:
        Sentences on what could not be taken along, because others deleted what it needs.

    Raises:
        Refusal: when the two are not of one initiative, or ``target`` is open for reading only.
        NotSaved: when ``target`` cannot be written.
    """
    if source.id != target.id:
        raise Refusal(
            tr(
                "“{name}” holds another initiative now, so nothing was written to it.",
                name=target.path.name,
            )
        )
    left: list[str] = []
    for edit in list(log.edits(source.connection, "t.id > ?", (after,))):
        if name_of(edit) not in done:
            left += _carry(source, target, edit, done)
    return left


def steps_after(document: Document, after: int) -> int:
    """Return how many changes, as people count them, came after the edit number ``after``."""
    db = document.connection
    return sum(continued(db, edit) is None for edit in list(log.edits(db, "t.id > ?", (after,))))


def last_edit(document: Document) -> int:
    """Return the number of the newest edit in ``document``; 0 when there is none."""
    (last,) = document.connection.execute("SELECT coalesce(max(id), 0) FROM log_txn").fetchone()
    return int(last)


def _carry(source: Document, target: Document, edit: EditHead, done: dict[Name, Name]) -> list[str]:
    plan = _plan(source, target, edit)
    names = Names(source.connection, source.model)
    left = settle(target, plan, names)
    undo_of = done.get(edit.undo_of, edit.undo_of) if edit.undo_of else None
    if undo_of and named(target.connection, undo_of) is None:
        undo_of = None
    kind = edit.kind if undo_of or not edit.undo_of else "edit"
    with target.edit(edit.label, author=edit.author, kind=kind, undo_of=undo_of) as made:
        made.write_rows(plan)
    site, _, number = made.changes.edit.rpartition(".")
    done[name_of(edit)] = (site, int(number)) if number else name_of(edit)
    return left


def _plan(source: Document, target: Document, edit: EditHead) -> Plan:
    """Return what the records that ``edit`` touched are to be in ``target``."""
    ops = log.operations(source.connection, edit.txn)
    states = fold(source.connection, {op.row for op in ops}, before=(edit.hlc, edit.site, edit.seq))
    changed: dict[tuple[str, str], set[str]] = {}
    for op in ops:
        at = op.table, op.row
        states.setdefault(at, State(*at)).apply(op.op, op.data, edit.txn)
        changed.setdefault(at, set()).update(op.data)
    plan: Plan = {}
    for at, fields in changed.items():
        table, row = at
        there = _is_there(target, table, row)
        if not states[at].alive:
            if there:
                plan[at] = None
            continue
        columns = {field.name for field in source.model.tables[table].columns}
        # A record that others deleted meanwhile is whole again: what was changed in it is not lost.
        wanted = fields if there else columns
        plan[at] = {name: states[at].fields.get(name) for name in sorted(wanted)}
    return plan


def _is_there(target: Document, table: str, row: str) -> bool:
    found = target.connection.execute(f'SELECT 1 FROM "{table}" WHERE id=?', (row,)).fetchone()
    return found is not None
