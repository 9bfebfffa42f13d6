"""A plan as a problem of order: who is to be asked, what bears on whom, and what is enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from outreach.base.errors import Refusal
from outreach.base.language import figure, tr
from outreach.cadence.kinds import Sequence
from outreach.network.kinds import Organisation
from outreach.planning import steps
from outreach.planning.deference import deferences
from outreach.planning.order.graph import precedence_order
from outreach.planning.order.model import Ingredient, Instance, Provocation, chance_of
from outreach.planning.proposal.judgements import AGAIN, Guess, Term, harm_of, terms_of, weight_of
from outreach.planning.proposal.messengers import Messenger, messengers
from outreach.planning.proposal.takes import Takes, guesses_of, takes_of
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import ENDED, GONE, JOINED

BLOCKED = 6.0
"""Half-notches that a partner loses whose step waits for the yes of one who says no."""


def is_gone(partner: Organisation) -> bool:
    """Whether a partner is not asked any more; a no is final unless it may be asked about again."""
    if partner.status == "declined" and partner.ask_again:
        return False
    return partner.status in GONE


class Link(NamedTuple):
    """A tie between partners along which a yes counts."""

    by: str
    to: str
    weight: float
    """Half-notches."""
    words: str
    """Such as “Tavano Mobile listens to Privacy Office”."""


class Waits(NamedTuple):
    """A step of a partner that waits for another."""

    partner: str
    for_: str
    status: str
    step: str
    until_answer: bool
    """Whether a no ends the wait, so that it does not block the step."""


@dataclass(frozen=True)
class Problem:
    """What the order is computed from, with the records that it was read from."""

    sequence: str | None
    goals: tuple[str, ...]
    partners: tuple[str, ...]
    """The organisations to ask; their place here is their number in the instance."""
    instance: Instance
    terms: dict[str, tuple[Term, ...]]
    """What makes up how each partner leans before anybody answers."""
    links: tuple[Link, ...]
    """Between partners who are to be asked."""
    waits: tuple[Waits, ...]
    dropped: tuple[Waits, ...]
    """Those that were left out because they go round in a circle."""
    guesses: tuple[Guess, ...]
    messengers: dict[str, Messenger]
    joined: frozenset[str]
    takes: tuple[Takes, ...]
    """What must be put in, by use case."""
    lost: tuple[str, ...]
    """Why the goal cannot be reached any more, in sentences; empty when it can."""

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each partner in the instance."""
        return {id: number for number, id in enumerate(self.partners)}


def sequence_of(snapshot: Snapshot, goal: str | None = None) -> Sequence | None:
    """Return the sequence that is planned: the one for ``goal``, else the first that is running."""
    running = [one for one in snapshot.sequences.values() if one.status not in ENDED]
    aiming = [one for one in running if goal in (None, one.id) or goal in one.goals]
    return next(iter(aiming or running), None)


def problem_of(
    snapshot: Snapshot,
    today: dt.date,
    goal: str | None = None,
    left: frozenset[str] = frozenset(),
    max_asks: int | None = None,
    importance: Mapping[str, float] | None = None,
) -> Problem:
    """Return the problem of order that a plan poses.

    Args:
        snapshot: The plan.
        today: The day to go by.
        goal: A sequence, or the only partner whose yes it is for; None: the first running sequence.
        left: People who cannot make an approach.
        max_asks: How many partners can be asked in the time.
        importance: By partner, what a half-notch of its odds is worth; for who is given whom.

    Raises:
        Refusal: when no goal is set.
    """
    sequence = sequence_of(snapshot, goal)
    goals = (goal,) if goal in snapshot.organisations else sequence.goals if sequence else ()
    if not goals and not (sequence and (sequence.partners_enough or sequence.use_cases)):
        raise Refusal(
            tr(
                "No goal is set, so there is nothing to order the steps by. Say in "
                "the sequence whose yes it is all for, how many partners are "
                "enough, or what must have enough put in."
            )
        )
    id = sequence.id if sequence else None
    chosen = messengers(snapshot, id, today, left, importance)
    return _Reader(snapshot, today, sequence, goals, chosen).read(max_asks)


class _Reader:
    def __init__(
        self,
        snapshot: Snapshot,
        today: dt.date,
        sequence: Sequence | None,
        goals: tuple[str, ...],
        chosen: dict[str, Messenger],
    ) -> None:
        self.snapshot = snapshot
        self.today = today
        self.sequence = sequence
        self.goals = goals
        self.messengers = chosen
        self.ours = snapshot.ours
        self.joined = frozenset(
            id
            for id, one in snapshot.organisations.items()
            if one.status in JOINED or id == self.ours
        )
        self.partners = tuple(
            id
            for id, one in snapshot.organisations.items()
            if id not in self.joined and not is_gone(one)
        )
        self.number = {id: number for number, id in enumerate(self.partners)}
        own = sequence if sequence and goals == sequence.goals else None
        self.takes = takes_of(snapshot, own, self.number, self.joined)
        self.guesses: list[Guess] = list(guesses_of(snapshot, self.takes))

    def read(self, max_asks: int | None) -> Problem:
        links = self._links()
        terms = self._terms(links)
        between = tuple(one for one in links if {one.by, one.to} <= self.number.keys())
        waits, dropped = self._waits()
        lost = self._lost()
        number = self.number
        harm = [
            (number[one.by], number[one.to], harm_of(self.snapshot.organisations[one.by], w))
            for one in between
            if (w := one.weight)
            and harm_of(self.snapshot.organisations[one.by], w)
            # Another no of somebody who said no before tells nobody anything new.
            and self.snapshot.organisations[one.by].status != "declined"
        ]
        harm += [
            (number[one.for_], number[one.partner], BLOCKED)
            for one in waits
            if one.status in JOINED and not one.until_answer
        ]
        instance = Instance(
            base=tuple(sum(term.amount for term in terms[id]) for id in self.partners),
            links=tuple((number[one.by], number[one.to], one.weight) for one in between),
            decline_harm=tuple(dict.fromkeys(harm)),
            provocations=tuple(self._provocations()),
            required=frozenset(number[id] for id in self._required() if id in number),
            ingredients=tuple(self._ingredients()),
            max_asks=max_asks,
            must_precede=tuple(
                dict.fromkeys((number[one.for_], number[one.partner]) for one in waits)
            ),
            refused=tuple(self._refused(terms)),
            names=tuple(self.snapshot.name(id) for id in self.partners),
        )
        return Problem(
            self.sequence.id if self.sequence else None,
            self.goals,
            self.partners,
            instance,
            terms,
            between,
            waits,
            dropped,
            tuple(self.guesses),
            self.messengers,
            self.joined,
            self.takes,
            lost,
        )

    def _refused(self, terms: dict[str, tuple[Term, ...]]) -> Iterator[tuple[int, float]]:
        """Yield who said no before, with the chance that they had as things stand now.

        What is known now is held to have been known then: only a yes that is still to come can
        change their mind.
        """
        for id, number in self.number.items():
            if self.snapshot.organisations[id].status == "declined":
                yield number, chance_of(min(max(sum(t.amount for t in terms[id]) + AGAIN, -7), 7))

    def _links(self) -> list[Link]:
        """Return the strongest tie between any two organisations along which one listens."""
        strongest: dict[tuple[str, str], Link] = {}
        for one in deferences(self.snapshot, self.today):
            for to in self.snapshot.places(one.who):
                for by in self.snapshot.places(one.to):
                    weight = weight_of(one.strength)
                    before = strongest.get((by, to))
                    if by == to or self._opposed(to, by, one.tie):
                        continue
                    if before is None or weight > before.weight:
                        names = self.snapshot.name(one.who), self.snapshot.name(one.to)
                        words = f"{names[0]} {one.words} {names[1]}"
                        strongest[by, to] = Link(by, to, weight, words)
        return list(strongest.values())

    def _opposed(self, watcher: str, watched: str, tie: str) -> bool:
        """Whether a tie is that of an active opponent who watches: it does not follow a yes."""
        return tie == "watches" and self.snapshot.organisations[watcher].stance == -2

    def _provocations(self) -> list[Provocation]:
        """Return who campaigns: an active opponent, once somebody whom it watches is in.

        It turns those who share a use case with it, by 1 half-notch for medium influence and one
        more for each step above.
        """
        found = []
        for one in deferences(self.snapshot, self.today):
            for opponent in self.snapshot.places(one.who):
                organisation = self.snapshot.organisations[opponent]
                if opponent not in self.number or not self._opposed(opponent, "", one.words):
                    continue
                triggers = tuple(
                    self.number[id] for id in self.snapshot.places(one.to) if id in self.number
                )
                shared = set(organisation.use_cases)
                targets = tuple(
                    number
                    for id, number in self.number.items()
                    if id != opponent
                    and number not in triggers
                    and shared & set(self.snapshot.organisations[id].use_cases)
                )
                weight = float(max(1, (organisation.influence or 3) - 2))
                if triggers and targets:
                    found.append(Provocation(self.number[opponent], triggers, targets, weight))
        return found

    def _terms(self, links: list[Link]) -> dict[str, tuple[Term, ...]]:
        ties = Ties(self.snapshot, self.today)
        found = {}
        for id in self.partners:
            organisation = self.snapshot.organisations[id]
            messenger = self.messengers.get(id)
            if messenger is not None:
                place = self.snapshot.people[messenger.person].organisation
                tied = any(one.by == place and one.to == id for one in links)
                if tied and messenger.rapport > 0:
                    # Where a partner listens to the messenger's side, that is the same tie.
                    messenger = messenger._replace(rapport=0.0)
            terms, guesses = terms_of(self.snapshot, organisation, messenger, self.today, ties)
            self.guesses += guesses
            for one in links:
                other = self.snapshot.organisations[one.by]
                if one.to != id:
                    continue
                if one.by in self.joined:
                    terms.append(
                        Term(
                            one.by,
                            "status",
                            one.weight,
                            tr("{listening}, who is in", listening=one.words),
                        )
                    )
                elif other.status == "declined" and harm_of(other, one.weight):
                    words = tr("{listening}, who said no", listening=one.words)
                    terms.append(Term(one.by, "status", -harm_of(other, one.weight), words))
            found[id] = tuple(terms)
        return found

    def _required(self) -> list[str]:
        """Return who must say yes: the goals where all are needed, and who has what is needed."""
        sequence = self.sequence
        enough = sequence.goals_enough if sequence and self.goals == sequence.goals else None
        return list(self.goals) if enough is None or enough >= len(self.goals) else []

    def _ingredients(self) -> list[Ingredient]:
        found = []
        sequence = self.sequence
        if sequence is None:
            return []
        if sequence.goals_enough and not self._required():
            need = sequence.goals_enough - len(self.joined.intersection(self.goals))
            give = tuple(float(id in self.goals) for id in self.partners)
            found.append(Ingredient(give, float(max(0, need))))
        if sequence.partners_enough:
            inside = len(self.joined - {self.ours})
            give = (1.0,) * len(self.partners)
            found.append(Ingredient(give, float(max(0, sequence.partners_enough - inside))))
        for one in self.takes:
            give = tuple(one.give.get(id, 0.0) for id in self.partners)
            found.append(Ingredient(give, one.left))
        return found

    def _lost(self) -> tuple[str, ...]:
        short = [
            tr(
                "“{title}” still takes {left}, and all that partners who can be "
                "asked would put in is {offered}.",
                title=one.title,
                left=figure(one.left),
                offered=figure(sum(one.give.values())),
            )
            for one in self.takes
            if one.is_out_of_reach
        ]
        gone = [id for id in self._required() if is_gone(self.snapshot.organisations[id])]
        said = [
            tr(
                "{name} said no, and without them the goal is not reached.",
                name=self.snapshot.name(id),
            )
            if self.snapshot.organisations[id].status == "declined"
            else tr(
                "{name} is put aside, and without them the goal is not reached.",
                name=self.snapshot.name(id),
            )
            for id in gone
        ]
        return (*said, *short)

    def _waits(self) -> tuple[tuple[Waits, ...], tuple[Waits, ...]]:
        """Return what waits for whom; what closes a circle is left out and returned apart."""
        kept: list[Waits] = []
        dropped: list[Waits] = []
        if self.sequence is None:
            return (), ()
        here = steps.in_order(self.snapshot, self.sequence.id)
        open_ = {step.id: step for step in here if steps.is_open(step)}
        for one in self.snapshot.prerequisites.values():
            step = open_.get(one.step)
            if step is None or step.organisation not in self.number:
                continue
            if one.organisation not in self.number or one.organisation == step.organisation:
                continue
            if steps.is_over(self.snapshot, one):
                continue
            found = Waits(
                step.organisation, one.organisation, one.status, step.id, bool(one.until_answer)
            )
            pairs = tuple((self.number[w.for_], self.number[w.partner]) for w in (*kept, found))
            trial = Instance((0.0,) * len(self.partners), must_precede=pairs)
            (dropped if precedence_order(trial) is None else kept).append(found)
        return tuple(kept), tuple(dropped)
