"""Everything in a file at one moment, as plain values: what planning and briefs work on."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from outreach.cadence.kinds import (
    Commitment,
    Prerequisite,
    QuietPeriod,
    Sequence,
    Step,
    Touchpoint,
)
from outreach.cause.kinds import Contribution, Initiative, Tag, UseCase
from outreach.document.connecting import one_moment
from outreach.document.document import Document
from outreach.document.records import Record
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, MapPlace, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Need, Objection, Proof, Response, ValueProposition


@dataclass(slots=True)
class Dossier:
    """What belongs to one partner, oldest first."""

    people: list[Person] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    value_propositions: list[ValueProposition] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    """Those to its objections."""
    steps: list[Step] = field(default_factory=list)
    touchpoints: list[Touchpoint] = field(default_factory=list)
    """Contacts with it or with its people."""
    commitments: list[Commitment] = field(default_factory=list)
    """Promises by it or to it, or by or to its people."""


@dataclass(frozen=True)
class Snapshot:
    """All records of an initiative by id, oldest first within a kind."""

    initiative: Initiative
    use_cases: dict[str, UseCase]
    contributions: dict[str, Contribution]
    tags: dict[str, Tag]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    relationships: dict[str, Relationship]
    champions: dict[str, Champion]
    map_places: dict[str, MapPlace]
    needs: dict[str, Need]
    proofs: dict[str, Proof]
    value_propositions: dict[str, ValueProposition]
    responses: dict[str, Response]
    objections: dict[str, Objection]
    answers: dict[str, Answer]
    sequences: dict[str, Sequence]
    steps: dict[str, Step]
    prerequisites: dict[str, Prerequisite]
    touchpoints: dict[str, Touchpoint]
    commitments: dict[str, Commitment]
    quiet_periods: dict[str, QuietPeriod]

    def name(self, id: str | None) -> str:
        """Return the name of an organisation or person; empty when there is none."""
        if id is None:
            return ""
        found = self.organisations.get(id) or self.people.get(id)
        return found.name if found else ""

    def dossier(self, organisation: str) -> Dossier:
        """Return what belongs to one partner; an empty dossier for one that has nothing."""
        return self._dossiers.get(organisation) or Dossier()

    @cached_property
    def worked_out(self) -> dict[tuple[str, dt.date], Any]:
        """What was worked out of it for a day, by name: it never changes, so that stays true."""
        return {}

    @cached_property
    def _dossiers(self) -> dict[str, Dossier]:
        found = {id: Dossier() for id in self.organisations}
        for person in self.people.values():
            if person.organisation:
                found[person.organisation].people.append(person)
        for need in self.needs.values():
            found[need.organisation].needs.append(need)
        for value in self.value_propositions.values():
            found[value.organisation].value_propositions.append(value)
        for contribution in self.contributions.values():
            found[contribution.organisation].contributions.append(contribution)
        for objection in self.objections.values():
            found[objection.organisation].objections.append(objection)
        for answer in self.answers.values():
            found[self.objections[answer.objection].organisation].answers.append(answer)
        for step in self.steps.values():
            if step.organisation:
                found[step.organisation].steps.append(step)
        for touchpoint in self.touchpoints.values():
            for place in self.places(touchpoint.organisation, *touchpoint.people):
                found[place].touchpoints.append(touchpoint)
        for commitment in self.commitments.values():
            for place in self.places(commitment.by, commitment.to):
                found[place].commitments.append(commitment)
        return found

    @property
    def ours(self) -> str | None:
        """The organisation of whoever keeps the plan; None where nobody says who that is."""
        coordinator = self.people.get(self.initiative.coordinator or "")
        return coordinator.organisation if coordinator else None

    def places(self, *ids: str | None) -> list[str]:
        """Return the organisations among ``ids`` and those where the people among them work."""
        places: dict[str, None] = {}
        for id in ids:
            if id in self.people:
                id = self.people[id].organisation
            if id is not None:
                places[id] = None
        return list(places)


KINDS: dict[str, type[Record]] = {
    "use_cases": UseCase,
    "contributions": Contribution,
    "tags": Tag,
    "organisations": Organisation,
    "people": Person,
    "relationships": Relationship,
    "champions": Champion,
    "map_places": MapPlace,
    "needs": Need,
    "proofs": Proof,
    "value_propositions": ValueProposition,
    "responses": Response,
    "objections": Objection,
    "answers": Answer,
    "sequences": Sequence,
    "steps": Step,
    "prerequisites": Prerequisite,
    "touchpoints": Touchpoint,
    "commitments": Commitment,
    "quiet_periods": QuietPeriod,
}
"""What each field of a snapshot holds; the initiative is one record and stands for itself."""


def take(document: Document) -> Snapshot:
    """Read everything in ``document``, as it is at one moment."""
    with one_moment(document.connection):
        return _take(document)


def part(document: Document, ids: Mapping[str, Iterable[str]]) -> Snapshot:
    """Read only some records of ``document``, by the names of fields of a snapshot.

    For what is shown before everything is read; links to what is not among them lead nowhere.
    """
    found: dict[str, Any] = {name: {} for name in KINDS}
    for name, wanted in ids.items():
        found[name] = {one.id: one for one in document.of_ids(KINDS[name], wanted)}
    return Snapshot(initiative=the_initiative(document), **found)


class Taken(NamedTuple):
    """A snapshot, and what the log was when it was taken: it goes from one thread to another."""

    snapshot: Snapshot
    edit: int
    digest: str
    """What the log says of that edit: with another one, it is another log."""
    hidden: bool


class Latest:
    """The snapshot of a file that is being edited: after an edit only what it touched is read."""

    MOST = 500
    """Records touched since the last look beyond which everything is read anew."""

    def __init__(self, document: Document, taken: Taken | None = None) -> None:
        """Follow ``document``; nothing is read yet, but what was ``taken`` elsewhere."""
        self.document = document
        """The file that is followed."""
        self._taken = taken.snapshot if taken else None
        self._edit, self._digest = (taken.edit, taken.digest) if taken else (0, "")
        self._hidden = bool(taken and taken.hidden)

    def snapshot(self) -> Snapshot:
        """Return everything in the file as it is now."""
        connection = self.document.connection
        with one_moment(connection):
            edit, hidden = connection.execute(
                "SELECT (SELECT max(id) FROM log_txn), EXISTS (SELECT 1 FROM log_orphan)"
            ).fetchone()
            same = _digest(connection, self._edit) == self._digest
            touched = self._touched(connection) if same else None
            if self._taken is None or self._hidden or hidden or touched is None:
                self._taken = _take(self.document)
            elif touched:
                self._taken = _renewed(self._taken, self.document, touched)
            self._edit, self._hidden = edit or 0, bool(hidden)
            self._digest = _digest(connection, self._edit)
            return self._taken

    def taken(self) -> Taken:
        """Return everything in the file as it is now, to be followed elsewhere from there."""
        return Taken(self.snapshot(), self._edit, self._digest, self._hidden)

    def _touched(self, connection: sqlite3.Connection) -> dict[str, set[str]] | None:
        """Return the ids of the records of each kind that edits touched since the last look.

        None for too many, and where records are erased, which is no edit of each that names them.
        """
        found: dict[str, set[str]] = {}
        rows = connection.execute(
            "SELECT DISTINCT tbl, row, op FROM log_op WHERE txn > ? LIMIT ?",
            (self._edit, self.MOST),
        ).fetchall()
        if len(rows) == self.MOST or any(op in "ES" for _, _, op in rows):
            return None
        for table, row, _ in rows:
            if (kind := self.document.model.tables.get(table)) is None:
                continue
            owner = self.document.model.owner(kind)
            ids = {row} if owner is kind else _owners(connection, kind.columns[0].name, row)
            found.setdefault(owner.name, set()).update(ids)
        return found


def _digest(connection: sqlite3.Connection, edit: int) -> str:
    """Return what tells an edit from those that have its number in other files; empty for none."""
    found = connection.execute("SELECT digest FROM log_txn WHERE id=?", (edit,)).fetchone()
    return str(found[0]) if found else ""


def _take(document: Document) -> Snapshot:
    found: dict[str, Any] = {
        name: {one.id: one for one in document.all(record)} for name, record in KINDS.items()
    }
    return Snapshot(initiative=the_initiative(document), **found)


def _renewed(before: Snapshot, document: Document, touched: dict[str, set[str]]) -> Snapshot:
    """Return ``before`` with the records of ``touched`` as they are now."""
    changed: dict[str, Any] = {"initiative": the_initiative(document)}
    for name, record in KINDS.items():
        if ids := touched.get(record.KIND.name):
            here: dict[str, Any] = dict(getattr(before, name))
            now = {one.id: one for one in document.of_ids(record, ids)}
            for gone in ids - now.keys():
                here.pop(gone, None)
            # One that is brought back belongs among those of its age.
            aged = any(id not in here for id in now)
            here |= now
            changed[name] = dict(sorted(here.items())) if aged else here
    return replace(before, **changed)


def _owners(connection: sqlite3.Connection, owner: str, row: str) -> set[str]:
    """Return the records to which the link ``row`` belongs, or did before it was deleted."""
    rows = connection.execute(
        "SELECT DISTINCT data ->> ? FROM log_op WHERE row=? AND data IS NOT NULL", (owner, row)
    )
    return {id for (id,) in rows if id is not None}
