"""Steps put into working days."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.proposal.schedule import Dated, Frame, Speaker, Talk, schedule
from outreach.planning.proposal.workdays import Workdays

MONDAY = dt.date(2026, 11, 30)


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def starts(*talks: Talk, frame: Frame | None = None, **speakers: Speaker) -> list[int]:
    found = schedule(talks, frame or Frame(MONDAY), speakers)
    return [(found.dates[talk.partner].start - MONDAY).days for talk in talks]


def test_weekends_and_public_holidays_of_both_sides_are_no_working_days() -> None:
    work = Workdays(["KE", "DE"])
    assert not work.is_working(dt.date(2026, 12, 5))
    assert not work.is_working(dt.date(2026, 12, 25))
    assert work.holiday(dt.date(2026, 12, 25))
    # Jamhuri Day is kept in Kenya, the Day of German Unity in Germany.
    assert not work.is_working(dt.date(2028, 12, 12))
    assert not work.is_working(dt.date(2028, 10, 3))
    assert Workdays(["DE"]).is_working(dt.date(2028, 12, 12))


def test_a_weekend_is_what_it_is_in_the_country() -> None:
    friday, sunday = dt.date(2026, 12, 4), dt.date(2026, 12, 6)
    assert not Workdays(["EG"]).is_working(friday)
    assert Workdays(["EG"]).is_working(sunday)


def test_a_country_that_is_not_known_has_weekends_only_and_is_named() -> None:
    work = Workdays(["QQ", None, ""])
    assert work.unknown == ("QQ",)
    assert work.after(dt.date(2026, 12, 4), 1) == dt.date(2026, 12, 7)


def test_a_step_waits_for_the_answer_of_another_or_only_for_its_being_asked() -> None:
    first = Talk("a", "A", answer_days=5)
    assert starts(first, Talk("b", "B", waits={"a": True})) == [0, 8]
    assert starts(first, Talk("b", "B", waits={"a": False})) == [0, 1]


def test_no_more_begin_in_a_week_than_can_be_begun() -> None:
    talks = [Talk(name, name) for name in "abcd"]
    assert starts(*talks, frame=Frame(MONDAY, per_week=2)) == [0, 0, 7, 7]


def test_a_messenger_takes_no_more_partners_at_a_time_than_they_can() -> None:
    talks = [Talk(name, name, messenger="m", answer_days=4) for name in "ab"]
    assert starts(*talks, m=Speaker("M", capacity=1)) == [0, 7]


def test_a_messenger_who_is_away_and_a_partner_in_its_quiet_period_are_waited_for() -> None:
    away = Speaker("M", away=(None, day(2)))
    assert starts(Talk("a", "A", messenger="m"), m=away) == [3]
    assert starts(Talk("a", "A", quiet=(day(0), day(4)))) == [7]


def test_a_meeting_that_stands_keeps_its_day_and_what_is_wrong_with_it_is_said() -> None:
    talks = [
        Talk("a", "A", answer_days=5),
        Talk("b", "B", fixed=day(5), waits={"a": True}, quiet=(day(0), day(9))),
    ]
    found = schedule(talks, Frame(MONDAY))
    assert found.dates["b"].start == day(5)
    said = [one.sentence for one in found.unplaced]
    assert len(said) == 3
    assert "which is not a working day" in said[0]
    assert "not to be approached" in said[1]
    assert "before what it waits for is there" in said[2]


def test_what_cannot_be_answered_in_time_is_said() -> None:
    found = schedule([Talk("a", "A", answer_by=day(3))], Frame(MONDAY, deadline=day(9)))
    assert [one.sentence for one in found.unplaced] == [
        "A is likely to answer around 14 December 2026, after the end on 9 December 2026.",
        "A is likely to answer around 14 December 2026, and an answer is needed by "
        "3 December 2026.",
    ]


def test_a_step_that_finds_no_day_is_said_and_so_is_what_waits_for_it() -> None:
    never = Talk("a", "A", quiet=(None, dt.date(2099, 1, 1)))
    found = schedule([never, Talk("b", "B", waits={"a": True})], Frame(MONDAY))
    assert found.dates == {}
    assert [one.partner for one in found.unplaced] == ["a", "b"]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=12),
    st.integers(1, 4),
    st.sampled_from(["KE", "EG", "DE", None]),
)
def test_all_are_dated_on_working_days_in_order_of_waiting_and_never_too_many_a_week(
    drawn: list[tuple[int, bool]], per_week: int, country: str | None
) -> None:
    talks = [
        Talk(
            str(n),
            str(n),
            country,
            answer_days=days,
            waits={str(n - 1): True} if n and waits else None,
        )
        for n, (days, waits) in enumerate(drawn)
    ]
    found = schedule(talks, Frame(MONDAY, "DE", per_week=per_week))
    weeks: dict[tuple[int, int], int] = {}
    for talk in talks:
        dated: Dated = found.dates[talk.partner]
        assert Workdays([country, "DE"]).is_working(dated.start)
        for other in talk.waits or {}:
            assert found.dates[other].answer < dated.start
        year, week, _ = dated.start.isocalendar()
        weeks[year, week] = weeks.get((year, week), 0) + 1
    assert max(weeks.values()) <= per_week
