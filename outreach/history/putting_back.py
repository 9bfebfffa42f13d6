"""A single value of the past put back, as an ordinary edit."""

from __future__ import annotations

from outreach.base.errors import InvalidValue, Refusal
from outreach.base.language import tr
from outreach.document import log
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fields import Field, Links, Ref
from outreach.document.fold import fold
from outreach.document.naming import Names
from outreach.document.records import Kind
from outreach.history.related import own_rows
from outreach.history.steps import Step, step_of
from outreach.history.undo import edit_named

_Place = tuple[int, str, int]
"""A place in the order of edits."""


def put_back(
    document: Document, edit: str, record: str, field: str, *, after: bool = False
) -> Changes:
    """Give a field of a record the value that it had before an edit, or ``after`` it.

    Args:
        document: The open file.
        edit: The edit's name as the history gives it. What somebody typed in one go counts as one.
        record: The record.
        field: The name of its field.
        after: Take the value that the edit gave it.

    Raises:
        Refusal: the value no longer fits, or is there already; it says what stands in the way.
        NotSaved: when the file cannot be written.
    """
    step = step_of(document.connection, edit_named(document, edit))
    names = Names(document.connection, document.model)
    kind = document.kind_of(record)
    if kind is None:
        raise Refusal(
            tr(
                "“{record}” is not in the file, so nothing was put back. If it was "
                "deleted, bring it back first.",
                record=names.name(record),
            )
        )
    declared = kind.by_name.get(field)
    if declared is None:
        raise Refusal(
            tr("A record of the kind {kind} has no field “{field}”.", kind=kind.name, field=field)
        )
    if not _touched(document, step, kind, declared, record):
        raise Refusal(
            tr(
                "“{edit}” did not change {field} of “{record}”, so nothing was put back.",
                edit=step.last.label,
                field=declared.label,
                record=names.name(record),
            )
        )
    value = _value(document, kind, declared, record, _place(document, step, after))
    _must_stand(document, declared, value, names)
    label = names.change_label(record, declared, value)
    try:
        with document.edit(tr("Put back: {label}", label=label)) as change:
            change.set(record, **{field: value})
    except InvalidValue as error:
        raise Refusal(
            tr("The value no longer fits, so nothing was put back. {error}", error=error)
        ) from error
    if not change.changes:
        raise Refusal(
            tr(
                "{field} of “{record}” is so already.",
                field=declared.label,
                record=names.name(record),
            )
        )
    return change.changes


def _touched(document: Document, step: Step, kind: Kind, field: Field, record: str) -> bool:
    rows = own_rows(document, record) if isinstance(field, Links) else {record}
    table = kind.link_table(field) if isinstance(field, Links) else kind.name
    return any(
        op.table == table and op.row in rows and (op.op != "U" or field.name in op.data)
        for edit in step.edits
        for op in log.operations(document.connection, edit.txn)
    )


def _place(document: Document, step: Step, after: bool) -> _Place:
    """Return the place in the order of edits just before the step, or just after it."""
    edit = step.last if after else step.edits[0]
    return edit.hlc, edit.site, edit.seq + after


def _value(document: Document, kind: Kind, field: Field, record: str, place: _Place) -> object:
    """Return what the field held just before ``place``, in stored form; ids of links."""
    db = document.connection
    if not isinstance(field, Links):
        state = fold(db, [record], place).get((kind.name, record))
        if state is None or not state.alive:
            raise Refusal(tr("Before that edit the record was not there, so nothing was put back."))
        return state.fields.get(field.name)
    table = kind.link_table(field)
    states = fold(db, own_rows(document, record), place).values()
    return tuple(
        sorted(
            str(state.fields[field.kind])
            for state in states
            if state.table == table and state.alive
        )
    )


def _must_stand(document: Document, field: Field, value: object, names: Names) -> None:
    """Refuse a reference to a record that is gone."""
    if value is None or not isinstance(field, Ref | Links):
        return
    kinds = (field.kind,) if isinstance(field, Links) else field.kinds
    wanted = value if isinstance(value, tuple) else (value,)
    for id in map(str, wanted):
        kind = document.kind_of(id)
        if kind is None or kind.name not in kinds:
            raise Refusal(
                tr(
                    "{field} was “{name}”, which is no longer in the file, so nothing "
                    "was put back. Bring that back first.",
                    field=field.label,
                    name=names.name(id),
                )
            )
