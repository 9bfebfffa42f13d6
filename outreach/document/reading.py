"""Reading records as typed values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from outreach.document.fields import Stored
from outreach.document.records import Kind, Model, Record

R = TypeVar("R", bound=Record)


def select(
    connection: sqlite3.Connection,
    record: type[R],
    where: str = "",
    parameters: Sequence[Stored] = (),
) -> list[R]:
    """Return the records for which the SQL condition ``where`` holds, oldest first."""
    kind = record.KIND
    names = ("id", *(field.name for field in kind.columns))
    columns = ", ".join(f'"{name}"' for name in names)
    condition = f"WHERE {where}" if where else ""
    rows = connection.execute(
        f'SELECT {columns} FROM "{kind.name}" {condition} ORDER BY id', parameters
    ).fetchall()
    # A file has a hundred thousand of these: nothing is done for a value that needs nothing.
    converted = [
        (n, field.name, field.load, field.load(None))
        for n, field in enumerate(kind.columns, start=1)
        if field.converts
    ]
    by_id: dict[str, dict[str, Any]] = {}
    for row in rows:
        values = by_id[row[0]] = dict(zip(names, row, strict=True))
        for n, name, load, empty in converted:
            stored = row[n]
            values[name] = empty if stored is None else load(stored)
        for links in kind.links:
            values[links.name] = ()
    _load_links(connection, kind, by_id, condition, parameters)
    return [record.loaded(values) for values in by_id.values()]


def kind_of(connection: sqlite3.Connection, model: Model, id: str) -> Kind | None:
    """Return the kind of the record ``id``, or None when there is no such record."""
    row = connection.execute(model.which_kind, (id,)).fetchone()
    return model.kinds[row[0]] if row else None


def _load_links(
    connection: sqlite3.Connection,
    kind: Kind,
    by_id: dict[str, dict[str, Any]],
    condition: str,
    parameters: Iterable[Stored],
) -> None:
    if not by_id:
        return
    for links in kind.links:
        table = kind.link_table(links)
        owners = f'WHERE "{kind.name}" IN (SELECT id FROM "{kind.name}" {condition})'
        rows = connection.execute(
            f'SELECT "{kind.name}", "{links.kind}" FROM "{table}" '
            # Not in the order of rows, which undoing and merging change.
            f'{owners if condition else ""} ORDER BY "{links.kind}"',
            tuple(parameters),
        )
        gathered: dict[str, list[str]] = {}
        for owner, target in rows:
            gathered.setdefault(owner, []).append(target)
        for owner, targets in gathered.items():
            if owner in by_id:
                by_id[owner][links.name] = tuple(dict.fromkeys(targets))
