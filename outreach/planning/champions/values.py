"""What each criterion counts for many people at once: values without words, each found quickly.

Most people have no tie to a partner and are not of it. What the criteria count for them depends on
little (their rank, sector, how they speak and are heard), so it is judged once and looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outreach.network.kinds import Person
from outreach.planning.champions.criteria import (
    CRITERIA,
    Criterion,
    communication,
    distance,
    reach,
    seniority,
    topic,
)
from outreach.planning.champions.question import Question
from outreach.planning.champions.standing import Standing

Values = tuple[float, ...]
"""What each of :data:`CRITERIA` counts, in their order."""
Trait = tuple[int | None, str | None, int | None, int | None]
"""Rank, sector, how they put things, how widely they are heard."""
_TOPIC = list(CRITERIA).index("topic")


class FoundValues:
    """The values of the people of a snapshot; made once for many questions."""

    def __init__(self, standing: Standing) -> None:
        """Know nothing yet."""
        self._standing = standing
        self._near: dict[tuple[str, str | None], frozenset[str]] = {}
        self._trait: dict[str, Trait] = {}
        self._of_strangers: dict[tuple[int | None, str | None], dict[Trait, Values]] = {}

    def of_each(self, people: Iterable[Person], question: Question) -> Iterator[Values]:
        """Yield what each criterion counts for each: the same as judging it with its words."""
        near = self._near_to(question.organisation, question.objector)
        strangers = self._strangers_to(question)
        for person in people:
            if person.id in near:
                judges = CRITERIA.values()
                yield tuple(judge(self._standing, person, question).value for judge in judges)
                continue
            trait = self._trait.get(person.id) or self._trait_of(person)
            known = strangers.get(trait)
            if known is None:
                known = strangers[trait] = self._of_stranger(person, question)
            if question.topics:
                believed = topic(self._standing, person, question).value
                yield (*known[:_TOPIC], believed, *known[_TOPIC + 1 :])
            else:
                yield known

    def _of_stranger(self, person: Person, question: Question) -> Values:
        """Return the values of somebody without a tie to the partner, where no topic counts."""
        judged: dict[Criterion, float] = {
            judge: judge(self._standing, person, question).value
            for judge in (seniority, distance, communication, reach)
        }
        return tuple(
            1.0 if judge is topic else judged.get(judge, 0.0) for judge in CRITERIA.values()
        )

    def _strangers_to(self, question: Question) -> dict[Trait, Values]:
        """Return the values known of strangers, by their traits, at partners like this one."""
        people = self._standing.snapshot.people
        others = self._standing.deciders(question.organisation) or (question.objector or "",)
        ranks = (people[id].seniority for id in others if id in people)
        highest = max((rank for rank in ranks if rank is not None), default=None)
        place = highest, self._standing.sector(question.organisation)
        return self._of_strangers.setdefault(place, {})

    def _near_to(self, organisation: str, objector: str | None) -> frozenset[str]:
        """Return whose tie counts: those at a partner, tied to it, or to whom it is led by."""
        found = self._near.get((organisation, objector))
        if found is None:
            standing, bonds = self._standing, self._standing.bonds
            targets = {organisation, *standing.deciders(organisation)}
            if objector:
                targets.add(objector)
            people = standing.snapshot.dossier(organisation).people
            near = targets | {person.id for person in people}
            for target in targets:
                for between in bonds.get(target, {}):
                    near.add(between)
                    bond = standing.bond(between, target)
                    if bond and bond.trusted:
                        near |= bonds.get(between, {}).keys()
            found = self._near[organisation, objector] = frozenset(near)
        return found

    def _trait_of(self, person: Person) -> Trait:
        """Return what of a person counts with partners that they have nothing to do with."""
        sector = self._standing.sector(person.organisation)
        found = person.seniority, sector, person.communication, person.reach
        self._trait[person.id] = found
        return found
