"""From a plan to a problem of order: the rules, by which scales become half-notches."""

from __future__ import annotations

import pytest

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Prerequisite, Sequence
from outreach.network.kinds import Relationship
from outreach.planning.champions.fit import Fitting
from outreach.planning.proposal.problem import Problem, problem_of
from outreach.snapshot import Snapshot
from tests.planning.proposal.conftest import TODAY, Changed, references

ASKED = ("tavano", "sola", "ncr", "dpa", "rights", "fin", "dev", "assoc")


def terms(problem: Problem, id: str) -> dict[tuple[str, float], str]:
    return {(term.field, term.amount): term.words for term in problem.terms[id]}


def base(problem: Problem, id: str) -> float:
    return problem.instance.base[problem.number[id]]


def test_who_is_in_or_gone_or_ours_is_not_asked(kestria: Snapshot) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY)
    asked = {
        ids[f"a-{name}"]
        for name in ["tavano", "sola", "ncr", "dpa", "rights", "fin", "dev", "assoc"]
    }
    assert set(problem.partners) == asked
    assert {ids["a-nso"], ids["a-moh"]} <= problem.joined


def test_stance_interest_stage_and_objections_make_up_how_a_partner_leans(
    kestria: Snapshot,
) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY)
    # Two objections with half an answer each, at most four in all; the talks have begun.
    of_tavano = {t.field: t.amount for t in problem.terms[ids["a-tavano"]] if t.field}
    assert of_tavano == {"status": 1, "severity": -2}
    assert sum(t.amount for t in problem.terms[ids["a-tavano"]] if t.field) == 1 - 2 - 2
    assert ("stance", -2.0) in terms(problem, ids["a-sola"])
    assert ("interest", -0.5) in terms(problem, ids["a-sola"])
    for id in problem.partners:
        assert base(problem, id) == sum(term.amount for term in problem.terms[id])


def test_what_is_not_set_counts_as_the_middle_and_is_named(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-sola"], stance=None, interest=None))
    ids = references(snapshot)
    problem = problem_of(snapshot, TODAY)
    guesses = {(guess.record, guess.field) for guess in problem.guesses}
    assert guesses == {(ids["a-sola"], "stance"), (ids["a-sola"], "interest")}
    assert not any(term.field in ("stance", "interest") for term in problem.terms[ids["a-sola"]])


def test_who_listens_to_whom_becomes_a_link_by_its_strength(kestria: Snapshot) -> None:
    ids = references(kestria)
    found = {(one.by, one.to): one.weight for one in problem_of(kestria, TODAY).links}
    assert found == {
        (ids["a-ncr"], ids["a-tavano"]): 3,
        (ids["a-dpa"], ids["a-tavano"]): 3,
        (ids["a-ncr"], ids["a-sola"]): 3,
        (ids["a-assoc"], ids["a-sola"]): 3,
        (ids["a-assoc"], ids["a-tavano"]): 2,
        (ids["a-tavano"], ids["a-sola"]): 3,
    }


def test_who_listens_to_somebody_who_is_in_leans_that_way_already(kestria: Snapshot) -> None:
    ids = references(kestria)
    words = terms(problem_of(kestria, TODAY), ids["a-dpa"])
    assert words["status", 3.0] == "Samir Okafor-Lind trusts Prof. Ada Merrow, who is in"


def test_one_tie_is_not_counted_as_a_tie_and_as_the_messenger_s_standing(kestria: Snapshot) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY)
    for id in (ids["a-dpa"], ids["a-ncr"]):
        of_people = [t for t in problem.terms[id] if t.record in kestria.people]
        assert all(term.amount <= 0 for term in of_people)


def test_the_messenger_s_fit_counts_as_champions_are_ranked(kestria: Snapshot) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY)
    messenger = problem.messengers[ids["a-sola"]]
    assert messenger.named and messenger.person == ids["a-p18"]
    fitting = Fitting(kestria, TODAY)
    rapport = fitting.rapport(kestria.people[ids["a-p18"]], ids["a-sola"])
    assert messenger.rapport == rapport


def test_a_partner_without_a_messenger_is_given_to_a_champion(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-s1-5"], messenger=None))
    ids = references(snapshot)
    messenger = problem_of(snapshot, TODAY).messengers[ids["a-dpa"]]
    assert not messenger.named
    champions = {champion.person for champion in snapshot.champions.values()}
    assert messenger.person in champions


def test_people_who_left_make_no_approach(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-s1-5"], messenger=None))
    ids = references(snapshot)
    first = problem_of(snapshot, TODAY).messengers[ids["a-dpa"]]
    without = frozenset({first.person})
    again = problem_of(snapshot, TODAY, left=without).messengers
    assert all(one.person != first.person for one in again.values())


def test_an_active_opponent_campaigns_once_somebody_it_watches_is_in(kestria: Snapshot) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY)
    (one,) = problem.instance.provocations
    assert problem.partners[one.opponent] == ids["a-rights"]
    assert [problem.partners[t] for t in one.triggers] == [ids["a-dpa"]]
    assert ids["a-tavano"] in {problem.partners[t] for t in one.targets}
    assert one.w == 1


def test_a_step_that_waits_comes_later_and_a_no_blocks_it(kestria: Snapshot) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY)
    ncr, tavano = problem.number[ids["a-ncr"]], problem.number[ids["a-tavano"]]
    assert (ncr, tavano) in problem.instance.must_precede
    assert (ncr, tavano, 6.0) in problem.instance.decline_harm


def test_what_waits_in_a_circle_is_left_out_and_named(changed: Changed) -> None:
    def circle(edit, ids):  # type: ignore[no-untyped-def]
        edit.add(Prerequisite, step=ids["a-s1-7"], organisation=ids["a-tavano"], status="committed")

    snapshot = changed(circle)
    problem = problem_of(snapshot, TODAY)
    ids = references(snapshot)
    assert [(one.partner, one.for_) for one in problem.dropped] == [(ids["a-ncr"], ids["a-tavano"])]


def test_some_of_the_goals_may_be_enough_and_partners_may_be_counted(changed: Changed) -> None:
    def enough(edit, ids):  # type: ignore[no-untyped-def]
        edit.set(ids["a-s1"], goals_enough=1, partners_enough=6)

    instance = problem_of(changed(enough), TODAY).instance
    assert not instance.required
    # Of six partners in all, three are in beside ourselves.
    assert [one.need for one in instance.ingredients] == [1, 3]


def test_one_goal_can_be_named_instead(kestria: Snapshot) -> None:
    ids = references(kestria)
    problem = problem_of(kestria, TODAY, goal=ids["a-fin"])
    assert {problem.partners[i] for i in problem.instance.required} == {ids["a-fin"]}


def test_a_plan_without_a_goal_is_refused_with_what_to_do(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-s1"], goals=()))
    with pytest.raises(Refusal, match="No goal is set"):
        problem_of(snapshot, TODAY)


def test_a_goal_that_said_no_is_lost(changed: Changed) -> None:
    snapshot = changed(lambda edit, ids: edit.set(ids["a-sola"], status="declined"))
    (sentence,) = problem_of(snapshot, TODAY).lost
    assert sentence.startswith("Solacell said no")


def test_of_several_ties_between_the_same_partners_the_strongest_counts(changed: Changed) -> None:
    def weaker(edit, ids):  # type: ignore[no-untyped-def]
        edit.add(
            Relationship,
            source=ids["a-ncr"],
            target=ids["a-tavano"],
            type="influences",
            strength=1,
        )

    before = problem_of(changed(weaker), TODAY)
    assert len({(one.by, one.to) for one in before.links}) == len(before.links)


def test_a_sequence_that_is_over_is_not_planned(changed: Changed) -> None:
    def second(edit, ids):  # type: ignore[no-untyped-def]
        edit.set(ids["a-s1"], status="finished")
        edit.add(Sequence, name="Next", goals=[ids["a-fin"]])

    problem = problem_of(changed(second), TODAY)
    assert [problem.instance.names[i] for i in problem.instance.required] == [
        "Ministry of Finance, Budget Office"
    ]
