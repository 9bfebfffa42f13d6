"""Everything in a file at one moment, as plain values: what planning and briefs work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from outreach.cadence.kinds import Commitment, Prerequisite, Sequence, Step, Touchpoint
from outreach.cause.kinds import Contribution, Initiative, Tag, UseCase
from outreach.document.document import Document
from outreach.document.records import Record
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Need, Objection, Proof, Response, ValueProposition

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
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
