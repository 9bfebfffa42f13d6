"""The neutral form of an instance as JSON, by which solvers can be compared."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from outreach.base.errors import Refusal
from outreach.planning.order.graph import precedence_order
from outreach.planning.order.model import Ingredient, Instance, Provocation

MOST = 5000
"""Partners that an instance may have."""


def instance_of(data: object) -> Instance:
    """Return the instance that ``data``, read from JSON, describes.

    Raises:
        Refusal: naming the part that does not fit.
    """
    form = _Form(data)
    base = form.numbers("base", "base", form.get("base"))
    n = form.n = len(base)
    if not 1 <= n <= MOST:
        raise _wrong("base", f"between 1 and {MOST} numbers, one for each partner")
    if form.get("n", n) != n:
        raise _wrong("n", f"as many as there are numbers in base: {n}")
    names = form.get("names") or ()
    if names and (len(names) != n or not all(isinstance(name, str) for name in names)):
        raise _wrong("names", "one text for each partner")
    asks = form.get("max_asks")
    if asks is not None and (type(asks) is not int or asks < 0):
        raise _wrong("max_asks", "a whole number, or null")
    found = Instance(
        base=base,
        links=form.weighted("links", negative=True),
        decline_harm=form.weighted("decline_harm", negative=False),
        provocations=tuple(form.provocation(at, one) for at, one in form.items("provocations")),
        required=frozenset(form.partners("required", form.get("required", []))),
        ingredients=tuple(form.ingredient(at, one) for at, one in form.items("ingredients")),
        max_asks=asks,
        must_precede=tuple(form.pair(at, one) for at, one in form.items("must_precede")),
        refused=tuple(form.refusal(at, one) for at, one in form.items("refused")),
        influence_cap=form.number("influence_cap", form.get("influence_cap", 6.0), low=0),
        limit=form.number("limit", form.get("limit", 7.0), low=0),
        names=tuple(names),
    )
    if precedence_order(found) is None:
        raise _wrong("must_precede", "pairs that do not go round in a circle")
    return found


class _Form:
    def __init__(self, data: object) -> None:
        if not isinstance(data, Mapping):
            raise Refusal("An instance is a JSON object with base, links and a goal; this is none.")
        self.get = data.get
        self.n = 0

    def items(self, name: str) -> list[tuple[str, Any]]:
        found = self.get(name, [])
        if not isinstance(found, list):
            raise _wrong(name, "a list")
        return [(f"{name}[{number}]", one) for number, one in enumerate(found)]

    def number(self, at: str, value: object, low: float = -1e6) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _wrong(at, "a number")
        if not (math.isfinite(value) and low <= value <= 1e6):
            raise _wrong(at, f"a number between {low:g} and 1000000")
        return float(value)

    def numbers(self, at: str, what: str, value: object) -> tuple[float, ...]:
        if not isinstance(value, list):
            raise _wrong(at, "a list of numbers")
        return tuple(self.number(f"{what}[{n}]", one) for n, one in enumerate(value))

    def partner(self, at: str, value: object) -> int:
        if type(value) is not int or not 0 <= value < self.n:
            raise _wrong(at, f"a partner: a whole number from 0 to {self.n - 1}")
        return value

    def partners(self, at: str, value: object) -> tuple[int, ...]:
        if not isinstance(value, list):
            raise _wrong(at, "a list of partners")
        return tuple(self.partner(f"{at}[{n}]", one) for n, one in enumerate(value))

    def pair(self, at: str, value: object) -> tuple[int, int]:
        if not isinstance(value, list) or len(value) != 2:
            raise _wrong(at, "two partners")
        return self.partner(at, value[0]), self.partner(at, value[1])

    def refusal(self, at: str, value: object) -> tuple[int, float]:
        if not isinstance(value, list) or len(value) != 2:
            raise _wrong(at, "a partner and the chance with which they said no")
        chance = self.number(at, value[1], 0)
        if chance >= 1:
            raise _wrong(at, "a partner and a chance below 1")
        return self.partner(at, value[0]), chance

    def weighted(self, name: str, *, negative: bool) -> tuple[tuple[int, int, float], ...]:
        found = []
        for at, one in self.items(name):
            if not isinstance(one, list) or len(one) != 3:
                raise _wrong(at, "two partners and a number")
            a, b = self.pair(at, one[:2])
            if a == b:
                raise _wrong(at, "two different partners and a number")
            found.append((a, b, self.number(at, one[2], -1e6 if negative else 0)))
        return tuple(found)

    def provocation(self, at: str, value: object) -> Provocation:
        if not isinstance(value, Mapping):
            raise _wrong(at, "an object with opponent, triggers, targets and w")
        return Provocation(
            self.partner(f"{at}.opponent", value.get("opponent")),
            self.partners(f"{at}.triggers", value.get("triggers")),
            self.partners(f"{at}.targets", value.get("targets")),
            self.number(f"{at}.w", value.get("w"), 0),
        )

    def ingredient(self, at: str, value: object) -> Ingredient:
        if not isinstance(value, Mapping):
            raise _wrong(at, "an object with give and need")
        give = self.numbers(f"{at}.give", f"{at}.give", value.get("give"))
        if len(give) != self.n or min(give) < 0:
            raise _wrong(f"{at}.give", "a number of 0 or more for each partner")
        return Ingredient(give, self.number(f"{at}.need", value.get("need")))


def _wrong(at: str, wanted: str) -> Refusal:
    return Refusal(f"{at}: this must be {wanted}. Nothing was computed.")
