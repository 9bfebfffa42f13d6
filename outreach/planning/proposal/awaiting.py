"""The waits that an order rests on: a step is set to wait for the yes that helps it most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outreach.base.language import tr
from outreach.planning import steps
from outreach.planning.order.graph import precedence_order
from outreach.planning.order.model import Instance
from outreach.planning.proposal.placing import Awaits, Layout, Replanned
from outreach.planning.proposal.problem import Link, Problem
from outreach.planning.proposal.reasons import Reason
from outreach.planning.proposal.timing import Span
from outreach.snapshot import Snapshot

LEAST = 2.0
"""Half-notches from which on a yes is waited for: one notch, which multiplies the odds by 3. A
partner that helps less would make the plan longer than its yes is worth."""


def awaiting(
    snapshot: Snapshot,
    problem: Problem,
    layout: Layout,
    edit: Replanned,
    order: Iterable[str],
    spans: Mapping[str, Span],
) -> tuple[Awaits, ...]:
    """Return what steps are to wait for when ``edit`` is followed, in the order of their partners.

    A partner's first open step waits for the one earlier partner whose yes helps most, from
    :data:`LEAST` half-notches on; of several that help as much, for the one asked last. Left alone
    are steps whose place is kept, those that are said to wait for somebody already, and pairs whom
    the calendar of the proposal does not put one after the other because of a deadline.

    Args:
        snapshot: The plan.
        problem: What it poses.
        layout: The steps of each partner, and which keep their place.
        edit: What brings the sequence into the order.
        order: The partners who are asked.
        spans: When each is asked and answers, where that is known.
    """
    place = _places(snapshot, layout, edit)
    asked = {id for id in order if id in place}
    waiting = {one.partner for one in problem.waits}
    pairs = problem.instance.must_precede
    found: list[Awaits] = []
    for id in sorted(asked, key=lambda one: place[one]):
        if id in waiting or id in layout.kept:
            continue
        helpers = [
            link
            for link in problem.links
            if link.to == id and link.weight >= LEAST and link.by in asked
            if place[link.by] < place[id] and _in_time(link, spans)
        ]
        for link in sorted(helpers, key=lambda one: (-one.weight, -place[one.by], one.by)):
            more = (*pairs, (problem.number[link.by], problem.number[id]))
            if _goes_round(problem, more):
                continue
            pairs = more
            its = layout.open_steps.get(id, ())
            found.append(Awaits(id, its[0].id if its else None, link.by))
            break
    return tuple(found)


def reason_of(snapshot: Snapshot, one: Awaits) -> Reason:
    """Return what is said of a wait before it is written."""
    words = tr(
        "It is set to wait for the yes of {name}, which helps most; a no ends the wait.",
        name=snapshot.name(one.for_),
    )
    return Reason("to_wait", words, (one.organisation, one.for_))


def _places(snapshot: Snapshot, layout: Layout, edit: Replanned) -> dict[str, float]:
    """Return where the first step of each partner stands once the edit is followed."""
    here = [step for its in layout.open_steps.values() for step in its]
    if edit.sequence is not None:
        numbers = {
            step.id: float(at) for at, step in enumerate(steps.in_order(snapshot, edit.sequence), 1)
        }
    found: dict[str, float] = {}
    for step in here:
        own = numbers[step.id] if step.position is None else step.position
        at = edit.positions.get(step.id, own)
        partner = step.organisation or ""
        found[partner] = min(at, found.get(partner, at))
    return found | {one.organisation: one.position for one in edit.added}


def _in_time(link: Link, spans: Mapping[str, Span]) -> bool:
    """Whether the answer of one is expected before the other is asked, as far as is known."""
    one, other = spans.get(link.by), spans.get(link.to)
    return one is None or other is None or one.answer < other.start


def _goes_round(problem: Problem, pairs: tuple[tuple[int, int], ...]) -> bool:
    trial = Instance((0.0,) * len(problem.partners), must_precede=pairs)
    return precedence_order(trial) is None
