"""Working days: neither a weekend nor a public holiday of any of the countries concerned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_WEEKEND = frozenset({5, 6})
_ONE = dt.timedelta(days=1)


class Workdays:
    """The days on which people of some countries all work."""

    def __init__(self, countries: Iterable[str | None] = ()) -> None:
        """Look up ``countries``, in two letters such as KE; unknown ones have no holidays."""
        codes = sorted({(country or "").strip().upper() for country in countries} - {""})
        self._calendars = [found for code in codes if (found := _calendar(code)) is not None]
        self.unknown = tuple(code for code in codes if _calendar(code) is None)
        """Countries that were not found."""

    def is_working(self, day: dt.date) -> bool:
        """Whether everybody works on ``day``."""
        if not self._calendars:
            return day.weekday() not in _WEEKEND
        return not any(day in one or day.weekday() in one.weekend for one in self._calendars)

    def from_(self, day: dt.date) -> dt.date:
        """Return ``day``, or the first working day after it; the last day there is at the end."""
        for _ in range(366):
            if self.is_working(day) or day == dt.date.max:
                return day
            day += _ONE
        return day

    def after(self, day: dt.date, days: int) -> dt.date:
        """Return the day that is ``days`` working days after ``day``."""
        for _ in range(days):
            if day == dt.date.max:
                return day
            day = self.from_(day + _ONE)
        return day

    def holiday(self, day: dt.date) -> str:
        """Return what is kept on ``day``; empty when nothing is."""
        return next((name for one in self._calendars if (name := one.get(day))), "")


@cache
def _calendar(code: str) -> HolidayBase | None:
    # Slow to load, and needed only once dates are worked out.
    from holidays import country_holidays

    try:
        return country_holidays(code)
    except NotImplementedError:
        return None
