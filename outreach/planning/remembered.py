"""What takes a while to work out of a large plan, worked out once for each snapshot of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from outreach.planning import agenda as day
from outreach.planning import coverage
from outreach.planning.agenda import Agenda
from outreach.planning.coverage import Gap
from outreach.snapshot import Snapshot

T = TypeVar("T")


def agenda(snapshot: Snapshot, today: dt.date) -> Agenda:
    """Return what the day asks for."""
    return once(snapshot, "agenda", today, day.agenda)


def gaps(snapshot: Snapshot, today: dt.date) -> list[Gap]:
    """Return what is missing."""
    return once(snapshot, "gaps", today, coverage.gaps)


def once(
    snapshot: Snapshot, name: str, today: dt.date, work_out: Callable[[Snapshot, dt.date], T]
) -> T:
    """Return what ``work_out`` gives for a snapshot and a day, the same for the same ``name``."""
    key = name, today
    if key not in snapshot.worked_out:
        snapshot.worked_out[key] = work_out(snapshot, today)
    found: T = snapshot.worked_out[key]
    return found
