"""An order that rests on a yes is written so: the step waits for it, with its day and on Today."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.document import Document
from outreach.history.undo import undo
from outreach.network.kinds import Organisation, Relationship
from outreach.planning import steps
from outreach.planning.agenda import agenda
from outreach.planning.proposal.proposing import Proposal, propose
from outreach.planning.proposal.writing import changes_of
from outreach.planning.schedule import schedule
from outreach.snapshot import Snapshot, take
from tests.planning.proposal.conftest import TODAY


class Plan(NamedTuple):
    document: Document
    regulator: str
    bank: str
    clinic: str

    @property
    def snapshot(self) -> Snapshot:
        return take(self.document)


@pytest.fixture
def plan(document: Document) -> Plan:
    """A bank that is regulated, a clinic that listens to it a little; all three have no step."""
    with document.edit("A plan") as edit:
        regulator, bank, clinic = (
            edit.add(Organisation, name=name, status="not_started", stance=0, interest=3)
            for name in ("Regulator", "Bank", "Clinic")
        )
        edit.add(Relationship, source=regulator, target=bank, type="regulates", strength=5)
        edit.add(Relationship, source=bank, target=clinic, type="influences", strength=1)
        edit.add(Sequence, name="Plan", goals=[bank, clinic], status="active", start_date=TODAY)
    return Plan(document, regulator, bank, clinic)


def follow(document: Document, found: Proposal) -> str:
    with document.edit("Followed") as edit:
        for one in changes_of(found.edit, ""):
            if one.id is None:
                edit.add(one.kind, id=one.made_as, **one.fields)
            else:
                edit.set(one.id, **one.fields)
    return edit.changes.edit


def awaited(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """Who waits for whom to be what."""
    return [
        (snapshot.name(snapshot.steps[one.step].organisation), snapshot.name(for_), one.status)
        for one in snapshot.prerequisites.values()
        for for_ in [one.organisation]
    ]


def reasons(found: Proposal, kind: str) -> dict[str, list[str]]:
    said = {s.name: [r.words for r in s.reasons if r.kind == kind] for s in found.steps}
    return {name: words for name, words in said.items() if words}


def test_the_wait_is_said_before_the_order_is_accepted(plan: Plan) -> None:
    found = propose(plan.snapshot, TODAY)
    assert reasons(found, "to_wait") == {
        "Bank": [
            "It is set to wait for the yes of Regulator, which helps most; a no ends the wait."
        ]
    }
    assert not plan.snapshot.prerequisites


def test_an_accepted_order_waits_for_the_yes_that_it_rests_on_and_one_undo_takes_it_back(
    plan: Plan,
) -> None:
    made = follow(plan.document, propose(plan.snapshot, TODAY))
    # The bank helps the clinic by less than a notch: to wait for it would only take longer.
    assert awaited(plan.snapshot) == [("Bank", "Regulator", "committed")]
    undo(plan.document, made)
    assert not plan.snapshot.prerequisites and not plan.snapshot.steps


def test_the_step_gets_a_day_after_the_answer_and_today_does_not_ask_for_it_before(
    plan: Plan,
) -> None:
    follow(plan.document, propose(plan.snapshot, TODAY))
    snapshot = plan.snapshot
    (sequence,) = snapshot.sequences
    dated = {
        snapshot.steps[one.step].organisation: one
        for one in schedule(snapshot, sequence, TODAY).steps
    }
    bank, answer = dated[plan.bank], dated[plan.regulator].answer
    assert bank.day is not None and answer is not None and bank.day > answer
    assert bank.why.startswith("After the answer of Regulator, expected by")
    suggested = agenda(snapshot, TODAY).next_step
    assert suggested is not None and suggested.organisation != plan.bank
    assert [snapshot.steps[id].organisation for id in steps.waiting(snapshot)] == [plan.bank]


def test_what_is_accepted_leaves_nothing_to_suggest_and_the_outlook_as_it_was(plan: Plan) -> None:
    before = propose(plan.snapshot, TODAY)
    follow(plan.document, before)
    # The first one gives the steps that were added their days.
    follow(plan.document, propose(plan.snapshot, TODAY))
    again = propose(plan.snapshot, TODAY)
    assert again.edit.is_empty
    assert again.outlook == before.outlook
    assert [one.organisation for one in again.steps] == [one.organisation for one in before.steps]


def test_a_no_ends_the_wait_and_strands_nothing(plan: Plan) -> None:
    follow(plan.document, propose(plan.snapshot, TODAY))
    with plan.document.edit("No") as edit:
        edit.set(plan.regulator, status="declined")
    snapshot = plan.snapshot
    assert steps.waiting(snapshot) == {}
    assert reasons(propose(snapshot, TODAY), "to_wait") == {}


def test_a_wait_that_the_person_recorded_is_left_as_it_is(plan: Plan) -> None:
    follow(plan.document, propose(plan.snapshot, TODAY))
    (wait,) = plan.snapshot.prerequisites.values()
    with plan.document.edit("Otherwise") as edit:
        edit.delete(wait.id)
        edit.add(Prerequisite, step=wait.step, organisation=plan.clinic, status="contacted")
    follow(plan.document, propose(plan.snapshot, TODAY))
    assert awaited(plan.snapshot) == [("Bank", "Clinic", "contacted")]


def test_a_step_that_is_pinned_is_not_made_to_wait(plan: Plan) -> None:
    with plan.document.edit("Pinned") as edit:
        (sequence,) = plan.snapshot.sequences
        for at, id in enumerate((plan.regulator, plan.bank, plan.clinic), 1):
            edit.add(Step, sequence=sequence, organisation=id, position=at, pinned=id == plan.bank)
    assert propose(plan.snapshot, TODAY).edit.waits == ()


def test_only_the_strongest_of_several_is_waited_for(plan: Plan) -> None:
    with plan.document.edit("A friend") as edit:
        friend = edit.add(Organisation, name="Friend", status="not_started", stance=1, interest=3)
        edit.add(Relationship, source=friend, target=plan.bank, type="trusted_by", strength=3)
    found = propose(plan.snapshot, TODAY)
    assert [(one.organisation, one.for_) for one in found.edit.waits] == [
        (plan.bank, plan.regulator)
    ]


def test_no_wait_is_set_that_the_deadline_leaves_no_time_for(plan: Plan) -> None:
    with plan.document.edit("Soon") as edit:
        (sequence,) = plan.snapshot.sequences
        edit.set(sequence, deadline=TODAY + dt.timedelta(days=20))
        for at, id in enumerate((plan.regulator, plan.bank, plan.clinic), 1):
            edit.add(Step, sequence=sequence, organisation=id, position=at)
    assert propose(plan.snapshot, TODAY).edit.waits == ()
