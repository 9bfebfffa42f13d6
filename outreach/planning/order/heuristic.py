"""A good fixed order where the exact search would take too long.

Several beginnings, each improved by insertion search over the quick estimate and then shaken and
improved again; the best few are polished in drawn worlds, and the best of these, judged in worlds
that none of them was fitted to, is taken.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Sequence

from outreach.planning.order.chance import Estimate, Worlds
from outreach.planning.order.insertion import Insertion
from outreach.planning.order.model import Cancelled, Instance, Progress
from outreach.planning.order.polish import Polish
from outreach.planning.order.walk import followed

SEARCH_WORK = 450_000
"""Looks at a pair of partners, each about a microsecond; more where there are many partners."""
POLISH_WORK = 1_200_000
"""Partners asked anew in drawn worlds, times how many partners there are."""
MOST_POLISH = 60_000
"""The most of it, where there are few."""
WORLDS = 2_000
JUDGES = 8_000
"""Worlds in which the order that is returned was judged."""
FINALISTS = 5
MOST_FOLLOWED = 16
"""Partners asked up to whom the last choice is made by following every way it may go."""
SHAKES = 400
"""How often an order is shaken at most."""


def good_order(
    instance: Instance,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    also: Sequence[tuple[int, ...]] = (),
) -> tuple[tuple[int, ...], Estimate]:
    """Return a good order, the same each time, and its probability in worlds drawn for it.

    Args:
        instance: The problem.
        progress: Told how far the work is, from 0 to 1.
        cancelled: Says whether the order is no longer wanted.
        also: Allowed orders that people would take; what is returned is judged no worse than any.

    Raises:
        Stopped: when it is no longer wanted.
    """
    told = progress or (lambda _: None)
    search = Insertion(instance, cancelled)
    candidates = _searched(search, lambda done: told(0.5 * done))
    worlds = Worlds(instance, WORLDS, "fitted", cancelled)
    finalists = _polished(search, worlds, candidates, lambda done: told(0.5 + 0.4 * done))
    # The plain orders are judged too: nobody is to be sent round more than they would have gone.
    plain = [*_beginnings(instance), *also]
    best = _judged(instance, list(dict.fromkeys([*finalists, *plain])), cancelled)
    stated = Worlds(instance, _judges(instance), "stated", cancelled).estimate(best)
    told(1.0)
    return best, stated


def _judges(instance: Instance) -> int:
    return max(WORLDS, JUDGES * 30 // max(30, instance.n))


def _judged(
    instance: Instance, orders: list[tuple[int, ...]], cancelled: Cancelled | None
) -> tuple[int, ...]:
    """Return the best of ``orders``: exactly where that is quick, else in worlds of its own."""
    if instance.asks <= MOST_FOLLOWED:
        return max(orders, key=lambda order: followed(instance, order))
    judges = Worlds(instance, _judges(instance), "judged", cancelled)
    return max(orders, key=lambda order: judges.estimate(order).probability)


def _polished(
    search: Insertion, worlds: Worlds, candidates: list[tuple[int, ...]], told: Progress
) -> list[tuple[int, ...]]:
    """Return the best orders after improving them in drawn worlds, and shaking the best of them."""
    instance = worlds.instance
    left = min(MOST_POLISH, POLISH_WORK // instance.n)
    whole, chance = left, random.Random(f"polish {instance.n}")
    drawn = sorted(candidates, key=lambda order: -worlds.estimate(order).probability)
    found: dict[tuple[int, ...], float] = {}
    waiting = drawn[: FINALISTS if instance.n <= 100 else 2]
    while left > 0 and len(found) < SHAKES:
        if waiting:
            begin, part = waiting.pop(0), left // (len(waiting) + 2)
        else:
            best = max(found, key=lambda order: found[order])
            begin, part = tuple(search.shaken(list(best), chance)[0]), left
        polish = Polish(worlds, begin)
        polish.improve(part)
        # Each counts at least a little, so that the end comes even where all moves are free.
        left -= polish.work + instance.n
        found[polish.order] = polish.probability
        told(1 - max(0, left) / whole)
    return sorted(found, key=lambda order: (-found[order], order))[:FINALISTS]


def _searched(search: Insertion, told: Progress) -> list[tuple[int, ...]]:
    """Return the best orders by the quick estimate, best first."""
    instance = search.instance
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
    helped = [sum(max(0.0, w) for w in instance.given[i].values()) for i in range(n)]
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
        lambda i: -given[i],
        lambda i: -helped[i],
    ]
    return list(dict.fromkeys(allowed(instance, rule) for rule in rules))


def allowed(instance: Instance, rule: Callable[[int], float]) -> tuple[int, ...]:
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
