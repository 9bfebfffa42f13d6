"""The best fixed order: branch and bound over prefixes, with the table's values as the bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.planning.order.exact import Table
from outreach.planning.order.model import Cancelled, Instance, stop_if

if TYPE_CHECKING:
    from outreach.planning.order.exact import Floats, Ints

WORK = 4_000_000
"""State visits, each node counting at least :data:`NODE`, after which the search stops."""
NODE = 400
SAME = 1e-13
"""Probabilities that differ by less are held to be the same."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best fixed order that was found."""

    order: tuple[int, ...]
    probability: float
    bound: float
    """No fixed order reaches more than this."""


@dataclass(slots=True)
class _Node:
    """A beginning of an order, and where it may have led."""

    prefix: tuple[int, ...]
    states: Ints
    weights: Floats
    won: float
    """Weight of the ways in which the goal is reached already."""
    bound: float


def best_fixed(
    table: Table,
    incumbent: tuple[int, ...],
    cancelled: Cancelled | None = None,
    work: int = WORK,
) -> Found:
    """Search for the best fixed order.

    Args:
        table: The values of all states.
        incumbent: An allowed order to begin with.
        cancelled: Asked between nodes.
        work: State visits after which the search stops; the bound then says what is left open.

    Raises:
        Stopped: when it is no longer wanted.
    """
    instance = table.instance
    best = _complete(table, incumbent[: instance.asks], incumbent)
    commuting = _commuting(instance)
    waiting = [_root(table)]
    while waiting and work > 0:
        stop_if(cancelled)
        node = waiting.pop()
        if node.bound <= best.probability + SAME:
            continue
        work -= max(NODE, len(node.states) * (instance.n - len(node.prefix)))
        children = _children(table, node, commuting, best.probability)
        if children is None:
            order = _completed(instance, node.prefix)
            best = max(best, Found(order, node.won, node.won), key=lambda f: f.probability)
            continue
        waiting += sorted(children, key=lambda child: child.bound)
    bound = max([best.probability, *(node.bound for node in waiting)])
    return Found(best.order, best.probability, bound)


def probability_of(table: Table, order: tuple[int, ...]) -> float:
    """Return the probability of the goal when partners are asked in ``order``, come what may."""
    return _complete(table, order[: table.instance.asks], order).probability


def greedy(table: Table) -> tuple[int, ...]:
    """Return the order in which each partner is the one who leaves the table's most to hope for."""
    node = _root(table)
    while (children := _children(table, node, frozenset(), -1.0)) is not None:
        node = max(children, key=lambda child: (child.bound, -child.prefix[-1]))
    return _completed(table.instance, node.prefix)


def _root(table: Table) -> _Node:
    import numpy as np

    if table.instance.is_goal(()):
        return _Node((), np.zeros(0, dtype=np.int64), np.zeros(0), 1.0, 1.0)
    return _Node((), np.zeros(1, dtype=np.int64), np.ones(1), 0.0, table.value())


def _complete(table: Table, asked: tuple[int, ...], order: tuple[int, ...]) -> Found:
    node = _root(table)
    for i in asked:
        node = _after(table, node, i)
    return Found(order, node.won, node.won)


def _children(
    table: Table, node: _Node, commuting: frozenset[tuple[int, int]], least: float
) -> list[_Node] | None:
    """Return the ways on that may reach more than ``least``; None where there is none to take."""
    instance = table.instance
    if len(node.prefix) >= instance.asks or not len(node.states):
        return None
    asked = set(node.prefix)
    last = node.prefix[-1] if node.prefix else -1
    found = []
    for i in range(instance.n):
        if i in asked or not instance.before[i] <= asked:
            continue
        if i < last and (i, last) in commuting:
            continue
        bound = _bound(table, node, i)
        if bound > least + SAME:
            found.append((i, bound))
    return [_after(table, node, i, bound) for i, bound in found]


def _bound(table: Table, node: _Node, i: int) -> float:
    chances = table.chances(i, node.states)
    values, step = table.values.ravel(), table.step(i)
    reached = chances * values[node.states + step]
    if i not in table.instance.required:
        reached += (1 - chances) * values[node.states + 2 * step]
    return node.won + float(reached @ node.weights)


def _after(table: Table, node: _Node, i: int, bound: float = 1.0) -> _Node:
    """Return where asking partner ``i`` next leads."""
    import numpy as np

    chances = table.chances(i, node.states)
    step = table.step(i)
    states, weights = node.states + step, node.weights * chances
    if i not in table.instance.required:
        states = np.concatenate([states, node.states + 2 * step])
        weights = np.concatenate([weights, node.weights * (1 - chances)])
    reached = table.reached(states)
    won = node.won + float(weights[reached].sum())
    hopeful = ~reached & (table.values.ravel()[states] > 0)
    return _Node((*node.prefix, i), states[hopeful], weights[hopeful], won, bound)


def _completed(instance: Instance, prefix: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``prefix`` with all who are left behind it, in an allowed order."""
    order = list(prefix)
    left = [i for i in range(instance.n) if i not in set(prefix)]
    while left:
        i = next(i for i in left if instance.before[i] <= set(order))
        left.remove(i)
        order.append(i)
    return tuple(order)


def _commuting(instance: Instance) -> frozenset[tuple[int, int]]:
    """Return the pairs of partners of whom it does not matter who is asked right before whom."""
    bound = set(instance.must_precede)
    bound |= {(j, i) for j, i, w in (*instance.links, *instance.decline_harm) if w}
    for one in instance.provocations:
        movers = {one.opponent, *one.triggers}
        bound |= {(mover, target) for mover in movers for target in one.targets}
    every = range(instance.n)
    return frozenset((a, b) for a in every for b in every if not {(a, b), (b, a)} & bound)
