from __future__ import annotations

from outreach.cadence.kinds import Prerequisite
from outreach.planning.agenda import agenda
from outreach.planning.proposal.next_step import MOST, best_next_step, first_to_take
from outreach.planning.proposal.proposing import propose
from outreach.snapshot import Snapshot
from tests.planning.proposal.conftest import TODAY, Changed, references
from tests.planning.proposal.plans import plan_of


def test_the_best_next_step_is_the_first_that_bears_on_the_goal(kestria: Snapshot) -> None:
    found = best_next_step(kestria, agenda(kestria, TODAY))
    ids = references(kestria)
    assert found is not None and found.organisation == ids["a-dpa"]
    assert kestria.steps[found.step].organisation == found.organisation
    assert found.why


def test_a_step_that_waits_for_somebody_is_passed_over(changed: Changed, kestria: Snapshot) -> None:
    first = best_next_step(kestria, agenda(kestria, TODAY))
    assert first is not None

    reference = kestria.steps[first.step].reference

    def waits(edit, ids):  # type: ignore[no-untyped-def]
        edit.add(Prerequisite, step=ids[reference], organisation=ids["a-dev"], status="committed")

    snapshot = changed(waits)
    found = first_to_take(snapshot, propose(snapshot, TODAY))
    assert found is not None and found[0].name != first.text.partition(":")[0]


def test_once_the_goal_is_reached_it_is_the_earliest_step(changed: Changed) -> None:
    def joined(edit, ids):  # type: ignore[no-untyped-def]
        for name in ("a-tavano", "a-sola"):
            edit.set(ids[name], status="committed")

    snapshot = changed(joined)
    assert first_to_take(snapshot, propose(snapshot, TODAY)) is None
    day = agenda(snapshot, TODAY)
    assert best_next_step(snapshot, day) == day.next_step


def test_without_a_goal_and_in_very_large_plans_it_is_the_earliest_step(changed: Changed) -> None:
    def aimless(edit, ids):  # type: ignore[no-untyped-def]
        edit.set(ids["a-s1"], goals=())

    aims_at_nothing, large = changed(aimless), plan_of(MOST + 1)
    for snapshot in (aims_at_nothing, large):
        day = agenda(snapshot, TODAY)
        assert day.next_step is not None
        assert best_next_step(snapshot, day) == day.next_step
