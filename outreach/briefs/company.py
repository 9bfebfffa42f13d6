"""Whom a hand-out names as having joined already: those nearest to its reader, counting the rest.

In a plan in which very many have joined, a page that names them all says nothing to anybody, and a
pack of such pages would grow with the square of the plan.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import NamedTuple

from outreach.base.language import figure
from outreach.briefs.labels import Labels
from outreach.network.ties import holds
from outreach.planning.remembered import once
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED

MOST_NAMED = 12
"""So many partners are named to a reader; the others are counted."""


class _Joined(NamedTuple):
    """Who has joined, and the ties to them."""

    places: dict[str, int]
    """By id, the older first."""
    ties: dict[str, dict[str, int]]
    """For each partner, who of those who have joined it has a tie to, with its strength."""


def company(snapshot: Snapshot, reader: str, today: dt.date, say: Labels) -> tuple[str, ...]:
    """Return the names of who has joined beside the partner ``reader``, the older first.

    Where there are too many, those come before others that the reader has ties to, the strongest
    first, and then those who are longest in the plan; and it ends with how many more there are,
    in the words of ``say``. What kind of tie it is and what we think of anybody has no part in it:
    that is for the team alone.
    """
    joined = once(snapshot, "joined", today, _joined)
    places = joined.places
    tied = joined.ties.get(reader, {})
    nearest = sorted(tied, key=lambda id: (-tied[id], places[id]))
    oldest = (id for id in islice(places, MOST_NAMED + 1) if id != reader)
    named = list(dict.fromkeys((*nearest, *oldest)))[:MOST_NAMED]
    more = len(places) - (reader in places) - len(named)
    names = tuple(snapshot.name(id) for id in sorted(named, key=places.__getitem__))
    return (*names, say.and_more.format(figure(more))) if more else names


def _joined(snapshot: Snapshot, today: dt.date) -> _Joined:
    everybody = (one.id for one in snapshot.organisations.values() if one.status in JOINED)
    places = {id: place for place, id in enumerate(everybody)}
    ties: dict[str, dict[str, int]] = {}
    for tie in snapshot.relationships.values():
        ends = [snapshot.places(end) for end in (tie.source, tie.target)]
        if not all(ends) or ends[0] == ends[1] or not holds(tie, today):
            continue
        for (one,), (other,) in (ends, ends[::-1]):
            if other in places:
                known = ties.setdefault(one, {})
                known[other] = max(known.get(other, 0), tie.strength or 0)
    return _Joined(places, ties)
