"""The orders that people take without computing one, so that the computed one is never worse."""

from __future__ import annotations

from collections.abc import Callable

from outreach.planning import steps
from outreach.planning.order.heuristic import allowed
from outreach.planning.proposal.problem import Problem
from outreach.snapshot import Snapshot

MIDDLE = 3
"""The middle of the scales, taken where nothing is set."""


def plain_orders(snapshot: Snapshot, problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Return the partners by influence, by readiness, by rank, and as the sequence has them now.

    Each keeps to what must come before what.
    """
    partners = problem.partners
    influence = [snapshot.organisations[id].influence or MIDDLE for id in partners]
    rank = dict.fromkeys(partners, 0)
    for person in snapshot.people.values():
        if person.organisation in rank:
            rank[person.organisation] = max(rank[person.organisation], person.seniority or 0)
    here = steps.in_order(snapshot, problem.sequence) if problem.sequence else []
    place: dict[str | None, int] = {}
    for at, step in enumerate(here):
        if steps.is_open(step):
            place.setdefault(step.organisation, at)
    rules: tuple[Callable[[int], float], ...] = (
        lambda i: -influence[i],
        lambda i: -problem.instance.base[i],
        lambda i: -rank[partners[i]],
        lambda i: place.get(partners[i], len(here)),
    )
    return tuple(dict.fromkeys(allowed(problem.instance, rule) for rule in rules))
