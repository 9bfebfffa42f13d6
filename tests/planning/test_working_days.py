"""Working days of two sides, quiet periods and absences."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.base.language import speaking
from outreach.cadence.kinds import QuietPeriod
from outreach.document.document import Document
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, Organisation, Person
from outreach.planning.working_days import Calendar, DaysOff, weekend
from outreach.snapshot import take

JAMHURI = dt.date(2025, 12, 12)
"""A Friday and a public holiday in Kenya."""
FRIDAY, SATURDAY, SUNDAY = (dt.date(2026, 11, day) for day in (27, 28, 29))


def test_weekends_and_public_holidays_are_days_off() -> None:
    kenya = Calendar("ke")
    assert kenya.why_off(JAMHURI) == "Jamhuri Day"
    assert kenya.why_off(SATURDAY) == weekend()
    assert kenya.why_off(FRIDAY) == ""


def test_a_country_brings_its_own_week() -> None:
    egypt = Calendar("EG")
    assert [egypt.why_off(day) for day in (FRIDAY, SATURDAY, SUNDAY)] == [weekend(), weekend(), ""]


def test_working_days_of_ones_own_win_over_the_countrys_but_holidays_stay() -> None:
    ours = Calendar("KE", week=(3, 4, 5))
    assert ours.why_off(SATURDAY) == ""
    assert ours.why_off(dt.date(2026, 11, 25)) == weekend()
    assert ours.why_off(JAMHURI) == "Jamhuri Day"


@pytest.mark.parametrize("country", ["XX", "Kenia", "🇰🇪"])
def test_an_unknown_country_has_weekends_only_and_says_so(country: str) -> None:
    assert not Calendar(country).known
    assert Calendar(country).why_off(SATURDAY) == weekend()


def test_both_sides_must_be_at_work(document: Document) -> None:
    with document.edit("Two countries") as edit:
        edit.set(the_initiative(document).id, country="KE")
        egyptian = edit.add(Organisation, name="Nile", country="EG")
        ours = edit.add(Organisation, name="Near")
    days = DaysOff(take(document))
    assert days.why_not(SUNDAY, egyptian) == weekend()
    assert days.why_not(dt.date(2026, 7, 23), egyptian) == "July 23 Revolution Day in EG"
    assert days.why_not(dt.date(2026, 7, 23), ours) == ""


def test_nobody_is_approached_in_a_quiet_period_of_their_own_or_of_their_sector(
    document: Document,
) -> None:
    with document.edit("Quiet") as edit:
        edit.add(QuietPeriod, why="Election", first=FRIDAY, last=FRIDAY, sector="government")
        ministry = edit.add(Organisation, name="Health", sector="government")
        operator = edit.add(Organisation, name="Telmara", quiet_until=dt.date(2026, 11, 26))
    days = DaysOff(take(document))
    assert days.why_not(FRIDAY, ministry) == "“Election” until 27 November 2026"
    assert days.why_not(FRIDAY, operator) == ""
    thursday = FRIDAY - dt.timedelta(days=1)
    assert days.why_not(thursday, operator) == "a quiet period of Telmara until 26 November 2026"


def test_a_messenger_who_is_away_approaches_nobody(document: Document) -> None:
    with document.edit("Away") as edit:
        ana = edit.add(Person, name="Ana")
        partner = edit.add(Organisation, name="Health")
        edit.add(Champion, person=ana, away_from=FRIDAY, away_until=FRIDAY)
    days = DaysOff(take(document))
    assert days.why_not(FRIDAY, partner, ana) == "the absence of Ana until 27 November 2026"
    assert days.why_not(FRIDAY, partner) == ""


def test_answers_are_counted_in_the_partners_working_days(document: Document) -> None:
    with document.edit("Egypt") as edit:
        partner = edit.add(Organisation, name="Nile", country="EG")
    days = DaysOff(take(document))
    assert days.answer_day(dt.date(2026, 11, 26), 2, partner) == dt.date(2026, 11, 30)
    assert days.answer_day(dt.date(2026, 11, 26), 0, partner) == dt.date(2026, 11, 26)


def test_what_is_not_known_is_said_in_sentences(document: Document) -> None:
    with document.edit("Strange") as edit:
        edit.set(the_initiative(document).id, working_days=("Monday", "tue", "Montag"))
        edit.add(Organisation, name="Nile", country="XX")
        edit.add(Organisation, name="Near", country="xx")
    days = DaysOff(take(document))
    assert days.sentences() == [
        "“Montag” is no day of the week, so it was left out of our working days.",
        "No public holidays are known for the country “XX” (given for Nile and Near), so only "
        "weekends are left out there.",
    ]
    assert days.why_not(dt.date(2026, 11, 25), None) == weekend()


def test_an_answer_comes_at_the_latest_when_the_calendar_ends(document: Document) -> None:
    with document.edit("For ever quiet") as edit:
        partner = edit.add(Organisation, name="Never", quiet_from=FRIDAY)
    assert DaysOff(take(document)).answer_day(dt.date.max, 5, partner) == dt.date.max


def test_every_country_that_is_known_has_days_at_either_end_of_the_calendar() -> None:
    for country in ("SA", "CN", "IN", "DE", "NZ", "IR"):
        for day in (dt.date.min, dt.date.max):
            assert isinstance(Calendar(country).why_off(day), str)


def test_a_holiday_is_called_as_people_there_call_it_in_the_language_that_is_spoken() -> None:
    new_year = dt.date(2027, 1, 1)
    assert Calendar("SN").why_off(new_year) == "New Year's Day"
    with speaking("fr"):
        assert Calendar("SN").why_off(new_year) == "Jour de l'an"
        assert Calendar("KE").why_off(new_year) == "New Year's Day"
