"""What the order is computed from: partners, what a yes or a no does to others, and the goal.

Units are half-notches: one notch multiplies the odds by 3, so the five steps from “very unlikely”
to “very likely” are -4, -2, 0, 2 and 4, which is 10, 25, 50, 75 and 90 %. The sizes are a
convention; nothing estimates them. Each partner is asked at most once, one at a time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

TOLERANCE = 1e-9
"""By how much a sum may miss what an ingredient needs, for the sake of rounding."""

Progress = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""
Cancelled = Callable[[], bool]
"""Says whether the result is no longer wanted."""


class Stopped(Exception):
    """The work was given up because it is no longer wanted."""


def stop_if(cancelled: Cancelled | None) -> None:
    """Ask whether the work is still wanted, before anything that takes a few milliseconds.

    Raises:
        Stopped: when it is not.
    """
    if cancelled is not None and cancelled():
        raise Stopped


@dataclass(frozen=True, slots=True)
class Provocation:
    """Once one of ``triggers`` is in while ``opponent`` is not, it campaigns with ``targets``."""

    opponent: int
    triggers: tuple[int, ...]
    targets: tuple[int, ...]
    w: float
    """Half-notches that each target loses, 0 or more."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """Something of which there must be enough: what each partner adds when in, and what is needed.

    A goal of “k of n partners” is an ingredient of which each gives 1.
    """

    give: tuple[float, ...]
    need: float


@dataclass(frozen=True)
class Instance:
    """A problem of order. Partners are the indices 0 to n-1.

    P(i joins | J in, D declined) = 1/(1+3^(-L/2)) with
    L = clip(base_i + clip(s, -influence_cap, influence_cap), -limit, limit) and
    s = sum of link weights from J - sum of decline harms from D - sum of provocations that hold.
    Who said no before with chance f says yes now with max(0, (P-f)/(1-f)): the threshold that was
    not met then is the same, so where nothing has changed, asking again is worth nothing.
    """

    base: tuple[float, ...]
    links: tuple[tuple[int, int, float], ...] = ()
    """(from, to, w): what a yes adds to another; negative for rivalry."""
    decline_harm: tuple[tuple[int, int, float], ...] = ()
    """(from, to, u): what a no takes from another, 0 or more."""
    provocations: tuple[Provocation, ...] = ()
    required: frozenset[int] = frozenset()
    """Who must be in."""
    ingredients: tuple[Ingredient, ...] = ()
    max_asks: int | None = None
    must_precede: tuple[tuple[int, int], ...] = ()
    """(a, b): a is asked before b."""
    refused: tuple[tuple[int, float], ...] = ()
    """(partner, chance): said no before, when her chance was that one, and may be asked again."""
    influence_cap: float = 6.0
    limit: float = 7.0
    names: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def n(self) -> int:
        """How many partners there are."""
        return len(self.base)

    @cached_property
    def asks(self) -> int:
        """How many partners can be asked."""
        return self.n if self.max_asks is None else min(self.max_asks, self.n)

    @cached_property
    def given(self) -> tuple[dict[int, float], ...]:
        """What each partner's yes adds to whom."""
        return _outgoing(self.n, self.links)

    @cached_property
    def taken(self) -> tuple[dict[int, float], ...]:
        """What each partner's no takes from whom."""
        return _outgoing(self.n, self.decline_harm)

    @cached_property
    def helpers(self) -> tuple[dict[int, float], ...]:
        """Whose yes adds how much to each partner."""
        return _outgoing(self.n, ((to, by, w) for by, to, w in self.links))

    @cached_property
    def harmers(self) -> tuple[dict[int, float], ...]:
        """Whose no takes how much from each partner."""
        return _outgoing(self.n, ((to, by, u) for by, to, u in self.decline_harm))

    @cached_property
    def before(self) -> tuple[frozenset[int], ...]:
        """Who must be asked before each partner."""
        found: list[set[int]] = [set() for _ in range(self.n)]
        for a, b in self.must_precede:
            found[b].add(a)
        return tuple(map(frozenset, found))

    @cached_property
    def first(self) -> dict[int, float]:
        """With what chance those who said no before did not say yes."""
        return dict(self.refused)

    def is_goal(self, joined: Iterable[int]) -> bool:
        """Whether the goal is reached once those in ``joined`` are in."""
        inside = set(joined)
        return self.required <= inside and all(
            sum(one.give[i] for i in inside) >= one.need - TOLERANCE for one in self.ingredients
        )

    def pull(self, i: int, joined: set[int], declined: set[int]) -> float:
        """Return s: what those who have answered do to partner ``i``, in half-notches, uncapped."""
        pull = sum(w for j, w in self.helpers[i].items() if j in joined)
        pull -= sum(u for j, u in self.harmers[i].items() if j in declined)
        for one in self.provocations:
            if i in one.targets and one.opponent not in joined:
                pull -= one.w if joined.intersection(one.triggers) else 0
        return pull

    def leaning(self, i: int, pull: float) -> float:
        """Return L: how partner ``i`` leans under ``pull``, in half-notches."""
        cap, limit = self.influence_cap, self.limit
        return min(max(self.base[i] + min(max(pull, -cap), cap), -limit), limit)

    def chance(self, i: int, joined: set[int], declined: set[int]) -> float:
        """Return the probability that partner ``i`` says yes when asked now."""
        return self.chance_under(i, self.pull(i, joined, declined))

    def chance_under(self, i: int, pull: float) -> float:
        """Return the probability that partner ``i`` says yes under ``pull``, in half-notches."""
        chance = chance_of(self.leaning(i, pull))
        return again(chance, self.first[i]) if i in self.first else chance

    def is_allowed(self, order: Sequence[int]) -> bool:
        """Whether ``order`` names each partner once and keeps to what must precede what."""
        place = {i: at for at, i in enumerate(order)}
        return len(place) == len(order) == self.n and all(
            place[a] < place[b] for a, b in self.must_precede
        )


def chance_of(leaning: float) -> float:
    """Return the probability that half-notches stand for: 0 is 50 %, 2 is 75 %, 4 is 90 %."""
    return 1 / (1 + math.pow(3, -leaning / 2))


def again(chance: float, first: float) -> float:
    """Return the chance of a yes after a no, with ``chance`` now and ``first`` at that time."""
    return max(0.0, (chance - first) / (1 - first))


def leaning_of(chance: float) -> float:
    """Return the half-notches for which a probability stands, more than 0 and less than 1."""
    return 2 * math.log(chance / (1 - chance), 3)


def rebased(instance: Instance, base: tuple[float, ...]) -> Instance:
    """Return ``instance`` as it would be if partners had always leant as ``base`` says.

    Who said no before did so with that leaning too: a better judgement of them makes their no more
    telling, and alone gives them no reason to say yes now.
    """
    refused = []
    for i, first in instance.refused:
        if first > 0 and base[i] != instance.base[i]:
            leaning = leaning_of(first) + base[i] - instance.base[i]
            first = chance_of(min(max(leaning, -instance.limit), instance.limit))
        refused.append((i, first))
    return replace(instance, base=base, refused=tuple(refused))


def _outgoing(n: int, pairs: Iterable[tuple[int, int, float]]) -> tuple[dict[int, float], ...]:
    found: list[dict[int, float]] = [{} for _ in range(n)]
    for one, other, weight in pairs:
        found[one][other] = found[one].get(other, 0.0) + weight
    return tuple(found)
