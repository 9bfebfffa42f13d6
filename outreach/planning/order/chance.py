"""Chances by drawing: what comes of an order in many drawn worlds, and what none can exceed.

Conditional Monte Carlo: who is required is made to join and the world's weight multiplied by her
chance, all others are drawn, so that the estimate is unbiased and varies little. Every order meets
the same worlds (common random numbers), so that orders compare well. A draw is kept as the
threshold that the pull on a partner has to reach, so that a step is one comparison.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from outreach.planning.order.model import TOLERANCE, Cancelled, Instance, stop_if

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LEAST = 1e-9
"""The chance that is taken where there is none, for weights are divided by chances."""
AT_ONCE = 100
"""Partners whose worlds are drawn between two looks whether they are still wanted."""
STANDARD_ERRORS = 4
"""How many standard errors are added to a bound that was drawn."""


class Estimate(NamedTuple):
    """A probability that was drawn, with its standard error."""

    probability: float
    error: float


class Worlds:
    """Drawn worlds of an instance; in each, every partner has the threshold at which she joins."""

    def __init__(
        self,
        instance: Instance,
        worlds: int,
        salt: str = "",
        cancelled: Cancelled | None = None,
    ) -> None:
        """Draw worlds.

        Args:
            instance: The problem.
            worlds: How many.
            salt: The same ones are drawn each time for an instance and a salt.
            cancelled: Says whether what is worked out in them is no longer wanted: whatever asks
                partners here then raises ``Stopped``.

        Raises:
            Stopped: when they are not wanted while they are drawn.
        """
        import numpy as np

        self.cancelled = cancelled
        draw = np.random.default_rng(_seed(instance, salt))
        lots = [slice(first, first + AT_ONCE) for first in range(0, instance.n, AT_ONCE)]
        # Evenly spread within each partner, in an order of her own: they vary less.
        places = np.tile(np.arange(worlds), (instance.n, 1))
        for lot in lots:
            stop_if(cancelled)
            draw.permuted(places[lot], axis=1, out=places[lot])
        first = np.zeros((instance.n, 1))
        # Of those who said no before it is known that the draw lies above their chance then.
        for i, chance in instance.refused:
            first[i] = chance
        self._drawn: Floats = np.empty(places.shape, dtype=np.float32)
        self._even: dict[int, NDArray[Any]] = {}
        for lot in lots:
            stop_if(cancelled)
            chances = (places[lot] + draw.random(places[lot].shape)) / worlds
            self._drawn[lot] = _thresholds(chances, first[lot])
            for i in instance.first.keys() & range(lot.start, lot.stop):
                self._even[i] = chances[i - lot.start].copy()
        stop_if(cancelled)
        self._look_at(instance)

    def of(self, instance: Instance) -> Worlds:
        """Return the same draws for another instance with as many partners.

        The same of them said no before, perhaps with another chance.
        """
        other = object.__new__(Worlds)
        other.cancelled = self.cancelled
        other._drawn, other._even = self._drawn, self._even
        if instance.refused != self.instance.refused:
            other._drawn = self._drawn.copy()
            for i, first in instance.refused:
                other._drawn[i] = _thresholds(self._even[i], first)
        other._look_at(instance)
        return other

    def _look_at(self, instance: Instance) -> None:
        """Turn what was drawn into what the pull on each partner has to reach."""
        import numpy as np

        self.instance = instance
        self.count = self._drawn.shape[1]
        cap, limit = instance.influence_cap, instance.limit
        base = np.array(instance.base, dtype=np.float32)[:, None]
        needed = self._drawn - base
        never = (self._drawn > limit) | (needed > cap)
        always = (self._drawn <= -limit) | (needed <= -cap)
        needed[never] = math.inf
        needed[always & ~(self._drawn > limit)] = -math.inf
        self.needed: Floats = needed

    def run(self, order: Sequence[int]) -> Run:
        """Return what comes of asking in ``order``."""
        run = Run(self)
        for i in order[: self.instance.asks]:
            run.ask(i)
        return run

    def estimate(self, order: Sequence[int]) -> Estimate:
        """Return the probability of the goal when partners are asked in ``order``."""
        if not self.instance.required <= set(order[: self.instance.asks]):
            return Estimate(0.0, 0.0)
        return _estimate(self.run(order).scores(), self.count)

    def bound(self) -> float:
        """Return what no way of asking can exceed, not even by foresight.

        Everybody joins as soon as those who are in suffice, positive links only, until nobody does
        any more; nobody else can be won by any order. With four standard errors on top.
        """
        forced = _estimate(self._closed(forced=True).scores(), self.count)
        free = self._closed(forced=False)
        plain = _estimate(free.scores(certain=True), self.count)
        least = (
            STANDARD_ERRORS * math.sqrt(plain.probability + 1 / self.count) / math.sqrt(self.count)
        )
        return min(
            1.0, forced.probability + STANDARD_ERRORS * forced.error, plain.probability + least
        )

    def _closed(self, *, forced: bool) -> Run:
        import numpy as np

        instance = self.instance
        run = Run(self)
        for i in range(instance.n):
            run.joined[i] = 1.0 if forced and i in instance.required else None
        waiting = list(range(instance.n))
        followers = instance.given
        while waiting:
            changed = []
            for i in waiting:
                stop_if(self.cancelled)
                pull = run.help(i)
                if forced and i in instance.required:
                    run.chances[i] = run.chance(i, pull)
                    continue
                now = (pull >= self.needed[i]).astype(np.float32)
                before = run.joined[i]
                if before is None or not np.array_equal(now, before):
                    run.joined[i] = now
                    if before is not None or now.any():
                        changed.append(i)
            waiting = sorted({to for i in changed for to, w in followers[i].items() if w > 0})
        return run


class Run:
    """What comes of asking some partners, one after the other, in every world."""

    __slots__ = ("chances", "joined", "worlds")

    def __init__(self, worlds: Worlds) -> None:
        """Begin with nobody asked."""
        self.worlds = worlds
        self.joined: list[Floats | float | None] = [None] * worlds.instance.n
        """For each partner 1 where she is in and 0 where she declined; None: not asked."""
        self.chances: dict[int, Floats | float] = {}
        """Of the required partners who were asked: their chances."""

    def ask(self, i: int) -> None:
        """Ask partner ``i``.

        Raises:
            Stopped: when the worlds are no longer wanted.
        """
        import numpy as np

        stop_if(self.worlds.cancelled)

        pull = self.pull(i)
        if i in self.worlds.instance.required:
            self.joined[i] = 1.0
            self.chances[i] = self.chance(i, pull)
        else:
            self.joined[i] = (pull >= self.worlds.needed[i]).astype(np.float32)

    def pull(self, i: int) -> Floats | float:
        """Return what those who were asked do to partner ``i``, in half-notches."""
        instance, joined = self.worlds.instance, self.joined
        pull: Floats | float = 0.0
        for j, w in instance.helpers[i].items():
            if (inside := joined[j]) is not None:
                pull = pull + w * inside
        for j, u in instance.harmers[i].items():
            if (inside := joined[j]) is not None:
                pull = pull - u * (1.0 - inside)
        for one in instance.provocations:
            if i in one.targets:
                pull = pull - self._provoked(one.opponent, one.triggers) * one.w
        return pull

    def help(self, i: int) -> Floats | float:
        """Return what those who are in add to partner ``i``, harm left out."""
        pull: Floats | float = 0.0
        for j, w in self.worlds.instance.helpers[i].items():
            if w > 0 and (inside := self.joined[j]) is not None:
                pull = pull + w * inside
        return pull

    def _provoked(self, opponent: int, triggers: tuple[int, ...]) -> Floats | float:
        none: Floats | float = 1.0
        for trigger in triggers:
            if (inside := self.joined[trigger]) is not None:
                none = none * (1.0 - inside)
        away = self.joined[opponent]
        return (1.0 - none) * (1.0 if away is None else 1.0 - away)

    def chance(self, i: int, pull: Floats | float) -> Floats | float:
        """Return partner ``i``'s chance under ``pull``."""
        instance = self.worlds.instance
        if isinstance(pull, float):
            return max(LEAST, instance.chance_under(i, pull))
        import numpy as np

        found = chances_under(instance, i, pull)
        return np.maximum(np.float32(LEAST), found) if i in instance.first else found

    def weight(self) -> Floats | float:
        """Return the product of the chances of those who were made to join."""
        weight: Floats | float = 1.0
        for chance in self.chances.values():
            weight = weight * chance
        return weight

    def amounts(self) -> list[Floats | float]:
        """Return for each ingredient how much of it is there."""
        found: list[Floats | float] = []
        for one in self.worlds.instance.ingredients:
            amount: Floats | float = 0.0
            for i, give in enumerate(one.give):
                inside = self.joined[i]
                if give and inside is not None:
                    amount = amount + give * inside
            found.append(amount)
        return found

    def scores(self, certain: bool = False) -> Floats:
        """Return for each world the probability of the goal.

        Args:
            certain: Whether required partners were drawn as well, instead of made to join.
        """
        import numpy as np

        scores = np.ones(self.worlds.count, dtype=np.float32)
        if certain:
            for i in self.worlds.instance.required:
                inside = self.joined[i]
                scores = scores * (0.0 if inside is None else inside)
        else:
            scores = scores * self.weight()
        for one, amount in zip(self.worlds.instance.ingredients, self.amounts(), strict=True):
            scores = scores * (amount >= one.need - TOLERANCE)
        found: Floats = scores
        return found


def chances_under(instance: Instance, i: int, pull: NDArray[Any]) -> NDArray[Any]:
    """Return the probability that partner ``i`` says yes, as :meth:`Instance.chance_under` does.

    Under each of many pulls, in half-notches, at once.
    """
    import numpy as np

    cap, limit = instance.influence_cap, instance.limit
    leaning = np.clip(instance.base[i] + np.clip(pull, -cap, cap), -limit, limit)
    found: NDArray[Any] = 1 / (1 + np.exp(leaning * (-math.log(3) / 2)))
    if (first := instance.first.get(i)) is not None:
        found = np.maximum(0.0, (found - first) / (1 - first))
    return found


def _thresholds(even: NDArray[Any], first: NDArray[Any] | float) -> NDArray[Any]:
    """Return the half-notches that are needed where a draw is ``even``, above what is known."""
    import numpy as np

    chances = np.clip(first + (1 - first) * even, 1e-12, 1 - 1e-12)
    found: NDArray[Any] = 2 * np.log(chances / (1 - chances)) / math.log(3)
    return found


def _estimate(scores: Floats, worlds: int) -> Estimate:
    import numpy as np

    mean = float(scores.mean(dtype=np.float64))
    return Estimate(mean, float(scores.std(dtype=np.float64)) / math.sqrt(worlds))


def _seed(instance: Instance, salt: str) -> int:
    """Return a seed that depends on what is computed and on nothing else."""
    parts = (
        instance.base,
        instance.links,
        instance.decline_harm,
        instance.provocations,
        sorted(instance.required),
        instance.ingredients,
        instance.max_asks,
        instance.must_precede,
        *instance.refused,
        salt,
    )
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8], "big")
