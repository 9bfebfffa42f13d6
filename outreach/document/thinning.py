"""Which safe copies stay as they grow old. A pure rule: moments in, moments out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

LIMIT = 50
"""Never more copies of one initiative than this."""
ALL_DAYS = 2
"""Today and yesterday: every copy stays."""
DAILY_DAYS = 14
"""So many days, today among them: one copy a day stays."""
WEEKLY_DAYS = 91
"""So many days: one copy a week stays; of what is older, one a month."""

Taken = tuple[dt.datetime, str]
"""When a copy was taken, in local time, and of which file."""


def kept(copies: Iterable[Taken], now: dt.datetime, limit: int = LIMIT) -> set[Taken]:
    """Return the copies that stay: of each file the newest of each day, week or month.

    Each file counts for itself, the limit for all. The newest copy always stays. When there are
    too many, further copies of one day go first, the oldest next. Copies dated after ``now`` come
    from a clock that was wrong: they stay while there is room.
    """
    newest_first = sorted(copies, reverse=True)
    past = [copy for copy in newest_first if copy[0] <= now]
    ahead = [copy for copy in newest_first if copy[0] > now]
    first: dict[tuple[str, str, int], Taken] = {}
    for copy in past:
        first.setdefault(_period(copy, now), copy)
    recent = [copy for copy in past if _age(copy, now) < ALL_DAYS]
    # Without repetition, in the order in which they are let in.
    return set(list(dict.fromkeys([*first.values(), *recent, *ahead]))[:limit])


def _age(copy: Taken, now: dt.datetime) -> int:
    return (now.date() - copy[0].date()).days


def _period(copy: Taken, now: dt.datetime) -> tuple[str, str, int]:
    """Return what only one old copy may stand for: a day, a week or a month of one file."""
    taken, file = copy
    age, day = _age(copy, now), taken.toordinal()
    if age < DAILY_DAYS:
        return file, "day", day
    if age < WEEKLY_DAYS:
        return file, "week", (day - 1) // 7
    return file, "month", taken.year * 12 + taken.month
