"""From an order to its calendar: which answers to wait for, and the chance by each day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass
from typing import NamedTuple

from outreach.planning import steps
from outreach.planning.order.model import Instance
from outreach.planning.order.walk import Judge
from outreach.planning.proposal.bands import in_words
from outreach.planning.proposal.placing import Layout, Unplaced
from outreach.planning.proposal.problem import Problem
from outreach.planning.schedule import Schedule, Wait, days_to_write, schedule
from outreach.planning.working_days import DaysOff
from outreach.snapshot import Snapshot

RULES = (Wait.EVERY, Wait.MEDIUM, Wait.STRONG, Wait.NONE, Wait.ONE_BY_ONE)
"""In this order the first that is as good as any is taken."""
MOST_DAYS = 24
"""Days for which the chance is worked out."""


@dataclass(frozen=True, slots=True)
class ByDate:
    """The chance that the goal is reached by a day."""

    day: dt.date
    probability: float
    words: str


class Span(NamedTuple):
    """From the first approach to a partner to the day by which the last answer is expected."""

    start: dt.date
    answer: dt.date
    why: str
    """Why it begins then."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The calendar of an order and what it makes of the goal."""

    spans: dict[str, Span]
    """By partner; who has no step, or whose step has no day, is not among them."""
    troubles: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    """What could not be taken into account, in sentences."""
    rule: Wait
    instance: Instance
    """With influence only where the answer is there before the other is asked."""
    by_date: tuple[ByDate, ...]
    """At the day of each answer, soonest first; the latest of many."""
    days: dict[str, int]
    """Days after the start to write, by step."""
    begin: dt.date | None
    """The start to write; None where there is one."""


def timed(
    snapshot: Snapshot, problem: Problem, layout: Layout, today: dt.date, judge: Judge
) -> Timing:
    """Return the calendar of an order that makes the goal likeliest by the deadline.

    Without a deadline every answer that helps is waited for. The deadline is the sequence's.
    """
    sequence = snapshot.sequences.get(problem.sequence or "")
    if sequence is None:
        return Timing({}, (), (), Wait.EVERY, problem.instance, (), {}, None)
    days_off = DaysOff(snapshot)
    wanted = _steps(snapshot, sequence.id, problem, layout)
    helps = _helps(problem, layout.order)
    best: tuple[float, Timing] | None = None
    for rule in RULES if sequence.deadline is not None else (Wait.EVERY,):
        found = schedule(
            snapshot,
            sequence.id,
            today,
            order=wanted,
            wait=rule,
            helps=helps,
            days_off=days_off,
        )
        timing = _timing(snapshot, problem, layout, found, rule)
        chance = judge.probability(*answered_by(problem, layout.order, timing, sequence.deadline))
        if best is None or chance > best[0] + 1e-9:
            best = chance, timing
    assert best is not None
    timing = best[1]
    by_date = []
    for day in _some(sorted({span.answer for span in timing.spans.values()})):
        chance = judge.probability(*answered_by(problem, layout.order, timing, day))
        by_date.append(ByDate(day, chance, in_words(chance)))
    return dataclasses.replace(timing, by_date=tuple(by_date))


def _steps(snapshot: Snapshot, sequence: str, problem: Problem, layout: Layout) -> list[str]:
    """Return the open steps in the order of their partners; those of nobody to ask come first."""
    ordered = [
        step.id for i in layout.order for step in layout.open_steps.get(problem.partners[i], ())
    ]
    known = set(ordered)
    others = [
        step.id
        for step in steps.in_order(snapshot, sequence)
        if steps.is_open(step) and step.id not in known
    ]
    return [*others, *ordered]


def _helps(problem: Problem, order: tuple[int, ...]) -> dict[tuple[str, str], float]:
    """Return whose answers are worth waiting for, and how much; without end for an opponent's."""
    partners = problem.partners
    place = {i: at for at, i in enumerate(order)}
    found = {(one.by, one.to): one.weight for one in problem.links}
    for one in problem.instance.provocations:
        for trigger in one.triggers:
            if place[one.opponent] < place[trigger]:
                found[partners[one.opponent], partners[trigger]] = math.inf
    return found


def _timing(
    snapshot: Snapshot, problem: Problem, layout: Layout, found: Schedule, rule: Wait
) -> Timing:
    dated = {one.step: one for one in found.steps}
    spans: dict[str, Span] = {}
    troubles: list[Unplaced] = []
    for id, its in layout.open_steps.items():
        ones = [dated[step.id] for step in its]
        answers = [one.answer for one in ones if one.answer is not None]
        if answers and ones[0].day is not None:
            spans[id] = Span(ones[0].day, max(answers), ones[0].why)
        said = [one.trouble or ("" if one.day else one.why) for one in ones]
        troubles += [Unplaced(id, f"{snapshot.name(id)}: {words}") for words in said if words]
    begin, days = days_to_write(snapshot, problem.sequence or "", found)
    masked = _masked(problem, spans)
    return Timing(spans, tuple(troubles), found.notes, rule, masked, (), days, begin)


def _masked(problem: Problem, spans: dict[str, Span]) -> Instance:
    """Return the instance with only that influence which is there in time."""

    def in_time(j: int, i: int) -> bool:
        one, other = (spans.get(problem.partners[k]) for k in (j, i))
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


def answered_by(
    problem: Problem, order: tuple[int, ...], timing: Timing, day: dt.date | None
) -> tuple[Instance, tuple[int, ...]]:
    """Return the instance and order of those alone who are expected to have answered by ``day``."""
    answered = tuple(
        i
        for i in order
        if (span := timing.spans.get(problem.partners[i])) is not None
        and (day is None or span.answer <= day)
    )
    rest = tuple(i for i in order if i not in set(answered))
    most = min(timing.instance.asks, len(answered))
    return dataclasses.replace(timing.instance, max_asks=most), (*answered, *rest)
