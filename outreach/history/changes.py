"""The history in words: each edit with who made it, when, and what went from what to what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from outreach.base.clock import moment
from outreach.document import log
from outreach.document.document import Document
from outreach.document.fields import Field, Links, Stored
from outreach.document.fold import State
from outreach.document.log import MERGE, EditHead, Op
from outreach.document.naming import Names
from outreach.document.records import Kind, Model
from outreach.history.browsing import EVERYTHING, Wanted, rows_of, steps_where
from outreach.history.effective import Standing, standing
from outreach.history.steps import Step, up_to


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record, before and after; of links, the one that was made or removed."""

    field: str
    label: str
    before: str
    """In words; empty stands for not set."""
    after: str
    old: Stored
    """What ``before`` says, in stored form."""
    new: Stored


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
    """A step as the history shows it: an edit, or what somebody typed into a field in one go."""

    edit: str
    """The name of the (last) edit, the same in every copy."""
    at: dt.datetime
    """Local time, with its offset."""
    author: str
    label: str
    kind: str
    """``edit``, ``typing``, ``undo``, ``redo``, ``import``, ``adopt`` or ``merge``."""
    taken_back: bool
    """Whether what it did no longer counts."""
    changes: tuple[RecordChange, ...]


def entries(
    document: Document, wanted: Wanted = EVERYTHING, limit: int | None = None
) -> list[Entry]:
    """Return the wanted steps, newest first, at most ``limit``.

    Of the steps of one record only what they did to it is told.
    """
    rows = rows_of(document, wanted)
    condition, parameters = steps_where(document, wanted, rows)
    heads = log.edits(
        document.connection,
        condition,
        parameters,
        newest_first=True,
        most=-1 if limit is None else limit,
    )
    steps = [_told_at_once(document, head) for head in heads]
    told = _Telling(document, steps, rows)
    found = standing(document.connection)
    return [_entry(step.last, found, told.changes(step)) for step in steps]


def entry(document: Document, edit: EditHead, most: int | None = None) -> Entry:
    """Return the step that ends with ``edit``, with ``most`` of the rows that it touched."""
    step = _told_at_once(document, edit)
    rows = None
    if most is not None:
        first = document.connection.execute(
            "SELECT row FROM log_op WHERE txn=? ORDER BY n LIMIT ?", (edit.txn, most)
        )
        rows = {row for (row,) in first}
    found = standing(document.connection)
    return _entry(edit, found, _Telling(document, [step], rows).changes(step))


def _told_at_once(document: Document, edit: EditHead) -> Step:
    """Return what the history tells in one; what a merge brought is told each by itself."""
    return Step((edit,)) if edit.kind == MERGE else up_to(document.connection, edit)


def _entry(edit: EditHead, found: Standing, changes: tuple[RecordChange, ...]) -> Entry:
    gone = found.taken_back(edit)
    return Entry(edit.id, moment(edit.at_ms), edit.author, edit.label, edit.kind, gone, changes)


class _Logged(NamedTuple):
    """An operation on a row, with its fields unread: of a long log few are needed."""

    op: str
    data: str | None
    txn: int

    def fields(self) -> dict[str, Stored]:
        return json.loads(self.data) if self.data else {}


def _last_said(log: Sequence[_Logged], name: str) -> Stored:
    """Return what a field of a row that was not erased holds after all that ``log`` says of it."""
    for logged in reversed(log):
        if logged.data and name in logged.data and name in (fields := logged.fields()):
            return fields[name]
    return None


class _Telling:
    """Reads the log of the records that some edits touched, and says what each edit did."""

    def __init__(self, document: Document, steps: Iterable[Step], rows: set[str] | None) -> None:
        self._model: Model = document.model
        self._names = Names(document.connection, document.model)
        self._logs: dict[str, list[_Logged]] = {}
        """What the log holds of each row, in the order between copies."""
        self._erased: set[str] = set()
        step_of = {edit.txn: step for step in steps for edit in step.edits}
        self._told: dict[Step, list[tuple[Op, int]]] = {step: [] for step in step_of.values()}
        """What each step did, and where in the log of the row that begins."""
        touched = json.dumps(sorted(step_of))
        only = "" if rows is None else "AND o.row IN (SELECT value FROM json_each(?2))"
        parameters = (touched,) if rows is None else (touched, json.dumps(sorted(rows)))
        for table, row, op, data, txn in document.connection.execute(
            f"""SELECT o.tbl, o.row, o.op, o.data, o.txn FROM log_op o
                JOIN log_txn t ON t.id = o.txn JOIN log_site s ON s.ord = t.site
                WHERE o.row IN (SELECT row FROM log_op
                                WHERE txn IN (SELECT value FROM json_each(?1))) {only}
                ORDER BY t.hlc, s.id, t.seq, o.n""",
            parameters,
        ):
            known = self._logs.setdefault(row, [])
            if step := step_of.get(txn):
                self._tell(step, Op(table, row, op, json.loads(data) if data else {}), len(known))
            known.append(_Logged(op, data, txn))
            if op == "E":
                self._erased.add(row)

    def _tell(self, step: Step, op: Op, place: int) -> None:
        told = self._told[step]
        if len(step.edits) > 1 and told:
            # Typing in one go is told from before the first edit to after the last.
            _, place = told.pop()
        told.append((op, place))

    def _before(self, op: Op, place: int) -> dict[str, Stored]:
        """Return what the row held before ``place`` of its log, as far as ``op`` needs it."""
        earlier = self._logs[op.row][:place]
        if op.op == "U" and op.row not in self._erased:
            return {name: _last_said(earlier, name) for name in op.data}
        if op.op in "IR" and op.data:
            return {}
        state = State(op.table, op.row)
        for logged in earlier:
            state.apply(logged.op, logged.fields(), logged.txn)
        return state.fields

    def changes(self, step: Step) -> tuple[RecordChange, ...]:
        """Say what ``step`` did, one entry a record, links told with the record they belong to."""
        found: dict[str, tuple[str, str, list[FieldChange]]] = {}
        for op, place in self._told[step]:
            table = self._model.tables.get(op.table)
            if table is None:
                continue  # a kind from a newer version of the program
            before = self._before(op, place)
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
        return [f for f in table.columns if f.name in named and not f.for_program]

    def _field_change(self, field: Field, op: Op, before: dict[str, Stored]) -> FieldChange:
        was = None if op.op in "IR" else before.get(field.name)
        now = None if op.op == "D" else op.data.get(field.name)
        value = self._names.value
        return FieldChange(field.name, field.label, value(field, was), value(field, now), was, now)

    def _link_change(
        self, table: Kind, links: Links, op: Op, before: dict[str, Stored]
    ) -> FieldChange:
        target = (op.data or before).get(links.kind)
        name = self._names.value(links, target)
        if op.op in "DE":
            return FieldChange(links.name, links.label, name, "", target, None)
        return FieldChange(links.name, links.label, "", name, None, target)
