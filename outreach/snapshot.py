"""Everything in a file at one moment, as plain values: what planning and briefs work on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from outreach.cadence.kinds import Commitment, Prerequisite, Sequence, Step, Touchpoint
from outreach.cause.kinds import Contribution, Initiative, Tag, UseCase
from outreach.document.document import Document
from outreach.document.records import Record
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Need, Objection, Proof, Response, ValueProposition

R = TypeVar("R", bound=Record)


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
            for place in self._places(touchpoint.organisation, *touchpoint.people):
                found[place].touchpoints.append(touchpoint)
        for commitment in self.commitments.values():
            for place in self._places(commitment.by, commitment.to):
                found[place].commitments.append(commitment)
        return found

    def _places(self, *ids: str | None) -> list[str]:
        """Return the organisations among ``ids`` and those where the people among them work."""
        places: dict[str, None] = {}
        for id in ids:
            if id in self.people:
                id = self.people[id].organisation
            if id is not None:
                places[id] = None
        return list(places)


def take(document: Document) -> Snapshot:
    """Read everything in ``document``, as it is at one moment."""

    def by_id(record: type[R]) -> dict[str, R]:
        return {found.id: found for found in document.all(record)}

    document.connection.execute("BEGIN")
    try:
        return Snapshot(
            initiative=the_initiative(document),
            use_cases=by_id(UseCase),
            contributions=by_id(Contribution),
            tags=by_id(Tag),
            organisations=by_id(Organisation),
            people=by_id(Person),
            relationships=by_id(Relationship),
            champions=by_id(Champion),
            needs=by_id(Need),
            proofs=by_id(Proof),
            value_propositions=by_id(ValueProposition),
            responses=by_id(Response),
            objections=by_id(Objection),
            answers=by_id(Answer),
            sequences=by_id(Sequence),
            steps=by_id(Step),
            prerequisites=by_id(Prerequisite),
            touchpoints=by_id(Touchpoint),
            commitments=by_id(Commitment),
        )
    finally:
        document.connection.execute("ROLLBACK")
