"""What a merge did, or would do, in words: grouped by record, and fit for scripts."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from outreach.base.clock import moment
from outreach.document.edits import Changes
from outreach.document.fold import At
from outreach.document.intake import Arrival, Arrivals
from outreach.document.records import Kind, Model
from outreach.document.showing import Shift
from outreach.merge.around import Going
from outreach.merge.decisions import Decision
from outreach.merge.wording import Wording

NOTHING = Changes("", "", "", ())


@dataclass(frozen=True, slots=True)
class FieldFit:
    """One field that came in."""

    field: str
    label: str
    before: str
    """In words; empty for not set."""
    after: str
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Fit:
    """What came in for one record and needs no decision."""

    id: str
    kind: str
    name: str
    done: str
    """``added``, ``changed``, ``deleted`` or ``brought back``."""
    fields: tuple[FieldFit, ...]
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """A record that was erased elsewhere, and is here now; it is not named."""

    kind: str
    id: str
    author: str
    at: dt.datetime
    label: str


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A record that was added here, and of which the other copy does not know."""

    id: str
    kind: str
    name: str
    author: str
    at: dt.datetime


@dataclass(slots=True)
class Report:
    """What came of a merge."""

    name: str
    """The file that was brought in."""
    edits: int = 0
    """How many edits came in."""
    authors: tuple[str, ...] = ()
    fits: list[Fit] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    """What needs a decision now because of what came in, before any answer was taken."""
    around: dict[str, tuple[Going, ...]] = field(default_factory=dict)
    """What was going on around each decision, by its id."""
    only_here: list[OnlyHere] = field(default_factory=list)
    erasures: list[Erasure] = field(default_factory=list)
    scrubbed: list[Erasure] = field(default_factory=list)
    """The records that stay, of which something that they said is erased for good."""
    changes: Changes = NOTHING
    """What the edit that brought it in changed; nothing when nothing came."""

    @property
    def edit(self) -> str:
        """The name of the edit that brought it in; empty when nothing came."""
        return self.changes.edit

    @property
    def for_good(self) -> list[Erasure]:
        """All that is erased for good, records and texts."""
        return [*self.erasures, *self.scrubbed]

    def __bool__(self) -> bool:
        """Whether anything came in."""
        return bool(self.edits)


def only_here(
    connection: sqlite3.Connection, model: Model, theirs: Mapping[str, int]
) -> list[OnlyHere]:
    """Return the records that were added here since, in the order of the declarations.

    Args:
        connection: The file here.
        model: What it holds.
        theirs: The newest edit of each writing session that the other copy has.
    """
    names = Wording(connection, model)
    found = []
    for kind in model.kinds:
        added = connection.execute(
            f"""SELECT here.id, s.id, t.seq, coalesce(t.author, s.author), t.at_ms
                FROM "{kind}" AS here JOIN log_op o ON o.row = here.id AND o.op = 'I'
                JOIN log_txn t ON t.id = o.txn JOIN log_site s ON s.ord = t.site
                WHERE t.site IN (SELECT value FROM json_each(?)) ORDER BY here.id""",
            (_ahead(connection, theirs),),
        ).fetchall()
        found += [
            OnlyHere(id, kind, names.name(id), author, moment(at_ms))
            for id, site, seq, author, at_ms in added
            if seq > theirs.get(site, 0)
        ]
    return found


def _ahead(connection: sqlite3.Connection, theirs: Mapping[str, int]) -> str:
    """Return the sessions of which more is here, as a JSON list of their numbers."""
    newest = connection.execute(
        "SELECT s.ord, s.id, max(t.seq) FROM log_txn t JOIN log_site s ON s.ord = t.site"
        " GROUP BY t.site"
    )
    return json.dumps([order for order, id, seq in newest if seq > theirs.get(id, 0)])


def describe(
    connection: sqlite3.Connection,
    model: Model,
    arrivals: Arrivals,
    shifts: Mapping[At, Shift],
) -> list[Fit]:
    """Say what ``arrivals`` did to the records, now that they are in the file."""
    return _Telling(connection, model, arrivals).fits(shifts)


def erasures(model: Model, arrivals: Arrivals, op: str) -> list[Erasure]:
    """Return the records that were erased by ``op``, or of which texts were, without a name."""
    found = {
        entry.row: Erasure(
            entry.table, entry.row, edit.head.author, moment(edit.head.at_ms), edit.head.label
        )
        for edit in arrivals.edits
        for entry in edit.entries
        if entry.op == op and (op == "E" or entry.table in model.tables)
    }
    return list(found.values())


def without_decisions(
    connection: sqlite3.Connection, fits: Iterable[Fit], decisions: Iterable[Decision]
) -> list[Fit]:
    """Return what of ``fits`` is in no need of a decision.

    What is in force until somebody decides is none of them, nor is what is hidden until then.
    """
    asked = {(decision.record, decision.field) for decision in decisions}
    hidden = {row for (row,) in connection.execute("SELECT row FROM log_orphan")}
    found = []
    for fit in fits:
        fields = tuple(field for field in fit.fields if (fit.id, field.field) not in asked)
        if fit.done == "changed" and not fields:
            continue
        if fit.done != "changed" and ((fit.id, "") in asked or fit.id in hidden):
            continue
        found.append(replace(fit, fields=fields))
    return found


class _Telling:
    def __init__(self, connection: sqlite3.Connection, model: Model, arrivals: Arrivals) -> None:
        self._model = model
        self._names = Wording(connection, model)
        self._arrivals = arrivals
        self._last: dict[str, Arrival] = {}
        self._wrote: dict[tuple[str, str], Arrival] = {}
        for edit in arrivals.in_order:
            for op in edit.ops:
                self._last[op.row] = edit
                for name in op.data:
                    self._wrote[op.row, name] = edit

    def fits(self, shifts: Mapping[At, Shift]) -> list[Fit]:
        """Return what changed, records of one kind together, in the order of the declarations."""
        order = {name: n for n, name in enumerate(self._model.tables)}
        found: dict[str, Fit] = {}
        for at in sorted(shifts, key=lambda at: (order[at[0]], at[1])):
            fit = self._fit(at, *shifts[at])
            had = found.get(fit.id)
            if had is None:
                found[fit.id] = fit
            else:
                found[fit.id] = _joined(had, fit)
        return list(found.values())

    def _fit(
        self, at: At, before: Mapping[str, object] | None, after: Mapping[str, object] | None
    ) -> Fit:
        table = self._model.tables[at[0]]
        edit = self._last.get(at[1]) or self._arrivals.edits[-1]
        author, when = edit.head.author, moment(edit.head.at_ms)
        if table.link:
            return self._link(table, before, after, author, when)
        fields = tuple(self._fields(table, at[1], before or {}, after or {}))
        done = "deleted" if after is None else "added" if before is None else "changed"
        name = self._names.name(at[1], at[0])
        return Fit(at[1], table.name, name, done, () if after is None else fields, author, when)

    def _fields(
        self, table: Kind, id: str, before: Mapping[str, object], after: Mapping[str, object]
    ) -> Iterator[FieldFit]:
        for declared in table.columns:
            old, new = before.get(declared.name), after.get(declared.name)
            if old != new:
                edit = (
                    self._wrote.get((id, declared.name))
                    or self._last.get(id)
                    or self._arrivals.edits[-1]
                )
                yield FieldFit(
                    declared.name,
                    declared.label,
                    self._names.said(table, id, declared, old),  # type: ignore[arg-type]
                    self._names.said(table, id, declared, new),  # type: ignore[arg-type]
                    edit.head.author,
                    moment(edit.head.at_ms),
                )

    def _link(
        self,
        table: Kind,
        before: Mapping[str, object] | None,
        after: Mapping[str, object] | None,
        author: str,
        when: dt.datetime,
    ) -> Fit:
        """Tell of a link as of a field of the record whose link it is."""
        assert table.link is not None
        row = after or before or {}
        owner, other = (str(row.get(column.name)) for column in table.columns[:2])
        name = self._names.name(other)
        one = FieldFit(
            table.link.name,
            table.link.label,
            name if before else "",
            name if after else "",
            author,
            when,
        )
        kind = self._model.owner(table)
        return Fit(owner, kind.name, self._names.name(owner), "changed", (one,), author, when)


def _joined(one: Fit, other: Fit) -> Fit:
    """Return one record's news of two: of its own fields and of its links."""
    if one.done == "deleted":
        return one
    last = max(one, other, key=lambda fit: fit.at)
    return Fit(
        one.id, one.kind, one.name, one.done, one.fields + other.fields, last.author, last.at
    )
