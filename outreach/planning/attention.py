"""Which partners need somebody's attention, and for what."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import Terms
from outreach.planning import steps
from outreach.planning.agenda import agenda
from outreach.planning.coverage import gaps
from outreach.snapshot import Snapshot

ATTENTION = Terms(
    {
        "quiet": "going quiet",
        "late": "a step is late",
        "unanswered": "an objection has no answer",
        "no_need": "no need on record",
        "no_proposition": "no value proposition",
        "no_champion": "no champion reaches them",
    }
)
"""What a partner can need attention for, in words."""


def in_need(snapshot: Snapshot, today: dt.date) -> dict[str, frozenset[str]]:
    """Return the ids of the partners that need attention, for each reason of :data:`ATTENTION`."""
    day = agenda(snapshot, today)
    late = {task.id for task in day.steps if task.days_late > 0}
    planned, missing = snapshot.steps.values(), gaps(snapshot, today)
    found = {
        "quiet": {quiet.organisation for quiet in day.quiet},
        "late": {step.organisation for step in planned if step.organisation and step.id in late},
        "unanswered": {snapshot.objections[one.objection].organisation for one in day.unanswered},
    }
    for reason in ("no_need", "no_proposition", "no_champion"):
        found[reason] = {gap.subject for gap in missing if gap.kind == reason}
    return {reason: frozenset(ids) for reason, ids in found.items()}


def late(snapshot: Snapshot, today: dt.date) -> int:
    """Return how many steps that are under way and open promises are past their day."""
    days = [steps.due_on(snapshot, step) for step in steps.running(snapshot)]
    days += [promise.due for promise in snapshot.commitments.values() if promise.is_open]
    return sum(day is not None and day < today for day in days)
