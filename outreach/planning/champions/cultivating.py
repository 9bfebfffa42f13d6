"""People who are no champions yet and could be, where one is missing; and what they still lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.language import tr
from outreach.planning.champions.fit import Fit, Fitting
from outreach.planning.champions.question import of_partner
from outreach.planning.reaching import champions_of, partners_in_play
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot

GOOD_ENOUGH = 50
"""Fit from which it is worth the work to win somebody as a champion."""
ENOUGH_CHAMPIONS = 2
"""Champions of a partner below which another is looked for."""
MOST = 3
"""People named for one partner."""
_LACKING = 0.6


class Prospect(NamedTuple):
    """Somebody worth cultivating as a champion with a partner."""

    person: str
    name: str
    organisation: str
    partner: str
    """The partner's name."""
    score: int
    missing: tuple[str, ...]
    """What would make them a better champion, most first."""


def worth_cultivating(snapshot: Snapshot, today: dt.date) -> list[Prospect]:
    """Return for every partner with fewer than two champions who could become one, best first.

    Only people are looked at who work there or are at most two ties away.
    """
    fitting = Fitting(snapshot, today)
    champions = champions_of(snapshot, Ties(snapshot, today))
    return [
        prospect
        for partner in partners_in_play(snapshot)
        if len(champions.get(partner, ())) < ENOUGH_CHAMPIONS
        for prospect in _prospects(fitting, partner)
    ]


def _prospects(fitting: Fitting, partner: str) -> Iterator[Prospect]:
    deciders = fitting.standing.deciders(partner)
    people = fitting.snapshot.people
    # Without any tie nobody gets far, and the others are too many to look at one by one.
    others = [
        people[id]
        for id in fitting.standing.around(partner)
        if id not in deciders and not fitting.availability.is_champion(id)
    ]
    fits = fitting.ranked(of_partner(fitting.snapshot, partner), others)
    good = [fit for fit in fits if fit.score >= GOOD_ENOUGH and not fit.vetoes]
    for fit in good[:MOST]:
        name = fitting.snapshot.name(partner)
        yield Prospect(
            fit.person, fit.name, partner, name, fit.score, tuple(_missing(fitting, fit))
        )


def _missing(fitting: Fitting, fit: Fit) -> Iterator[str]:
    if fitting.availability.has_lapsed(fit.person):
        yield tr("Was a champion and has lapsed: ask why.")
    else:
        yield tr("Nobody has asked them yet.")
    lacking = [share for share in fit.shares if share.value < _LACKING and share.weight]
    for share in sorted(lacking, key=lambda share: share.weight * (share.value - 1)):
        yield share.words
