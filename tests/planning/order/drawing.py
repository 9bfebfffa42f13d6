"""Instances drawn by a seed: of every feature, and such as are met in life."""

from __future__ import annotations

import dataclasses
import random

from outreach.planning.order.model import Ingredient, Instance, Provocation

GOALS = ("all", "some", "k of n", "two pots", "some and pot")


def drawn(seed: int, n: int) -> Instance:
    """An instance in which everything that the model knows may turn up."""
    chance = random.Random(f"{seed} {n}")
    every = list(range(n))

    def pair() -> tuple[int, int]:
        a, b = chance.sample(every, 2)
        return a, b

    weights = (-2.0, -1.0, 1.0, 1.0, 2.0, 2.0, 3.0)
    links = tuple((*pair(), chance.choice(weights)) for _ in range(chance.randint(0, 3 * n)))
    harm = tuple((*pair(), float(chance.randint(1, 3))) for _ in range(chance.choice((0, 0, n))))
    order = chance.sample(every, n)
    precede = tuple(
        (order[a], order[b])
        for a, b in (sorted(pair()) for _ in range(chance.choice((0, 0, 1, 2))))
    )
    return Instance(
        base=tuple(float(chance.randint(-4, 3)) for _ in every),
        links=links,
        decline_harm=harm,
        provocations=tuple(_provocation(chance, n) for _ in range(chance.choice((0, 0, 1, 2)))),
        max_asks=chance.choice((None, None, None, max(1, n - 2))),
        must_precede=precede,
        **_goal(chance, n, chance.choice(GOALS)),  # type: ignore[arg-type]
    )


def drawn_again(seed: int, n: int) -> Instance:
    """The same, in which some said no before, each with a chance of its own at that time."""
    instance = drawn(seed, n)
    chance = random.Random(f"again {seed} {n}")
    some = sorted(chance.sample(range(n), max(1, n // 3)))
    refused = tuple((i, chance.choice((0.0, 0.1, 0.3, 0.6))) for i in some)
    return dataclasses.replace(instance, refused=refused)


def _provocation(chance: random.Random, n: int) -> Provocation:
    opponent, trigger, *targets = chance.sample(range(n), min(n, 5))
    return Provocation(opponent, (trigger,), tuple(targets), float(chance.randint(1, 4)))


def _goal(chance: random.Random, n: int, kind: str) -> dict[str, object]:
    some = frozenset(chance.sample(range(n), max(1, n // 4)))
    count = Ingredient((1.0,) * n, float(max(1, n // 2)))
    amounts = [tuple(float(chance.randint(0, 3)) for _ in range(n)) for _ in range(2)]
    pots = tuple(Ingredient(give, float(sum(give) // 2)) for give in amounts)
    if kind == "all":
        return {"required": frozenset(range(n))}
    if kind == "some":
        return {"required": some}
    if kind == "k of n":
        return {"ingredients": (count,)}
    if kind == "two pots":
        return {"ingredients": pots}
    return {"required": some, "ingredients": (count,)}
