"""The time, handed in from outside so that everything below the program's edge is repeatable."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from outreach.base.language import Terms, tr

Clock = Callable[[], int]
"""Returns milliseconds since 1970 in UTC."""


def wall_clock() -> int:
    """Return the machine's time in milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


def moment(at_ms: int) -> dt.datetime:
    """Return the point in time ``at_ms`` (milliseconds since 1970, UTC) in the local zone."""
    return dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC).astimezone()


_MONTHS = Terms({
    1: "January", 2: "February", 3: "March", 4: "April", 5: "May", 6: "June", 7: "July",
    8: "August", 9: "September", 10: "October", 11: "November", 12: "December",
})  # fmt: skip


def day_words(day: dt.date) -> str:
    """Say a day as people write it: ``26 November 2026``, in the language that is spoken."""
    return tr("{day} {month} {year}", day=day.day, month=_MONTHS[day.month], year=day.year)
