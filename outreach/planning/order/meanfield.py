"""A quick estimate of an order, and how much each partner's leaning counts in it.

Every partner is replaced by her probability; who is required counts as in, as without her all is
lost. The estimate is biased, so it only ranks orders and is never shown. The way back through the
order (backward mapping: from the goal to the first talk) gives what a higher probability of each
partner is worth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from outreach.planning.order.model import Instance, again

HALF_LOG3 = math.log(3) / 2
_LEAST = 1e-9
"""The chance that is taken where there is none, for the logarithm's sake."""
_NEVER = -1e9
"""The value of an order that leaves out somebody who is required."""


class MeanField:
    """An order seen through probabilities: :meth:`forward` and :meth:`backward`."""

    def __init__(self, instance: Instance) -> None:
        """Look at ``instance``; no order yet."""
        self.instance = instance
        self.required = [i in instance.required for i in range(instance.n)]
        self.inputs = [
            [
                (j, instance.helpers[i].get(j, 0.0), instance.harmers[i].get(j, 0.0))
                for j in sorted(instance.helpers[i].keys() | instance.harmers[i].keys())
            ]
            for i in range(instance.n)
        ]
        self.provoked: list[list[tuple[int, tuple[int, ...], float]]] = [
            [] for _ in range(instance.n)
        ]
        for one in instance.provocations:
            for target in one.targets:
                self.provoked[target].append((one.opponent, one.triggers, one.w))
        self._first = instance.first
        self.place = [0] * instance.n
        self.q = [0.0] * instance.n
        """For each partner the probability that she is in; 1 for who is required."""
        self.leaning = [0.0] * instance.n
        self.worth = [0.0] * instance.n
        """What one more of each partner's q adds to the value."""

    def pull(self, i: int, slot: float) -> float:
        """Return the pull on partner ``i`` if she is asked right before ``slot``."""
        q, place, asks = self.q, self.place, self.instance.asks
        pull = 0.0
        for j, w, u in self.inputs[i]:
            if place[j] < slot and place[j] < asks:
                pull += w * q[j] - u * (1 - q[j])
        for opponent, triggers, w in self.provoked[i]:
            none = 1.0
            for trigger in triggers:
                if place[trigger] < slot:
                    none *= 1 - q[trigger]
            pull -= w * (1 - none) * (1 - (q[opponent] if place[opponent] < slot else 0.0))
        return pull

    def score(self, i: int, pull: float) -> float:
        """Return what partner ``i``'s own answer adds to the value under ``pull``."""
        instance = self.instance
        cap, limit = instance.influence_cap, instance.limit
        pull = cap if pull > cap else -cap if pull < -cap else pull
        leaning = instance.base[i] + pull
        leaning = limit if leaning > limit else -limit if leaning < -limit else leaning
        chance = 1 / (1 + math.exp(-HALF_LOG3 * leaning))
        if i in self._first:
            chance = max(_LEAST, again(chance, self._first[i]))
        return math.log(chance) if self.required[i] else self.worth[i] * chance

    def forward(self, order: Sequence[int]) -> float:
        """Return the logarithm of the probability of the goal in ``order``, roughly."""
        instance = self.instance
        for at, i in enumerate(order):
            self.place[i] = at
        value = 0.0
        for at, i in enumerate(order):
            if at >= instance.asks:
                self.q[i] = 0.0
                value += _NEVER if self.required[i] else 0.0
                continue
            leaning = instance.leaning(i, self.pull(i, at))
            self.leaning[i] = leaning
            chance = 1 / (1 + math.exp(-HALF_LOG3 * leaning))
            if i in self._first:
                chance = max(_LEAST, again(chance, self._first[i]))
            self.q[i] = 1.0 if self.required[i] else chance
            value += math.log(chance) if self.required[i] else 0.0
        return value + self._ingredients()

    def _ingredients(self) -> float:
        """Return the logarithm of the chance that there is enough, and set what adds to it."""
        value = 0.0
        self.worth = [0.0] * self.instance.n
        for one in self.instance.ingredients:
            mean = sum(a * q for a, q in zip(one.give, self.q, strict=True))
            spread = sum(a * a * q * (1 - q) for a, q in zip(one.give, self.q, strict=True))
            unit = min((a for a in one.give if a > 0), default=1.0)
            deviation = math.sqrt(spread + (0.1 * unit) ** 2)
            z = (mean - one.need + unit / 2) / deviation
            logarithm, slope = _log_normal(z)
            value += logarithm
            for i, a in enumerate(one.give):
                if a:
                    bend = z * a * a * (1 - 2 * self.q[i]) / (2 * deviation)
                    self.worth[i] += slope * (a - bend) / deviation
        return value

    def backward(self, order: Sequence[int]) -> list[float]:
        """Return what a half-notch more for each partner adds to the value; after forward."""
        steep = [0.0] * self.instance.n
        for i in reversed(order[: self.instance.asks]):
            chance = 1 / (1 + math.exp(-HALF_LOG3 * self.leaning[i]))
            slope = HALF_LOG3 * (1 - chance)
            if (first := self._first.get(i)) is not None:
                risen = chance * slope / (1 - first)
                chance = max(_LEAST, again(chance, first))
                slope = risen / chance if chance > _LEAST else 0.0
            steep[i] = slope if self.required[i] else self.worth[i] * chance * slope
            self._pass_back(i, steep[i])
        return steep

    def _pass_back(self, i: int, steep: float) -> None:
        place, at = self.place, self.place[i]
        for j, w, u in self.inputs[i]:
            if place[j] < at:
                self.worth[j] += steep * (w + u)
        for opponent, triggers, w in self.provoked[i]:
            here = [t for t in triggers if place[t] < at]
            none = math.prod(1 - self.q[t] for t in here)
            away = 1 - (self.q[opponent] if place[opponent] < at else 0.0)
            if place[opponent] < at:
                self.worth[opponent] += steep * w * (1 - none)
            for trigger in here:
                others = math.prod(1 - self.q[t] for t in here if t != trigger)
                self.worth[trigger] -= steep * w * away * others


def _log_normal(z: float) -> tuple[float, float]:
    """Return log Phi(z) and its slope."""
    if z < -8:
        return -z * z / 2 - math.log(-z) - 0.919, -z
    below = 0.5 * math.erfc(-z / math.sqrt(2))
    return math.log(below), math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / below
