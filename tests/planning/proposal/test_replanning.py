"""After each answer the order is worked out anew; what the person fixed stays as it is."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.planning import steps
from outreach.planning.proposal.proposing import Proposal, propose
from outreach.planning.proposal.writing import changes_of
from outreach.snapshot import Snapshot
from tests.planning.proposal.conftest import TODAY, Change, Changed, references

MEETING = dt.date(2026, 12, 10)
ANSWERS = {
    "yes": {"status": "committed"},
    "no": {"status": "declined"},
    "silence": {"status": "contacted"},
}


def fix(edit, ids):  # type: ignore[no-untyped-def]
    """Pin one step, and promise a day for another."""
    edit.set(ids["a-s1-9"], pinned=True)
    edit.set(ids["a-s1-10"], due=MEETING)


def answered(answer: str) -> Change:
    def change(edit, ids):  # type: ignore[no-untyped-def]
        fix(edit, ids)
        edit.set(ids["a-dpa"], **ANSWERS[answer])
        if answer != "silence":
            edit.set(ids["a-s1-5"], status="done", done_on=TODAY)

    return change


@pytest.fixture(params=ANSWERS)
def after(request: pytest.FixtureRequest, changed: Changed) -> tuple[Snapshot, Proposal]:
    snapshot = changed(answered(request.param))
    return snapshot, propose(snapshot, TODAY)


def test_what_is_pinned_or_promised_stays_where_it_is(after: tuple[Snapshot, Proposal]) -> None:
    snapshot, found = after
    ids = references(snapshot)
    touched = {one.id for one in changes_of(found.edit, "")}
    assert not touched & {ids["a-s1-9"], ids["a-s1-10"]}
    places = {step.organisation: at for at, step in enumerate(found.steps)}
    by_partner = {step.organisation: step for step in found.steps}
    for reference, kept in (("a-s1-9", "pinned"), ("a-s1-10", "fixed")):
        partner = snapshot.steps[ids[reference]].organisation
        assert partner is not None
        assert by_partner[partner].kept == kept
        assert places[partner] == by_partner[partner].was
    meeting = snapshot.steps[ids["a-s1-10"]].organisation
    assert by_partner[meeting or ""].start == MEETING


def test_what_was_done_is_left_alone_and_only_open_steps_are_proposed(
    after: tuple[Snapshot, Proposal],
) -> None:
    snapshot, found = after
    for one in changes_of(found.edit, ""):
        if one.kind == "step" and one.id is not None:
            assert steps.is_open(snapshot.steps[one.id])
            assert one.fields.keys() <= {"position", "day"}


def test_every_difference_is_named_in_the_edit_and_none_is_left_after_it(
    changed: Changed,
) -> None:
    change = answered("yes")
    snapshot = changed(change)
    name = {id: step.reference for id, step in snapshot.steps.items()}
    found = propose(snapshot, TODAY)

    def follow(edit, ids):  # type: ignore[no-untyped-def]
        change(edit, ids)
        for one in changes_of(found.edit, ""):
            assert one.kind == "step" and one.id is not None
            edit.set(ids[name[one.id]], **one.fields)

    again = propose(changed(follow), TODAY)
    assert again.edit.is_empty


def test_a_sequence_that_rests_keeps_what_is_left_of_each_wait(changed: Changed) -> None:
    def rests(edit, ids):  # type: ignore[no-untyped-def]
        edit.set(ids["a-s1"], status="paused", status_reason="Election", paused_on=TODAY)

    found = propose(changed(rests), TODAY)
    assert not found.edit.days and found.edit.begin is None
    assert all("day" not in one.fields for one in changes_of(found.edit, ""))


def test_who_said_no_is_not_asked_again(changed: Changed) -> None:
    snapshot = changed(answered("no"))
    found = propose(snapshot, TODAY)
    asked = {step.organisation for step in found.steps}
    assert references(snapshot)["a-dpa"] not in asked
