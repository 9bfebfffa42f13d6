"""Where a step goes when a person moves it among the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from outreach.cadence.kinds import Step
from outreach.planning.steps import due_on
from outreach.snapshot import Snapshot

GAP = 1.0
"""Between the places of steps that are numbered anew."""
_SMALLEST = 1e-5
"""Least difference between two places; the file keeps six decimals."""


def moved(steps: Sequence[Step], id: str, by: int) -> dict[str, float]:
    """Return the places to write so that step ``id`` comes ``by`` places later.

    Usually that is one place between two neighbours. Where there is none left between them, or
    they have no place yet, every step is numbered anew.

    Args:
        steps: All steps of a sequence in their order.
        id: The step.
        by: How far, negative for earlier. It stops at either end.

    Returns:
        Places by step; empty when nothing changes.
    """
    order = [step.id for step in steps]
    was = order.index(id)
    now = min(max(was + by, 0), len(order) - 1)
    if now == was:
        return {}
    order.insert(now, order.pop(was))
    places = {step.id: step.position for step in steps}
    before = places[order[now - 1]] if now else None
    after = places[order[now + 1]] if now + 1 < len(order) else None
    if None in places.values():
        return _numbered(order)
    place = _between(before, after)
    return {id: place} if place is not None else _numbered(order)


def behind_all(steps: Sequence[Step]) -> float:
    """Return the place for a new step after ``steps``."""
    return max((step.position for step in steps if step.position is not None), default=0.0) + GAP


def _between(before: float | None, after: float | None) -> float | None:
    if before is None:
        return None if after is None else after - GAP
    if after is None:
        return before + GAP
    return (before + after) / 2 if after - before >= 2 * _SMALLEST else None


def _numbered(order: Sequence[str]) -> dict[str, float]:
    return {id: GAP * number for number, id in enumerate(order, 1)}


def shifted(snapshot: Snapshot, step: Step, days: int) -> dict[str, object]:
    """Return the fields to write so that a step is taken ``days`` later; negative for earlier.

    A day that is counted from the start stays counted, where there is one. When an answer is
    waited for, that moves along.

    Returns:
        Values by field; empty for a step without a day, and at the ends of the calendar.
    """
    by = dt.timedelta(days=days)
    due = due_on(snapshot, step)
    try:
        answer = {"answer_by": step.answer_by + by} if due and step.answer_by else {}
        if due is None:
            return {}
        if step.due is None and step.day is not None and step.day + days >= 0:
            return {"day": step.day + days, **answer}
        return {"due": due + by, **answer}
    except OverflowError:
        return {}
