"""The steps of a plan: their order, their dates, and what they wait for."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.cadence.kinds import Prerequisite, Step
from outreach.snapshot import Snapshot
from outreach.vocabulary import CLOSED_STEPS, GONE, PIPELINE_ORDER, STATUS_WAITED_FOR, UNDER_WAY


def first_name(snapshot: Snapshot) -> str:
    """Return what a new sequence is called until somebody names it, with room for a number."""
    return tr("Plan for {name}", name=snapshot.initiative.name)[:180]


def in_order(snapshot: Snapshot, sequence: str) -> list[Step]:
    """Return the steps of a sequence in their order; ties by age."""
    return sorted((s for s in snapshot.steps.values() if s.sequence == sequence), key=_place)


def by_sequence(snapshot: Snapshot) -> dict[str, list[Step]]:
    """Return the steps of every sequence that has any, each in its order."""
    found: dict[str, list[Step]] = {}
    for step in snapshot.steps.values():
        found.setdefault(step.sequence, []).append(step)
    return {sequence: sorted(steps, key=_place) for sequence, steps in found.items()}


def _place(step: Step) -> tuple[bool, float, str]:
    return step.position is None, step.position or 0.0, step.id


def is_open(step: Step) -> bool:
    """Whether somebody still has to act on the step."""
    return step.status not in CLOSED_STEPS


def under_way(snapshot: Snapshot, step: Step) -> bool:
    """Whether the step's sequence is not paused, finished or stopped."""
    return snapshot.sequences[step.sequence].status in UNDER_WAY


def running(snapshot: Snapshot) -> list[Step]:
    """Return the open steps of the sequences that are under way, each sequence in its order."""
    found = by_sequence(snapshot)
    return [
        step
        for sequence in snapshot.sequences
        for step in found.get(sequence, ())
        if is_open(step) and under_way(snapshot, step)
    ]


def due_on(snapshot: Snapshot, step: Step) -> dt.date | None:
    """Return the day of a step: its fixed date, else counted from the start.

    None when neither is set, and when the count goes past the last day of the calendar.
    """
    if step.due is not None or step.day is None:
        return step.due
    start = snapshot.sequences[step.sequence].start_date or snapshot.initiative.start_date
    if start is None or (dt.date.max - start).days < step.day:
        return None
    return start + dt.timedelta(days=step.day)


def has_reached(snapshot: Snapshot, organisation: str, status: str) -> bool:
    """Whether a partner has come at least as far as ``status`` on the way to yes."""
    now = snapshot.organisations[organisation].status
    return now in PIPELINE_ORDER and PIPELINE_ORDER.index(now) >= PIPELINE_ORDER.index(status)


def is_over(snapshot: Snapshot, one: Prerequisite) -> bool:
    """Whether nothing has to be waited for any more: it is met, or a no has ended the wait."""
    if one.until_answer and snapshot.organisations[one.organisation].status in GONE:
        return True
    return has_reached(snapshot, one.organisation, one.status)


def waiting(snapshot: Snapshot) -> dict[str, list[Prerequisite]]:
    """Return, for each step that waits, the prerequisites that are not over yet."""
    found: dict[str, list[Prerequisite]] = {}
    for prerequisite in snapshot.prerequisites.values():
        if not is_over(snapshot, prerequisite):
            found.setdefault(prerequisite.step, []).append(prerequisite)
    return found


def waiting_words(snapshot: Snapshot, unmet: list[Prerequisite]) -> str:
    """Say what a step waits for: ``Telmara to be committed``; empty when for nothing."""
    return with_commas(
        tr(
            "{partner} to be {status}",
            partner=snapshot.name(p.organisation),
            status=STATUS_WAITED_FOR[p.status],
        )
        for p in unmet
    )


def title(snapshot: Snapshot, step: Step) -> str:
    """Return a step in a line: the partner and what is asked."""
    parts = (snapshot.name(step.organisation), step.ask or "")
    return ": ".join(part for part in parts if part) or tr("A step without a partner")


def days(snapshot: Snapshot) -> list[tuple[str, dt.date]]:
    """Return the id and the day of each step that has one, for a calendar."""
    found = ((step.id, due_on(snapshot, step)) for step in snapshot.steps.values())
    return [(id, day) for id, day in found if day is not None]
