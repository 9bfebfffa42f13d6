"""Checks what is to be written against the declarations and the records that are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.fields import Field, Links, Ref, Stored
from outreach.document.records import Kind, Model

Linked = list[tuple[Links, tuple[str, ...]]]
"""Fields that link to several records, with the ids of those."""


class Checking:
    """The checks of one edit; it remembers which records it found."""

    def __init__(self, connection: sqlite3.Connection, model: Model) -> None:
        """Check against the file behind ``connection``."""
        self._connection = connection
        self._model = model
        self._there: set[tuple[str, str]] = set()

    def values(self, kind: Kind, values: Mapping[str, object]) -> tuple[dict[str, Stored], Linked]:
        """Return ``values`` of a record in stored form: its columns, and its links.

        Raises:
            Refusal: an unknown field, a value that does not fit, a reference to a record that is
                not there.
        """
        columns: dict[str, Stored] = {}
        linked = []
        for name, value in values.items():
            field = kind.by_name.get(name)
            if field is None:
                raise Refusal(
                    tr(
                        "A record of the kind {kind} has no field “{field}”.",
                        kind=kind.name,
                        field=name,
                    )
                )
            if isinstance(field, Links):
                ids = field.check_ids(value)
                for target in ids:
                    self._must_exist(field, (field.kind,), target)
                linked.append((field, ids))
            else:
                stored = field.check(value)
                if isinstance(field, Ref) and stored is not None:
                    self._must_exist(field, field.kinds, str(stored))
                columns[name] = stored
        return columns, linked

    def forget(self) -> None:
        """Look all records up anew; to be called whenever the edit takes any away."""
        self._there.clear()

    def _must_exist(self, field: Field, kinds: tuple[str, ...], id: str) -> None:
        # A list names the same organisation thousands of times.
        if not any((kind, id) in self._there or self._found(kind, id) for kind in kinds):
            kind = self._model.one_of(kinds)
            said = tr("there is no {kind} with the id {id} in this file.", kind=kind, id=id)
            raise field.refuse(said)

    def _found(self, kind: str, id: str) -> bool:
        row = self._connection.execute(f'SELECT 1 FROM "{kind}" WHERE id=?', (id,)).fetchone()
        if row is not None:
            self._there.add((kind, id))
        return row is not None
