"""The clock: milliseconds since 1970, shown in the zone of whoever looks."""

from __future__ import annotations

import datetime as dt
import time

from outreach.base.clock import moment, wall_clock


def test_the_wall_clock_counts_milliseconds_since_1970() -> None:
    before = time.time()
    assert before - 0.01 <= wall_clock() / 1000 <= time.time() + 0.01


def test_a_moment_knows_its_zone_and_is_the_same_moment() -> None:
    shown = moment(1_774_256_400_500)
    assert shown.tzinfo is not None
    assert shown == dt.datetime(2026, 3, 23, 9, 0, 0, 500_000, dt.UTC)
