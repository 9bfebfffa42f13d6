"""The history in words: each edit with who made it, when, and what went from what to what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from outreach.base.clock import moment
from outreach.document import log
from outreach.document.document import Document
from outreach.document.fields import Field, Links, Stored
from outreach.document.fold import State
from outreach.document.log import EditHead, Op
from outreach.document.naming import Names
from outreach.document.records import Kind, Model

_FIRST, _LAST = dt.date(1970, 1, 2), dt.date(2101, 1, 1)
"""No edit is from before or after; not every system can place other days on its clock."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, before and after, in words; empty stands for not set."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What an edit did to one record."""

    op: str
    """``I`` added, ``U`` changed, ``D`` deleted, ``R`` brought back, ``E`` erased."""
    kind: str
    id: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit as the history shows it."""

    edit: str
    """The edit's name, the same in every copy."""
    at: dt.datetime
    """Local time, with its offset."""
    author: str
    label: str
    kind: str
    """``edit``, ``undo``, ``redo``, ``import``, ``adopt`` or ``merge``."""
    changes: tuple[RecordChange, ...]


def entries(
    document: Document,
    *,
    record: str | None = None,
    person: str | None = None,
    since: dt.date | None = None,
    limit: int | None = None,
) -> list[Entry]:
    """Return the edits of the file, newest first.

    Args:
        document: The open file.
        record: Only edits of this record, and of them only what they did to it.
        person: Only edits by this author.
        since: Only edits made on this local day or later.
        limit: At most so many.
    """
    conditions, parameters = ["1"], list[Stored]()
    rows = _rows_of(document, record) if record is not None else None
    if rows is not None:
        conditions.append(
            "t.id IN (SELECT txn FROM log_op WHERE row IN (SELECT value FROM json_each(?)))"
        )
        parameters.append(json.dumps(sorted(rows)))
    if person is not None:
        conditions.append("coalesce(t.author, s.author) = ?")
        parameters.append(person)
    if since is not None:
        start = dt.datetime.combine(min(max(since, _FIRST), _LAST), dt.time()).astimezone()
        conditions.append("t.at_ms >= ?")
        parameters.append(int(start.timestamp() * 1000))
    wanted = list(log.edits(document.connection, " AND ".join(conditions), parameters))
    wanted = wanted[::-1][:limit]
    told = _Telling(document, wanted, rows)
    return [
        Entry(edit.id, moment(edit.at_ms), edit.author, edit.label, edit.kind, told.changes(edit))
        for edit in wanted
    ]


def _rows_of(document: Document, record: str) -> set[str]:
    """Return the record's own id and those of the links it ever had."""
    rows = {record}
    for kind in document.model.kinds.values():
        for links in kind.links:
            found = document.connection.execute(
                f"SELECT row FROM log_op WHERE tbl=? AND json_extract(data, '$.{kind.name}')=?",
                (kind.link_table(links), record),
            )
            rows.update(row for (row,) in found)
    return rows


class _Telling:
    """Replays the log of the records that some edits touched, and says what each edit did."""

    def __init__(
        self, document: Document, edits: Iterable[EditHead], rows: set[str] | None
    ) -> None:
        self._model: Model = document.model
        self._names = Names(document.connection, document.model)
        wanted = {edit.txn for edit in edits}
        self._told: dict[int, list[tuple[Op, dict[str, Stored]]]] = {txn: [] for txn in wanted}
        touched = json.dumps(sorted(wanted))
        only = "" if rows is None else "AND o.row IN (SELECT value FROM json_each(?2))"
        parameters = (touched,) if rows is None else (touched, json.dumps(sorted(rows)))
        states: dict[str, State] = {}
        for table, row, op, data, txn in document.connection.execute(
            f"""SELECT o.tbl, o.row, o.op, o.data, o.txn FROM log_op o
                JOIN log_txn t ON t.id = o.txn JOIN log_site s ON s.ord = t.site
                WHERE o.row IN (SELECT row FROM log_op
                                WHERE txn IN (SELECT value FROM json_each(?1))) {only}
                ORDER BY t.hlc, s.id, t.seq, o.n""",
            parameters,
        ):
            state = states.setdefault(row, State(table, row))
            fields = json.loads(data) if data else {}
            if txn in wanted:
                self._told[txn].append((Op(table, row, op, fields), dict(state.fields)))
            state.apply(op, fields, txn)

    def changes(self, edit: EditHead) -> tuple[RecordChange, ...]:
        """Say what ``edit`` did, one entry a record, links told with the record they belong to."""
        found: dict[str, tuple[str, str, list[FieldChange]]] = {}
        for op, before in self._told[edit.txn]:
            table = self._model.tables.get(op.table)
            if table is None:
                continue  # a kind from a newer version of the program
            if table.link:
                owner = str((op.data or before).get(table.columns[0].name))
                change = self._link_change(table, table.link, op, before)
                kind = self._model.owner(table).name
                found.setdefault(owner, ("U", kind, []))[2].append(change)
            else:
                fields = [self._field_change(f, op, before) for f in self._shown(table, op, before)]
                had = found.get(op.row)
                what = op.op if had is None or op.op != "U" else had[0]
                found[op.row] = (what, table.name, [*(had[2] if had else []), *fields])
        return tuple(
            RecordChange(op, kind, id, self._names.name(id), tuple(fields))
            for id, (op, kind, fields) in found.items()
        )

    def _shown(self, table: Kind, op: Op, before: dict[str, Stored]) -> list[Field]:
        named = before if op.op == "D" else op.data
        return [field for field in table.columns if field.name in named]

    def _field_change(self, field: Field, op: Op, before: dict[str, Stored]) -> FieldChange:
        was = None if op.op in "IR" else before.get(field.name)
        now = None if op.op == "D" else op.data.get(field.name)
        value = self._names.value
        return FieldChange(field.name, field.label, value(field, was), value(field, now))

    def _link_change(
        self, table: Kind, links: Links, op: Op, before: dict[str, Stored]
    ) -> FieldChange:
        target = self._names.value(links, (op.data or before).get(links.kind))
        gone = op.op in "DE"
        return FieldChange(links.name, links.label, target if gone else "", "" if gone else target)
