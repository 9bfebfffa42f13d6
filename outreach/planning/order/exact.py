"""The best that re-planning after every answer can reach, exactly: a table over all states.

A state says of each partner whether she was not asked yet, is in, or declined (the last only for
partners who are not required: without a required one all is lost). States are numbered in mixed
radix, as a row (the later partners) and a column (the earlier ones), so that numpy works on blocks:
V(state) = 1 where the goal is reached, else the most that asking anybody gives,
p V(state with her yes) + (1 - p) V(state with her no).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from outreach.planning.order.chance import chances_under
from outreach.planning.order.model import TOLERANCE, Cancelled, Instance, Progress, stop_if

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

MOST_PAIRS = 25_000_000
"""Pairs of a state and a partner to ask beyond which no table is made: a second's work."""


def pairs(instance: Instance) -> float:
    """Return how many pairs of a state and a partner to ask a table would hold."""
    a = len(instance.required)
    b = instance.n - a
    if a + b > 600:
        return math.inf
    return 2.0**a * 3.0**b * (a / 2 + b / 3)


class _Side:
    """The rows or the columns: the states of some of the partners, by number."""

    def __init__(self, instance: Instance, partners: list[int]) -> None:
        import numpy as np

        self.partners = partners
        radix = [2 if i in instance.required else 3 for i in partners]
        self.step = {i: int(np.prod(radix[:at], dtype=np.int64)) for at, i in enumerate(partners)}
        self.size = int(np.prod(radix, dtype=np.int64))
        numbers = np.arange(self.size)
        digits = {i: (numbers // self.step[i]) % r for i, r in zip(partners, radix, strict=True)}
        self.unasked: dict[int, Flags] = {i: digit == 0 for i, digit in digits.items()}
        self.joined: dict[int, Flags] = {i: digit == 1 for i, digit in digits.items()}
        self.declined: dict[int, Flags] = {i: digit == 2 for i, digit in digits.items()}
        self.level: Ints = np.zeros(self.size, dtype=np.int64)
        for digit in digits.values():
            self.level += digit > 0

    def total(self, weights: dict[int, float], of: dict[int, Flags]) -> Floats:
        """Return for each state the sum of weights of those for whom ``of`` holds."""
        import numpy as np

        found = np.zeros(self.size)
        for i in self.partners:
            if weights.get(i):
                found += weights[i] * of[i]
        return found

    def any(self, partners: tuple[int, ...]) -> Flags:
        """Return for each state whether one of ``partners`` is in."""
        import numpy as np

        found = np.zeros(self.size, dtype=bool)
        for i in partners:
            if i in self.joined:
                found |= self.joined[i]
        return found

    def allowed(self, before: frozenset[int]) -> Flags:
        """Return for each state whether all those of ``before`` that are here were asked."""
        import numpy as np

        found = np.ones(self.size, dtype=bool)
        for i in before:
            if i in self.unasked:
                found &= ~self.unasked[i]
        return found


class Table:
    """The values of all states of an instance, and the chances that they rest on."""

    def __init__(
        self,
        instance: Instance,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Work all values out.

        Args:
            instance: With at most :data:`MOST_PAIRS` pairs; more takes that much longer.
            progress: Told how far the work is.
            cancelled: Asked between blocks of states and partners.

        Raises:
            Stopped: when it is no longer wanted.
        """
        import numpy as np

        self.instance = instance
        self._cancelled = cancelled
        columns, rows = _halves(instance)
        self.columns, self.rows = _Side(instance, columns), _Side(instance, rows)
        self._by_level = np.argsort(self.columns.level, kind="stable")
        self._chances = [self._chance_table(i) for i in range(instance.n)]
        self._reached = self._goal()
        self.values: Floats = np.zeros((self.rows.size, self.columns.size))
        most = len(rows)
        for level in range(most, -1, -1):
            self._fill(np.flatnonzero(self.rows.level == level), level)
            if progress is not None:
                progress((most + 1 - level) / (most + 1))

    def value(self) -> float:
        """Return the probability of the goal when the best partner is asked after each answer."""
        return float(self.values[0, 0])

    def chances(self, i: int, states: Ints) -> Floats:
        """Return partner ``i``'s chance in each of ``states``, given as flat numbers."""
        rows, columns = states // self.columns.size, states % self.columns.size
        table, row_code, column_code = self._chances[i]
        found: Floats = table[row_code[rows], column_code[columns]]
        return found

    def reached(self, states: Ints) -> Flags:
        """Return for each of ``states``, given as flat numbers, whether the goal is reached."""
        found: Flags = self._reached.ravel()[states]
        return found

    def step(self, i: int) -> int:
        """Return what partner ``i``'s yes adds to a flat number; a no adds twice that."""
        if i in self.columns.step:
            return self.columns.step[i]
        return self.rows.step[i] * self.columns.size

    def _goal(self) -> Flags:
        import numpy as np

        rows, columns = self.rows, self.columns
        reached = np.ones((rows.size, columns.size), dtype=bool)
        for i in self.instance.required:
            if i in rows.joined:
                reached &= rows.joined[i][:, None]
            else:
                reached &= columns.joined[i][None, :]
        for one in self.instance.ingredients:
            give = dict(enumerate(one.give))
            amount = rows.total(give, rows.joined)[:, None] + columns.total(give, columns.joined)
            reached &= amount >= one.need - TOLERANCE
        return reached

    def _chance_table(self, i: int) -> tuple[Floats, Ints, Ints]:
        """Return partner ``i``'s chances by a code of the row and one of the column."""
        import numpy as np

        stop_if(self._cancelled)
        instance = self.instance
        parts = []
        for side in (self.rows, self.columns):
            keys = [
                side.total(instance.helpers[i], side.joined)
                - side.total(instance.harmers[i], side.declined)
            ]
            for one in instance.provocations:
                if i in one.targets:
                    inside = side.any((one.opponent,))
                    keys += [inside.astype(float), side.any(one.triggers).astype(float)]
            parts.append(np.unique(np.stack(keys), axis=1, return_inverse=True))
        (row_keys, row_code), (column_keys, column_code) = parts
        pull = row_keys[0][:, None] + column_keys[0][None, :]
        at = 1
        for one in instance.provocations:
            if i in one.targets:
                inside, met = (
                    row_keys[at + k][:, None] + column_keys[at + k][None, :] > 0 for k in (0, 1)
                )
                pull = pull - one.w * (met & ~inside)
                at += 2
        return chances_under(instance, i, pull), row_code.ravel(), column_code.ravel()

    def _fill(self, at: Ints, level: int) -> None:
        """Work out the rows ``at``, in which ``level`` partners were asked; later ones are done."""
        import numpy as np

        best = self._reached[at].astype(float)
        for i in self.rows.partners:
            self._ask_of_rows(i, at, level, best)
        levels = self.columns.level[self._by_level]
        for column_level in range(len(self.columns.partners), -1, -1):
            if level + column_level < self.instance.asks:
                first, last = np.searchsorted(levels, [column_level, column_level + 1])
                here = self._by_level[first:last]
                for i in self.columns.partners:
                    self._ask_of_columns(i, at, here, best)
        self.values[at] = best

    def _ask_of_rows(self, i: int, at: Ints, level: int, best: Floats) -> None:
        import numpy as np

        stop_if(self._cancelled)
        before = self.instance.before[i]
        able = self.rows.unasked[i][at] & self.rows.allowed(before)[at]
        places = np.flatnonzero(able)
        if not len(places):
            return
        step = self.rows.step[i]
        yes = self.values[at[places] + step]
        table, row_code, column_code = self._chances[i]
        found = np.take(table[:, column_code], row_code[at[places]], axis=0)
        if i in self.instance.required:
            found *= yes
        else:
            no = self.values[at[places] + 2 * step]
            yes -= no
            found *= yes
            found += no
        open_here = self.columns.allowed(before) & (level + self.columns.level < self.instance.asks)
        if not open_here.all():
            found *= open_here
        best[places] = np.maximum(best[places], found)

    def _ask_of_columns(self, i: int, at: Ints, here: Ints, best: Floats) -> None:
        import numpy as np

        stop_if(self._cancelled)
        before = self.instance.before[i]
        here = here[(self.columns.unasked[i] & self.columns.allowed(before))[here]]
        if not len(here):
            return
        step = self.columns.step[i]
        table, row_code, column_code = self._chances[i]
        found = np.take(table[:, column_code[here]], row_code[at], axis=0)
        yes = np.take(best, here + step, axis=1)
        if i in self.instance.required:
            found *= yes
        else:
            no = np.take(best, here + 2 * step, axis=1)
            yes -= no
            found *= yes
            found += no
        able = self.rows.allowed(before)[at]
        if not able.all():
            found *= able[:, None]
        best[:, here] = np.maximum(np.take(best, here, axis=1), found)


def _halves(instance: Instance) -> tuple[list[int], list[int]]:
    """Return the partners of the columns and of the rows, about as many states in each."""
    columns: list[int] = []
    rows: list[int] = []
    sizes = [1.0, 1.0]
    for i in range(instance.n):
        radix = 2 if i in instance.required else 3
        side = 0 if sizes[0] <= sizes[1] else 1
        sizes[side] *= radix
        (columns, rows)[side].append(i)
    return columns, rows
