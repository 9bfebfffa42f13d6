"""What was deleted, and bringing it back with all that hung on it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.base.clock import moment
from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document import log
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fields import Ref, Stored
from outreach.document.fold import State, fold, last_said
from outreach.document.log import EditHead
from outreach.document.naming import Names
from outreach.history.plan import Plan, settle


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record that was deleted and can be brought back."""

    id: str
    kind: str
    name: str
    edit: str
    """The name of the edit that deleted it; an undo, where what was added was taken back."""
    at: dt.datetime
    """Local time, with its offset."""
    author: str
    label: str
    """What that edit is called."""
    hung_on: str | None
    """The record with which it went and comes back, or None when it went by itself."""


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What was brought back."""

    name: str
    changes: Changes
    left: tuple[str, ...]
    """Sentences on what could not be."""


def deleted(document: Document) -> list[Deleted]:
    """Return every record that was deleted and not brought back, newest first."""
    names = Names(document.connection, document.model)
    # Read from end to end: by the index of the rows it would take twenty times as long.
    rows = document.connection.execute("SELECT row FROM log_op NOT INDEXED WHERE op='D'")
    gone = _gone(document, {row for (row,) in rows})
    found = [
        Deleted(
            id,
            table,
            names.title(document.model.kinds[table], state.fields) or id,
            edit.id,
            moment(edit.at_ms),
            edit.author,
            edit.label,
            _hung_on(document, gone, id),
        )
        for id, (table, edit, state) in gone.items()
        if table in document.model.kinds
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


_Gone = dict[str, tuple[str, EditHead, State]]
"""Rows that were deleted: id to table, the edit that deleted it, and its state."""


def _gone(document: Document, rows: set[str]) -> _Gone:
    """Return those of ``rows`` that are deleted and not erased."""
    db, tables = document.connection, document.model.tables
    states = {
        row: state
        for (table, row), state in fold(db, rows).items()
        if not state.alive and not state.erased and table in tables
    }
    wanted = json.dumps(sorted({state.last for state in states.values()}))
    edits = {
        edit.txn: edit
        for edit in log.edits(db, "t.id IN (SELECT value FROM json_each(?))", [wanted])
    }
    return {row: (state.table, edits[state.last], state) for row, state in states.items()}


def _gone_with(document: Document, record: str) -> set[str]:
    """Return the record, and the rows that the edit deleted which last touched it."""
    db = document.connection
    last = next((state.last for state in last_said(db, [record]).values()), 0)
    return {
        record,
        *(row for (row,) in db.execute("SELECT row FROM log_op WHERE txn=? AND op='D'", (last,))),
    }


def _hung_on(document: Document, gone: _Gone, id: str) -> str | None:
    """Return the record that ``id`` could not be without and that went in the same edit."""
    table, edit, state = gone[id]
    for field in document.model.tables[table].columns:
        owner = str(state.fields.get(field.name))
        with_it = owner in gone and gone[owner][1].txn == edit.txn
        if isinstance(field, Ref) and field.required and with_it:
            return owner
    return None


def bring_back(document: Document, record: str) -> BroughtBack:
    """Bring a deleted record back, with all that hung on it and was deleted in the same edit.

    What was emptied when it went, such as the partner of a contact, is filled again unless it was
    changed since.

    Raises:
        Refusal: when the record is not deleted, or cannot be without something that is gone.
        NotSaved: when the file cannot be written.
    """
    names = Names(document.connection, document.model)
    gone = _gone(document, _gone_with(document, record))
    if record not in gone or gone[record][0] not in document.model.kinds:
        raise Refusal(_why_not(document, record, names))
    name = names.name(record)
    plan: Plan = {}
    for id in _with(document, gone, record):
        table, _, state = gone[id]
        columns = document.model.tables[table].columns
        plan[table, id] = {field.name: state.fields.get(field.name) for field in columns}
    plan |= _emptied(document, gone[record][1], plan)
    # What is brought back later in the same edit may be needed by what comes first.
    left = settle(document, plan, names)
    if (gone[record][0], record) not in plan:
        raise Refusal(
            tr(
                "“{name}” cannot be brought back, so nothing was changed. {left} "
                "Bring that back first.",
                name=name,
                left=left[0],
            )
        )
    with document.edit(tr("Brought back {name}", name=name)) as edit:
        edit.write_rows(plan)
    return BroughtBack(name, edit.changes, tuple(left))


def _why_not(document: Document, record: str, names: Names) -> str:
    if document.kind_of(record):
        return tr(
            "“{record}” is in the file; there is nothing to bring back.", record=names.name(record)
        )
    state = next(iter(fold(document.connection, [record]).values()), None)
    if state and state.erased:
        return tr("That record was erased for good and cannot be brought back.")
    return tr("No record {record} was ever deleted from this file.", record=record)


def _with(document: Document, gone: _Gone, record: str) -> Iterator[str]:
    """Yield the record, and what went with it and cannot be without it."""
    hanging: dict[str, list[str]] = {}
    for id, (table, edit, state) in gone.items():
        if edit.txn != gone[record][1].txn:
            continue
        for field in document.model.tables[table].columns:
            if isinstance(field, Ref) and field.required and state.fields.get(field.name):
                hanging.setdefault(str(state.fields[field.name]), []).append(id)
    waiting, found = [record], {record}
    while waiting:
        id = waiting.pop()
        yield id
        new = [one for one in hanging.get(id, ()) if one not in found]
        found.update(new)
        waiting += new


def _emptied(document: Document, edit: EditHead, plan: Plan) -> Plan:
    """Return the references to what comes back that ``edit`` emptied and nobody filled since."""
    db = document.connection
    emptied = [
        (op.table, op.row, name)
        for op in log.operations(db, edit.txn)
        if op.op == "U" and op.table in document.model.tables
        for name, value in op.data.items()
        if value is None
    ]
    rows = {row for _, row, _ in emptied}
    then = fold(db, rows, before=(edit.hlc, edit.site, edit.seq))
    now = fold(db, rows)
    coming = {id for _, id in plan}
    filled: dict[tuple[str, str], dict[str, Stored]] = {}
    for table, row, name in emptied:
        at = table, row
        known = then.get(at)
        was = known.fields.get(name) if known else None
        if was in coming and now[at].alive and now[at].writers.get(name) == edit.txn:
            filled.setdefault(at, {})[name] = was
    return dict(filled)
