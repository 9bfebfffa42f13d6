"""The line that an initiative has in an overview of many."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from outreach.planning.steps import due_on, is_open
from outreach.snapshot import Snapshot

STAGES = ("contacted", "in_conversation", "committed", "contributing", "declined")


def overview(snapshot: Snapshot, today: dt.date) -> tuple[str | int | None, ...]:
    """Return the values of :data:`outreach.rollup.shape.OVERVIEW` after the file's number.

    Args:
        snapshot: The initiative.
        today: The day by which steps are late.
    """
    stages = Counter(organisation.status for organisation in snapshot.organisations.values())
    open_steps = [step for step in snapshot.steps.values() if is_open(step)]
    dates = [due for step in open_steps if (due := due_on(snapshot, step)) is not None]
    contacts = [contact.held_on for contact in snapshot.touchpoints.values() if contact.held_on]
    return (
        snapshot.initiative.name,
        len(snapshot.organisations),
        *(stages[stage] for stage in STAGES),
        len(snapshot.people),
        sum(1 for one in snapshot.contributions.values() if one.status == "in"),
        len(open_steps),
        sum(1 for step in snapshot.steps.values() if step.status == "done"),
        sum(1 for due in dates if due < today),
        max(contacts).isoformat() if contacts else None,
        min((due.isoformat() for due in dates if due >= today), default=None),
    )
