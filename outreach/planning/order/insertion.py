"""Insertion search: each partner is put where she does most, again and again.

The tool that is proven for the linear ordering problem, which this contains. Only those who bear on
a partner, and on whom she bears, decide where she stands best, so a move is judged by these alone.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable

from outreach.planning.order.meanfield import MeanField
from outreach.planning.order.model import Cancelled, Instance, stop_if

LEAST = 1e-9
"""What a move must gain in the logarithm of the probability."""


class Insertion:
    """A search by the quick estimate; counts its work, so that it ends the same everywhere."""

    def __init__(self, instance: Instance, cancelled: Cancelled | None = None) -> None:
        """Get ready for ``instance``."""
        self.instance = instance
        self.field = MeanField(instance)
        self.cancelled = cancelled
        self.work = 0
        """Looks at a pair of partners so far, each about a microsecond."""
        near: list[set[int]] = [set() for _ in range(instance.n)]
        self._reaches: list[set[int]] = [set() for _ in range(instance.n)]
        for i in range(instance.n):
            movers = {j for j, _, _ in self.field.inputs[i]}
            for opponent, triggers, _ in self.field.provoked[i]:
                movers |= {opponent, *triggers}
            for j in movers - {i}:
                near[i].add(j)
                near[j].add(i)
                self._reaches[j].add(i)
        self.near = [sorted(found) for found in near]
        self._after: list[list[int]] = [[] for _ in range(instance.n)]
        for a, b in instance.must_precede:
            self._after[a].append(b)
        self._cost = [
            1 + len(self.field.inputs[i]) + sum(len(t) + 1 for _, t, _ in self.field.provoked[i])
            for i in range(instance.n)
        ]
        self._pass_cost = sum(self._cost)

    def value(self, order: list[int]) -> float:
        """Return the quick estimate of ``order``, and look at the field in that order."""
        self.work += 20 + 3 * self._pass_cost
        value = self.field.forward(order)
        self.field.backward(order)
        return value

    def improve(
        self, order: list[int], limit: int, start: Iterable[int] | None = None
    ) -> tuple[list[int], float]:
        """Return the order after all moves that help, and its estimate.

        Args:
            order: An allowed order; it is not changed.
            limit: Work after which the search ends.
            start: Whom to move first; None for everybody.

        Raises:
            Stopped: when it is no longer wanted.
        """
        instance = self.instance
        order, best = list(order), self.value(order)
        kept = list(order)
        waiting = deque(order if start is None else start)
        queued = set(waiting)
        often = max(1, instance.n // 30)
        moved: list[int] = []
        while waiting and self.work < limit:
            stop_if(self.cancelled)
            i = waiting.popleft()
            queued.discard(i)
            slot = self._best_slot(i)
            if slot is not None:
                self._move(order, i, slot)
                moved.append(i)
                for j in (*self.near[i], i):
                    if j not in queued:
                        queued.add(j)
                        waiting.append(j)
            if moved and (len(moved) >= often or not waiting):
                value = self.value(order)
                if value > best + LEAST:
                    best, kept = value, list(order)
                else:
                    # The estimate of the moves was too good: they are taken back, and not tried
                    # again until something near them moves.
                    order = list(kept)
                    self.value(order)
                    for j in moved:
                        queued.discard(j)
                    waiting = deque(j for j in waiting if j in queued)
                moved = []
        return kept, best

    def _best_slot(self, i: int) -> int | None:
        """Return the place before which ``i`` does more than where she is; None for nowhere."""
        field, place = self.field, self.field.place
        asks = self.instance.asks
        self.work += 5
        here = place[i]
        if here >= asks:
            return None
        low = max((place[a] + 1 for a in self.instance.before[i]), default=0)
        high = min((place[b] for b in self._after[i]), default=asks)
        high = min(high, asks)
        near = sorted((place[j], j) for j in self.near[i] if low <= place[j] < high)
        if not near:
            return None
        changes = []
        for at, j in near:
            if j in self._reaches[i]:
                changes.append((at, self._without(i, j)))
            self.work += self._cost[j]
        # From the front to the back: those whom she has not passed yet are asked after her.
        total = sum(with_ for _, (with_, _) in changes)
        after = dict(changes)
        slots = [low, *(at + 1 for at, _ in near)]
        best, found, now = -1e300, low, 0.0
        for number, slot in enumerate(slots):
            if number:
                with_, without = after.get(near[number - 1][0], (0.0, 0.0))
                total += without - with_
            self.work += self._cost[i]
            value = total + field.score(i, field.pull(i, slot))
            if slot <= here and (number + 1 == len(slots) or slots[number + 1] > here):
                now = value
            if value > best + LEAST:
                best, found = value, slot
        return found if best > now + LEAST else None

    def _without(self, i: int, j: int) -> tuple[float, float]:
        """Return what ``j`` adds when asked after ``i``, and when asked before."""
        field, place = self.field, self.field.place
        at, was = place[j], place[i]
        place[i] = -1
        with_ = field.score(j, field.pull(j, at))
        place[i] = self.instance.n + 1
        without = field.score(j, field.pull(j, at))
        place[i] = was
        return with_, without

    def _move(self, order: list[int], i: int, slot: int) -> None:
        here = self.field.place[i]
        order.pop(here)
        to = slot if slot <= here else slot - 1
        order.insert(to, i)
        for at in range(min(here, to), max(here, to) + 1):
            self.field.place[order[at]] = at

    def shaken(self, order: list[int], chance: random.Random) -> tuple[list[int], set[int]]:
        """Return ``order`` with four partners, or a block of them, put elsewhere; and whom."""
        n = len(order)
        for _ in range(20):
            found = list(order)
            if chance.random() < 0.5:
                size = chance.randint(1, max(1, min(12, n // 2)))
                first = chance.randrange(n - size + 1)
                block = found[first : first + size]
                del found[first : first + size]
                to = chance.randrange(n - size + 1)
                found[to:to] = block
                moved = set(block)
            else:
                moved = set(chance.sample(order[:n], min(4, n)))
                for i in moved:
                    found.remove(i)
                    found.insert(chance.randrange(n), i)
            place = {i: at for at, i in enumerate(found)}
            if all(place[a] < place[b] for a, b in self.instance.must_precede):
                return found, moved | {j for i in moved for j in self.near[i]}
        return list(order), set()
