"""Who is given what, so that the gains add up to the most and nobody is given too much.

The Hungarian method with a price for each person (Kuhn 1955, Munkres 1957; as successive shortest
paths in Ahuja, Magnanti, Orlin, Network Flows, 1993, chapter 12). A price is what the last thing
that a full person could be given is worth; a job that nobody's price is worth goes to nobody at
once, so that ten thousand jobs for a few hundred people take seconds. Only where a job makes
others move is a way looked for, in the network of the people, not of the jobs.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

DIGITS = 9
TOLERANCE = 1e-9
"""Gains that differ by less are the same, so that rounding never goes round in a circle."""


def matched(gains: Sequence[Sequence[float]], limits: Sequence[int]) -> list[int | None]:
    """Return for each job the person who is given it, or None.

    The sum of the gains is as large as it can be; a gain of 0 or less is never taken.

    Args:
        gains: For each job what each person would gain with it.
        limits: How many jobs each person can be given.
    """
    giving = _Giving([[*row, 0.0] for row in gains], [*limits, len(gains)])
    # The most promising first: then the others seldom make anybody move.
    for job in sorted(range(len(gains)), key=lambda job: (-max(gains[job], default=0.0), job)):
        giving.give(job)
    return giving.found()


class _Giving:
    """Jobs given out so far. The last person stands for nobody, and has room for every job."""

    def __init__(self, rows: list[list[float]], room: list[int]) -> None:
        self._rows, self._room = rows, room
        self._people = [person for person, limit in enumerate(room) if limit]
        self._given: list[list[int]] = [[] for _ in room]
        self._prices = [0.0] * len(room)
        self._ways_on: dict[int, dict[int, tuple[int, float]]] = {}

    def give(self, job: int) -> None:
        """Give out one more job; others may move for it."""
        for person, moved in self._best_way(job):
            if moved is not None:
                self._given[person].remove(moved)
            self._given[person].append(job)
            self._ways_on.pop(person, None)
            job = moved if moved is not None else job

    def found(self) -> list[int | None]:
        """Return who has each job."""
        found: list[int | None] = [None] * len(self._rows)
        for person, jobs in enumerate(self._given[:-1]):
            for job in jobs:
                found[job] = person if self._rows[job][person] > TOLERANCE else None
        return found

    def _best_way(self, job: int) -> list[tuple[int, int | None]]:
        """Return whom a job goes to, and what each passes on until somebody has room.

        Prices rise along the way, by what the way costs less than going on from there (Dijkstra).
        """
        row, prices = self._rows[job], self._prices
        most = max(row[person] - prices[person] for person in self._people)
        # How much worse each is than the best; and, where it is passed on, from whom and which job.
        loss = {person: most - row[person] + prices[person] for person in self._people}
        before: dict[int, tuple[int, int]] = {}
        # Of those that are as near, one with room comes first: then nobody else is looked at.
        full = {p: len(self._given[p]) >= self._room[p] for p in self._people}
        waiting = [(round(worse, DIGITS), full[one], one) for one, worse in loss.items()]
        heapq.heapify(waiting)
        settled: dict[int, float] = {}
        while True:
            _, is_full, one = heapq.heappop(waiting)
            if one in settled:
                continue
            worse = loss[one]
            if not is_full:
                break
            settled[one] = worse
            for other, (moved, more) in self._passing_on(one).items():
                # Never below 0 but for rounding.
                step = max(0.0, prices[other] - prices[one] - more)
                if other not in settled and worse + step < loss[other] - TOLERANCE:
                    loss[other], before[other] = worse + step, (one, moved)
                    heapq.heappush(waiting, (round(worse + step, DIGITS), full[other], other))
        for person, nearer in settled.items():
            prices[person] += max(0.0, worse - nearer)
        way: list[tuple[int, int | None]] = [(one, None)]
        while one in before:
            one, moved = before[one]
            way.append((one, moved))
        return way[::-1]

    def _passing_on(self, one: int) -> dict[int, tuple[int, float]]:
        """Return which job of ``one`` is best passed on to each other, and what that gains."""
        if one not in self._ways_on:
            rows, jobs = self._rows, self._given[one]
            found = self._ways_on[one] = {}
            for other in self._people:
                if other != one:
                    best = max(jobs, key=lambda job: rows[job][other] - rows[job][one])
                    found[other] = (best, rows[best][other] - rows[best][one])
        return self._ways_on[one]
