"""Holds the records of a source against a plan: what bringing them in would do.

What is added, what is changed in what, what stays, and what is refused and why. A value that the
source gave before, and that was changed here since, is left as it is here; so bringing in the same
thing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from outreach.base.errors import InvalidValue
from outreach.base.ids import derived_id
from outreach.base.language import tr
from outreach.base.progress import Progress
from outreach.base.sweeping import without_sweeping
from outreach.base.words import sentence_case, with_commas
from outreach.document.document import Document
from outreach.document.fields import Field, Links, Ref
from outreach.document.records import Kind
from outreach.exchange.here import GivenBefore, gone, rows
from outreach.exchange.incoming import ORDER, Extra, Incoming, Line, Outcome, Proposal
from outreach.exchange.progress import telling
from outreach.initiative import MODEL

_BEGINS: dict[str, dict[str, Any]] = {"organisation": {"status": "not_started"}}
"""By kind, what a record of a list says where the list does not, as one that is added by hand."""


@without_sweeping()
def propose(
    document: Document,
    source: str,
    incoming: Iterable[Incoming],
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Proposal:
    """Say what bringing ``incoming`` into ``document`` would do; nothing is written.

    Args:
        document: The plan.
        source: What the source is called.
        incoming: Its records, in any order.
        overwrite: Let the source win over what was changed here since it was last brought in.
        progress: Hears how many records of how many were held against the plan.
    """
    found = _together(sorted(incoming, key=lambda one: ORDER[one.kind.name]))
    look = _Looking(document, found, overwrite)
    lines = [look.line(one) for one in telling(found, len(found), progress)]
    return Proposal(source, document.state(), lines)


def _together(incoming: Iterable[Incoming]) -> list[Incoming]:
    """Return one record where the source has the same one several times: each adds to the first."""
    first: dict[str, Incoming] = {}
    found = []
    for one in incoming:
        had = first.get(one.id)
        if had is None or one.problem:
            first.setdefault(one.id, one)
            found.append(one)
            continue
        for name, value in one.values.items():
            before = had.values.get(name, ())
            if isinstance(value, Extra) and isinstance(before, tuple):
                both = Extra(dict.fromkeys((*before, *value)))
                one.values[name] = had.values[name] = both
        differs = [
            one.kind.by_name[name].label
            for name, value in one.values.items()
            if had.values.get(name, value) != value
        ]
        had.values = {**one.values, **had.values}
        had.note = _sentences(
            had.note, tr("{place} is the same record.", place=sentence_case(one.place))
        )
        if differs:
            had.note += " " + tr(
                "It says otherwise in {fields}; what came first was taken.",
                fields=with_commas(differs),
            )
    return found


class _Looking:
    """Holds the records of a source against a plan."""

    def __init__(self, document: Document, incoming: list[Incoming], overwrite: bool) -> None:
        self._document, self._overwrite = document, overwrite
        self._here = {
            kind: rows(document, MODEL.kinds[kind], ids) for kind, ids in _by_kind(incoming).items()
        }
        here: list[str] = []
        elsewhere: list[str] = []
        for one in incoming:
            if not one.fresh:
                (here if one.id in self._here[one.kind.name] else elsewhere).append(one.id)
        self._given = GivenBefore(document, () if overwrite else here)
        self._gone = gone(document, elsewhere)
        self._kinds: dict[str, str] = {}
        self._coming: dict[str, str] = {}
        self._left: set[str] = set()

    def line(self, one: Incoming) -> Line:
        """Return what becomes of a record, once those that it refers to were looked at."""
        here = self._here.get(one.kind.name, {}).get(one.id)
        name = _title(one, here)
        line = Line(one.place, one.kind, one.id, name, Outcome.REFUSED, why=one.problem)
        values: dict[str, Any] = {}
        if not line.why:
            line.why, values = self._checked(one)
        if not line.why and here is None:
            line.why = _lacks(one.kind, values)
            if not one.fresh and self._document.kind_of(one.id):
                line.why = tr("Its id is that of another record here.")
        if line.why:
            return line
        if here is None and (why := self._left_alone(one, values)):
            self._left.add(one.id)
            line.outcome, line.why = Outcome.SAME, why
            return line
        self._coming[one.id] = one.kind.name
        if here is not None:
            return self._changed(one, here, values, name)
        line.outcome, line.why, line.back = Outcome.ADDED, one.note, one.id in self._gone
        line.after = {
            name: "\n".join(value) if isinstance(value, Extra) else value
            for name, value in values.items()
            if value not in (None, ())
        }
        if one.fresh:
            line.after = {**_BEGINS.get(one.kind.name, {}), **line.after}
        return line

    def _left_alone(self, one: Incoming, values: Mapping[str, Any]) -> str:
        """Say why a record that is not here is not to be added; empty when it is."""
        needed = (values.get(f.name) for f in one.kind.columns if f.required and _refers(f))
        if any(id in self._left for id in needed):
            return tr("What it belongs to was deleted here.")
        return self._gone.get(one.id, "")

    def _changed(
        self, one: Incoming, here: Mapping[str, Any], values: Mapping[str, Any], name: str
    ) -> Line:
        if values.items() <= here.items():
            # As nearly all are when a list comes again.
            return Line(one.place, one.kind, one.id, name, Outcome.SAME, why=one.note)
        given = self._given.of(one.id)
        after: dict[str, Any] = {}
        kept, both = [], []
        for field_name, value in values.items():
            declared, now = one.kind.by_name[field_name], here[field_name]
            if isinstance(declared, Links):
                if new := self._new_links(one, declared, now, value):
                    after[field_name] = (*now, *new)
                continue
            before = given.get(field_name)
            if isinstance(value, Extra):
                had = {*str(now or "").splitlines(), *str(before or "").splitlines()}
                if more := [line for line in value if line not in had]:
                    after[field_name] = "\n".join(filter(None, (now, *more)))
                continue
            # A source that says nothing takes away nothing, unless it said something before.
            unsaid = value is None and before is None and not one.whole
            if value == now or unsaid:
                continue
            stays = value == before or (value is None and now != before)
            if stays and not one.whole:
                kept.append(declared.label)
                continue
            if before not in (None, now):
                both.append(declared.label)
            after[field_name] = value
        before = {field_name: here[field_name] for field_name in after}
        unchanged, disputed = with_commas(kept), with_commas(both)
        why = _sentences(
            one.note,
            tr("Changed here since, so it stays: {fields}.", fields=unchanged) if kept else "",
            tr("Changed here and there: {fields}.", fields=disputed) if both else "",
        )
        outcome = Outcome.CHANGED if after else Outcome.SAME
        return Line(one.place, one.kind, one.id, name, outcome, before, after, why)

    def _new_links(
        self, one: Incoming, declared: Links, now: tuple[str, ...], value: tuple[str, ...]
    ) -> list[str]:
        """Return what is to be linked to as well; not what somebody took away here."""
        table = one.kind.link_table(declared)
        return [
            id
            for id in value
            if id not in now
            and (
                self._overwrite
                or not self._document.connection.execute(
                    "SELECT 1 FROM log_op WHERE row=?", (derived_id(table, one.id, id),)
                ).fetchone()
            )
        ]

    def _checked(self, one: Incoming) -> tuple[str, dict[str, Any]]:
        """Return why the values do not fit, or else the values in stored form."""
        values: dict[str, Any] = {}
        try:
            for name, value in one.values.items():
                declared = one.kind.by_name[name]
                if isinstance(value, Extra):
                    declared.check("\n".join(value))
                    values[name] = value
                    continue
                if isinstance(declared, Links):
                    ids = declared.check_ids(value)
                    values[name] = tuple(id for id in ids if self._is_there(declared.kind, id))
                    continue
                stored = declared.check(value)
                if isinstance(declared, Ref) and stored is not None:
                    stored = self._reference(one, declared, str(stored))
                values[name] = stored
        except InvalidValue as error:
            return str(error), {}
        return "", values

    def _reference(self, one: Incoming, declared: Ref, id: str) -> str | None:
        if any(self._is_there(kind, id) for kind in declared.kinds):
            return id
        if declared.required and id in self._left:
            return id
        if declared.required:
            raise declared.refuse(tr("the record that it belongs to is not there."))
        one.note = _sentences(
            one.note, tr("{label} is left out: it is not there.", label=declared.label)
        )
        return None

    def _is_there(self, kind: str, id: str) -> bool:
        if id in self._coming:
            return self._coming[id] == kind
        if id not in self._kinds:
            found = self._document.kind_of(id)
            self._kinds[id] = found.name if found else ""
        return self._kinds[id] == kind


def _lacks(kind: Kind, values: Mapping[str, Any]) -> str:
    for declared in kind.columns:
        if declared.required and values.get(declared.name) is None:
            return tr("{label}: this cannot be left empty.", label=declared.label)
    return ""


def _by_kind(incoming: Iterable[Incoming]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in incoming:
        if not one.fresh:
            found.setdefault(one.kind.name, []).append(one.id)
    return found


def _title(one: Incoming, here: Mapping[str, Any] | None) -> str:
    """Return what a record is called, from its own words."""
    here = here or {}
    said = []
    for name in one.kind.title:
        word = one.values[name] if name in one.values else here.get(name)
        if word and not _refers(one.kind.by_name[name]):
            said.append(" ".join(str(word).split()))
    return " · ".join(said)[:200] or one.kind.label


def _refers(declared: Field) -> bool:
    return isinstance(declared, Ref | Links)


def _sentences(*said: str) -> str:
    return " ".join(filter(None, said))
