"""Thinning: what stays of the safe copies as they grow old."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from outreach.document.thinning import LIMIT, Taken, kept

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def ago(**time: float) -> dt.datetime:
    return NOW - dt.timedelta(**time)


moments = st.one_of(
    st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda minutes: ago(minutes=minutes)),
    st.integers(0, 4 * 365 * 24).map(lambda hours: ago(hours=hours)),
)
copies = st.sets(st.tuples(moments, st.sampled_from(["a", "b"])), max_size=150)


def age(copy: Taken) -> int:
    return (NOW.date() - copy[0].date()).days


@given(copies)
def test_the_newest_stays_and_never_more_than_the_limit(there: set[Taken]) -> None:
    staying = kept(there, NOW)
    past = [copy for copy in there if copy[0] <= NOW]
    assert staying <= there and len(staying) <= LIMIT
    assert not past or max(past) in staying


@given(copies)
def test_thinning_twice_changes_nothing(there: set[Taken]) -> None:
    once = kept(there, NOW)
    assert kept(once, NOW) == once


@given(copies)
def test_only_one_a_day_then_one_a_week_then_one_a_month(there: set[Taken]) -> None:
    staying = [copy for copy in kept(there, NOW) if age(copy) >= 2]
    days = Counter((c[1], c[0].date()) for c in staying if age(c) < 14)
    weeks = Counter((c[1], c[0].isocalendar()[:2]) for c in staying if 14 <= age(c) < 91)
    months = Counter((c[1], c[0].year, c[0].month) for c in staying if age(c) >= 91)
    assert set((days + weeks + months).values()) <= {1}


@given(st.sets(st.tuples(moments, st.just("a")), max_size=30))
def test_whatever_is_thinned_has_a_newer_one_of_its_day_week_or_month(there: set[Taken]) -> None:
    staying = kept(there, NOW)
    for gone in there - staying:
        near = {copy for copy in staying if gone[0] < copy[0] <= NOW}
        assert age(gone) >= 2
        if age(gone) < 14:
            assert any(copy[0].date() == gone[0].date() for copy in near)
        elif age(gone) < 91:
            assert any(copy[0].isocalendar()[:2] == gone[0].isocalendar()[:2] for copy in near)
        else:
            assert any(copy[0].month == gone[0].month for copy in near)


@given(copies)
def test_of_two_days_all_stay_while_there_is_room(there: set[Taken]) -> None:
    few = set(sorted(there)[-LIMIT:])
    assert {copy for copy in few if age(copy) < 2 and copy[0] <= NOW} <= kept(few, NOW)


def test_a_flood_of_copies_today_does_not_push_out_last_month() -> None:
    flood = {(ago(minutes=n), "a") for n in range(200)}
    old = {(ago(days=n), "a") for n in (5, 40, 400)}
    staying = kept(flood | old, NOW)
    assert old <= staying and len(staying) == LIMIT
    assert max(flood) in staying


def test_copies_dated_in_the_future_push_out_nothing() -> None:
    ahead = {(ago(days=-n), "a") for n in range(1, 200)}
    past = {(ago(days=n), "a") for n in range(10)}
    assert past <= kept(ahead | past, NOW)


def test_a_year_of_daily_use_leaves_something_from_every_time() -> None:
    staying: set[Taken] = set()
    for day in range(365, -1, -1):
        staying = kept(staying | {(ago(days=day), "a")}, ago(days=day))
    ages = sorted(map(age, staying))
    assert ages[:14] == list(range(14))
    gaps = [(older, older - newer) for newer, older in itertools.pairwise(ages)]
    assert all(gap <= 7 for older, gap in gaps if older < 91)
    # From the last Sunday of a month to the last Sunday of the next.
    assert all(gap <= 31 + 6 for _, gap in gaps) and ages[-1] > 330
    assert len(staying) < LIMIT
