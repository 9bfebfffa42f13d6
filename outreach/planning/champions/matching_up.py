"""Who is given what, so that the gains add up to the most and nobody is given too much.

Successive shortest paths: each job in turn takes the best way to a free person, which may move
jobs given out before. The network walked is that of the people, not of the jobs, so the time is
about jobs x people² (Ahuja, Magnanti, Orlin, Network Flows, 1993, chapter 9).
"""

from __future__ import annotations

from collections.abc import Sequence

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
    for job in range(len(gains)):
        giving.give(job)
    return giving.found()


class _Giving:
    """Jobs given out so far. The last person stands for nobody, and has room for every job."""

    def __init__(self, rows: list[list[float]], room: list[int]) -> None:
        self._rows, self._room = rows, room
        self._people = [person for person, limit in enumerate(room) if limit]
        self._given: list[list[int]] = [[] for _ in room]
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
        """Return whom a job goes to, and what each passes on until somebody has room."""
        gain = {person: self._rows[job][person] for person in self._people}
        before: dict[int, tuple[int, int]] = {}
        full = [p for p in self._people if len(self._given[p]) == self._room[p]]
        changed = True
        while changed:
            changed = False
            for one in full:
                for other, (moved, more) in self._passing_on(one).items():
                    if gain[one] + more > gain[other] + TOLERANCE:
                        gain[other], before[other] = gain[one] + more, (one, moved)
                        changed = True
        free = (p for p in self._people if len(self._given[p]) < self._room[p])
        at = max(free, key=lambda person: gain[person])
        way: list[tuple[int, int | None]] = [(at, None)]
        while at in before:
            at, moved = before[at]
            way.append((at, moved))
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
