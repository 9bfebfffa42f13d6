"""Who can reach whom: ties between people and organisations, followed in either direction."""

from __future__ import annotations

import datetime as dt
from collections import deque

from outreach.network.ties import holds
from outreach.snapshot import Snapshot

CARRYING = frozenset({"trusted_by", "influences", "reports_to", "leads", "works_with", "funds"})
"""Ties along which a word is passed on; watching or regulating somebody opens no door."""


class Ties:
    """The network of a snapshot, made once for many questions."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        """Gather ties that hold on ``today``, and who works where."""
        self._next: dict[str, set[str]] = {}
        for tie in snapshot.relationships.values():
            if tie.type in CARRYING and holds(tie, today):
                self._join(tie.source, tie.target)
        for person in snapshot.people.values():
            if person.organisation:
                self._join(person.id, person.organisation)

    def _join(self, one: str, other: str) -> None:
        self._next.setdefault(one, set()).add(other)
        self._next.setdefault(other, set()).add(one)

    def reach(self, start: str, most: int) -> dict[str, int]:
        """Return everybody within ``most`` ties of ``start``, with how many ties it takes."""
        far = {start: 0}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if far[here] == most:
                continue
            for there in self._next.get(here, ()):
                if there not in far:
                    far[there] = far[here] + 1
                    waiting.append(there)
        return far
