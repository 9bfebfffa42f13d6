"""Which champion leads with which partner, who helps there as an expert, and where people lack."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from outreach.base.language import plural, tr
from outreach.base.words import listed
from outreach.network.kinds import Person
from outreach.planning.champions.fit import Fitting
from outreach.planning.champions.matching_up import matched
from outreach.planning.champions.question import of_partner
from outreach.planning.reaching import partners_in_play
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED, TOPICS

MEDIUM = 2.0
"""Half-notches of an objection from which it must not go unanswered."""
ABLE = 0.5
"""How far somebody must be believed on a topic to be counted as able to answer it."""
_NEVER = -1.0


class Lead(NamedTuple):
    """Who should make the approach to a partner."""

    organisation: str
    person: str | None
    """None when everybody who could is better used elsewhere, or would do harm."""
    gain: float
    """In half-notches of that partner's odds, before its importance is counted."""


class Expert(NamedTuple):
    """Who should answer one topic at a partner, beside its lead."""

    organisation: str
    topic: str
    person: str
    gain: float


class Shortage(NamedTuple):
    """Partners that need more people on their topics than there are."""

    partners: tuple[str, ...]
    topics: tuple[str, ...]
    people: tuple[str, ...]
    """Everybody who could answer them; together they can see fewer partners than that."""
    sentence: str


class Assignment(NamedTuple):
    """Who is given which partner."""

    leads: tuple[Lead, ...]
    experts: tuple[Expert, ...]
    shortages: tuple[Shortage, ...]


Demand = tuple[str, str]
"""A partner and a topic to be answered there."""


def assign(
    snapshot: Snapshot, today: dt.date, importance: Mapping[str, float] | None = None
) -> Assignment:
    """Give each partner still to be won the lead that helps most in all, and experts beside them.

    Args:
        snapshot: The initiative.
        today: Who is away on this day is given nothing.
        importance: By partner, what a half-notch of its odds is worth to the whole; 1 unless named.
    """
    return _Assigning(Fitting(snapshot, today), importance or {}, frozenset()).done()


def leads(
    fitting: Fitting,
    importance: Mapping[str, float] | None = None,
    without: frozenset[str] = frozenset(),
) -> tuple[Lead, ...]:
    """Return the same leads alone; ``without`` are people who are not there any more."""
    return _Assigning(fitting, importance or {}, without).leads()


class _Assigning:
    def __init__(
        self, fitting: Fitting, importance: Mapping[str, float], without: frozenset[str]
    ) -> None:
        self.fitting, self.snapshot, self.importance = fitting, fitting.snapshot, importance
        people = self.snapshot.people
        chosen = people.keys() - without
        is_champion = fitting.availability.is_champion
        self.people = [one for id, one in people.items() if id in chosen and is_champion(id)]
        self.limits = [fitting.availability.limit(person.id) for person in self.people]
        self.partners = to_be_won(self.snapshot)
        self.topics = {id: dict(of_partner(self.snapshot, id).topics) for id in self.partners}

    def done(self) -> Assignment:
        found = self.leads()
        taken = Counter(one.person for one in found)
        return Assignment(found, self._experts(found, taken), self._shortages())

    def leads(self) -> tuple[Lead, ...]:
        gains = [self._lead_gains(id) for id in self.partners]
        weighed = [
            [self._weight(id) * gain for gain in row]
            for id, row in zip(self.partners, gains, strict=True)
        ]
        chosen = matched(weighed, self.limits)
        return tuple(
            Lead(
                id, self.people[at].id if at is not None else None, row[at] if at is not None else 0
            )
            for id, row, at in zip(self.partners, gains, chosen, strict=True)
        )

    def _experts(self, found: Iterable[Lead], taken: Counter[str | None]) -> tuple[Expert, ...]:
        lead = {one.organisation: one.person for one in found}
        jobs = [(id, topic) for id, topics in self.topics.items() for topic in topics]
        gains = [[self._expert_gain(p, job, lead[job[0]]) for p in self.people] for job in jobs]
        weighed = [
            [self._weight(job[0]) * gain for gain in row]
            for job, row in zip(jobs, gains, strict=True)
        ]
        left = [limit - taken[one.id] for one, limit in zip(self.people, self.limits, strict=True)]
        return tuple(
            Expert(*job, self.people[at].id, row[at])
            for job, row, at in zip(jobs, gains, matched(weighed, left), strict=True)
            if at is not None
        )

    def _shortages(self) -> tuple[Shortage, ...]:
        """Find topics on which more partners wait than people can see (Hall's condition)."""
        demands = [
            (id, topic)
            for id, topics in self.topics.items()
            for topic, weight in topics.items()
            if weight >= MEDIUM
        ]
        able = [
            [float(self._allowed(p, id) and self._credence(p, topic) >= ABLE) for p in self.people]
            for id, topic in demands
        ]
        chosen = matched(able, self.limits)
        found: list[Shortage] = []
        told: set[int] = set()
        for at, person in enumerate(chosen):
            if person is None and at not in told:
                together, people = _tight(at, able, chosen)
                told |= together
                found.append(self._shortage([demands[n] for n in sorted(together)], people))
        return tuple(found)

    def _shortage(self, demands: list[Demand], people: set[int]) -> Shortage:
        partners = tuple(dict.fromkeys(id for id, _ in demands))
        topics = tuple(dict.fromkeys(topic for _, topic in demands))
        about = listed([TOPICS.get(topic, topic) for topic in topics])
        if people:
            whom = [f"{self.people[at].name} ({self.limits[at]})" for at in sorted(people)]
            sentence = plural(
                "{n} partner needs somebody believed on {topics}, only {people}.",
                "{n} partners need somebody believed on {topics}, only {people}.",
                len(partners),
                topics=about,
                people=listed(whom),
            )
        else:
            names = listed([self.snapshot.name(id) for id in partners])
            sentence = tr("Nobody can answer {topics} at {partners}.", topics=about, partners=names)
        return Shortage(
            partners, topics, tuple(self.people[at].id for at in sorted(people)), sentence
        )

    def _lead_gains(self, organisation: str) -> list[float]:
        """Return what each of the people gains by leading with a partner."""
        rapports = self.fitting.rapports(self.people, organisation)
        topics = self.topics[organisation]
        return [
            rapport + sum(weight * self._credence(one, topic) for topic, weight in topics.items())
            if self._allowed(one, organisation)
            else _NEVER
            for one, rapport in zip(self.people, rapports, strict=True)
        ]

    def _expert_gain(self, person: Person, job: Demand, lead: str | None) -> float:
        organisation, topic = job
        if person.id == lead or not self._allowed(person, organisation):
            return _NEVER
        before = self._credence(self.snapshot.people[lead], topic) if lead else 0.0
        weight = self.topics[organisation][topic]
        return weight * (self._credence(person, topic) - before)

    def _allowed(self, person: Person, organisation: str) -> bool:
        """Whether somebody may and can speak to a partner, whose decision is not theirs."""
        return self.fitting.availability.may_speak(
            person, organisation
        ) and person.id not in self.fitting.standing.deciders(organisation)

    def _credence(self, person: Person, topic: str) -> float:
        return self.fitting.standing.credence(person, topic)

    def _weight(self, organisation: str) -> float:
        return self.importance.get(organisation, 1.0)


def to_be_won(snapshot: Snapshot) -> list[str]:
    """Return the partners still to be won: those in play that are not in yet."""
    found = snapshot.organisations
    return [id for id in partners_in_play(snapshot) if found[id].status not in JOINED]


def _tight(
    start: int, able: list[list[float]], chosen: list[int | None]
) -> tuple[set[int], set[int]]:
    """Return the demands and the people that stand in each other's way around one left over."""
    demands, people, waiting = {start}, set[int](), [start]
    while waiting:
        row = able[waiting.pop()]
        for person in (at for at, can in enumerate(row) if can and at not in people):
            people.add(person)
            more = {n for n, at in enumerate(chosen) if at == person} - demands
            demands |= more
            waiting.extend(more)
    return demands, people
