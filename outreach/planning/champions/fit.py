"""How well a person fits a question, from 0 to 100, as a weighted mean whose parts are shown."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from outreach.cause.kinds import Initiative
from outreach.network.kinds import Person
from outreach.planning.champions.availability import Availability
from outreach.planning.champions.criteria import CRITERIA, CRITERION_WORDS
from outreach.planning.champions.question import Question, of_objection, of_partner
from outreach.planning.champions.standing import Standing
from outreach.planning.champions.values import FoundValues, Values
from outreach.snapshot import Snapshot

USUAL_WEIGHTS: Mapping[str, float] = {
    "relationship": 3.0,
    "topic": 3.0,
    "seniority": 2.0,
    "distance": 1.5,
    "communication": 1.0,
    "reach": 1.0,
}
"""What each criterion counts where the initiative says nothing else."""


def weights_of(initiative: Initiative) -> dict[str, float]:
    """Return what each criterion counts in an initiative."""
    own = {name: getattr(initiative, f"weight_{name}") for name in USUAL_WEIGHTS}
    return {name: USUAL_WEIGHTS[name] if own[name] is None else own[name] for name in own}


@dataclass(frozen=True, slots=True)
class Share:
    """What one criterion adds to a fit."""

    criterion: str
    label: str
    value: float
    """From 0 to 1."""
    weight: float
    points: int
    """Of 100; the points of all criteria add up to the score."""
    words: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a person fits a question."""

    person: str
    name: str
    score: int
    """From 0 to 100."""
    exact: float
    """The score before rounding, by which people are ranked."""
    shares: tuple[Share, ...]
    vetoes: tuple[str, ...]
    """What rules them out; they come last then."""
    hindrances: tuple[str, ...]
    """Why they cannot be asked just now."""
    champion: bool
    """Whether they have a champion role that has not lapsed."""

    @property
    def available(self) -> bool:
        """Whether they can be asked now."""
        return not self.vetoes and not self.hindrances

    @property
    def reasons(self) -> tuple[str, ...]:
        """What stands in the way, then what speaks for and against them, heaviest first."""
        by_points = sorted(self.shares, key=lambda share: -share.points)
        return (*self.vetoes, *self.hindrances, *(f"{s.words} ({s.points})" for s in by_points))


class _Place(NamedTuple):
    """Where somebody comes in the order of those who fit; the least is the first."""

    ruled_out: bool
    hindered: bool
    worse: float
    name: str
    person: str


class Fitting:
    """Fits of the people of a snapshot on one day; made once for many questions."""

    def __init__(
        self, snapshot: Snapshot, today: dt.date, weights: Mapping[str, float] | None = None
    ) -> None:
        """Prepare for questions; ``weights`` in place of those of the initiative."""
        self.snapshot, self.today = snapshot, today
        self.standing = Standing(snapshot, today)
        self.availability = Availability(snapshot, today)
        self._values = FoundValues(self.standing)
        self.weights = {**weights_of(snapshot.initiative), **(weights or {})}

    def fit(self, person: Person, question: Question) -> Fit:
        """Return how well a person fits, with every reason."""
        judged = {name: judge(self.standing, person, question) for name, judge in CRITERIA.items()}
        total = sum(self.weights.values())
        exact = {
            name: 100 * self.weights[name] * judgement.value / total if total else 0.0
            for name, judgement in judged.items()
        }
        points = _whole(list(exact.values()))
        shares = tuple(
            Share(
                name,
                CRITERION_WORDS[name],
                judgement.value,
                self.weights[name],
                whole,
                judgement.words(self.snapshot),
            )
            for (name, judgement), whole in zip(judged.items(), points, strict=True)
        )
        return Fit(
            person=person.id,
            name=person.name,
            score=sum(points),
            exact=math.fsum(exact.values()),
            shares=shares,
            vetoes=tuple(self.availability.vetoes(person, question.organisation)),
            hindrances=tuple(self.availability.hindrances(person, question.organisation)),
            champion=self.availability.is_champion(person.id),
        )

    def ranked(self, question: Question, among: Iterable[Person] | None = None) -> list[Fit]:
        """Return the fits of ``among``, or of everybody, best first.

        Whoever cannot be asked now comes after those who can, and who is ruled out last.
        """
        return list(self.in_order(question, among))

    def in_order(self, question: Question, among: Iterable[Person] | None = None) -> Iterator[Fit]:
        """Yield the same fits one by one, each with its words only when it is asked for."""
        people = self.snapshot.people
        chosen = list(people.values() if among is None else among)
        each = zip(chosen, self._values.of_each(chosen, question), strict=True)
        places = [self._place(person, question, values) for person, values in each]
        heapq.heapify(places)
        while places:
            yield self.fit(people[heapq.heappop(places).person], question)

    def values(
        self, people: Iterable[Person], question: Question, leaving_out: str = ""
    ) -> list[float]:
        """Return the fits of some people from 0 to 1 without words, and without one criterion."""
        weights = [0.0 if name == leaving_out else self.weights[name] for name in CRITERIA]
        total, each = sum(weights), self._values.of_each(people, question)
        if not total:
            return [0.0 for _ in people]
        return [sum(map(mul, weights, values)) / total for values in each]

    def _place(self, person: Person, question: Question, found: Values) -> _Place:
        """Return where somebody comes in the order, as :meth:`fit` will say with words."""
        where, total = question.organisation, sum(self.weights.values())
        values = zip(CRITERIA, found, strict=True)
        parts = [100 * self.weights[name] * value / total for name, value in values if total]
        ruled_out = not self.availability.may_speak(person, where)
        return _Place(
            ruled_out and bool(self.availability.vetoes(person, where)),
            self.availability.is_hindered(person, where),
            -math.fsum(parts),
            person.name.casefold(),
            person.id,
        )

    def rapports(self, people: Iterable[Person], organisation: str) -> list[float]:
        """Return what each person's making the approach does to a partner's odds, in half-notches.

        From -2 to 2: a wrong champion is worse than none. The topics of objections are left out;
        they count where objections are answered.
        """
        fits = self.values(people, Question(organisation), leaving_out="topic")
        return [4 * (fit - 0.5) for fit in fits]

    def rapport(self, person: Person, organisation: str) -> float:
        """Return what one person's making the approach does."""
        return self.rapports([person], organisation)[0]


def champions_for_objection(snapshot: Snapshot, objection: str, today: dt.date) -> list[Fit]:
    """Return who could answer an objection, best first.

    Raises:
        KeyError: when there is no such objection.
    """
    question = of_objection(snapshot.objections[objection])
    return Fitting(snapshot, today).ranked(question)


def champions_for_partner(
    snapshot: Snapshot, organisation: str, today: dt.date, topic: str | None = None
) -> list[Fit]:
    """Return who could win a partner over, or answer one topic there, best first."""
    return Fitting(snapshot, today).ranked(of_partner(snapshot, organisation, topic))


def _whole(parts: Sequence[float]) -> list[int]:
    """Round ``parts`` so that they add up to their rounded sum (largest remainders first)."""
    whole = [math.floor(part) for part in parts]
    left = math.floor(math.fsum(parts) + 0.5) - sum(whole)
    by_rest = sorted(range(len(parts)), key=lambda n: (whole[n] - parts[n], n))
    for n in by_rest[:left]:
        whole[n] += 1
    return whole
