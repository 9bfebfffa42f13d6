"""What rows of the file are to be, and what stands in the way: for undo, redo and bringing back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from outreach.base.language import tr
from outreach.document.document import Document
from outreach.document.fields import Ref, Stored
from outreach.document.naming import Names
from outreach.document.records import Kind

Plan = dict[tuple[str, str], Mapping[str, Stored] | None]
"""What rows are to be: (table, id) to the fields to write, or None where the row goes."""

_FEW = 50
"""So many records are looked up one by one; for more, all references are read."""

_TOLD = 5
"""Sentences that are said in full."""


def nothing_left(undo: bool, label: str, kept: Sequence[str]) -> str:
    """Say that nothing of an edit can be undone, or else redone, and what later edits keep."""
    if undo:
        why = tr(
            "Nothing of “{label}” is left to undo: later edits changed all of it.", label=label
        )
    else:
        why = tr(
            "Nothing of “{label}” is left to redo: later edits changed all of it.", label=label
        )
    return f"{why} {said(kept)}"


def said(sentences: Sequence[str]) -> str:
    """Return ``sentences`` in one, without the last of very many."""
    more = len(sentences) - _TOLD
    return " ".join(
        [*sentences[:_TOLD], *([tr("And {count} more.", count=more)] if more > 0 else [])]
    )


def settle(document: Document, plan: Plan, names: Names, hidden: Plan | None = None) -> list[str]:
    """Take out of ``plan`` what would leave a record without one it needs; say what and why.

    Args:
        document: The open file.
        plan: What rows are to be.
        names: Finds what records are called.
        hidden: Takes the rows that lack a record they need, where these may wait for it.
    """
    kept: list[str] = []
    while True:
        lacking = {
            at: sentence
            for at, values in list(plan.items())
            if values is not None and (sentence := _lacking(document, plan, at, values, names))
        }
        if hidden is not None:
            hidden.update((at, plan.pop(at)) for at in lacking)
            obstacles = dict(_still_used(document, plan, names))
        else:
            obstacles = dict(_still_used(document, plan, names)) | lacking
        if not lacking and not obstacles:
            return kept
        kept += obstacles.values()
        for at in obstacles:
            del plan[at]


def _still_used(
    document: Document, plan: Plan, names: Names
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the rows that are to go although others need them, with a sentence for each."""
    going: defaultdict[str, set[str]] = defaultdict(set)
    for (table, row), values in plan.items():
        if values is None:
            going[table].add(row)
    for table, rows in going.items():
        for other, field in document.model.referring.get(table, ()):
            for id, row in _references(document, other, field, rows):
                planned = plan.get((other.name, id), {})
                if planned is not None and field.name not in planned:
                    yield (
                        (table, row),
                        tr(
                            "“{name}” is used by “{other}”.",
                            name=names.name(row),
                            other=names.name(id),
                        ),
                    )


def _references(
    document: Document, other: Kind, field: Ref, rows: set[str]
) -> list[tuple[str, str]]:
    """Return who refers to one of ``rows`` by ``field``: (referring, referred to)."""
    db = document.connection
    if len(rows) > _FEW:
        # Read from the index of the field alone, which knows no ids.
        used = db.execute(f'SELECT DISTINCT "{field.name}" FROM "{other.name}"')
        rows = rows.intersection(row for (row,) in used)
    if not rows:
        return []
    return db.execute(
        f'SELECT id, "{field.name}" FROM "{other.name}" '
        f'WHERE "{field.name}" IN (SELECT value FROM json_each(?))',
        (json.dumps(list(rows)),),
    ).fetchall()


def _lacking(
    document: Document,
    plan: Plan,
    at: tuple[str, str],
    values: Mapping[str, Stored],
    names: Names,
) -> str | None:
    """Say what the row cannot be without; empty references that may be empty."""
    table, row = at
    mended = dict(values)
    for field in document.model.tables[table].columns:
        id = values.get(field.name)
        if not isinstance(field, Ref) or id is None or _stands(document, plan, field, str(id)):
            continue
        if field.required:
            return tr(
                "“{name}” needs “{other}”, which is gone.",
                name=names.name(row),
                other=names.name(str(id)),
            )
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
