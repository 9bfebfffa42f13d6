"""What if somebody declines, leaves, slips or listens less."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.planning.proposal.assuming import Assumed
from outreach.planning.proposal.bands import in_words
from outreach.planning.proposal.what_if import WhatIf, what_if
from outreach.snapshot import Snapshot
from tests.planning.proposal.conftest import TODAY, Changed, references


def numbers(snapshot: Snapshot, found: WhatIf, kind: str) -> list[int]:
    """The numbers of the stranded steps of a kind, as the sample counts them."""
    steps = (snapshot.steps[one.step].reference or "" for one in found.stranded if one.kind == kind)
    return [int(reference.removeprefix("a-s1-")) for reference in steps]


@pytest.fixture(scope="module")
def without_health(kestria: Snapshot) -> WhatIf:
    declined = frozenset({references(kestria)["a-moh"]})
    return what_if(kestria, TODAY, Assumed(declined=declined))


def test_a_no_blocks_what_requires_it_silences_its_people_and_holds_up_what_follows(
    kestria: Snapshot, without_health: WhatIf
) -> None:
    assert numbers(kestria, without_health, "requirement") == [3, 4, 5]
    assert numbers(kestria, without_health, "messenger") == [3, 12]
    assert numbers(kestria, without_health, "chain") == [6, 7, 8, 9, 10, 11, 12]


def test_every_stranded_step_says_why(kestria: Snapshot, without_health: WhatIf) -> None:
    words = {
        (kestria.steps[one.step].reference, one.kind): one.words for one in without_health.stranded
    }
    health = "Ministry of Health, Planning Directorate"
    assert words["a-s1-5", "requirement"] == f"It needs {health} to be committed, who said no."
    assert words["a-s1-12", "messenger"].startswith("Dr Lucien Abara would make the approach")
    assert words["a-s1-8", "chain"] == (
        "It waits for Office of the Data Protection Commissioner to be in conversation, "
        "whose own step is blocked."
    )


def test_other_ways_are_offered(kestria: Snapshot, without_health: WhatIf) -> None:
    ways = {
        (kestria.steps[one.step].reference, one.words.split(":")[0])
        for one in without_health.instead
    }
    assert ("a-s1-4", "Ask for the meeting only.") in ways
    assert ("a-s1-5", "Ask for informal comments.") in ways
    assert any(reference == "a-s1-5" and "trusts Prof. Ada Merrow" in w for reference, w in ways)
    abara = references(kestria)["a-p11"]
    assert all(one.person != abara for one in without_health.instead)


def test_both_outlooks_are_there_and_the_goal_as_planned_is_blocked(
    without_health: WhatIf,
) -> None:
    now, then = without_health.now.outlook, without_health.then.outlook
    assert without_health.comparison.outlook
    assert then.probability <= now.probability + 0.05
    assert "the steps towards Tavano Mobile and Solacell are blocked" in without_health.as_planned
    assert in_words(then.probability) in without_health.as_planned


def test_nothing_is_assumed_for_good(kestria: Snapshot, without_health: WhatIf) -> None:
    id = references(kestria)["a-moh"]
    assert kestria.organisations[id].status == "committed"
    assert without_health.now == what_if(kestria, TODAY, Assumed()).now


def test_nothing_assumed_changes_nothing(kestria: Snapshot) -> None:
    same = what_if(kestria, TODAY, Assumed())
    assert same.then == same.now
    assert not same.stranded and not same.comparison.moved
    assert same.comparison.outlook.endswith("as before.")


def test_a_goal_that_declines_ends_it(kestria: Snapshot) -> None:
    declined = frozenset({references(kestria)["a-sola"]})
    found = what_if(kestria, TODAY, Assumed(declined=declined))
    assert found.then.outlook.probability == 0
    assert found.as_planned.startswith("Solacell said no")
    assert found.advice == (
        "Next best: what is planned for a no of Solacell: Observer seat for a year."
    )
    assert numbers(kestria, found, "partner") == [11]


def test_a_champion_who_leaves_leaves_steps_without_a_voice(kestria: Snapshot) -> None:
    ids = references(kestria)
    found = what_if(kestria, TODAY, Assumed(left=frozenset({ids["a-p13"]})))
    assert numbers(kestria, found, "messenger") == [5, 8]
    assert found.then.steps
    assert all(step.messenger != ids["a-p13"] for step in found.then.steps)


def test_a_date_that_slips_moves_what_waits_for_it(kestria: Snapshot) -> None:
    ids = references(kestria)
    slipped = {ids["a-s1-5"]: dt.date(2027, 1, 11)}
    found = what_if(kestria, TODAY, Assumed(dates=slipped))
    start = {step.organisation: step.start for step in found.then.steps}
    assert start[ids["a-dpa"]] == dt.date(2027, 1, 11)
    tavano = start[ids["a-tavano"]]
    assert tavano is not None and tavano > dt.date(2027, 1, 11)


def test_a_tie_that_does_not_hold_costs_what_it_gave(kestria: Snapshot) -> None:
    tie = next(id for id, one in kestria.relationships.items() if one.basis == "licence")
    found = what_if(kestria, TODAY, Assumed(strengths={tie: None}))
    assert found.then.outlook.probability < found.now.outlook.probability
    assert "less than before" in found.comparison.outlook


def test_what_moved_says_which_reason_came_or_went(kestria: Snapshot, changed: Changed) -> None:
    ids = references(kestria)
    joined = what_if(kestria, TODAY, Assumed(joined=frozenset({ids["a-dpa"]})))
    moved = {one.organisation: one for one in joined.comparison.moved}
    gone = moved[ids["a-dpa"]]
    assert (gone.was, gone.now) == (1, None)
    assert "is not asked any more" in gone.words


def test_of_who_is_gone_it_is_only_said_that_they_are_not_asked(kestria: Snapshot) -> None:
    sola = references(kestria)["a-sola"]
    found = what_if(kestria, TODAY, Assumed(declined=frozenset({sola})))
    (gone,) = [one for one in found.comparison.moved if one.organisation == sola]
    assert gone.words == "Solacell is not asked any more."


def test_without_a_plan_for_a_no_who_helps_most_is_won_first(changed: Changed) -> None:
    def nothing_planned(edit, ids):  # type: ignore[no-untyped-def]
        edit.set(ids["a-s1-11"], fallback=None)

    snapshot = changed(nothing_planned)
    found = what_if(snapshot, TODAY, Assumed(declined=frozenset({references(snapshot)["a-sola"]})))
    assert found.advice.startswith("Next best: win ")
    assert found.advice.endswith(" who helps most with Solacell, and ask Solacell again.")


def test_what_to_do_where_the_goal_is_not_lost_is_to_wait_no_longer(
    without_health: WhatIf,
) -> None:
    assert without_health.advice.startswith(
        "Next best: let no step wait for Ministry of Health, Planning Directorate any longer, and"
    )


def test_somebody_else_speaks_where_a_messenger_is_gone_if_anybody_can(
    kestria: Snapshot, changed: Changed
) -> None:
    def left(snapshot: Snapshot) -> str:
        person = references(snapshot)["a-p13"]
        return what_if(snapshot, TODAY, Assumed(left=frozenset({person}))).advice

    commissioner = "Office of the Data Protection Commissioner"
    assert left(kestria) == f"Next best: find somebody else who can speak to {commissioner}."
    asked = changed(lambda edit, ids: edit.set(ids["a-s1-5"], status="done", done_on=TODAY))
    assert left(asked) == "Next best: let Cormac Sey speak to Tavano Mobile."
    assert what_if(kestria, TODAY, Assumed()).advice == ""
