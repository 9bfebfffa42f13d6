"""From a plan to its calendar: which answers are worth waiting for, and the chance by each day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.order.model import Instance
from outreach.planning.order.walk import Judge
from outreach.planning.proposal.bands import in_words
from outreach.planning.proposal.problem import Problem
from outreach.planning.proposal.schedule import (
    ANSWER_DAYS,
    PER_WEEK,
    Frame,
    Schedule,
    Speaker,
    Talk,
    schedule,
)
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED

RULES = (1.0, 2.0, 3.0, 99.0, 0.0)
"""From which weight of a tie its answer is waited for; 99: for no tie, 0: one after the other.

The first that is as good as any is taken.
"""

MOST_DAYS = 24
"""Days for which the chance is worked out."""


@dataclass(frozen=True, slots=True)
class ByDate:
    """The chance that the goal is reached by a day."""

    day: dt.date
    probability: float
    words: str


@dataclass(frozen=True, slots=True)
class Timing:
    """The calendar of an order and what it makes of the goal."""

    schedule: Schedule
    rule: float
    """One of :data:`RULES`."""
    instance: Instance
    """With influence only where the answer is there before the other is asked."""
    by_date: tuple[ByDate, ...]
    """At the day of each answer, soonest first."""


def timed(
    snapshot: Snapshot,
    problem: Problem,
    order: tuple[int, ...],
    today: dt.date,
    judge: Judge,
    deadline: dt.date | None = None,
) -> Timing:
    """Return the calendar of ``order`` that makes the goal likeliest by the deadline.

    Without a deadline every answer that counts is waited for.
    """
    frame, speakers = _frame(snapshot, problem, today, deadline), _speakers(snapshot)
    best: tuple[float, Timing] | None = None

    def by(found: Schedule, masked: Instance, day: dt.date | None) -> float:
        shortened, changed = _by(problem, masked, order, found, day)
        return judge.probability(shortened, changed)

    for rule in RULES if frame.deadline is not None else (1.0,):
        talks = _talks(snapshot, problem, order, rule)
        found = schedule(talks, frame, speakers)
        masked = _masked(problem, found)
        chance = by(found, masked, frame.deadline)
        if best is None or chance > best[0] + 1e-9:
            best = chance, Timing(found, rule, masked, ())
    assert best is not None
    timing = best[1]
    by_date = []
    for day in _some(sorted({dated.answer for dated in timing.schedule.dates.values()})):
        chance = by(timing.schedule, timing.instance, day)
        by_date.append(ByDate(day, chance, in_words(chance)))
    return dataclasses.replace(timing, by_date=tuple(by_date))


def _frame(snapshot: Snapshot, problem: Problem, today: dt.date, deadline: dt.date | None) -> Frame:
    sequence = snapshot.sequences.get(problem.sequence or "")
    coordinator = snapshot.people.get(snapshot.initiative.coordinator or "")
    home = snapshot.organisations.get((coordinator and coordinator.organisation) or "")
    begin = today
    if sequence is not None:
        begin = max(today, sequence.start_date or snapshot.initiative.start_date or today)
        deadline = deadline or sequence.deadline
    per_week = (sequence.per_week if sequence else None) or PER_WEEK
    return Frame(begin, home.country if home else None, deadline, per_week)


def _speakers(snapshot: Snapshot) -> dict[str, Speaker]:
    found = {}
    for champion in snapshot.champions.values():
        person = snapshot.people[champion.person]
        place = snapshot.organisations.get(person.organisation or "")
        away = (champion.away_from, champion.away_until)
        country = place.country if place else None
        found[person.id] = Speaker(
            person.name, champion.capacity, None if away == (None, None) else away, country
        )
    return found


def _talks(snapshot: Snapshot, problem: Problem, order: tuple[int, ...], rule: float) -> list[Talk]:
    open_: dict[str, Step] = {}
    for step in steps.in_order(snapshot, problem.sequence) if problem.sequence else ():
        if steps.is_open(step) and step.organisation:
            open_.setdefault(step.organisation, step)
    place = {i: at for at, i in enumerate(order)}
    found: list[Talk] = []
    for i in order:
        id = problem.partners[i]
        organisation, next_step = snapshot.organisations[id], open_.get(id)
        messenger = problem.messengers.get(id)
        waits = {one.for_: one.status in JOINED for one in problem.waits if one.partner == id}
        if rule == 0 and found:
            waits[found[-1].partner] = True
        for j, w in problem.instance.helpers[i].items():
            if abs(w) >= max(rule, 1) and place.get(j, len(order)) < place[i]:
                waits[problem.partners[j]] = True
        for one in problem.instance.provocations:
            if i in one.triggers and place[one.opponent] < place[i]:
                waits[problem.partners[one.opponent]] = True
        found.append(
            Talk(
                partner=id,
                name=organisation.name,
                country=organisation.country,
                messenger=messenger.person if messenger else None,
                answer_days=organisation.answer_days or ANSWER_DAYS,
                fixed=next_step.due if next_step else None,
                answer_by=next_step.answer_by if next_step else None,
                quiet=(organisation.quiet_from, organisation.quiet_until),
                waits=waits,
            )
        )
    return found


def _masked(problem: Problem, found: Schedule) -> Instance:
    """Return the instance with only that influence which is there in time."""

    def in_time(j: int, i: int) -> bool:
        one = found.dates.get(problem.partners[j])
        other = found.dates.get(problem.partners[i])
        return one is not None and other is not None and one.answer < other.start

    instance = problem.instance
    return dataclasses.replace(
        instance,
        links=tuple(one for one in instance.links if in_time(one[0], one[1])),
        decline_harm=tuple(one for one in instance.decline_harm if in_time(one[0], one[1])),
    )


def _some(days: list[dt.date]) -> list[dt.date]:
    """Return at most :data:`MOST_DAYS` of ``days``, evenly, with the last."""
    if len(days) <= MOST_DAYS:
        return days
    return [days[(len(days) - 1) * n // (MOST_DAYS - 1)] for n in range(MOST_DAYS)]


def _by(
    problem: Problem,
    masked: Instance,
    order: tuple[int, ...],
    found: Schedule,
    day: dt.date | None,
) -> tuple[Instance, tuple[int, ...]]:
    """Return the instance and order of those who have answered by ``day``."""
    answered = tuple(
        i
        for i in order
        if (dated := found.dates.get(problem.partners[i])) is not None
        and (day is None or dated.answer <= day)
    )
    rest = tuple(i for i in order if i not in set(answered))
    most = min(masked.asks, len(answered))
    return dataclasses.replace(masked, max_asks=most), (*answered, *rest)
