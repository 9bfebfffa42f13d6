"""Dates for steps in a given order: what always holds, and the reasons that are given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.dating import Awaited, Busy, Dated, Days, Job, Limits, dated
from outreach.planning.working_days import Calendar

MONDAY = dt.date(2026, 11, 23)
KENYA = Calendar("KE")


def _answer(day: dt.date, count: int, partner: str | None) -> dt.date:
    while count:
        day += dt.timedelta(days=1)
        count -= not KENYA.why_off(day)
    return day


DAYS = Days(lambda day, partner, messenger: KENYA.why_off(day), _answer)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Job], Limits]:
    """Draw steps that wait for some of those before them, and what limits them."""
    jobs: list[Job] = []
    messengers = st.sampled_from(["ana", "ben", None])
    for at in range(draw(st.integers(1, 9))):
        before = [job.id for job in jobs]
        waits: Any = st.builds(Awaited, st.sampled_from(before or [""]), st.booleans())
        fixed = draw(st.none() | st.none() | st.integers(0, 60))
        jobs.append(
            Job(
                id=str(at),
                name=f"partner {at}",
                partner=f"partner {draw(st.integers(0, 5))}",
                messenger=draw(messengers),
                answer_days=draw(st.integers(1, 15)),
                waits=tuple(draw(st.lists(waits, max_size=2))) if before else (),
                fixed=None if fixed is None else MONDAY + dt.timedelta(days=fixed),
            )
        )
    loads = draw(st.dictionaries(st.sampled_from(["ana", "ben"]), st.integers(1, 3)))
    return jobs, Limits(MONDAY, draw(st.integers(1, 3)), loads)


def _free(jobs: list[Job], found: list[Dated]) -> list[tuple[Job, Dated]]:
    return [(j, d) for j, d in zip(jobs, found, strict=True) if not j.fixed and d.day]


@given(plans())
def test_no_step_begins_on_a_day_off_and_none_before_the_start(
    plan: tuple[list[Job], Limits],
) -> None:
    for _, one in _free(plan[0], dated(*plan, DAYS)):
        assert one.day is not None and one.day >= MONDAY
        assert not KENYA.why_off(one.day)


@given(plans())
def test_no_step_begins_before_one_that_stands_before_it(plan: tuple[list[Job], Limits]) -> None:
    days = [one.day for _, one in _free(plan[0], dated(*plan, DAYS))]
    assert days == sorted(d for d in days if d)


@given(plans())
def test_no_step_begins_before_what_it_waits_for(plan: tuple[list[Job], Limits]) -> None:
    found = {one.step: one for one in dated(*plan, DAYS)}
    for job, one in _free(plan[0], list(found.values())):
        for wait in job.waits:
            other = found[wait.job]
            assert other.day and other.answer and one.day
            assert one.day > (other.answer if wait.answered else other.day)


@given(plans())
def test_a_step_that_was_not_agreed_on_never_makes_a_week_too_full(
    plan: tuple[list[Job], Limits],
) -> None:
    found = dated(*plan, DAYS)
    weeks = [one.day.isocalendar()[:2] for one in found if one.day]
    for _, one in _free(plan[0], found):
        assert one.day and weeks.count(one.day.isocalendar()[:2]) <= plan[1].per_week


@given(plans())
def test_a_step_that_was_not_agreed_on_never_overloads_its_messenger(
    plan: tuple[list[Job], Limits],
) -> None:
    jobs, limits = plan
    found = dated(*plan, DAYS)
    times = [(j, d.day, d.answer) for j, d in zip(jobs, found, strict=True) if d.day and d.answer]
    for job, begins, ends in times:
        if job.fixed or job.messenger not in limits.loads:
            continue
        moments = [day for _, day, _ in times if begins <= day < ends]
        for at in moments:
            partners = {
                j.partner
                for j, day, until in times
                if j.messenger == job.messenger
                if day <= at < until
            }
            assert len(partners) <= limits.loads[job.messenger]


@given(plans())
def test_more_capacity_makes_no_step_later(plan: tuple[list[Job], Limits]) -> None:
    jobs, limits = plan
    more = replace(
        limits,
        per_week=limits.per_week + 1,
        loads={who: load + 1 for who, load in limits.loads.items()},
    )
    for tight, wide in zip(dated(jobs, limits, DAYS), dated(jobs, more, DAYS), strict=True):
        assert tight.day is None or (wide.day is not None and wide.day <= tight.day)


@given(plans())
def test_agreed_days_stay_and_the_same_plan_gives_the_same_days(
    plan: tuple[list[Job], Limits],
) -> None:
    found = dated(*plan, DAYS)
    assert found == dated(*plan, DAYS)
    assert all(one.day == job.fixed for job, one in zip(plan[0], found, strict=True) if job.fixed)


def _job(id: str, **more: Any) -> Job:
    return Job(id=id, name=id.title(), partner=id, **more)


def _one(*jobs: Job, per_week: int = 3, **limits: Any) -> Dated:
    return dated(jobs, Limits(MONDAY, per_week, **limits), DAYS)[-1]


def test_each_day_has_its_reason() -> None:
    first, second = _job("health", answer_days=5), _job("bank")
    assert _one(first).why == "As early as can be."
    assert _one(first, second).why == "Not before Health, which comes first."
    waits = _one(first, replace(second, waits=(Awaited("health"),)))
    assert (waits.day, waits.why) == (
        dt.date(2026, 12, 1),
        "After the answer of Health, expected by 30 November 2026.",
    )
    after = _one(first, replace(second, waits=(Awaited("health", answered=False),)))
    assert (after.day, after.why) == (dt.date(2026, 11, 24), "After Health was approached.")


def test_what_put_a_step_off_is_named() -> None:
    full = _one(_job("health"), _job("bank"), per_week=1)
    assert full.why == (
        "Not before Health, which comes first; put off by the limit of 1 a week and the weekend."
    )
    ana = {"messenger": "ana", "messenger_name": "Ana"}
    loaded = _one(_job("health", answer_days=2, **ana), _job("bank", **ana), loads={"ana": 1})
    assert loaded.day == dt.date(2026, 11, 25)
    assert loaded.why.endswith("put off by Ana’s limit of 1 at a time.")


def test_what_a_messenger_does_elsewhere_counts() -> None:
    ana = {"messenger": "ana", "messenger_name": "Ana"}
    elsewhere = Busy("ana", "other", MONDAY, MONDAY + dt.timedelta(days=2))
    found = _one(_job("bank", **ana), loads={"ana": 1}, busy=(elsewhere,))
    assert found.day == dt.date(2026, 11, 25)


def test_what_cannot_fit_is_said_with_its_reason() -> None:
    blocked = _job("health", blocked="It waits for Telmara to be committed, and no step asks them.")
    waits = _job("bank", waits=(Awaited("health"),))
    found = dated([blocked, waits], Limits(MONDAY, 3), DAYS)
    assert [one.day for one in found] == [None, None]
    assert found[0].why == "It waits for Telmara to be committed, and no step asks them."
    assert found[1].why == "It waits for Health, which has no day itself."
    never = dated([_job("x", messenger="ana")], Limits(MONDAY, 3, {"ana": 0}), DAYS)[0]
    assert never.day is None and never.why.startswith("No day was found up to ")


def test_a_step_goes_on_without_an_answer_that_would_only_help() -> None:
    blocked = _job("health", blocked="Blocked.")
    assert _one(blocked, _job("bank", waits=(Awaited("health", needed=False),))).day == MONDAY


def test_what_goes_against_an_agreed_day_is_said() -> None:
    saturday = dt.date(2026, 11, 28)
    health = _job("health", answer_days=10)
    found = _one(health, _job("bank", fixed=saturday, waits=(Awaited("health"),)))
    assert found.day == saturday
    assert found.trouble == (
        "On that day there is the weekend. "
        "It should be after the answer of Health, expected by 7 December 2026."
    )
    assert _one(_job("bank", fixed=dt.date(2026, 11, 20))).trouble == "Its day has passed."


def test_an_answer_that_comes_too_late_is_said() -> None:
    found = _one(_job("health", answer_by=(dt.date(2026, 11, 27), "the deadline")))
    assert found.day == MONDAY
    assert found.trouble == (
        "Its answer, expected by 7 December 2026, is after the deadline, 27 November 2026."
    )


def test_at_the_end_of_the_calendar_nothing_fits_and_nothing_breaks() -> None:
    never = Days(lambda *_: "the end", lambda day, *_: day)
    found = dated([_job("x")], Limits(dt.date(9999, 12, 30), 3), never)[0]
    assert found.day is None
