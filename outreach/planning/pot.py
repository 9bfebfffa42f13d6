"""The pot: what is in it, what is promised, and what is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from outreach.cause.kinds import Contribution
from outreach.snapshot import Snapshot

HOPED = "hoped"
"""The status of a contribution that nobody gave one."""
ORDER = ("in", "promised", "asked", HOPED, "withdrawn")
"""From what is in the pot to what will not come."""


class Pot(NamedTuple):
    """How many contributions stand where; withdrawn ones do not count."""

    inside: int
    promised: int
    asked: int
    hoped: int

    @property
    def total(self) -> int:
        """All that is in the pot or may still come."""
        return sum(self)


class Missing(NamedTuple):
    """A use case for which not enough is in the pot or promised."""

    use_case: str
    title: str
    waits_for: tuple[str, ...]
    """What was asked or hoped for; nothing when nobody is to put anything in."""


def status_of(contribution: Contribution) -> str:
    """Return how far a contribution has come."""
    return contribution.status or HOPED


def pot(contributions: Iterable[Contribution]) -> Pot:
    """Count what is in the pot and what may still come."""
    counted = Counter(status_of(one) for one in contributions)
    return Pot(counted["in"], counted["promised"], counted["asked"], counted[HOPED])


def missing(snapshot: Snapshot) -> list[Missing]:
    """Return the use cases that lack something: what is not promised yet, or anything at all."""
    found = []
    for case in snapshot.use_cases.values():
        for_it = [
            one
            for one in snapshot.contributions.values()
            if case.id in one.use_cases and one.status != "withdrawn"
        ]
        waiting = tuple(one.title for one in for_it if status_of(one) in ("asked", HOPED))
        if waiting or not for_it:
            found.append(Missing(case.id, case.title, waiting))
    return found
