"""The steps of a plan as bars in lanes: one lane for each partner, and no bar over another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.snapshot import Snapshot


class Bar(NamedTuple):
    """A step from the day on which it is taken to the day by which an answer is wanted."""

    step: Step
    start: dt.date
    end: dt.date
    """The last day; the same as the first when no answer is waited for."""


class Lane(NamedTuple):
    """The steps with one partner, first day first."""

    name: str
    """The partner's name; empty for steps without one."""
    bars: tuple[Bar, ...]


def lanes(snapshot: Snapshot, found: Sequence[Step]) -> list[Lane]:
    """Return the lanes of those of ``found`` that have a day; the earliest lane first."""
    by_partner: dict[str, list[Bar]] = {}
    for step in found:
        if (bar := _bar(snapshot, step)) is not None:
            by_partner.setdefault(step.organisation or "", []).append(bar)
    made = [
        Lane(snapshot.name(id), tuple(sorted(bars, key=lambda bar: bar.start)))
        for id, bars in by_partner.items()
    ]
    return sorted(made, key=lambda lane: lane.bars[0].start)


def _bar(snapshot: Snapshot, step: Step) -> Bar | None:
    start = steps.due_on(snapshot, step)
    if start is None:
        return None
    if step.status == "done":
        return Bar(step, start, start)
    end = step.answer_by if step.answer_by and step.answer_by > start else start
    return Bar(step, start, end)


def packed(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return a row for each span so that none runs into another; the first row that is free.

    Args:
        spans: Where each begins and ends, in any unit; by their beginnings this takes as few rows
            as there can be.
    """
    rows = [0] * len(spans)
    ends: list[float] = []
    for place in sorted(range(len(spans)), key=lambda n: spans[n][0]):
        start, end = spans[place]
        row = next((n for n, last in enumerate(ends) if last <= start), len(ends))
        ends[row : row + 1] = [end]
        rows[place] = row
    return rows
