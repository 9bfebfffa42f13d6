"""A proposal for a plan: order, reasons, dates, outlook and the edit."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

import pytest

from outreach.cadence.kinds import Sequence, Step
from outreach.network.kinds import Relationship
from outreach.planning.order.model import Stopped, chance_of
from outreach.planning.order.solve import solve
from outreach.planning.order.walk import probability, walk
from outreach.planning.proposal.bands import in_words, points
from outreach.planning.proposal.proposing import Proposal, propose
from outreach.planning.proposal.reasons import Reason
from outreach.planning.proposal.writing import changes_of
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED
from tests.planning.order import brute
from tests.planning.proposal.conftest import TODAY, Changed, references
from tests.planning.proposal.plans import plan_of


@pytest.fixture(scope="module")
def proposal(kestria: Snapshot) -> Proposal:
    return propose(kestria, TODAY)


PARTNERS = ("tavano", "sola", "ncr", "dpa", "rights", "fin", "dev", "assoc")


def places(proposal: Proposal) -> dict[str, int]:
    return {step.organisation: at for at, step in enumerate(proposal.steps)}


def cited(proposal: Proposal) -> set[tuple[str, ...]]:
    return {reason.records for step in proposal.steps for reason in step.reasons}


def test_the_same_plan_gets_the_same_proposal(kestria: Snapshot, proposal: Proposal) -> None:
    assert propose(kestria, TODAY) == proposal


def test_the_order_ends_in_the_goals_and_keeps_to_what_waits(
    kestria: Snapshot, proposal: Proposal
) -> None:
    ids, place = references(kestria), places(proposal)
    assert place[ids["a-dpa"]] < place[ids["a-ncr"]] < place[ids["a-tavano"]]
    assert place[ids["a-tavano"]] < place[ids["a-assoc"]] < place[ids["a-sola"]]


def test_what_has_no_bearing_on_the_goal_is_left_where_it_is(
    kestria: Snapshot, proposal: Proposal
) -> None:
    ids = references(kestria)
    kept = {step.organisation: step.kept for step in proposal.steps if step.kept}
    assert kept == {ids["a-dev"]: "optional", ids["a-fin"]: "optional"}


def test_the_probability_is_that_of_all_ways_it_may_go(proposal: Proposal) -> None:
    stated = proposal.outlook.probability
    assert stated == pytest.approx(brute.of_order(proposal.problem.instance, proposal.order))
    assert proposal.outlook.low <= stated <= proposal.outlook.high
    assert proposal.outlook.words == in_words(stated)


def test_no_other_order_of_those_who_bear_on_the_goal_is_better(proposal: Proposal) -> None:
    best = solve(proposal.problem.instance)
    assert best.proven
    assert proposal.outlook.probability == pytest.approx(best.probability)


def test_every_number_in_a_reason_can_be_computed_again(proposal: Proposal) -> None:
    instance = proposal.problem.instance
    seen = set()
    for step in proposal.steps:
        i = proposal.problem.number[step.organisation]
        at = proposal.order.index(i)
        for reason in step.reasons:
            check(proposal, reason, i, at)
            seen.add(reason.kind)
    assert instance.is_allowed(proposal.order)
    assert seen >= {"waits", "helps", "helped", "answers", "adds", "objection", "optional"}


def check(proposal: Proposal, reason: Reason, i: int, at: int) -> None:
    instance, order = proposal.problem.instance, proposal.order
    numbers = reason.numbers
    if reason.kind in ("helps", "helped") and "weight" in numbers:
        by, to = (proposal.problem.number[id] for id in reason.records)
        assert (by, to, numbers["weight"]) in instance.links
        assert numbers["without"] == chance_of(instance.base[to])
        leaning = max(-7, min(7, instance.base[to] + max(-6, min(6, numbers["weight"]))))
        assert numbers["with"] == pytest.approx(1 / (1 + 3 ** (-leaning / 2)))
        assert in_words(numbers["without"]) in reason.words
        assert in_words(numbers["with"]) in reason.words
    if reason.kind == "answers":
        p, yes, no = (numbers[name] for name in ("chance", "if_yes", "if_no"))
        before = [j for j in order[:at] if j in instance.required]
        sure = p * yes + (1 - p) * no
        came_so_far = 1.0
        for turn in walk(instance, order)[:at]:
            came_so_far *= turn.chance if turn.partner in before else 1.0
        assert sure * came_so_far == pytest.approx(brute.of_order(instance, order))
        assert in_words(p) in reason.words and in_words(yes) in reason.words
    if reason.kind in ("earlier", "later"):
        rest = [j for j in order if j != i]
        to = 0 if reason.kind == "earlier" else len(rest)
        moved = (*rest[:to], i, *rest[to:])
        assert numbers["then"] == pytest.approx(brute.of_order(instance, moved))
        assert points(numbers["now"] - numbers["then"]) in reason.words


@pytest.mark.parametrize("source", ["a-dev", "a-ncr", "a-assoc", "a-fin"])
@pytest.mark.parametrize("target", ["a-dpa", "a-rights", "a-ncr"])
def test_one_more_tie_changes_the_order_only_where_the_reasons_say_so(
    kestria: Snapshot, changed: Changed, proposal: Proposal, source: str, target: str
) -> None:
    if source == target:
        return

    def trusted(edit, ids):  # type: ignore[no-untyped-def]
        ends = {"source": ids[source], "target": ids[target]}
        edit.add(Relationship, **ends, type="trusted_by", strength=5)

    other = changed(trusted)
    old, new = references(kestria), references(other)
    name = {id: reference for reference, id in (*old.items(), *new.items())}
    after = propose(other, TODAY)
    before_ = [name[step.organisation] for step in proposal.steps]
    after_ = [name[step.organisation] for step in after.steps]
    if before_ != after_:
        assert (new[source], new[target]) in cited(after)
        assert after_.index(source) < after_.index(target)
        ends = {source, target}
        assert [one for one in before_ if one not in ends] == [
            one for one in after_ if one not in ends
        ]


def test_worths_and_the_judgements_that_matter_are_computed_from_the_model(
    kestria: Snapshot, proposal: Proposal
) -> None:
    instance, order = proposal.problem.instance, proposal.order
    needed = {worth.organisation for worth in proposal.worths if worth.needed}
    assert needed == set(proposal.goals)
    for one in proposal.matters:
        if one.towards is None:
            base = list(instance.base)
            base[proposal.problem.number[one.record]] += 2
            higher = dataclasses.replace(instance, base=tuple(base))
            assert one.high == pytest.approx(brute.of_order(higher, order))
    swings = [one.swing for one in proposal.matters]
    assert swings == sorted(swings, reverse=True) and swings[0] > 0.05


def test_the_chance_grows_with_every_answer_up_to_the_whole(proposal: Proposal) -> None:
    chances = [one.probability for one in proposal.by_date]
    assert chances == sorted(chances)
    assert chances[-1] == pytest.approx(proposal.outlook.probability)
    assert all(one.words == in_words(one.probability) for one in proposal.by_date)


def test_dates_are_working_days_after_the_answers_that_are_waited_for(proposal: Proposal) -> None:
    dated = {step.organisation: step for step in proposal.steps}
    for wait in proposal.problem.waits:
        mine, other = dated[wait.partner], dated[wait.for_]
        assert mine.start is not None and other.start is not None and mine.start > other.start
    for step in proposal.steps:
        assert step.start is not None and step.start >= TODAY and step.start.weekday() < 5


def test_a_pinned_step_and_a_fixed_meeting_keep_their_place(changed: Changed) -> None:
    def pinned(edit, ids):  # type: ignore[no-untyped-def]
        edit.set(ids["a-s1-6"], pinned=True)
        edit.set(ids["a-s1-7"], due=dt.date(2026, 12, 10))

    snapshot = changed(pinned)
    ids = references(snapshot)
    found = propose(snapshot, TODAY)
    steps = {step.organisation: step for step in found.steps}
    rights, ncr = steps[ids["a-rights"]], steps[ids["a-ncr"]]
    assert (rights.kept, ncr.kept) == ("pinned", "fixed")
    assert places(found)[ids["a-rights"]] == rights.was
    assert ncr.start == dt.date(2026, 12, 10)
    assert ids["a-s1-6"] not in found.edit.positions | found.edit.days
    assert ids["a-s1-7"] not in found.edit.positions | found.edit.days


def test_steps_that_are_done_are_left_alone(kestria: Snapshot, proposal: Proposal) -> None:
    done = {id for id, step in kestria.steps.items() if step.status == "done"}
    assert not done & (proposal.edit.positions.keys() | proposal.edit.days.keys())


def test_following_the_edit_gives_the_proposed_order(
    kestria: Snapshot, changed: Changed, proposal: Proposal
) -> None:
    was = {id: step.reference for id, step in kestria.steps.items()}

    def follow(edit, ids):  # type: ignore[no-untyped-def]
        for id, position in proposal.edit.positions.items():
            edit.set(ids[was[id]], position=position)
        for id, day in proposal.edit.days.items():
            edit.set(ids[was[id]], day=day)

    snapshot = changed(follow)
    again = propose(snapshot, TODAY)
    assert [step.was for step in again.steps] == list(range(len(again.steps)))
    assert again.edit.is_empty
    starts = [step.start for step in again.steps if not step.kept]
    assert starts == [step.start for step in proposal.steps if not step.kept]
    assert all(a is not None and b is not None for a, b in pairwise(starts))


def test_a_goal_that_said_no_leaves_hardly_any_chance_and_says_why(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-sola"], status="declined"))
    found = propose(snapshot, TODAY)
    assert found.outlook.probability == 0
    assert found.lost


def test_what_is_late_or_does_not_fit_is_said(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-s1-5"], answer_by=dt.date(2026, 11, 30)))
    found = propose(snapshot, TODAY, by=dt.date(2026, 12, 18))
    sentences = " ".join(one.sentence for one in found.unplaced)
    assert "is after the day on which it is needed, 30 November 2026" in sentences
    assert "is after the deadline, 18 December 2026" in sentences
    assert found.by_date[0].probability <= found.outlook.probability
    assert found.by_deadline is not None and found.by_deadline.words == "hardly any chance"


def test_the_outlook_by_a_day_far_ahead_is_the_whole_outlook(
    kestria: Snapshot, proposal: Proposal
) -> None:
    late = propose(kestria, TODAY, by=dt.date(2027, 11, 1))
    assert late.by_deadline is not None and proposal.by_deadline is None
    assert late.by_deadline.probability == pytest.approx(late.outlook.probability)
    assert late.by_deadline.low <= late.by_deadline.probability <= late.by_deadline.high


def test_it_says_how_far_it_is_and_stops_when_it_is_not_wanted(kestria: Snapshot) -> None:
    told: list[float] = []
    propose(kestria, TODAY, progress=told.append)
    assert told == sorted(told) and told[-1] == 1
    with pytest.raises(Stopped):
        propose(kestria, TODAY, cancelled=lambda: True)


def test_probability_by_drawing_is_close_to_the_exact_one(proposal: Proposal) -> None:
    instance = proposal.problem.instance
    drawn = probability(instance, proposal.order, worlds=4)
    assert drawn == pytest.approx(proposal.outlook.probability, abs=0.5)


def test_a_plan_of_many_partners_gets_everything_too() -> None:
    found = propose(plan_of(50), TODAY)
    assert len(found.steps) == 50
    assert found.outlook.low <= found.outlook.probability <= found.outlook.high
    assert found.matters and found.worths
    assert len(found.by_date) <= 24
    assert all(step.start is not None and step.reasons for step in found.steps)


def test_a_goal_that_is_reached_is_almost_certain(changed: Changed) -> None:
    def joined(edit, ids):  # type: ignore[no-untyped-def]
        for name in ("a-tavano", "a-sola"):
            edit.set(ids[name], status="committed")

    found = propose(changed(joined), TODAY)
    assert found.outlook.words == "almost certain"
    assert all(step.kept == "optional" for step in found.steps)


def test_a_plan_in_which_everybody_is_in_has_nobody_to_ask(changed: Changed) -> None:
    def joined(edit, ids):  # type: ignore[no-untyped-def]
        for reference, id in ids.items():
            if reference.count("-") == 1 and reference.removeprefix("a-") in PARTNERS:
                edit.set(id, status="contributing")

    found = propose(changed(joined), TODAY)
    assert found.steps == () and found.outlook.probability == 1


def test_a_sequence_without_steps_gets_them_proposed(changed: Changed) -> None:
    def without(edit, ids):  # type: ignore[no-untyped-def]
        edit.add(Sequence, name="Money", goals=[ids["a-fin"]], status="active")
        edit.set(ids["a-s1"], status="stopped")

    snapshot = changed(without)
    ids = references(snapshot)
    found = propose(snapshot, TODAY)
    asked = [step.organisation for step in found.steps]
    assert ids["a-fin"] in asked
    assert all((step.steps, step.was) == ((), None) for step in found.steps)
    assert [one.organisation for one in found.edit.added] == asked
    positions = [one.position for one in found.edit.added]
    assert positions == sorted(set(positions))
    # The one thing that their value proposition asks for is what the step asks for.
    asks: dict[str, list[str | None]] = {}
    for value in snapshot.value_propositions.values():
        asks.setdefault(value.organisation, []).append(value.ask)
    one_ask = {id: said[0] for id, said in asks.items() if len(said) == 1}
    assert one_ask.keys() & set(asked)
    written = {
        change.fields["organisation"]: change.fields for change in changes_of(found.edit, "")
    }
    assert {id: written[id].get("ask") for id in asked} == {id: one_ask.get(id) for id in asked}


def test_a_step_of_nobody_stands_in_nobody_s_way(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.add(Step, sequence=ids["a-s1"], ask="Rest"))
    assert len(propose(snapshot, TODAY).steps) == 8


def test_a_blocking_objection_is_named_even_where_it_takes_nothing_from_the_chance(
    kestria: Snapshot, proposal: Proposal
) -> None:
    said = {r.records: r for step in proposal.steps for r in step.reasons if r.kind == "objection"}
    blocking = [
        one
        for step in proposal.steps
        for one in kestria.dossier(step.organisation).objections
        if one.blocking and one.status not in SETTLED
    ]
    assert blocking
    for one in blocking:
        reason = said[(one.id,)]
        assert one.statement in reason.words
        assert ("takes nothing from their chance" in reason.words) == (
            reason.numbers["amount"] == 0
        )
