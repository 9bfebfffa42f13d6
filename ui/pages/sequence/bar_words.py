"""What is said of the bars of the timeline."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.lanes import Bar
from outreach.snapshot import Snapshot
from ui.forms.dates import say_day


def monday(day: dt.date) -> dt.date:
    """Return the Monday of the week of ``day``."""
    return day - dt.timedelta(days=day.weekday())


def words_of(step: Step) -> str:
    """Return what is written beside a bar."""
    words = " ".join((step.ask or tr("No ask yet")).split())
    return words if len(words) <= 48 else words[:47] + "…"


def sentence(snapshot: Snapshot, bar: Bar, today: dt.date) -> str:
    """Return a bar as it is heard."""
    title = steps.title(snapshot, bar.step)
    until = (" " + tr("to {today}", today=say_day(bar.end, today))) if bar.end > bar.start else ""
    late = tr(", late") if steps.is_open(bar.step) and bar.end < today else ""
    status = bar.step.status or "planned"
    return f"{title}, {say_day(bar.start, today)}{until}, {status}{late}"
