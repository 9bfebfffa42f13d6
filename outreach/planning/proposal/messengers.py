"""Who makes each approach: whom the steps name, else the champion who is nearest to the partner.

The one place that decides it; a fuller choice of champions takes its place here.
"""

from __future__ import annotations

from typing import NamedTuple

from outreach.planning import steps
from outreach.planning.ties import CARRYING
from outreach.snapshot import Snapshot


class Messenger(NamedTuple):
    """Who makes the approach to a partner."""

    person: str
    rapport: float
    """What their standing there adds, in half-notches, from -2 to 2."""
    words: str
    """Why it adds that; empty where it adds nothing."""


def messengers(
    snapshot: Snapshot, sequence: str | None, without: frozenset[str] = frozenset()
) -> dict[str, Messenger]:
    """Return who approaches each partner for whom somebody can be named.

    Args:
        snapshot: The plan.
        sequence: Whose steps say who approaches whom.
        without: People who are not there any more.
    """
    standing = _standing(snapshot)
    found: dict[str, Messenger] = {}
    for step in steps.in_order(snapshot, sequence) if sequence else ():
        place = step.organisation
        if place and step.messenger and step.messenger not in without and place not in found:
            found[place] = _messenger(snapshot, step.messenger, place, standing)
    for place in snapshot.organisations:
        if place not in found and (best := alternatives(snapshot, place, without)):
            found[place] = best[0]
    return found


def alternatives(
    snapshot: Snapshot, place: str, without: frozenset[str] = frozenset()
) -> list[Messenger]:
    """Return the champions who know somebody at a partner, best first."""
    standing = _standing(snapshot)
    people = dict.fromkeys(
        champion.person
        for champion in snapshot.champions.values()
        if champion.status != "lapsed"
        and champion.veto is None
        and champion.audience in (None, place)
        and champion.person not in without
    )
    all_ = [
        _messenger(snapshot, person, place, standing)
        for person in people
        if snapshot.people[person].organisation != place
    ]
    return sorted((m for m in all_ if m.rapport > 0), key=lambda m: (-m.rapport, m.person))


def _standing(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    """Return how well each person knows somebody at each partner: the strength of the best tie."""
    found: dict[tuple[str, str], int] = {}
    for tie in snapshot.relationships.values():
        if tie.type in CARRYING and tie.end_date is None:
            for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
                if one in snapshot.people:
                    for place in snapshot.places(other):
                        strength = max(found.get((one, place), 0), tie.strength or 3)
                        found[one, place] = strength
    return found


def _messenger(
    snapshot: Snapshot, person: str, place: str, standing: dict[tuple[str, str], int]
) -> Messenger:
    name = snapshot.name(person)
    if snapshot.people[person].organisation == place:
        return Messenger(person, 1.0, f"{name} works there")
    strength = standing.get((person, place), 0)
    if not strength:
        return Messenger(person, 0.0, "")
    if strength >= 4:
        return Messenger(person, 2.0, f"{name} is known well there")
    return Messenger(person, 1.0, f"{name} is known there")
