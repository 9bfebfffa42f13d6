"""A sequence as it runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from outreach.base.errors import Refusal
from outreach.cadence import running
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.network.kinds import Organisation

START = dt.date(2026, 10, 5)
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def sequence(document: Document) -> str:
    """A sequence with a step that is done, one by day, and one that was agreed."""
    with document.edit("A plan") as edit:
        plan = edit.add(Sequence, name="Plan", status="active", start_date=START, per_week=2)
        health = edit.add(Organisation, name="Health")
        edit.add(Step, sequence=plan, day=3, status="done", done_on=START, note="Went well")
        later = edit.add(Step, sequence=plan, day=60, organisation=health, fallback="Write")
        edit.add(Step, sequence=plan, day=61, due=dt.date(2026, 12, 10))
        edit.add(Prerequisite, step=later, organisation=health, status="contacted")
    return plan


def test_a_pause_keeps_the_reason_and_the_day(document: Document, sequence: str) -> None:
    pause(document, sequence, " The minister changed ")
    found = one(document, sequence)
    assert (found.status, found.status_reason, found.paused_on) == (
        "paused",
        "The minister changed",
        TODAY,
    )
    said = "“Plan” is paused since 23 November 2026: The minister changed"
    assert running.paused_words(found) == said


def test_after_a_pause_as_much_is_left_of_each_wait_as_before(
    document: Document, sequence: str
) -> None:
    pause(document, sequence, "Election")
    back = TODAY + dt.timedelta(days=30)
    with document.edit("Resumed") as edit:
        assert running.resume(edit, one(document, sequence), document.all(Step), back) == 30
    found = one(document, sequence)
    assert (found.status, found.status_reason, found.paused_on) == ("active", None, None)
    assert [step.day for step in document.all(Step)] == [3, 90, 61]
    assert running.paused_words(found) == ""


def test_a_pause_that_ends_on_the_day_on_which_it_began_moves_nothing(
    document: Document, sequence: str
) -> None:
    pause(document, sequence, "A mistake")
    with document.edit("Resumed") as edit:
        assert running.resume(edit, one(document, sequence), document.all(Step), TODAY) == 0
    assert [step.day for step in document.all(Step)] == [3, 60, 61]


def test_a_stopped_sequence_says_why(document: Document, sequence: str) -> None:
    with document.edit("Stopped") as edit:
        running.stop(edit, one(document, sequence), "The law changed")
    found = one(document, sequence)
    assert running.paused_words(found) == "“Plan” is stopped: The law changed"


@pytest.mark.parametrize("reason", ["", "  \n"])
@pytest.mark.parametrize(
    "do",
    [lambda e, s, r: running.pause(e, s, r, TODAY), lambda e, s, r: running.stop(e, s, r)],
)
def test_nothing_is_paused_or_stopped_without_a_reason(
    document: Document, sequence: str, reason: str, do: Callable[[Edit, Sequence, str], None]
) -> None:
    with pytest.raises(Refusal, match="Say why"), document.edit("For no reason") as edit:
        do(edit, one(document, sequence), reason)
    assert one(document, sequence).status == "active"


@pytest.mark.parametrize(
    ("status", "do", "said"),
    [
        ("paused", lambda e, s: running.pause(e, s, "Why", TODAY), "is paused already"),
        ("stopped", lambda e, s: running.pause(e, s, "Why", TODAY), "is stopped already"),
        ("finished", lambda e, s: running.stop(e, s, "Why"), "is finished already"),
        ("active", lambda e, s: running.resume(e, s, [], TODAY), "is not paused"),
    ],
)
def test_what_makes_no_sense_is_refused(
    document: Document,
    sequence: str,
    status: str,
    do: Callable[[Edit, Sequence], None],
    said: str,
) -> None:
    with document.edit("So it is") as edit:
        edit.set(sequence, status=status)
    with pytest.raises(Refusal, match=said), document.edit("No") as edit:
        do(edit, one(document, sequence))


def test_a_sequence_begun_from_another_has_its_steps_and_nothing_of_how_they_went(
    document: Document, sequence: str
) -> None:
    made = begun(document, sequence)
    new = one(document, made)
    assert (new.name, new.status, new.start_date, new.per_week) == ("Again", "active", TODAY, 2)
    copies = document.all(Step, sequence=made)
    assert [(s.day, s.status, s.done_on, s.due, s.note) for s in copies] == [
        (3, "planned", None, None, None),
        (60, "planned", None, None, None),
        (66, "planned", None, None, None),
    ]
    assert copies[1].fallback == "Write"
    (needed,) = document.all(Prerequisite, step=copies[1].id)
    assert needed.status == "contacted"


def test_later_edits_of_the_template_leave_what_was_begun_from_it_alone(
    document: Document, sequence: str
) -> None:
    made = begun(document, sequence)
    before = document.all(Step, sequence=made)
    with document.edit("Changed the template") as edit:
        for step in document.all(Step, sequence=sequence):
            edit.set(step.id, ask="Something else", day=1)
        edit.delete(sequence)
    assert document.all(Step, sequence=made) == before


def one(document: Document, id: str) -> Sequence:
    found = document.get(Sequence, id)
    assert found is not None
    return found


def pause(document: Document, sequence: str, reason: str) -> None:
    with document.edit("Paused") as edit:
        running.pause(edit, one(document, sequence), reason, TODAY)


def begun(document: Document, sequence: str) -> str:
    with document.edit("Began again") as edit:
        return running.start_from(
            edit,
            one(document, sequence),
            document.all(Step, sequence=sequence),
            document.all(Prerequisite),
            "Again",
            TODAY,
            began=START,
        )
