"""Which champions reach which partners, and which partners are in play at all."""

from __future__ import annotations

from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot

IN_REACH = 2
"""Ties between a speaker and the partner at most: to somebody who works there."""


def partners_in_play(snapshot: Snapshot) -> list[str]:
    """Return the partners to be won over or kept: neither ours nor declined nor parked."""
    ours = snapshot.ours
    return [
        id
        for id, organisation in snapshot.organisations.items()
        if id != ours and organisation.status not in ("declined", "parked")
    ]


def champions_of(snapshot: Snapshot, ties: Ties) -> dict[str, set[str]]:
    """Return for each partner the people who champion us and reach it."""
    found: dict[str, set[str]] = {}
    for champion in snapshot.champions.values():
        if champion.status == "lapsed" or champion.veto:
            continue
        places = [champion.audience] if champion.audience else ties.reach(champion.person, IN_REACH)
        for place in places:
            found.setdefault(place, set()).add(champion.person)
    return found
