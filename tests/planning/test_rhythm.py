"""The rhythm of contact."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.cadence.kinds import Touchpoint
from outreach.document.document import Document
from outreach.network.kinds import Organisation, Person
from outreach.planning import rhythm
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 23)


def before(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def partner(document: Document, last: int | None, **values: object) -> str:
    """Add a partner with whom somebody spoke ``last`` days ago."""
    with document.edit("A partner") as edit:
        id = edit.add(Organisation, name="Health", **values)
        if last is not None:
            edit.add(Touchpoint, organisation=id, held_on=before(last))
    return id


def turns(document: Document) -> list[dt.date]:
    return [turn.due for turn in rhythm.turns(take(document), TODAY, ahead=7)]


def quiet(document: Document) -> list[int | None]:
    return [one.days for one in rhythm.quiet(take(document), TODAY)]


@pytest.mark.parametrize(("last", "due"), [(40, [before(10)]), (23, [before(-7)]), (22, [])])
def test_the_next_contact_is_due_an_interval_after_the_last(
    document: Document, last: int, due: list[dt.date]
) -> None:
    partner(document, last, contact_every=30)
    assert turns(document) == due


def test_a_contact_begins_the_interval_anew_whoever_began_it(document: Document) -> None:
    health = partner(document, 40, contact_every=30)
    with document.edit("They called") as edit:
        ana = edit.add(Person, name="Ana", organisation=health)
        edit.add(Touchpoint, people=[ana], held_on=before(3), direction="in")
    assert turns(document) == []


def test_a_call_that_nobody_took_and_a_meeting_to_come_are_no_contact(document: Document) -> None:
    health = partner(document, 40, contact_every=30, status="in_conversation")
    with document.edit("In vain") as edit:
        edit.add(Touchpoint, organisation=health, held_on=before(3), outcome="no_answer")
        edit.add(Touchpoint, organisation=health, held_on=before(-3))
    assert turns(document) == [before(10)]
    assert quiet(document) == [40]


def test_nobody_has_a_turn_before_the_first_contact_or_after_a_no(document: Document) -> None:
    partner(document, None, contact_every=30)
    partner(document, 100, contact_every=30, status="declined")
    partner(document, 100)
    assert turns(document) == []


@pytest.mark.parametrize(
    ("status", "within", "last", "is_quiet"),
    [
        ("in_conversation", None, 21, False),
        ("in_conversation", None, 22, True),
        ("in_conversation", 90, 60, False),
        ("contributing", 90, 91, True),
        ("contributing", None, 500, False),
        ("committed", 10, 11, True),
        ("not_started", 10, None, False),
        ("contacted", 10, None, True),
        ("parked", 10, 100, False),
    ],
)
def test_the_worst_interval_says_when_a_partner_goes_quiet_and_else_its_stage(
    document: Document, status: str, within: int | None, last: int | None, is_quiet: bool
) -> None:
    partner(document, last, status=status, contact_within=within)
    assert quiet(document) == ([last] if is_quiet else [])


def test_the_longest_silence_comes_first_and_none_at_all_last(document: Document) -> None:
    for last in (30, None, 50):
        partner(document, last, status="in_conversation")
    assert quiet(document) == [50, 30, None]


def test_an_interval_past_the_end_of_the_calendar_ends_there(document: Document) -> None:
    snapshot = take(document)
    assert snapshot.organisations == {}
    far = Organisation(id="x", name="Far", contact_every=1000)
    assert rhythm.next_contact(far, dt.date(9999, 12, 30)) == dt.date.max
