from __future__ import annotations

import datetime as dt

from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.planning import steps
from outreach.snapshot import take

START = dt.date(2026, 10, 5)


def test_steps_are_in_the_order_of_their_place_and_those_without_come_last(
    document: Document,
) -> None:
    with document.edit("Steps") as edit:
        plan = edit.add(Sequence, name="Plan")
        last = edit.add(Step, sequence=plan)
        second = edit.add(Step, sequence=plan, position=2)
        first = edit.add(Step, sequence=plan, position=1.5)
    assert [s.id for s in steps.in_order(take(document), plan)] == [first, second, last]


def test_a_step_is_due_on_its_date_else_counted_from_the_start(document: Document) -> None:
    with document.edit("Steps") as edit:
        plan = edit.add(Sequence, name="Plan", start_date=START)
        fixed = edit.add(Step, sequence=plan, day=3, due=dt.date(2026, 12, 1))
        counted = edit.add(Step, sequence=plan, day=3)
        open_ended = edit.add(Step, sequence=plan)
    snapshot = take(document)
    days = [steps.due_on(snapshot, snapshot.steps[id]) for id in (fixed, counted, open_ended)]
    assert days == [dt.date(2026, 12, 1), dt.date(2026, 10, 8), None]


def test_a_step_waits_until_the_other_partner_has_come_as_far(document: Document) -> None:
    with document.edit("Steps") as edit:
        partner = edit.add(Organisation, name="Health", status="in_conversation")
        plan = edit.add(Sequence, name="Plan")
        step = edit.add(Step, sequence=plan)
        edit.add(Prerequisite, step=step, organisation=partner, status="committed")
    snapshot = take(document)
    unmet = steps.waiting(snapshot)[step]
    assert steps.waiting_words(snapshot, unmet) == "Health to be committed"
    with document.edit("Won") as edit:
        edit.set(partner, status="contributing")
    assert steps.waiting(take(document)) == {}


def test_a_partner_that_declined_has_reached_nothing(document: Document) -> None:
    with document.edit("Declined") as edit:
        partner = edit.add(Organisation, name="Health", status="declined")
    assert not steps.has_reached(take(document), partner, "contacted")


def test_a_count_past_the_end_of_the_calendar_gives_no_day(document: Document) -> None:
    with document.edit("A sequence") as edit:
        sequence = edit.add(Sequence, name="A", start_date=dt.date(9999, 12, 30))
        edit.add(Step, sequence=sequence, day=1)
        edit.add(Step, sequence=sequence, day=2)
    snapshot = take(document)
    days = [steps.due_on(snapshot, step) for step in snapshot.steps.values()]
    assert days == [dt.date.max, None]
