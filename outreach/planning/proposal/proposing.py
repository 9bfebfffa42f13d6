"""The order to ask in, for a plan: what the window and the command line call.

``propose(snapshot, today)`` returns a :class:`Proposal`: the partners in the order in which to ask
them, with the existing steps of each, dates, chances in words and reasons; the outlook with its
band; what does not fit; and the edit that would bring the plan into this order. Nothing is written.
It takes a few tenths of a second for a dozen partners and a few seconds for hundreds, so call it
from a job: ``progress`` is told a number from 0 to 1, ``cancelled`` is asked now and then, and
``Stopped`` (``planning.order.model``) comes out when it says yes. The same plan on the same day
always gets the same proposal. What people are shown are the ``words``, never the raw numbers.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from outreach.base.language import tr
from outreach.planning.order.graph import relevant
from outreach.planning.order.meanfield import MeanField
from outreach.planning.order.model import Cancelled, Progress
from outreach.planning.order.solve import Solution, solve
from outreach.planning.order.walk import Judge, Turn, walk
from outreach.planning.proposal.assuming import but
from outreach.planning.proposal.awaiting import awaiting, reason_of
from outreach.planning.proposal.bands import in_words
from outreach.planning.proposal.judgements import Guess
from outreach.planning.proposal.outlook import (
    Judgement,
    Outlook,
    Worth,
    outlook_of,
    tornado,
    worths,
)
from outreach.planning.proposal.placing import Layout, Replanned, Unplaced, placed, replanned
from outreach.planning.proposal.plain import plain_orders
from outreach.planning.proposal.problem import Problem, problem_of, sequence_of
from outreach.planning.proposal.reasons import Reason, reasons_for
from outreach.planning.proposal.timing import ByDate, Timing, answered_by, timed
from outreach.planning.schedule import USUAL_PER_WEEK
from outreach.snapshot import Snapshot

ROUNDS = 4
"""How often partners are given to people anew, at most."""


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A partner at its place in the order."""

    organisation: str
    name: str
    steps: tuple[str, ...]
    """Its open steps in the sequence, in their order; empty: there is none yet."""
    was: int | None
    """Its place among the partners of the sequence now, from 0; None: it is new."""
    messenger: str | None
    """Who makes the approach: a person's id."""
    start: dt.date | None
    answer: dt.date | None
    """When an answer is to be expected."""
    why_then: str
    """Why it begins on that day."""
    chance: float
    """That they say yes at this place; for comparing, people are shown the words."""
    chance_words: str
    kept: str
    """Why it was left where it is: ``pinned``, ``fixed``, ``optional``; empty: it was free."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The order to ask in, and what is known about it."""

    sequence: str | None
    goals: tuple[str, ...]
    steps: tuple[ProposedStep, ...]
    outlook: Outlook
    deadline: dt.date | None
    """The day by which the goal is to be reached."""
    by_deadline: Outlook | None
    """The outlook of its being reached by then; None where there is no deadline."""
    proven: bool
    """Whether no fixed order is better, as far as the judgements go and nothing was kept."""
    by_date: tuple[ByDate, ...]
    """The chance that the goal is reached by the day of each answer."""
    worths: tuple[Worth, ...]
    matters: tuple[Judgement, ...]
    """The judgements on which the outlook hangs most."""
    unplaced: tuple[Unplaced, ...]
    """What does not fit into the calendar, or goes round in a circle, in sentences."""
    optional: tuple[str, ...]
    """Partners without steps who have no bearing on the goal."""
    guesses: tuple[Guess, ...]
    """What is not set and was taken to be in the middle."""
    lost: tuple[str, ...]
    """Why the goal cannot be reached any more; empty when it can."""
    edit: Replanned
    """What would have to be written to follow the proposal."""
    problem: Problem
    order: tuple[int, ...]
    """The partners as numbers of ``problem.instance``."""


def propose(
    snapshot: Snapshot,
    today: dt.date,
    goal: str | None = None,
    by: dt.date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    without: frozenset[str] = frozenset(),
) -> Proposal:
    """Return the order to ask in, with reasons, dates and outlook.

    Args:
        snapshot: The plan.
        today: The day to go by; nothing is dated before it.
        goal: A sequence, or a partner whose yes it is for; None: the first running sequence.
        by: The day by which the goal is to be reached; None: as the sequence says.
        progress: Told how far the work is, from 0 to 1.
        cancelled: Says whether the proposal is no longer wanted.
        without: People who cannot make an approach.

    Raises:
        Refusal: when no goal is set.
        Stopped: when it is no longer wanted.
    """
    told = progress or (lambda _: None)
    if by is not None:
        snapshot = _ending(snapshot, goal, by)
    problem, solution = _solved(snapshot, today, goal, without, told, cancelled)
    bearing = {problem.partners[i] for i in relevant(problem.instance)}
    layout = placed(snapshot, problem, solution.order, bearing)
    order = layout.order
    judge = Judge(problem.instance, _worlds(problem), cancelled)
    timing = timed(snapshot, problem, layout, today, judge)
    told(0.6)
    turns = {turn.partner: turn for turn in walk(problem.instance, order)}
    plain = _steps(snapshot, problem, layout, timing, turns, judge)
    edit, steps = _edit(snapshot, problem, layout, timing, plain)
    asked = [turn for i, turn in turns.items() if problem.partners[i] in bearing]
    proposal = Proposal(
        sequence=problem.sequence,
        goals=problem.goals,
        steps=steps,
        outlook=_outlook(problem, order, solution, cancelled),
        deadline=_deadline(snapshot, problem),
        by_deadline=_by_deadline(snapshot, problem, order, timing, cancelled),
        proven=solution.proven and order == solution.order,
        by_date=timing.by_date,
        worths=worths(snapshot, problem, asked, judge),
        matters=tornado(snapshot, problem, order, judge),
        unplaced=_unplaced(snapshot, problem, layout, timing, turns),
        optional=tuple(id for id in problem.partners if not layout.shows(id)),
        guesses=tuple(one for one in problem.guesses if layout.shows(one.record)),
        lost=problem.lost,
        edit=edit,
        problem=problem,
        order=order,
    )
    told(1.0)
    return proposal


def _solved(
    snapshot: Snapshot,
    today: dt.date,
    goal: str | None,
    without: frozenset[str],
    told: Progress,
    cancelled: Cancelled | None,
) -> tuple[Problem, Solution]:
    """Return the problem and its order, with partners given to those who help the goal most.

    Who is given whom depends on how much each partner matters, which depends on the order, so the
    two are worked out in turn until nobody is given to somebody else; the best is kept.
    """
    asks = _asks(snapshot, today, goal)
    problem = problem_of(snapshot, today, goal, without, asks)
    solution = solve(
        problem.instance,
        lambda done: told(done / 2 / ROUNDS),
        cancelled,
        plain_orders(snapshot, problem),
    )
    best = problem, solution
    for number in range(1, ROUNDS):
        if all(one.named for id, one in problem.messengers.items() if id in problem.number):
            break
        importance = _importance(problem, solution)
        again = problem_of(snapshot, today, goal, without, asks, importance)
        if again.messengers == problem.messengers:
            break
        problem = again
        solution = solve(
            problem.instance,
            lambda done, number=number: told((number + done) / 2 / ROUNDS),  # type: ignore[misc]
            cancelled,
            plain_orders(snapshot, problem),
        )
        if solution.probability > best[1].probability:
            best = problem, solution
    return best


def _importance(problem: Problem, solution: Solution) -> dict[str, float]:
    """Return what a half-notch more of each partner is worth, by the quick estimate."""
    field = MeanField(problem.instance)
    field.forward(solution.order)
    steep = field.backward(solution.order)
    return {id: max(0.0, steep[i]) for id, i in problem.number.items()}


def _worlds(problem: Problem) -> int:
    """Return in how many worlds variants are judged: fewer where there are very many partners."""
    return max(1000, 200_000 // max(50, problem.instance.n))


def _edit(
    snapshot: Snapshot,
    problem: Problem,
    layout: Layout,
    timing: Timing,
    found: tuple[ProposedStep, ...],
) -> tuple[Replanned, tuple[ProposedStep, ...]]:
    """Return the edit, and the steps with the waits that it sets first among their reasons."""
    order = [step.organisation for step in found]
    edit = replanned(snapshot, problem, order, layout, timing.days, timing.begin)
    waits = awaiting(snapshot, problem, layout, edit, order, timing.spans)
    new = {one.organisation: (reason_of(snapshot, one),) for one in waits}
    saying = (
        dataclasses.replace(step, reasons=(*new.get(step.organisation, ()), *step.reasons))
        for step in found
    )
    return dataclasses.replace(edit, waits=waits), tuple(saying)


def _steps(
    snapshot: Snapshot,
    problem: Problem,
    layout: Layout,
    timing: Timing,
    turns: dict[int, Turn],
    judge: Judge,
) -> tuple[ProposedStep, ...]:
    """Return those who belong into the proposal and can be asked in time, in the order."""
    found = []
    for at, i in enumerate(layout.order):
        id = problem.partners[i]
        if i not in turns or not layout.shows(id):
            continue
        dated, messenger = timing.spans.get(id), problem.messengers.get(id)
        reasons = reasons_for(snapshot, problem, layout.order, at, turns[i], judge)
        found.append(
            ProposedStep(
                organisation=id,
                name=snapshot.name(id),
                steps=tuple(step.id for step in layout.open_steps.get(id, ())),
                was=layout.was.get(id),
                messenger=messenger.person if messenger else None,
                start=dated.start if dated else None,
                answer=dated.answer if dated else None,
                why_then=dated.why if dated else "",
                chance=turns[i].chance,
                chance_words=in_words(turns[i].chance),
                kept=layout.kept.get(id, ""),
                reasons=(*layout.reasons.get(id, ()), *reasons),
            )
        )
    return tuple(found)


def _unplaced(
    snapshot: Snapshot,
    problem: Problem,
    layout: Layout,
    timing: Timing,
    turns: dict[int, Turn],
) -> tuple[Unplaced, ...]:
    """Return what does not fit, of those who belong into the proposal."""
    late = [
        Unplaced(id, tr("{name} cannot be asked before the end.", name=snapshot.name(id)))
        for i, id in enumerate(problem.partners)
        if i not in turns
    ]
    every = (*layout.unplaced, *timing.troubles, *late)
    return tuple(one for one in every if layout.shows(one.partner))


def _outlook(
    problem: Problem, order: tuple[int, ...], solution: Solution, cancelled: Cancelled | None
) -> Outlook:
    if problem.lost:
        return Outlook(0.0, 0.0, 0.0, 0.0, in_words(0.0))
    return outlook_of(problem.instance, order, solution.adaptive_probability, cancelled)


def _ending(snapshot: Snapshot, goal: str | None, by: dt.date) -> Snapshot:
    """Return the plan with another deadline."""
    sequence = sequence_of(snapshot, goal)
    if sequence is None:
        return snapshot
    sequences = {**snapshot.sequences, sequence.id: but(sequence, deadline=by)}
    return dataclasses.replace(snapshot, sequences=sequences)


def _deadline(snapshot: Snapshot, problem: Problem) -> dt.date | None:
    sequence = snapshot.sequences.get(problem.sequence or "")
    return sequence.deadline if sequence else None


def _by_deadline(
    snapshot: Snapshot,
    problem: Problem,
    order: tuple[int, ...],
    timing: Timing,
    cancelled: Cancelled | None,
) -> Outlook | None:
    deadline = _deadline(snapshot, problem)
    if deadline is None:
        return None
    if problem.lost:
        return Outlook(0.0, 0.0, 0.0, 0.0, in_words(0.0))
    instance, answered = answered_by(problem, order, timing, deadline)
    return outlook_of(instance, answered, cancelled=cancelled)


def _asks(snapshot: Snapshot, today: dt.date, goal: str | None) -> int | None:
    """Return how many approaches can begin before the end; None: there is no end."""
    sequence = sequence_of(snapshot, goal)
    if sequence is None or sequence.deadline is None:
        return None
    weeks = max(0, (sequence.deadline - today).days + 6) // 7
    return weeks * (sequence.per_week or USUAL_PER_WEEK)
