from __future__ import annotations

import datetime as dt

import pytest

from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import EditUnderWay
from outreach.planning import steps
from outreach.planning.proposal.assuming import assumed
from outreach.planning.proposal.happenings import HAPPENINGS, assume, may_happen, subjects
from outreach.snapshot import Snapshot
from tests.planning.proposal.conftest import TODAY, Changed, references


def test_partners_people_and_ties_that_hold_can_be_asked_about(kestria: Snapshot) -> None:
    names = dict(subjects(kestria))
    ids = references(kestria)
    assert names[ids["a-dpa"]] == "Office of the Data Protection Commissioner"
    assert names.keys() >= kestria.people.keys()
    assert any(id in kestria.relationships for id in names)
    assert all(set(may_happen(kestria, id)) <= HAPPENINGS.keys() for id in names)
    assert all(may_happen(kestria, id) for id in names)


@pytest.mark.parametrize(("happening", "status"), [("no", "declined"), ("yes", "committed")])
def test_a_partner_may_answer(kestria: Snapshot, happening: str, status: str) -> None:
    id = references(kestria)["a-dpa"]
    then = assumed(kestria, assume(kestria, id, happening, TODAY))
    assert then.organisations[id].status == status


def test_where_a_partner_stands_may_be_judged_a_step_off(kestria: Snapshot) -> None:
    id = references(kestria)["a-dpa"]
    stance = kestria.organisations[id].stance or 0
    for happening, by in (("for", 1), ("against", -1)):
        then = assumed(kestria, assume(kestria, id, happening, TODAY))
        assert then.organisations[id].stance == stance + by


def test_nobody_stands_beyond_the_ends_of_the_scale(kestria: Snapshot) -> None:
    for id, partner in kestria.organisations.items():
        assert ("against" in may_happen(kestria, id)) == ((partner.stance or 0) > -2)
        assert ("for" in may_happen(kestria, id)) == ((partner.stance or 0) < 2)


def test_a_step_may_come_four_weeks_later(kestria: Snapshot) -> None:
    ids = references(kestria)
    then = assumed(kestria, assume(kestria, ids["a-tavano"], "late", TODAY))
    step = next(s for s in steps.running(kestria) if s.organisation == ids["a-tavano"])
    was = steps.due_on(kestria, step)
    assert was is not None
    assert then.steps[step.id].due == max(was, TODAY) + dt.timedelta(weeks=4)
    assert "late" not in may_happen(kestria, ids["a-univ"]), "its step is done"


def test_only_a_step_of_the_sequence_that_is_planned_may_come_later(changed: Changed) -> None:
    def change(edit: EditUnderWay, ids: dict[str, str]) -> None:
        other = edit.add(Sequence, name="Another way", status="active")
        for partner in ("a-univ", "a-tavano"):
            edit.add(Step, sequence=other, organisation=ids[partner], ask="Meet once more")

    snapshot = changed(change)
    ids = references(snapshot)
    first, other = (one.id for one in snapshot.sequences.values())
    assert "late" not in may_happen(snapshot, ids["a-univ"], first), "its step there is done"
    assert "late" in may_happen(snapshot, ids["a-univ"], other)
    for sequence in (first, other):
        dates = assume(snapshot, ids["a-tavano"], "late", TODAY, sequence).dates
        assert [snapshot.steps[step].sequence for step in dates] == [sequence]


def test_a_tie_may_not_hold_or_count_a_step_more_or_less(kestria: Snapshot) -> None:
    id = next(id for id, tie in kestria.relationships.items() if tie.strength in (2, 3, 4))
    strength = kestria.relationships[id].strength or 0
    assert may_happen(kestria, id) == ("gone", "weaker", "stronger")
    for happening, by in (("weaker", -1), ("stronger", 1)):
        then = assumed(kestria, assume(kestria, id, happening, TODAY))
        assert then.relationships[id].strength == strength + by
    assert id not in assumed(kestria, assume(kestria, id, "gone", TODAY)).relationships
