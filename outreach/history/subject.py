"""What an edit is about: the record, and perhaps its field, that people are shown after it."""

from __future__ import annotations

from typing import NamedTuple

from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fields import Ref
from outreach.document.fold import fold
from outreach.document.log import Op


class Subject(NamedTuple):
    """A record that is in the file, and which of its fields the edit set."""

    record: str
    field: str
    """Empty when the record as a whole was added or brought back."""


def subject_of(document: Document, changes: Changes) -> Subject | None:
    """Return what an edit that was just made is about; None when that is gone.

    A record that came with others is meant before those that hang on it: a partner, not its
    needs. A link that was made or removed is about the record whose field it is.
    """
    ops = changes.ops
    came = [
        op
        for op in ops
        if op.op in "IR" and op.table in document.model.kinds and _is_there(document, op)
    ]
    ids = {op.row for op in came}
    for op in came:
        if not _hangs_on(document, op, ids):
            return Subject(op.row, "")
    if any(op.op in "DE" and op.table in document.model.kinds for op in ops):
        return None
    return next(filter(None, (_changed(document, op) for op in ops)), None)


def _is_there(document: Document, op: Op) -> bool:
    found = document.connection.execute(f'SELECT 1 FROM "{op.table}" WHERE id=?', (op.row,))
    return found.fetchone() is not None


def _hangs_on(document: Document, op: Op, ids: set[str]) -> bool:
    """Tell whether the record cannot be without one of ``ids``."""
    needed = [
        field.name
        for field in document.model.kinds[op.table].columns
        if isinstance(field, Ref) and field.required
    ]
    if not needed:
        return False
    names = ", ".join(f'"{name}"' for name in needed)
    row = document.connection.execute(
        f'SELECT {names} FROM "{op.table}" WHERE id=?', (op.row,)
    ).fetchone()
    return not ids.isdisjoint(row)


def _changed(document: Document, op: Op) -> Subject | None:
    """Return the record and field that ``op`` changed, when the record is there."""
    table = document.model.tables.get(op.table)
    if table is None:
        return None
    if not table.link:
        field = next(iter(op.data), "")
        return Subject(op.row, field) if op.op == "U" and _is_there(document, op) else None
    # The link may be gone, but the log knows whose it was.
    link = fold(document.connection, [op.row])[op.table, op.row]
    owner = str(link.fields.get(table.columns[0].name))
    return Subject(owner, table.link.name) if document.kind_of(owner) else None
