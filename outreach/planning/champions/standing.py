"""Where people stand towards each other and towards what is discussed; made once for a snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from outreach.network.kinds import Person, Relationship
from outreach.network.ties import holds
from outreach.planning.ties import CARRYING
from outreach.snapshot import Snapshot
from outreach.vocabulary import SECTORS, TOPICS

DEFERENCE = frozenset({"trusted_by", "influences"})
"""Ties by which the person at the end goes by what the one at the start says."""
ENOUGH_STRENGTH = 3
"""Strength from which such a tie counts as trust; a tie that nobody judged counts too."""
DECIDING = ("decision_maker", "approver")
_HELPED = frozenset({"settled", "helped"})
_STEM = 5


class Bond(NamedTuple):
    """How one person is tied to another."""

    trusted: bool
    """The other goes by what they say; else they know each other."""
    type: str


class Standing:
    """The people of a snapshot: their ties, who decides where, and what each is believed on."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        """Gather ties that hold on ``today``, deciders, and answers that helped before."""
        self.snapshot = snapshot
        self.bonds: dict[str, dict[str, Bond]] = {}
        """By person or organisation: to whom, and how."""
        for tie in snapshot.relationships.values():
            if tie.type in CARRYING and holds(tie, today):
                self._tie(tie)
        self._deciders = self._find_deciders()
        self._helped = self._find_helped()
        self._known_topics: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def deciders(self, organisation: str) -> tuple[str, ...]:
        """Return who decides at a partner: who can say yes or must sign, else who is nearest."""
        return self._deciders.get(organisation, ())

    def bond(self, person: str, other: str) -> Bond | None:
        """Return how ``person`` is tied to another person or organisation, if at all."""
        return self.bonds.get(person, {}).get(other)

    def around(self, organisation: str) -> set[str]:
        """Return the people of a partner, and those one or two ties from it or from who decides."""
        here = {person.id for person in self.snapshot.dossier(organisation).people}
        near = {organisation, *here}
        for id in (organisation, *self.deciders(organisation)):
            near |= self.bonds.get(id, {}).keys()
        further = {other for id in near for other in self.bonds.get(id, {})}
        return {id for id in here | near | further if id in self.snapshot.people}

    def credence(self, person: Person, topic: str) -> float:
        """Return how far a person is believed on a topic: 0, 0.5 for expertise, 1.

        1 is for those who are on record as able to answer it, or whose answer helped before.
        """
        answers, expertise = self._topics_of(person)
        names = {topic.casefold(), TOPICS.get(topic, topic).casefold()}
        if names & answers or topic in self._helped.get(person.id, ()):
            return 1.0
        stems = {name[:_STEM] for name in names}
        return 0.5 if any(word[:_STEM] in stems for word in expertise) else 0.0

    def sector(self, organisation: str | None) -> str | None:
        """Return the sector of an organisation."""
        found = self.snapshot.organisations.get(organisation or "")
        return found.sector if found else None

    def _tie(self, tie: Relationship) -> None:
        strong = tie.strength is None or tie.strength >= ENOUGH_STRENGTH
        trusted = tie.type in DEFERENCE and strong
        self._put(tie.source, tie.target, Bond(trusted, tie.type))
        self._put(tie.target, tie.source, Bond(False, tie.type))

    def _put(self, one: str, other: str, bond: Bond) -> None:
        found = self.bonds.setdefault(one, {})
        if other not in found or bond.trusted > found[other].trusted:
            found[other] = bond

    def _find_deciders(self) -> dict[str, tuple[str, ...]]:
        at: dict[str, list[Person]] = {}
        for person in self.snapshot.people.values():
            if person.organisation:
                at.setdefault(person.organisation, []).append(person)
        return {place: tuple(p.id for p in _nearest(people)) for place, people in at.items()}

    def _find_helped(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for answer in self.snapshot.answers.values():
            speaker = answer.spokesperson or self.snapshot.responses[answer.response].spokesperson
            topic = self.snapshot.objections[answer.objection].category
            if speaker and topic and answer.outcome in _HELPED:
                found.setdefault(speaker, set()).add(topic)
        return found

    def _topics_of(self, person: Person) -> tuple[frozenset[str], frozenset[str]]:
        found = self._known_topics.get(person.id)
        if found is None:
            answers = frozenset(word.casefold() for word in person.answers)
            expertise = frozenset(
                word for phrase in person.expertise for word in phrase.casefold().split()
            )
            found = self._known_topics[person.id] = (answers, expertise)
        return found


def sector_words(sector: str) -> str:
    """Say a sector as people say it."""
    return SECTORS.get(sector, sector)


def _nearest(people: Iterable[Person]) -> list[Person]:
    """Return those who decide; where nobody is said to, those who stand nearest to the decision."""
    people = list(people)
    deciding = [p for p in people if p.decision_role in DECIDING]
    if deciding:
        return deciding
    placed = [p for p in people if p.distance is not None]
    least = min((p.distance for p in placed if p.distance is not None), default=None)
    return [p for p in placed if p.distance == least] if placed else people
