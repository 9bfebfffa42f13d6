"""What is said of the bars of the timeline, and how they look."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.lanes import Bar
from outreach.snapshot import Snapshot
from outreach.vocabulary import STEP_STATUS
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
    days = say_day(bar.start, today)
    if bar.end > bar.start:
        days = tr("{first} to {last}", first=days, last=say_day(bar.end, today))
    status = STEP_STATUS[bar.step.status or "planned"]
    late = [tr("late")] if steps.is_open(bar.step) and bar.end < today else []
    return ", ".join([steps.title(snapshot, bar.step), days, status, *late])


def look_of(bar: Bar, today: dt.date) -> tuple[str, str, str]:
    """Return fill, ink and icon of a bar: done has a tick, late a clock."""
    if not steps.is_open(bar.step):
        return "neutral_soft", "text2", "check" if bar.step.status == "done" else "x"
    if bar.end < today:
        return "danger", "on_accent", "clock"
    if bar.start <= today + dt.timedelta(days=7):
        return "accent", "on_accent", ""
    return "accent_soft", "accent_text", ""
