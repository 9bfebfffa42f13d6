"""The schedule of a sequence, from what the plan says."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

import pytest

from outreach.cadence.kinds import Prerequisite, Sequence, Step, Touchpoint
from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, Organisation, Person
from outreach.planning.dating import Dated
from outreach.planning.schedule import Wait, days_to_write, schedule
from outreach.snapshot import Snapshot, take

MONDAY = dt.date(2026, 11, 23)


class Plan:
    """A sequence of steps, one for each partner, that is added to by tests."""

    def __init__(self, document: Document, **sequence: object) -> None:
        self.document = document
        with document.edit("A plan") as edit:
            self.sequence = edit.add(Sequence, name="Plan", **sequence)

    def ask(self, name: str, *, needs: str = "", by: str | None = None, **step: object) -> str:
        """Add a partner with a step, which may need the yes of another partner."""
        with self.document.edit("A step") as edit:
            partner = edit.add(Organisation, name=name, answer_days=5, reference=name)
            id = edit.add(Step, sequence=self.sequence, organisation=partner, messenger=by, **step)
            if needs:
                self._need(edit, id, needs)
        return id

    def _need(self, edit: Edit, step: str, name: str) -> None:
        other = self.document.all(Organisation, reference=name)[0].id
        edit.add(Prerequisite, step=step, organisation=other, status="committed")

    def found(self, **asked: object) -> dict[str, Dated]:
        """Return the schedule from that Monday on, by the partners' names."""
        snapshot = self.snapshot()
        made = schedule(snapshot, self.sequence, MONDAY, **asked)  # type: ignore[arg-type]
        return {snapshot.name(snapshot.steps[one.step].organisation): one for one in made.steps}

    def snapshot(self) -> Snapshot:
        return take(self.document)

    def partner(self, name: str) -> str:
        return self.document.all(Organisation, reference=name)[0].id


@pytest.fixture
def plan(document: Document) -> Plan:
    return Plan(document)


def days(found: dict[str, Dated]) -> list[dt.date | None]:
    return [one.day for one in found.values()]


def test_open_steps_are_dated_in_their_order_and_closed_ones_are_not(plan: Plan) -> None:
    plan.ask("Bank", position=2)
    plan.ask("Health", position=1)
    plan.ask("Lab", position=0, status="done", done_on=MONDAY)
    assert list(plan.found()) == ["Health", "Bank"]


def test_a_step_comes_after_the_answer_of_whoever_it_needs(plan: Plan) -> None:
    plan.ask("Health")
    plan.ask("Bank", needs="Health")
    found = plan.found()
    assert days(found) == [MONDAY, dt.date(2026, 12, 1)]
    assert found["Bank"].why == "After the answer of Health, expected by 30 November 2026."


def test_a_yes_that_is_there_is_not_waited_for(plan: Plan, document: Document) -> None:
    plan.ask("Health")
    plan.ask("Bank", needs="Health")
    with document.edit("Won") as edit:
        edit.set(plan.partner("Health"), status="committed")
    assert days(plan.found()) == [MONDAY, MONDAY]


def test_so_many_begin_in_a_week_as_the_sequence_says_and_else_three(document: Document) -> None:
    one, usual = Plan(document, per_week=1), Plan(document)
    for plan in (one, usual):
        for name in ("A", "B", "C", "D"):
            plan.ask(name)
    week = dt.timedelta(weeks=1)
    assert days(one.found()) == [MONDAY + week * n for n in range(4)]
    assert days(usual.found()) == [MONDAY, MONDAY, MONDAY, MONDAY + week]


def test_a_champion_has_no_more_partners_at_a_time_than_they_can(
    plan: Plan, document: Document
) -> None:
    with document.edit("A champion") as edit:
        ana = edit.add(Person, name="Ana")
        edit.add(Champion, person=ana, capacity=1)
    plan.ask("Health", by=ana)
    plan.ask("Bank", by=ana)
    found = plan.found()
    assert days(found) == [MONDAY, dt.date(2026, 11, 30)]
    assert "Ana’s limit of 1 at a time" in found["Bank"].why


def test_what_a_champion_does_in_another_sequence_counts(plan: Plan, document: Document) -> None:
    with document.edit("A champion") as edit:
        ana = edit.add(Person, name="Ana")
        edit.add(Champion, person=ana, capacity=1)
    Plan(document).ask("Health", by=ana, due=MONDAY)
    plan.ask("Bank", by=ana)
    assert days(plan.found()) == [dt.date(2026, 11, 30)]


def test_what_was_agreed_stays_and_the_others_go_round_it(document: Document) -> None:
    plan = Plan(document, per_week=1)
    plan.ask("Health", due=dt.date(2026, 12, 3))
    plan.ask("Bank")
    plan.ask("Lab")
    assert days(plan.found()) == [dt.date(2026, 12, 3), MONDAY, dt.date(2026, 12, 7)]


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda edit, health: None, "It waits for Health to be committed, and no step asks them."),
        (
            lambda edit, health: edit.set(health, status="declined"),
            "It waits for Health to be committed, but they have declined.",
        ),
    ],
)
def test_a_step_that_cannot_be_dated_says_why(
    plan: Plan, document: Document, prepare: Callable[[Edit, str], None], why: str
) -> None:
    with document.edit("A partner") as edit:
        health = edit.add(Organisation, name="Health", reference="Health")
        prepare(edit, health)
    plan.ask("Bank", needs="Health")
    found = plan.found()["Bank"]
    assert (found.day, found.why) == (None, why)


def test_an_order_that_goes_against_what_a_step_needs_is_said(plan: Plan) -> None:
    plan.ask("Health", position=1)
    plan.ask("Bank", needs="Health", position=0)
    found = plan.found()
    assert found["Bank"].why == "It waits for Health to be committed, who come later in the order."
    assert found["Health"].day == MONDAY


def test_an_answer_to_a_step_that_is_done_is_expected_or_overdue(
    plan: Plan, document: Document
) -> None:
    done = plan.ask("Health", status="done", done_on=dt.date(2026, 11, 20))
    plan.ask("Bank", needs="Health")
    assert plan.found()["Bank"].day == dt.date(2026, 11, 30)
    with document.edit("Long ago") as edit:
        edit.set(done, done_on=dt.date(2026, 10, 1))
    found = plan.found()["Bank"]
    assert found.day == MONDAY
    assert found.why == "As soon as Health answers, which was expected by 8 October 2026."


def test_a_partner_that_was_spoken_to_without_a_step_is_expected_to_answer(
    plan: Plan, document: Document
) -> None:
    with document.edit("A talk") as edit:
        health = edit.add(Organisation, name="Health", reference="Health")
        edit.add(Touchpoint, organisation=health, held_on=dt.date(2026, 11, 20))
    plan.ask("Bank", needs="Health")
    assert plan.found()["Bank"].day == dt.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        (Wait.ONE_BY_ONE, [0, 8, 16]),
        (Wait.EVERY, [0, 0, 8]),
        (Wait.MEDIUM, [0, 0, 8]),
        (Wait.STRONG, [0, 0, 0]),
        (Wait.NONE, [0, 0, 0]),
    ],
)
def test_the_rule_says_for_whose_answers_to_wait(
    plan: Plan, wait: Wait, expected: list[int]
) -> None:
    for name in ("Health", "Bank", "Lab"):
        plan.ask(name)
    helps = {(plan.partner("Health"), plan.partner("Lab")): 2.0}
    found = plan.found(wait=wait, helps=helps)
    assert [(one.day - MONDAY).days for one in found.values() if one.day] == expected


def test_some_answers_are_waited_for_by_every_rule(plan: Plan) -> None:
    for name in ("Opponent", "Trigger"):
        plan.ask(name)
    helps = {(plan.partner("Opponent"), plan.partner("Trigger")): math.inf}
    assert days(plan.found(wait=Wait.NONE, helps=helps)) == [MONDAY, dt.date(2026, 12, 1)]


def test_a_second_ask_of_one_partner_waits_for_the_answer_to_the_first(
    plan: Plan, document: Document
) -> None:
    first = plan.ask("Health")
    with document.edit("Again") as edit:
        again = edit.add(Step, sequence=plan.sequence, organisation=plan.partner("Health"))
    made = schedule(plan.snapshot(), plan.sequence, MONDAY, wait=Wait.NONE)
    assert {one.step: one.day for one in made.steps} == {
        first: MONDAY,
        again: dt.date(2026, 12, 1),
    }


def test_an_order_can_be_tried_out(plan: Plan) -> None:
    health, bank = plan.ask("Health"), plan.ask("Bank")
    assert list(plan.found(order=[bank, health])) == ["Bank", "Health"]


def test_an_answer_after_the_deadline_is_said(document: Document) -> None:
    plan = Plan(document, deadline=dt.date(2026, 11, 27))
    plan.ask("Health")
    plan.ask("Bank", answer_by=dt.date(2026, 11, 25))
    found = plan.found()
    assert "is after the deadline, 27 November 2026" in found["Health"].trouble
    assert "is after the day on which it is needed, 25" in found["Bank"].trouble


def test_holidays_of_either_side_are_left_out(plan: Plan, document: Document) -> None:
    plan.ask("Health")
    with document.edit("Kenya") as edit:
        edit.set(the_initiative(document).id, country="KE")
        edit.set(plan.sequence, start_date=dt.date(2028, 12, 12))
    found = plan.found()["Health"]
    assert (found.day, found.why) == (
        dt.date(2028, 12, 13),
        "As early as can be; put off by Jamhuri Day.",
    )


def test_what_is_not_known_is_noted(plan: Plan, document: Document) -> None:
    plan.ask("Health")
    with document.edit("Nowhere") as edit:
        edit.set(plan.partner("Health"), country="XX")
    (note,) = schedule(plan.snapshot(), plan.sequence, MONDAY).notes
    assert note.startswith("No public holidays are known for the country “XX”")


def test_the_days_are_written_as_days_after_the_start(plan: Plan, document: Document) -> None:
    health, bank = plan.ask("Health"), plan.ask("Bank", needs="Health")
    plan.ask("Lab", due=dt.date(2026, 12, 3))
    snapshot = plan.snapshot()
    made = schedule(snapshot, plan.sequence, MONDAY)
    assert days_to_write(snapshot, plan.sequence, made) == (MONDAY, {health: 0, bank: 8})
    assert made.ends == dt.date(2026, 12, 10)
    with document.edit("Start") as edit:
        edit.set(plan.sequence, start_date=dt.date(2026, 11, 20))
    snapshot = plan.snapshot()
    written = days_to_write(snapshot, plan.sequence, schedule(snapshot, plan.sequence, MONDAY))
    assert written == (None, {health: 3, bank: 11})


def test_the_same_plan_gives_the_same_schedule(kestria: Snapshot) -> None:
    (sequence,) = kestria.sequences
    first = schedule(kestria, sequence, MONDAY)
    assert first == schedule(kestria, sequence, MONDAY)
    assert all(one.day for one in first.steps) and len(first.steps) == 9


def test_nothing_is_written_while_a_sequence_rests(plan: Plan, document: Document) -> None:
    plan.ask("Health")
    with document.edit("Rest") as edit:
        edit.set(plan.sequence, status="paused", status_reason="Election", paused_on=MONDAY)
    snapshot = plan.snapshot()
    made = schedule(snapshot, plan.sequence, MONDAY)
    assert days_to_write(snapshot, plan.sequence, made) == (None, {})
