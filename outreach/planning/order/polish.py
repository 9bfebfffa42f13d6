"""Makes an order better by moving one partner at a time, judged in the same drawn worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.planning.order.chance import Run, Worlds
from outreach.planning.order.model import TOLERANCE, stop_if

if TYPE_CHECKING:
    from outreach.planning.order.chance import Floats

LEAST = 1e-6
"""What a move must gain, in probability, to be made."""


class Polish:
    """An order, with what came of it in every world, so that a move costs what it changes."""

    def __init__(self, worlds: Worlds, order: tuple[int, ...]) -> None:
        """Begin with ``order``."""
        self.worlds = worlds
        self.instance = worlds.instance
        self.work = 0
        """Partners asked anew so far; each costs a few operations on all worlds."""
        instance = self.instance
        self._inputs = [
            set(instance.helpers[i]) | set(instance.harmers[i]) for i in range(instance.n)
        ]
        for one in instance.provocations:
            for target in one.targets:
                self._inputs[target] |= {one.opponent, *one.triggers} - {target}
        self._outputs: list[set[int]] = [set() for _ in range(instance.n)]
        for i, inputs in enumerate(self._inputs):
            for j in inputs:
                self._outputs[j].add(i)
        self._take(order)

    def _take(self, order: tuple[int, ...]) -> None:
        self.order = order
        self._run = self.worlds.run(order)
        self.work += len(order)
        self._weight = self._run.weight()
        self._amounts = self._run.amounts()
        self.probability = self._mean(self._weight, self._amounts)

    def _mean(self, weight: Floats | float, amounts: list[Floats | float]) -> float:
        import numpy as np

        if not self.instance.required <= set(self.order[: self.instance.asks]):
            return 0.0
        score: Floats | float = weight
        for one, amount in zip(self.instance.ingredients, amounts, strict=True):
            score = score * (amount >= one.need - TOLERANCE)
        return float(np.mean(score, dtype=np.float64))

    def improve(self, limit: int) -> None:
        """Move partners until no move is better, or ``limit`` partners were asked anew.

        Raises:
            Stopped: when the worlds are no longer wanted.
        """
        waiting = list(self.order)
        limit += self.work
        while waiting and self.work < limit:
            i = waiting.pop(0)
            best, gain = self.order, LEAST
            for order in self._moves(i):
                stop_if(self.worlds.cancelled)
                value = self.value(order, i)
                if value - self.probability > gain:
                    best, gain = order, value - self.probability
                if self.work >= limit:
                    break
            if best is not self.order:
                was = self.order, self.probability
                self._take(best)
                if self.probability <= was[1]:
                    self._take(was[0])
                    continue
                near = self._inputs[i] | self._outputs[i]
                waiting = [j for j in waiting if j not in near]
                waiting += [j for j in self.order if j in near or j == i or j not in waiting]

    def _moves(self, i: int) -> list[tuple[int, ...]]:
        """Return the orders in which only ``i`` stands elsewhere and which are not like another."""
        instance, asks = self.instance, self.instance.asks
        rest = [j for j in self.order if j != i]
        at = self.order.index(i)
        near = self._inputs[i] | self._outputs[i]
        low = max((rest.index(a) + 1 for a in instance.before[i]), default=0)
        after = [rest.index(b) for a, b in instance.must_precede if a == i]
        high = min(after, default=len(rest))
        found = []
        for slot in range(low, high + 1):
            # Passing somebody who has no bearing on her and whom she has none on changes nothing.
            if slot == at or (slot > low and rest[slot - 1] not in near and slot != asks):
                continue
            found.append((*rest[:slot], i, *rest[slot:]))
        return found

    def value(self, order: tuple[int, ...], moved: int) -> float:
        """Return the probability of ``order``, in which only ``moved`` stands elsewhere."""
        asks = self.instance.asks
        self.work += 1 + len(order) // 15
        if set(order[:asks]) != set(self.order[:asks]):
            self.work += len(order)
            was, self.order = self.order, order
            run = self.worlds.run(order)
            value = self._mean(run.weight(), run.amounts())
            self.order = was
            return value
        return self._changed(order, moved)

    def _changed(self, order: tuple[int, ...], moved: int) -> float:
        import numpy as np

        base = self._run
        first, last = sorted((order.index(moved), self.order.index(moved)))
        passed = set(order[first : last + 1])
        run = Run(self.worlds)
        run.joined = [*base.joined]
        for i in order[first : self.instance.asks]:
            run.joined[i] = None
        changed: set[int] = set()
        weight, amounts = self._weight, [*self._amounts]
        touched = {moved} | (self._outputs[moved] & passed)
        for i in order[first : self.instance.asks]:
            if i not in touched and not self._inputs[i] & changed:
                run.joined[i] = base.joined[i]
                continue
            run.ask(i)
            self.work += 1
            before, now = base.joined[i], run.joined[i]
            if i in self.instance.required:
                weight = weight / base.chances[i] * run.chances[i]
            elif before is not None and now is not None and not np.array_equal(now, before):
                changed.add(i)
                for at, one in enumerate(self.instance.ingredients):
                    if one.give[i]:
                        amounts[at] = amounts[at] + one.give[i] * (now - before)
        return self._mean(weight, amounts)
