"""The rhythm of contact: when we want to speak to a partner again, and who is going quiet.

Every real contact begins the interval anew, whoever made it and by whatever channel. A call that
nobody took is none.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from outreach.network.kinds import Organisation
from outreach.snapshot import Snapshot

QUIET_AFTER = {"contacted": 14, "in_conversation": 21, "committed": 60}
"""Days without a contact after which a partner at that stage is going quiet, unless it says."""
LEFT_ALONE = frozenset({"declined", "parked"})
"""Stages at which nobody is to be spoken to again for the rhythm's sake."""


class Quiet(NamedTuple):
    """A partner with whom talks have begun and nobody has spoken for too long."""

    organisation: str
    name: str
    last: dt.date | None
    days: int | None
    """Days since; None without any contact on record."""
    limit: int
    """Days that it may be silent."""


class Turn(NamedTuple):
    """A partner to whom we want to speak again."""

    organisation: str
    name: str
    last: dt.date
    every: int
    """The interval that we want, in days."""
    due: dt.date


def last_contacts(snapshot: Snapshot, today: dt.date) -> dict[str, dt.date]:
    """Return the day of the last real contact with each partner, or its people, that had one."""
    found: dict[str, dt.date] = {}
    for contact in snapshot.touchpoints.values():
        held = contact.held_on
        if held is None or held > today or contact.outcome == "no_answer":
            continue
        for place in snapshot.places(contact.organisation, *contact.people):
            found[place] = max(held, found.get(place, held))
    return found


def next_contact(partner: Organisation, last: dt.date | None) -> dt.date | None:
    """Return when to speak to a partner again; None without an interval or a first contact."""
    every = partner.contact_every
    if every is None or last is None or partner.status in LEFT_ALONE:
        return None
    return last + dt.timedelta(days=min(every, (dt.date.max - last).days))


def turns(snapshot: Snapshot, today: dt.date, ahead: int) -> list[Turn]:
    """Return to whom to speak again up to ``ahead`` days after ``today``, soonest first."""
    last = last_contacts(snapshot, today)
    found = []
    for partner in snapshot.organisations.values():
        at = last.get(partner.id)
        due = next_contact(partner, at)
        if at is not None and due is not None and (due - today).days <= ahead:
            found.append(Turn(partner.id, partner.name, at, partner.contact_every or 0, due))
    return sorted(found, key=lambda turn: (turn.due, turn.name))


def quiet(snapshot: Snapshot, today: dt.date) -> list[Quiet]:
    """Return who is going quiet, longest silence first and those without any contact last."""
    last = last_contacts(snapshot, today)
    found = []
    for partner in snapshot.organisations.values():
        at = last.get(partner.id)
        limit = _limit(partner, at)
        if limit is None:
            continue
        days = (today - at).days if at else None
        if days is None or days > limit:
            found.append(Quiet(partner.id, partner.name, at, days, limit))
    return sorted(found, key=lambda q: (q.days is None, -(q.days or 0), q.name))


def _limit(partner: Organisation, last: dt.date | None) -> int | None:
    """Return how many days of silence are fine; None where silence is no matter."""
    usual = QUIET_AFTER.get(partner.status or "")
    if partner.contact_within is None or partner.status in LEFT_ALONE:
        return usual
    # Before the first contact there is no rhythm that could be broken.
    return partner.contact_within if last is not None or usual is not None else None
