"""What only people can decide: where copies disagree, and how an answer is put on record.

An answer is an ordinary edit that has seen everything that was said. So it travels with the
file, and nobody who gets it is asked again.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from outreach.base.clock import moment
from outreach.base.errors import InvalidValue, NotFound, Refusal
from outreach.base.ids import derived_id
from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.document import conflicts, log
from outreach.document.conflicts import Conflict, Head
from outreach.document.document import Document
from outreach.document.edits import Changes, Edit
from outreach.document.fields import Field, Stored, Text, Words
from outreach.document.fold import At, fold
from outreach.document.log import EditHead
from outreach.document.records import Kind, Model
from outreach.merge.wording import Wording


class About(StrEnum):
    """What a decision is about."""

    FIELD = "field"
    """Two values for one field."""
    DELETION = "deletion"
    """One deleted the record, another changed it; it is there."""
    MISSING = "missing"
    """A record was deleted, and another that needs it was added or changed; both are hidden."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer of one's own instead of those that were given: a value in stored form."""

    value: Stored


Answer = str | Written
"""The word by which an answer is taken, or a value of one's own."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers."""

    take: str
    """The word by which it is taken: ``mine``, ``theirs``, ``keep``, ``delete``, or a number."""
    value: Stored
    words: str
    """The value in words; empty for not set."""
    author: str
    at: dt.datetime
    label: str
    """The edit in which it was said."""
    in_force: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A question to people, with what was said before it came up and what is said now."""

    id: str
    """The same in every copy of the file."""
    about: About
    kind: str
    record: str
    name: str
    """What the record is called."""
    field: str
    """Name of the field; empty when it is about the record as a whole."""
    label: str
    """What it is about, in words."""
    before: str
    """What all had seen, in words."""
    options: tuple[Option, ...]
    both: str
    """What keeping both would say; empty where that makes no sense."""

    def option(self, take: str) -> Option | None:
        """Return the answer called ``take``."""
        return next((option for option in self.options if option.take == take), None)


def decisions(document: Document) -> list[Decision]:
    """Return everything that waits for a decision, in the order of the declarations."""
    return waiting(document.connection, document.model)


def waiting(
    connection: sqlite3.Connection, model: Model, rows: Iterable[str] | None = None
) -> list[Decision]:
    """Return what waits for a decision in a file, or about the records ``rows`` only."""
    asking = _Asking(connection, model)
    only = None if rows is None else set(rows)
    order = {name: n for n, name in enumerate(model.tables)}
    found: list[Decision] = []
    there = conflicts.waiting(connection)
    for at in sorted((at for at in there if at[0] in order), key=lambda at: (order[at[0]], at[1])):
        if only is None or at[1] in only:
            found += asking.about(at, there[at])
    return found + list(asking.missing(only))


class _Asking:
    def __init__(self, connection: sqlite3.Connection, model: Model) -> None:
        self._db = connection
        self._model = model
        self._names = Wording(connection, model)

    def about(self, at: At, conflict: Conflict) -> Iterator[Decision]:
        """Yield the questions about one record."""
        table = self._model.tables[at[0]]
        if conflict.deletions:
            yield self._deletion(table, at, conflict)
        for name, heads in conflict.fields.items():
            declared = table.by_name.get(name)
            if declared is not None and not table.link:
                yield self._field(table, at, declared, heads)

    def _field(self, table: Kind, at: At, declared: Field, heads: list[Head]) -> Decision:
        options = self._options(table, at, declared, heads)
        both = both_of(declared, [option.value for option in options])
        return Decision(
            id=derived_id("decision", *at, declared.name),
            about=About.FIELD,
            kind=table.name,
            record=at[1],
            name=self._names.name(at[1]),
            field=declared.name,
            label=declared.label,
            before=self._names.said(table, at[1], declared, self._before(at, declared.name, heads)),
            options=options,
            both="" if both is None else self._names.value(declared, both),
        )

    def _options(
        self, table: Kind, at: At, declared: Field, heads: list[Head]
    ) -> tuple[Option, ...]:
        """Return the values, what was here first at the front; equal ones count once."""
        in_force = heads[-1]
        distinct: dict[tuple[type, Stored], Head] = {}
        for head in sorted(heads, key=lambda head: head.txn):
            distinct.setdefault((type(head.value), head.value), head)
        last = len(distinct) - 1
        found = []
        for n, head in enumerate(distinct.values()):
            edit = self._edit(head)
            found.append(
                Option(
                    take="mine" if n == 0 else "theirs" if n == last else str(n + 1),
                    value=head.value,
                    words=self._names.said(table, at[1], declared, head.value),
                    author=edit.author,
                    at=moment(edit.at_ms),
                    label=edit.label,
                    in_force=head.value == in_force.value,
                )
            )
        return tuple(found)

    def _before(self, at: At, name: str, heads: list[Head]) -> Stored:
        """Return what the field said before the first of the writes that disagree."""
        edits = [self._edit(head) for head in heads]
        first = min((edit.hlc, edit.site, edit.seq) for edit in edits)
        state = fold(self._db, [at[1]], before=first).get(at)
        return state.fields.get(name) if state else None

    def _deletion(self, table: Kind, at: At, conflict: Conflict) -> Decision:
        deleting = self._edit(conflict.deletions[-1])
        changing = self._last_write(at)
        label, delete = tr("Deleted by one, changed by another"), tr("Delete it")
        if table.link:
            other = fold(self._db, [at[1]])[at].fields.get(table.link.kind)
            label = f"{table.link.label}: “{self._names.name(str(other))}”"
            delete = tr("Take it out")
        return Decision(
            id=derived_id("decision", *at, ""),
            about=About.DELETION,
            kind=self._model.owner(table).name,
            record=at[1],
            name=self._names.name(at[1]),
            field="",
            label=label,
            before="",
            options=(
                _whole("keep", tr("Keep it"), changing, in_force=True),
                _whole("delete", delete, deleting, in_force=False),
            ),
            both="",
        )

    def missing(self, only: set[str] | None) -> Iterator[Decision]:
        """Yield a question for each deleted record that hidden ones wait for."""
        found: dict[At, list[At]] = {}
        for table, row in self._db.execute("SELECT tbl, row FROM log_orphan ORDER BY tbl, row"):
            for lacking in self._lacking((table, row)):
                found.setdefault(lacking, []).append((table, row))
        for at, hidden in found.items():
            if only is None or at[1] in only or any(row in only for _, row in hidden):
                yield self._gone(at, hidden)

    def _lacking(self, at: At) -> Iterator[At]:
        """Yield the deleted, not erased, records that a hidden one cannot be without."""
        table = self._model.tables.get(at[0])
        state = fold(self._db, [at[1]]).get(at)
        if table is None or state is None or not state.alive:
            return
        for ref in table.columns:
            target = state.fields.get(ref.name)
            if ref.required and isinstance(target, str):
                for other in fold(self._db, [target]).values():
                    if not other.alive and not other.erased:
                        yield other.table, other.row

    def _gone(self, at: At, hidden: list[At]) -> Decision:
        (row,) = self._db.execute(
            "SELECT max(txn) FROM log_op WHERE row=? AND op='D'", (at[1],)
        ).fetchone()
        deleting = next(log.edits(self._db, "t.id=?", (row,)))
        changing = self._last_write(hidden[-1])
        waits = with_commas(f"“{self._names.name(row)}”" for _, row in hidden[:3])
        return Decision(
            id=derived_id("decision", *at, "missing"),
            about=About.MISSING,
            kind=at[0],
            record=at[1],
            name=self._names.name(at[1]),
            field="",
            label=tr("Deleted, and needed by {names}", names=waits),
            before="",
            options=(
                _whole(
                    "delete", tr("Leave it deleted, with what needs it"), deleting, in_force=True
                ),
                _whole("keep", tr("Bring it back"), changing, in_force=False),
            ),
            both="",
        )

    def hidden_by(self, at: At) -> list[At]:
        """Return the hidden records that wait for the record ``at``."""
        return [
            (table, row)
            for table, row in self._db.execute("SELECT tbl, row FROM log_orphan").fetchall()
            if at in self._lacking((table, row))
        ]

    def _last_write(self, at: At) -> EditHead:
        return next(
            log.edits(
                self._db,
                "t.id = (SELECT max(txn) FROM log_op WHERE row=? AND op <> 'D')",
                (at[1],),
            )
        )

    def _edit(self, head: Head) -> EditHead:
        return next(log.edits(self._db, "t.id=?", (head.txn,)))


def _whole(take: str, words: str, edit: EditHead, *, in_force: bool) -> Option:
    return Option(take, None, words, edit.author, moment(edit.at_ms), edit.label, in_force)


def both_of(declared: Field, values: list[Stored]) -> Stored:
    """Return a value that says all of ``values``; None where a field can hold only one."""
    said = [value for value in values if value is not None]
    if len(said) < 2:
        return None
    both: object = None
    if isinstance(declared, Words):
        words = chain.from_iterable(json.loads(str(value)) for value in said)
        both = list(dict.fromkeys(words))
    elif isinstance(declared, Text):
        both = ("\n\n" if declared.long else " / ").join(map(str, said))
    try:
        return declared.check(both) if both else None
    except InvalidValue:  # together they are too long
        return None


def decide(document: Document, id: str, take: Answer) -> Changes:
    """Answer the question ``id`` by an edit, and return what that changed.

    Args:
        document: The open file.
        id: The decision's id.
        take: ``mine``, ``theirs``, ``both``, ``keep``, ``delete``, a number, a value in stored
            form, or :class:`Written` where that could be taken for one of these.

    Raises:
        Refusal: there is no such question, or the answer does not fit.
        NotSaved: when the file cannot be written.
    """
    decision = next((d for d in decisions(document) if d.id == id), None)
    if decision is None:
        raise NotFound(
            tr("There is no such decision to take in this file, so nothing was changed.")
        )
    with document.edit(
        tr("Decided: {name}, {label}", name=decision.name, label=decision.label)[:200]
    ) as edit:
        answer(edit, document, decision, take)
    return edit.changes


def answer(edit: Edit, document: Document, decision: Decision, take: Answer) -> None:
    """Put an answer on record within ``edit``.

    Nothing happens when another answer of the same edit has deleted what it is about.

    Raises:
        Refusal: the answer does not fit; the edit must then be given up.
    """
    table = _table(document, decision)
    at = (table.name, decision.record)
    if decision.about is About.FIELD:
        declared = table.by_name[decision.field]
        edit.affirm(*at, {declared.name: _chosen(decision, declared, take)})
    elif isinstance(take, Written) or decision.option(take) is None:
        raise Refusal(tr("Answer with “keep” or “delete”. Nothing was changed."))
    elif decision.about is About.DELETION and take == "keep":
        edit.affirm(*at, {})
    elif decision.about is About.DELETION:
        _delete(edit, document, table, decision.record)
    elif take == "keep":
        state = fold(document.connection, [decision.record])[at]
        edit.write_row(*at, {field.name: state.fields.get(field.name) for field in table.columns})
    else:
        for other, row in _Asking(document.connection, document.model).hidden_by(at):
            edit.write_row(other, row, None)


def _delete(edit: Edit, document: Document, table: Kind, id: str) -> None:
    if table.link or document.kind_of(id) is None:  # a link, or hidden, or gone already
        edit.write_row(table.name, id, None)
    else:
        edit.delete(id)


def _table(document: Document, decision: Decision) -> Kind:
    row = document.connection.execute(
        "SELECT tbl FROM log_op WHERE row=? LIMIT 1", (decision.record,)
    ).fetchone()
    return document.model.tables[row[0]]


def _chosen(decision: Decision, declared: Field, take: Answer) -> Stored:
    if isinstance(take, Written):
        return declared.check(take.value)
    if option := decision.option(take):
        return option.value
    if take == "both":
        both = both_of(declared, [option.value for option in decision.options])
        if both is None:
            raise Refusal(
                tr(
                    "{label} can say only one thing, so nothing was changed. Take one "
                    "of the two, or give another value.",
                    label=declared.label,
                )
            )
        return both
    return declared.check(take)
