"""Steps that keep their place, and the edit that brings a sequence into the proposed order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from outreach.base.language import Terms, tr
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.proposal.problem import Problem
from outreach.planning.proposal.reasons import Reason
from outreach.snapshot import Snapshot
from outreach.vocabulary import STATUS_WAITED_FOR

_KEPT = Terms(
    {
        "pinned": "Its place is kept, as it was set to be.",
        "fixed": "Its date is fixed, so its place is kept.",
        "optional": "As recorded, it has no bearing on the goal, so it is left where it is.",
    }
)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something that does not fit, in a sentence."""

    partner: str
    sentence: str


@dataclass(slots=True)
class Layout:
    """Who stands where, and what was left where it is."""

    order: tuple[int, ...]
    was: dict[str, int]
    """The place of each partner among those of the sequence now, from 0."""
    open_steps: dict[str, list[Step]]
    bearing: set[str]
    kept: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)

    def shows(self, partner: str) -> bool:
        """Whether a partner belongs into the proposal: it has steps, or a bearing on the goal."""
        return partner in self.was or partner in self.bearing


@dataclass(frozen=True, slots=True)
class Added:
    """A step that is not in the sequence yet."""

    organisation: str
    messenger: str | None
    position: float
    ask: str | None
    """What the partner's value proposition asks for; None with several of them, or none."""


@dataclass(frozen=True, slots=True)
class Awaits:
    """A step that is to wait for the yes of another partner, until that partner answers."""

    organisation: str
    step: str | None
    """None: the one that is added for ``organisation``."""
    for_: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A sequence that is not there yet."""

    name: str
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replanned:
    """An edit that brings a sequence into the proposed order; what is done is left alone."""

    sequence: str | None
    """None where the plan has none: then ``begun`` is made."""
    positions: dict[str, float]
    """New places by step; only those that change."""
    days: dict[str, int]
    """New days after the start by step; only those that change."""
    added: tuple[Added, ...]
    begin: dt.date | None = None
    """The start to give to the sequence from which these days count; None where it has one."""
    begun: Begun | None = None
    waits: tuple[Awaits, ...] = ()
    """What steps are to wait for, of what they do not wait for yet."""

    @property
    def is_empty(self) -> bool:
        """Whether the sequence is in this order already."""
        return not (self.positions or self.days or self.added or self.waits)


def placed(
    snapshot: Snapshot, problem: Problem, solved: tuple[int, ...], bearing: set[str]
) -> Layout:
    """Return the order in which pinned, fixed and needless steps keep their place."""
    here = steps.in_order(snapshot, problem.sequence) if problem.sequence else []
    open_: dict[str, list[Step]] = {}
    for step in here:
        if steps.is_open(step) and step.organisation in problem.number:
            open_.setdefault(step.organisation, []).append(step)
    layout = Layout(solved, {id: at for at, id in enumerate(open_)}, open_, bearing)
    for id, its in open_.items():
        if any(step.pinned for step in its):
            layout.kept[id] = "pinned"
        elif any(step.due for step in its):
            layout.kept[id] = "fixed"
        elif id not in bearing:
            layout.kept[id] = "optional"
        if kept := layout.kept.get(id):
            kind = "optional" if kept == "optional" else "pinned"
            layout.reasons[id] = (Reason(kind, _KEPT[kept], (id,)),)
    layout.order = _arranged(problem, solved, layout)
    for one in problem.dropped:
        words = tr(
            "{partner} waits for {other} to be {status}, who waits "
            "for them in turn. It was left out of account.",
            partner=snapshot.name(one.partner),
            other=snapshot.name(one.for_),
            status=STATUS_WAITED_FOR[one.status],
        )
        layout.unplaced.append(Unplaced(one.partner, words))
    place = {problem.partners[i]: at for at, i in enumerate(layout.order)}
    for one in problem.waits:
        if place[one.for_] > place[one.partner]:
            words = tr(
                "{partner} keeps its place although it waits for {other}, who is asked later.",
                partner=snapshot.name(one.partner),
                other=snapshot.name(one.for_),
            )
            layout.unplaced.append(Unplaced(one.partner, words))
    return layout


def _arranged(problem: Problem, solved: tuple[int, ...], layout: Layout) -> tuple[int, ...]:
    """Return the order with those that are kept at the place they have among the sequence's."""
    kept = {layout.was[id]: id for id in layout.kept}
    if not kept:
        return solved
    ids = [problem.partners[i] for i in solved]
    free = [id for id in ids if id in layout.was and id not in layout.kept]
    found = [kept[at] if at in kept else free.pop(0) for at in range(len(layout.was))]
    for at, id in enumerate(ids):
        if id in layout.was:
            continue
        # A partner that is new stands before the first of those that come after it in the order.
        later = set(ids[at + 1 :]) - layout.kept.keys()
        to = next((n for n, other in enumerate(found) if other in later), len(found))
        found.insert(to, id)
    return tuple(problem.number[id] for id in found)


def replanned(
    snapshot: Snapshot,
    problem: Problem,
    order: list[str],
    layout: Layout,
    days: dict[str, int],
    begin: dt.date | None,
) -> Replanned:
    """Return the edit that brings the sequence into ``order``.

    Args:
        snapshot: The plan.
        problem: What it poses.
        order: The partners who are asked.
        layout: Their steps, and which are left where they are.
        days: Days after the start at which steps can be taken, of those that get another one.
        begin: The start to write; None where there is one.
    """
    sequence = snapshot.sequences.get(problem.sequence or "")
    if sequence is None:
        return _begun(snapshot, problem, order)
    free = [
        step
        for id in order
        for step in layout.open_steps.get(id, ())
        if layout.kept.get(id) not in ("pinned", "fixed")
    ]
    positions = _positions(snapshot, sequence.id, free)
    changed = {step.id: days[step.id] for step in free if step.id in days}
    added = tuple(_added(snapshot, problem, order, layout, positions))
    return Replanned(sequence.id, positions, changed, added, begin if changed else None)


def _begun(snapshot: Snapshot, problem: Problem, order: list[str]) -> Replanned:
    """Return the edit that makes a sequence of those who are asked."""
    taken = {one.name for one in snapshot.sequences.values()}
    plain = steps.first_name(snapshot)
    numbered = (f"{plain} ({number})" for number in range(2, len(taken) + 3))
    name = next(name for name in (plain, *numbered) if name not in taken)
    added = [_step_for(snapshot, problem, id, place) for place, id in enumerate(order, 1)]
    return Replanned(None, {}, {}, tuple(added), begun=Begun(name, problem.goals))


def _added(
    snapshot: Snapshot,
    problem: Problem,
    order: list[str],
    layout: Layout,
    positions: dict[str, float],
) -> Iterator[Added]:
    """Yield a step for each partner that has none, between the steps of its neighbours."""
    places = {
        step.id: positions.get(step.id, step.position or 0.0)
        for step in steps.in_order(snapshot, problem.sequence or "")
    }
    taken = sorted(places.values())
    before = 0.0
    for id in order:
        if its := layout.open_steps.get(id):
            before = max(before, *(places[step.id] for step in its))
            continue
        after = min((place for place in taken if place > before), default=before + 2.0)
        before = (before + after) / 2
        yield _step_for(snapshot, problem, id, before)


def _step_for(snapshot: Snapshot, problem: Problem, partner: str, position: float) -> Added:
    messenger = problem.messengers.get(partner)
    asks = [
        value.ask for value in snapshot.value_propositions.values() if value.organisation == partner
    ]
    ask = asks[0] if len(asks) == 1 else None
    return Added(partner, messenger.person if messenger else None, float(position), ask)


def _positions(snapshot: Snapshot, sequence: str, moving: list[Step]) -> dict[str, float]:
    """Return new places for ``moving`` among the places that they have; only those that change."""
    places = [step.position for step in moving]
    if None in places or len(set(places)) < len(places):
        everyone = steps.in_order(snapshot, sequence)
        where = {step.id: float(at) for at, step in enumerate(everyone, 1)}
    else:
        where = {step.id: step.position for step in moving if step.position is not None}
    slots = sorted(where[step.id] for step in moving)
    return {
        step.id: slot for step, slot in zip(moving, slots, strict=True) if step.position != slot
    }
