"""Problems of order such as are met in life, drawn by a seed, and orders that people would take."""

from __future__ import annotations

import random
from collections.abc import Callable

from outreach.planning.order.model import Ingredient, Instance, Provocation

Links = list[tuple[int, int, float]]


def structured(seed: int, n: int) -> Instance:
    """Return one of seven situations with one of five goals."""
    draw = random.Random(f"structured {seed} {n}")
    shape = SHAPES[seed % len(SHAPES)]
    parts = shape(draw, n)
    goal = _goal(draw, n, (seed // len(SHAPES)) % 5, list(parts.pop("core", ())))  # type: ignore[arg-type]
    return Instance(**parts, **goal)  # type: ignore[arg-type]


def _base(draw: random.Random, n: int, low: int = -3, high: int = 2) -> list[float]:
    return [float(draw.randint(low, high)) for _ in range(n)]


def _sparse(draw: random.Random, n: int, each: float) -> Links:
    found: dict[tuple[int, int], float] = {}
    for i in range(n):
        for _ in range(draw.choice((int(each), int(each) + 1))):
            j = draw.choice([k for k in range(n) if k != i])
            found[j, i] = float(draw.choice((1, 1, 2, 2, 3)))
    return [(j, i, w) for (j, i), w in found.items()]


def _ladder(draw: random.Random, n: int) -> dict[str, object]:
    """Each rung listens to the one below: from a small true start to the hard ones."""
    order = draw.sample(range(n), n)
    base = [0.0] * n
    links: Links = []
    for at, i in enumerate(order):
        base[i] = float(max(-4, 3 - at * 7 // n + draw.randint(-1, 1)))
        for j in draw.sample(order[:at], min(at, draw.randint(1, 2))):
            links.append((j, i, float(draw.randint(1, 3))))
    return {"base": tuple(base), "links": tuple(links), "core": order[-max(2, n // 3) :]}


def _hub(draw: random.Random, n: int) -> dict[str, object]:
    """A hub to whom all listen, hard to win, whom some put off."""
    base = _base(draw, n, -2, 2)
    base[0] = -4.0
    links = [(0, i, float(draw.randint(2, 3))) for i in range(1, n) if draw.random() < 0.7]
    links += [(i, 0, 2.0) for i in range(1, 4)]
    links += [(i, 0, -2.0) for i in range(n - 2, n)]
    base[n - 1] = base[n - 2] = 3.0
    return {"base": tuple(base), "links": tuple(links), "core": [0, 4, 5]}


def _advocate(draw: random.Random, n: int) -> dict[str, object]:
    """An opponent who campaigns once those it watches are in."""
    links = _sparse(draw, n, 1.6)
    triggers = tuple(draw.sample(range(1, n), 2))
    targets = tuple(i for i in range(1, n) if i not in triggers and draw.random() < 0.5)
    links += [(t, 0, -2.0) for t in triggers]
    one = Provocation(0, triggers, targets or (1,), float(draw.randint(2, 4)))
    return {
        "base": tuple(_base(draw, n)),
        "links": tuple(links),
        "provocations": (one,),
        "core": [triggers[0], *targets[:2]],
    }


def _refusals(draw: random.Random, n: int) -> dict[str, object]:
    """A respected no is heard of."""
    links = _sparse(draw, n, 1.6)
    harm = tuple((j, i, float(w // 2 + 1)) for j, i, w in links if draw.random() < 0.5)
    return {
        "base": tuple(_base(draw, n)),
        "links": tuple(links),
        "decline_harm": harm,
        "core": draw.sample(range(n), 3),
    }


def _camps(draw: random.Random, n: int) -> dict[str, object]:
    """Two camps: help within, rivalry between."""
    half = n // 2
    links = []
    for j, i, w in _sparse(draw, n, 2.6):
        same = (j < half) == (i < half)
        links.append((j, i, w if same else -w))
    return {
        "base": tuple(_base(draw, n)),
        "links": tuple(links),
        "core": [0, 1, half, half + 1],
    }


def _tangle(draw: random.Random, n: int) -> dict[str, object]:
    """Who listens to whom goes round in circles."""
    links = _sparse(draw, n, 2.4)
    return {"base": tuple(_base(draw, n)), "links": tuple(links), "core": draw.sample(range(n), 3)}


def _waiting(draw: random.Random, n: int) -> dict[str, object]:
    """Too little time, and steps that must come before others."""
    links = _sparse(draw, n, 1.8)
    order = draw.sample(range(n), n)
    pairs = {(order[a], order[b]) for a, b in (sorted(draw.sample(range(n), 2)) for _ in "abc")}
    return {
        "base": tuple(_base(draw, n, -2, 2)),
        "links": tuple(links),
        "must_precede": tuple(sorted(pairs)),
        "max_asks": n - n // 4,
        "core": order[-2:],
    }


SHAPES: tuple[Callable[[random.Random, int], dict[str, object]], ...] = (
    _ladder,
    _hub,
    _advocate,
    _refusals,
    _camps,
    _tangle,
    _waiting,
)


def _goal(draw: random.Random, n: int, kind: int, core: list[int]) -> dict[str, object]:
    half = Ingredient((1.0,) * n, float(n // 2))
    give = tuple(float(draw.randint(0, 3)) for _ in range(n))
    pot = Ingredient(give, float(sum(give) // 2))
    return (
        {"required": frozenset(core)},
        {"ingredients": (half,)},
        {"ingredients": (pot,)},
        {"required": frozenset(core[:1]), "ingredients": (half,)},
        {"required": frozenset(core[:2]), "ingredients": (pot,)},
    )[kind]


def large(seed: int, n: int) -> Instance:
    """Return a problem of hundreds of partners, each listening to a handful of others."""
    draw = random.Random(f"large {seed} {n}")
    links = _sparse(draw, n, 3.0)
    rivals = tuple((j, i, -w if draw.random() < 0.15 else w) for j, i, w in links)
    core = frozenset(draw.sample(range(n), 6)) if seed % 2 else frozenset()
    half = Ingredient((1.0,) * n, float(n // 2))
    return Instance(tuple(_base(draw, n)), rivals, required=core, ingredients=(half,))


def naive(instance: Instance, seed: int) -> dict[str, tuple[int, ...]]:
    """Return the orders that people take without a model, kept to what must precede what."""
    draw = random.Random(seed)
    weight = [sum(max(0.0, w) for w in one.values()) for one in instance.given]
    senior = [one + draw.gauss(0, 1.5) for one in weight]
    keys: dict[str, Callable[[int], float]] = {
        "influence": lambda i: -weight[i],
        "easiest first": lambda i: -instance.base[i],
        "most senior first": lambda i: -senior[i],
    }
    return {name: _kept(instance, key) for name, key in keys.items()}


def _kept(instance: Instance, key: Callable[[int], float]) -> tuple[int, ...]:
    left = sorted(range(instance.n), key=key)
    order: list[int] = []
    while left:
        i = next(i for i in left if instance.before[i] <= set(order))
        left.remove(i)
        order.append(i)
    return tuple(order)
