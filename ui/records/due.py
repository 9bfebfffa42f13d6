"""How pages say when something is due, and how late it is."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from ui.forms.dates import say_day
from ui.models.rows import ChipText


def late_words(days: int) -> str:
    """Say how late something is: ``late 3 days``."""
    return plural("late {n} day", "late {n} days", days)


def due_chip(due: dt.date, today: dt.date, *, done: bool = False) -> ChipText:
    """Return the chip of a day: how late it is, today, or the day itself."""
    late = (today - due).days
    if done:
        return ChipText(say_day(due, today))
    if late > 0:
        return ChipText(sentence_case(late_words(late)), "danger")
    return ChipText(tr("Today"), "accent") if late == 0 else ChipText(say_day(due, today))
