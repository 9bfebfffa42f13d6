"""The definitions, written down a second time in the plainest way, to hold the solvers against."""

from __future__ import annotations

from functools import cache
from itertools import permutations

from outreach.planning.order.model import Instance

State = frozenset[int]


def chance(instance: Instance, i: int, joined: State, declined: State) -> float:
    s = sum(w for j, to, w in instance.links if to == i and j in joined)
    s -= sum(u for j, to, u in instance.decline_harm if to == i and j in declined)
    for q in instance.provocations:
        if i in q.targets and q.opponent not in joined and any(t in joined for t in q.triggers):
            s -= q.w
    s = max(-instance.influence_cap, min(instance.influence_cap, s))
    leaning = max(-instance.limit, min(instance.limit, instance.base[i] + s))
    p = 1 / (1 + 3 ** (-leaning / 2))
    for who, before in instance.refused:
        if who == i:
            p = max(0.0, (p - before) / (1 - before))
    return float(p)


def reached(instance: Instance, joined: State) -> bool:
    return instance.required <= joined and all(
        sum(q.give[i] for i in joined) >= q.need - 1e-9 for q in instance.ingredients
    )


def adaptive(instance: Instance) -> float:
    asks = instance.n if instance.max_asks is None else instance.max_asks

    @cache
    def value(joined: State, declined: State) -> float:
        if reached(instance, joined):
            return 1.0
        asked = joined | declined
        if len(asked) >= asks:
            return 0.0
        best = 0.0
        for i in range(instance.n):
            if i not in asked and all(a in asked for a, b in instance.must_precede if b == i):
                p = chance(instance, i, joined, declined)
                yes, no = value(joined | {i}, declined), value(joined, declined | {i})
                best = max(best, p * yes + (1 - p) * no)
        return best

    return value(frozenset(), frozenset())


def of_order(instance: Instance, order: tuple[int, ...]) -> float:
    asks = instance.n if instance.max_asks is None else instance.max_asks

    def value(at: int, joined: State, declined: State) -> float:
        if at == min(asks, instance.n):
            return float(reached(instance, joined))
        i = order[at]
        p = chance(instance, i, joined, declined)
        return p * value(at + 1, joined | {i}, declined) + (1 - p) * value(
            at + 1, joined, declined | {i}
        )

    return value(0, frozenset(), frozenset())


def fixed(instance: Instance) -> float:
    return max(
        of_order(instance, order)
        for order in permutations(range(instance.n))
        if all(order.index(a) < order.index(b) for a, b in instance.must_precede)
    )
