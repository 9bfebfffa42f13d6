"""A clock that stands still and no chance, so that the same plans are made every time."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
import time

DAY = dt.date(2026, 11, 24)
NOON = 1_795_521_600_000
"""24 November 2026, 12:00 UTC, in milliseconds since 1970."""


class _Dates(type):
    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, _date)


_date = dt.date


class _StoppedDate(_date, metaclass=_Dates):
    @classmethod
    def today(cls) -> dt.date:
        return DAY


def stop() -> None:
    """Make it noon of :data:`DAY` in UTC; called before the program's modules are loaded.

    Identifiers, which a brief prints, come from a fixed seed.
    """
    os.environ["TZ"] = "UTC"
    time.tzset()
    dt.date = _StoppedDate  # type: ignore[misc]
    ticks = itertools.count(NOON * 1_000_000, 1_000_000)
    time.time_ns = lambda: next(ticks)
    os.urandom = random.Random(7).randbytes
