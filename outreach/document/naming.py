"""What records and values are called when the program speaks of them to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.document.fields import Field, Links, Ref, Stored, Text
from outreach.document.fold import last_said
from outreach.document.records import Kind, Model

_LABEL = 200
"""Most characters of an edit's label."""


class Names:
    """Finds the names of records, deleted ones too, and remembers them while it lives."""

    def __init__(self, connection: sqlite3.Connection, model: Model) -> None:
        """Look names up in the file behind ``connection``."""
        self._connection = connection
        self._model = model
        self._known: dict[str, str] = {}

    def name(self, id: str, table: str = "") -> str:
        """Return what the record is called, in one line; its id when nothing better is known.

        Args:
            id: The record.
            table: Where it is, when that is known.
        """
        if id not in self._known:
            self._known[id] = id  # stands while titles that refer to each other are put together
            table = table or self._table(id)
            kind = self._model.tables.get(table)
            fields = self._fields(kind, id) if kind else {}
            self._known[id] = (self.title(kind, fields) if kind else "") or id
        return self._known[id]

    def all_of(self, kind: str) -> list[tuple[str, str]]:
        """Return id and name of every record of a kind, oldest first."""
        declared = self._model.kinds[kind]
        columns = ", ".join(f'"{name}"' for name in declared.title)
        rows = self._connection.execute(f'SELECT id, {columns} FROM "{kind}" ORDER BY id')
        return [
            (id, self.title(declared, dict(zip(declared.title, values, strict=True))) or id)
            for id, *values in rows.fetchall()
        ]

    def value(self, field: Field, stored: Stored) -> str:
        """Say the value of a field, given in stored form; empty when it is not set."""
        if stored is None:
            return ""
        if isinstance(field, Ref | Links):
            return self.name(str(stored))
        return field.words(field.load(stored))

    def change_label(self, id: str, field: Field, value: object) -> str:
        """Name an edit that sets one field: ``Telmara: Stage set to committed``.

        Args:
            id: The record.
            field: The field that is set.
            value: Its new value, in value form; a list of ids for links.
        """
        name, label = self.name(id), field.label
        if value in (None, "", ()):
            return _shortened(tr("{name}: {field} cleared", name=name, field=label))
        if isinstance(field, Text) and field.long:
            return _shortened(tr("{name}: {field} changed", name=name, field=label))
        if isinstance(field, Links):
            words = with_commas(self.name(str(id)) for id in _several(value))
        elif isinstance(field, Ref):
            words = self.name(str(value))
        else:
            words = field.words(value)
        said = tr("{name}: {field} set to {value}", name=name, field=label, value=words)
        return _shortened(said)

    def _table(self, id: str) -> str:
        row = self._connection.execute(
            "SELECT tbl FROM log_op WHERE row=? LIMIT 1", (id,)
        ).fetchone()
        return str(row[0]) if row else ""

    def _fields(self, kind: Kind, id: str) -> dict[str, Any]:
        """Return the fields of a record that its name is made of."""
        columns = (kind.columns[0].name,) if kind.link else kind.title
        names = ", ".join(f'"{name}"' for name in columns)
        found = self._connection.execute(
            f'SELECT {names} FROM "{kind.name}" WHERE id=?', (id,)
        ).fetchone()
        if found is not None:
            return dict(zip(columns, found, strict=True))
        return last_said(self._connection, [id])[kind.name, id].fields

    def title(self, kind: Kind, fields: Mapping[str, Any]) -> str:
        """Return what a record with these ``fields``, in stored form, is called; perhaps empty."""
        # A link is spoken of as the record whose link it is.
        title = (kind.columns[0].name,) if kind.link else kind.title
        parts = (self.value(kind.by_name[name], fields.get(name)) for name in title)
        return " · ".join(" ".join(part.split()) for part in parts if part)


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def _shortened(label: str) -> str:
    line = " ".join(label.split())
    return line if len(line) <= _LABEL else line[: _LABEL - 1] + "…"
