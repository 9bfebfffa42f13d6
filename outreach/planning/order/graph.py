"""Who bears on whom: orders that follow from it, and who has no bearing on the goal."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from outreach.planning.order.model import Instance


def precedence_order(instance: Instance) -> list[int] | None:
    """Return an order that keeps to what must precede what; None when that goes in a circle."""
    return _topological(instance.n, instance.must_precede)


def pathwise_order(instance: Instance) -> list[int] | None:
    """Return the order that no other beats, whatever the goal; None where there is no such order.

    Where “j helps i: j first; j puts i off: i first; an opponent before its targets, and these
    before what provokes it” never goes round in a circle, and neither refusals nor a limit on
    asks count, each partner is asked after all that help her and before all that harm her.
    (Theorem 1 of the design: by induction over latent thresholds, against adaptive policies too.)
    """
    if any(u > 0 for _, _, u in instance.decline_harm) or instance.asks < instance.n:
        return None
    edges = set(instance.must_precede)
    edges |= {(j, i) for j, i, w in instance.links if w > 0}
    edges |= {(i, j) for j, i, w in instance.links if w < 0}
    for one in instance.provocations:
        if one.w > 0:
            edges |= {(one.opponent, target) for target in one.targets}
            edges |= {(target, trigger) for target in one.targets for trigger in one.triggers}
            edges |= {(one.opponent, trigger) for trigger in one.triggers}
    return _topological(instance.n, edges)


def relevant(instance: Instance) -> set[int]:
    """Return the partners whose answer can matter to the goal.

    All others can be left out, or asked last: they are not needed, add nothing, do not bear on
    anybody who does, and need not be asked before such a one.
    """
    leading: list[set[int]] = [set() for _ in range(instance.n)]
    weights = [(j, i, w) for j, i, w in (*instance.links, *instance.decline_harm) if w]
    for j, i in (*instance.must_precede, *((j, i) for j, i, _ in weights)):
        leading[i].add(j)
    for one in instance.provocations:
        for target in one.targets if one.w else ():
            leading[target] |= {one.opponent, *one.triggers}
    found = set(instance.required)
    for ingredient in instance.ingredients:
        found |= {i for i, amount in enumerate(ingredient.give) if amount > 0}
    waiting = list(found)
    while waiting:
        for j in leading[waiting.pop()] - found:
            found.add(j)
            waiting.append(j)
    return found


def _topological(n: int, edges: Iterable[tuple[int, int]]) -> list[int] | None:
    """Return the order, smallest index first among those that are free; None for a circle."""
    after: list[set[int]] = [set() for _ in range(n)]
    waits = [0] * n
    for a, b in edges:
        if b not in after[a]:
            after[a].add(b)
            waits[b] += 1
    free = [i for i in range(n) if not waits[i]]
    order = []
    while free:
        i = heapq.heappop(free)
        order.append(i)
        for b in after[i]:
            waits[b] -= 1
            if not waits[b]:
                heapq.heappush(free, b)
    return order if len(order) == n else None
