"""A good fixed order where the exact search would take too long.

Several beginnings, each improved by insertion search over the quick estimate and then shaken and
improved again; the best few are polished in drawn worlds, and the best of these, judged in worlds
that none of them was fitted to, is taken.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable

from outreach.planning.order.chance import Estimate, Worlds
from outreach.planning.order.insertion import Insertion
from outreach.planning.order.model import Cancelled, Instance, Progress, Stopped
from outreach.planning.order.polish import Polish

SEARCH_WORK = 450_000
"""Looks at a pair of partners, each about a microsecond; more where there are many partners."""
POLISH_WORK = 24_000
"""Partners asked anew in drawn worlds, shared by the orders that are polished."""
WORLDS = 2_000
JUDGES = 8_000
"""Worlds in which the order that is returned was judged."""
FINALISTS = 5
SHAKES = 400
"""How often an order is shaken at most."""


def good_order(
    instance: Instance,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[tuple[int, ...], Estimate]:
    """Return a good order, the same each time, and its probability in worlds drawn for it.

    Raises:
        Stopped: when it is no longer wanted.
    """
    told = progress or (lambda _: None)
    candidates = _searched(instance, lambda done: told(0.6 * done), cancelled)
    worlds = Worlds(instance, WORLDS, "fitted")
    drawn = sorted(
        ((worlds.estimate(order).probability, order) for order in candidates), reverse=True
    )
    finalists = []
    for number, (_, order) in enumerate(drawn[: FINALISTS if instance.n <= 100 else 2]):
        if cancelled is not None and cancelled():
            raise Stopped
        polish = Polish(worlds, order)
        polish.improve(POLISH_WORK // (number + 1), cancelled)
        finalists.append(polish.order)
        told(0.6 + 0.3 * (number + 1) / FINALISTS)
    judges = Worlds(instance, max(WORLDS, JUDGES * 30 // max(30, instance.n)), "judged")
    best = max(dict.fromkeys(finalists), key=lambda order: judges.estimate(order).probability)
    told(1.0)
    return best, Worlds(instance, judges.count, "stated").estimate(best)


def _searched(
    instance: Instance, told: Progress, cancelled: Cancelled | None
) -> list[tuple[int, ...]]:
    """Return the best orders by the quick estimate, best first."""
    search = Insertion(instance, cancelled)
    limit = SEARCH_WORK + 900 * instance.n
    chance = random.Random(instance.n)
    found: dict[tuple[int, ...], float] = {}
    for begin in _beginnings(instance):
        if search.work < limit:
            found.setdefault(begin, search.value(list(begin)))
            order, value = search.improve(list(begin), limit)
            found[tuple(order)] = value
            told(min(1.0, search.work / limit))
    for _ in range(SHAKES):
        if search.work >= limit:
            break
        best = max(found, key=lambda order: found[order])
        from_here = best if chance.random() < 0.7 else chance.choice(list(found))
        begin_, moved = search.shaken(list(from_here), chance)
        order, value = search.improve(begin_, limit, sorted(moved))
        found[tuple(order)] = value
        told(min(1.0, search.work / limit))
    return sorted(found, key=lambda order: (-found[order], order))[: 4 * FINALISTS]


def _beginnings(instance: Instance) -> list[tuple[int, ...]]:
    """Return orders to begin with, each by a plain rule."""
    n = instance.n
    given = [sum(instance.given[i].values()) for i in range(n)]
    gained = [sum(instance.helpers[i].values()) for i in range(n)]
    opponents = {one.opponent for one in instance.provocations}
    triggers = {t for one in instance.provocations for t in one.triggers}
    wanted = [
        (i in instance.required) + sum(one.give[i] for one in instance.ingredients)
        for i in range(n)
    ]
    rules: list[Callable[[int], float]] = [
        lambda i: gained[i] - given[i],
        lambda i: -instance.base[i] - given[i],
        lambda i: -instance.base[i],
        lambda i: (i in triggers) - (i in opponents) - 0.01 * instance.base[i],
        lambda i: -wanted[i] - 0.1 * instance.base[i],
        lambda i: gained[i],
    ]
    return list(dict.fromkeys(_allowed(instance, rule) for rule in rules))


def _allowed(instance: Instance, rule: Callable[[int], float]) -> tuple[int, ...]:
    """Return the order by ``rule``, lowest first, that keeps to what must precede what."""
    after: list[list[int]] = [[] for _ in range(instance.n)]
    for b, before in enumerate(instance.before):
        for a in before:
            after[a].append(b)
    waits = [len(before) for before in instance.before]
    # Who must precede somebody comes as early as that one would.
    free = [(rule(i), i) for i in range(instance.n) if not waits[i]]
    heapq.heapify(free)
    order = []
    while free:
        _, i = heapq.heappop(free)
        order.append(i)
        for b in after[i]:
            waits[b] -= 1
            if not waits[b]:
                heapq.heappush(free, (rule(b), b))
    return tuple(order)
