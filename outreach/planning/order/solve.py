"""The order to ask in: exactly where that is quick, a good one with what is left open elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from outreach.planning.order.branching import best_fixed, greedy, probability_of
from outreach.planning.order.chance import Worlds
from outreach.planning.order.exact import MOST_PAIRS, Table, pairs
from outreach.planning.order.graph import pathwise_order, relevant
from outreach.planning.order.heuristic import good_order
from outreach.planning.order.model import Cancelled, Ingredient, Instance, Progress, Provocation

BOUND_WORLDS = 4_000
SURE = 1e-12
"""By how much a probability may miss its bound and still be called proven."""


@dataclass(frozen=True, slots=True)
class Solution:
    """An order, and what is known about it."""

    order: tuple[int, ...]
    probability: float
    """That the goal is reached when partners are asked in this order, come what may."""
    adaptive_probability: float | None
    """The same when the best next partner is chosen after each answer; None: not known."""
    proven: bool
    """Whether no fixed order is better."""
    bound: float
    """No fixed order reaches more than this; where it was drawn, almost surely."""
    exact: bool
    """Whether the probabilities are exact; else they were drawn."""


def solve(
    instance: Instance,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    also: Sequence[tuple[int, ...]] = (),
) -> Solution:
    """Return the order to ask in; the same one each time.

    Partners who have no bearing on the goal come last.

    Args:
        instance: The problem.
        progress: Told how far the work is, from 0 to 1.
        cancelled: Says whether the order is no longer wanted.
        also: Allowed orders that people would take; what is returned is judged no worse than any.

    Raises:
        Stopped: when ``cancelled`` says that it is no longer wanted.
    """
    kept = sorted(relevant(instance))
    small = reduced(instance, kept)
    number = {i: at for at, i in enumerate(kept)}
    plain = [tuple(number[i] for i in order if i in number) for order in also]
    if not small.n:
        reached = float(instance.is_goal(()))
        found = Solution((), reached, reached, True, reached, True)
    elif pairs(small) <= MOST_PAIRS:
        found = _exact(small, plain, progress, cancelled)
    else:
        found = _good(small, plain, progress, cancelled)
    return replace(found, order=_whole(instance, [kept[i] for i in found.order]))


def _exact(
    instance: Instance,
    also: list[tuple[int, ...]],
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Solution:
    table = Table(instance, progress, cancelled)
    value = table.value()
    path = pathwise_order(instance)
    if path is not None:
        probability = probability_of(table, tuple(path))
        return Solution(tuple(path), probability, value, True, max(value, probability), True)
    begin = max([greedy(table), *also], key=lambda order: probability_of(table, order))
    found = best_fixed(table, begin, cancelled)
    proven = found.bound - found.probability <= SURE
    return Solution(found.order, found.probability, value, proven, found.bound, True)


def _good(
    instance: Instance,
    also: list[tuple[int, ...]],
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Solution:
    path = pathwise_order(instance)
    if path is not None:
        drawn = Worlds(instance, BOUND_WORLDS, "stated", cancelled).estimate(path)
        return Solution(
            tuple(path), drawn.probability, drawn.probability, True, drawn.probability, False
        )
    order, drawn = good_order(instance, progress, cancelled, also)
    bound = max(Worlds(instance, BOUND_WORLDS, "bound", cancelled).bound(), drawn.probability)
    adaptive = drawn.probability if len(instance.required) == instance.n else None
    return Solution(order, drawn.probability, adaptive, False, bound, False)


def reduced(instance: Instance, kept: list[int]) -> Instance:
    """Return the instance of the partners in ``kept`` alone, numbered by their place there."""
    number = {i: at for at, i in enumerate(kept)}

    def weighted(
        pairs: tuple[tuple[int, int, float], ...],
    ) -> tuple[tuple[int, int, float], ...]:
        return tuple((number[j], number[i], w) for j, i, w in pairs if j in number and i in number)

    provocations = tuple(
        Provocation(
            number[one.opponent],
            tuple(number[t] for t in one.triggers if t in number),
            tuple(number[t] for t in one.targets if t in number),
            one.w,
        )
        for one in instance.provocations
        if one.opponent in number and any(t in number for t in one.targets)
    )
    return replace(
        instance,
        base=tuple(instance.base[i] for i in kept),
        links=weighted(instance.links),
        decline_harm=weighted(instance.decline_harm),
        provocations=provocations,
        required=frozenset(number[i] for i in instance.required),
        ingredients=tuple(
            Ingredient(tuple(one.give[i] for i in kept), one.need) for one in instance.ingredients
        ),
        must_precede=tuple(
            (number[a], number[b]) for a, b in instance.must_precede if a in number and b in number
        ),
        refused=tuple((number[i], first) for i, first in instance.refused if i in number),
        names=tuple(instance.names[i] for i in kept) if instance.names else (),
    )


def _whole(instance: Instance, order: list[int]) -> tuple[int, ...]:
    """Return ``order`` with those who have no bearing behind it, in an allowed order."""
    left = [i for i in range(instance.n) if i not in set(order)]
    while left:
        i = next(i for i in left if instance.before[i] <= set(order))
        left.remove(i)
        order.append(i)
    return tuple(order)
