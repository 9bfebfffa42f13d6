"""What a plan holds, or held, of records that come in; asked for many at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from outreach.base.language import tr
from outreach.document.document import Document
from outreach.document.records import Kind

AT_ONCE = 5_000
"""Records looked up in one query."""


def _pieces(ids: list[str]) -> Iterator[str]:
    for begin in range(0, len(ids), AT_ONCE):
        yield json.dumps(ids[begin : begin + AT_ONCE])


def rows(document: Document, kind: Kind, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return those of ``ids`` that are records of ``kind``, with their fields in stored form."""
    names = [declared.name for declared in kind.columns]
    columns = "".join(f', "{name}"' for name in names)
    found: dict[str, dict[str, Any]] = {}
    for piece in _pieces(ids):
        these = "IN (SELECT value FROM json_each(?))"
        for id, *values in document.connection.execute(
            f'SELECT id{columns} FROM "{kind.name}" WHERE id {these}', (piece,)
        ):
            found[id] = dict(zip(names, values, strict=True)) | {
                link.name: () for link in kind.links
            }
        for link in kind.links:
            for owner, target in document.connection.execute(
                f'SELECT "{kind.name}", "{link.kind}" FROM "{kind.link_table(link)}"'
                f' WHERE "{kind.name}" {these} ORDER BY "{link.kind}"',
                (piece,),
            ):
                if owner in found:
                    found[owner][link.name] += (target,)
    return found


class GivenBefore:
    """What earlier imports last wrote into the fields of records; no links.

    It is looked up where it is asked for, and of those that stand next to it: most of a list that
    comes again says what is here, so that nobody asks.
    """

    def __init__(self, document: Document, ids: Sequence[str]) -> None:
        """Look in ``document`` for these records, which are asked about in about this order."""
        self._document, self._ids = document, ids
        self._places = {id: n for n, id in enumerate(ids)}
        self._found: dict[str, dict[str, Any]] = {}

    def of(self, id: str) -> dict[str, Any]:
        """Return the fields of a record with what was written into them, in stored form."""
        place = self._places.get(id)
        if place is None:
            return {}
        if id not in self._found:
            self._look_up(self._ids[place : place + AT_ONCE])
        return self._found[id]

    def _look_up(self, ids: Sequence[str]) -> None:
        for id in ids:
            self._found[id] = {}
        for row, data in self._document.connection.execute(
            "SELECT o.row, o.data FROM log_op o JOIN log_txn t ON t.id = o.txn"
            " WHERE t.kind = 'import' AND o.data IS NOT NULL"
            " AND o.row IN (SELECT value FROM json_each(?)) ORDER BY t.id, o.n",
            (json.dumps(ids),),
        ):
            self._found[row].update(json.loads(data))


def gone(document: Document, ids: list[str]) -> dict[str, str]:
    """Return, for ids that were used here and are not, why that record cannot be added.

    The reason is empty for what went only because an edit was taken back: it can come back.
    """
    found: dict[str, str] = {}
    for piece in _pieces(ids):
        for row, op, undone in document.connection.execute(
            "SELECT o.row, o.op, t.undo_site IS NOT NULL FROM log_op o JOIN log_txn t ON"
            " t.id = o.txn WHERE o.op IN ('D', 'E') AND o.row IN (SELECT value FROM json_each(?))"
            " ORDER BY o.op, t.id, o.n",
            (piece,),
        ):
            if op == "E":
                found[row] = tr("It was erased here, for good.")
            elif undone:
                found[row] = ""
            else:
                found[row] = tr(
                    "It was deleted here. Put it back from the history if it is wanted."
                )
    return found
