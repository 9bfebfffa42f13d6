"""What may come of one order: the chance of the goal, and of each partner at her turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.planning.order.chance import Run, Worlds, chances_under
from outreach.planning.order.model import TOLERANCE, Cancelled, Instance, stop_if

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

MOST_BRANCHES = 14
"""Partners who may say no without all being lost, up to whom every way is followed."""
WORLDS = 4_000


@dataclass(frozen=True, slots=True)
class Turn:
    """A partner at her turn."""

    partner: int
    chance: float
    """That she says yes, where all who are required and were asked before her did."""
    if_yes: float
    """The chance of the goal once she has said yes."""
    if_no: float
    """The chance of the goal once she has said no."""


class Judge:
    """Judges orders, of one instance or of variants of it, in the same drawn worlds."""

    def __init__(
        self, instance: Instance, worlds: int = WORLDS, cancelled: Cancelled | None = None
    ) -> None:
        """Get ready to judge.

        Args:
            instance: The problem.
            worlds: Drawn only where following takes longer.
            cancelled: Asked before each order, and while worlds are worked out.
        """
        self.instance = instance
        self._cancelled = cancelled
        self.count = worlds
        self._worlds: Worlds | None = None

    def probability(self, instance: Instance, order: Sequence[int]) -> float:
        """Return the probability of the goal when partners are asked in ``order``.

        Args:
            instance: One with as many partners as the judge's.
            order: The partners; exact where following every way is no longer than drawing.

        Raises:
            Stopped: when judging is no longer wanted.
        """
        stop_if(self._cancelled)
        follow = can_be_followed(instance, order)
        if follow and 2 ** _branches(instance, order) <= 4 * self.count:
            return followed(instance, order)
        if self._worlds is None:
            self._worlds = Worlds(self.instance, self.count, "walk", self._cancelled)
        return self._worlds.of(instance).estimate(order).probability


def probability(instance: Instance, order: Sequence[int], worlds: int = WORLDS) -> float:
    """Return the probability that the goal is reached when partners are asked in ``order``."""
    return Judge(instance, worlds).probability(instance, order)


def can_be_followed(instance: Instance, order: Sequence[int]) -> bool:
    """Whether there are few enough ways in which ``order`` may go to follow them all."""
    return _branches(instance, order) <= MOST_BRANCHES


def followed(instance: Instance, order: Sequence[int]) -> float:
    """Return the probability of the goal by following every way in which ``order`` may go."""
    return _Ways(instance).through(order[: instance.asks]).reached()


def walk(instance: Instance, order: Sequence[int]) -> list[Turn]:
    """Return each partner who is asked, at her turn."""
    asked = list(order[: instance.asks])
    if can_be_followed(instance, order):
        return _followed_turns(instance, asked)
    return _drawn_turns(instance, asked)


def _branches(instance: Instance, order: Sequence[int]) -> int:
    return sum(i not in instance.required for i in order[: instance.asks])


class _Ways:
    """All ways in which it may have gone, as rows: who is in, and how likely."""

    def __init__(self, instance: Instance) -> None:
        import numpy as np

        self.instance = instance
        self.joined: Flags = np.zeros((1, instance.n), dtype=bool)
        self.weights: Floats = np.ones(1)
        self.asked: list[int] = []

    def chances(self, i: int) -> Floats:
        """Return partner ``i``'s chance in each way."""
        import numpy as np

        instance = self.instance
        pull = np.zeros(len(self.weights))
        for j, w in instance.helpers[i].items():
            if j in self.asked:
                pull += w * self.joined[:, j]
        for j, u in instance.harmers[i].items():
            if j in self.asked:
                pull -= u * ~self.joined[:, j]
        for one in instance.provocations:
            if i in one.targets:
                met = self.joined[:, list(one.triggers)].any(axis=1)
                pull -= one.w * (met & ~self.joined[:, one.opponent])
        return chances_under(instance, i, pull)

    def after(self, i: int, answer: bool | None = None) -> _Ways:
        """Return the ways after asking ``i``; those with one ``answer`` only, when it is given.

        A no of somebody required ends a way.
        """
        import numpy as np

        chances = self.chances(i)
        parts = []
        if answer is not False:
            yes = self.joined.copy()
            yes[:, i] = True
            parts.append((yes, self.weights * chances))
        if answer is False or (answer is None and i not in self.instance.required):
            parts.append((self.joined, self.weights * (1 - chances)))
        found = _Ways(self.instance)
        found.joined = np.concatenate([joined for joined, _ in parts])
        found.weights = np.concatenate([weights for _, weights in parts])
        found.asked = [*self.asked, i]
        return found

    def through(self, order: Sequence[int]) -> _Ways:
        """Return the ways after asking all of ``order``."""
        ways = self
        for i in order:
            ways = ways.after(i)
        return ways

    def reached(self) -> float:
        """Return how likely the ways are in which the goal is reached."""
        import numpy as np

        instance = self.instance
        reached = self.joined[:, sorted(instance.required)].all(axis=1)
        for one in instance.ingredients:
            reached &= self.joined @ np.array(one.give) >= one.need - TOLERANCE
        return float(self.weights[reached].sum())


def _followed_turns(instance: Instance, asked: list[int]) -> list[Turn]:
    ways = _Ways(instance)
    found = []
    for at, i in enumerate(asked):
        rest = asked[at + 1 :]
        total = float(ways.weights.sum())
        chance = float(ways.weights @ ways.chances(i)) / total if total else 0.0
        yes, no = ways.after(i, True), ways.after(i, False)
        found.append(Turn(i, chance, _given(yes, rest), _given(no, rest)))
        ways = ways.after(i)
    return found


def _given(ways: _Ways, rest: Sequence[int]) -> float:
    total = float(ways.weights.sum())
    return ways.through(rest).reached() / total if total else 0.0


def _drawn_turns(instance: Instance, asked: list[int]) -> list[Turn]:
    """Return the turns from one run through drawn worlds, parted by each partner's answer."""
    import numpy as np

    worlds = Worlds(instance, WORLDS, "walk")
    run = Run(worlds)
    before, chances = [], []
    for i in asked:
        before.append(np.broadcast_to(run.weight(), worlds.count))
        chances.append(np.broadcast_to(run.chance(i, run.pull(i)), worlds.count))
        run.ask(i)
    scores = run.scores()
    found = []
    for i, weight, chance in zip(asked, before, chances, strict=True):
        mean = float((weight * chance).sum() / weight.sum())
        if i in instance.required:
            found.append(Turn(i, mean, _share(scores, weight * chance), 0.0))
            continue
        yes = np.broadcast_to(np.asarray(run.joined[i]), worlds.count)
        if_yes, if_no = (_share(scores * part, weight * part) for part in (yes, 1 - yes))
        found.append(Turn(i, mean, if_yes, if_no))
    return found


def _share(reached: NDArray[np.floating], came: NDArray[np.floating]) -> float:
    """Return how much of what came so far reaches the goal, by weight; 0 where nothing did."""
    total = float(came.sum())
    return min(1.0, float(reached.sum()) / total) if total else 0.0
