"""Contributions as amounts: what the use cases of a sequence take, and who would put it in."""

from __future__ import annotations

import dataclasses

import pytest

from outreach.cause.kinds import Contribution, UseCase
from outreach.planning.proposal.assuming import Assumed, assumed
from outreach.planning.proposal.problem import problem_of
from outreach.planning.proposal.proposing import propose
from outreach.snapshot import Snapshot
from tests.planning.order import brute
from tests.planning.proposal.conftest import TODAY, Changed, references

AMOUNTS = {"a-tavano": 5.0, "a-sola": 3.0, "a-dpa": 1.0, "a-ncr": None}


@pytest.fixture
def masts(changed: Changed) -> Snapshot:
    """Kestria, whose sequence is for one use case that takes 6 of what four partners have."""

    def change(edit, ids):  # type: ignore[no-untyped-def]
        case = edit.add(UseCase, title="Masts", takes=6, reference="masts")
        edit.set(ids["a-s1"], goals=(), use_cases=(case,))
        for partner, amount in AMOUNTS.items():
            edit.add(
                Contribution,
                organisation=ids[partner],
                title=f"Masts of {partner}",
                use_cases=(case,),
                amount=amount,
                status="hoped",
            )

    return changed(change)


def with_(snapshot: Snapshot, partner: str, **values: object) -> Snapshot:
    """Return the plan with something else said of what one partner would put in."""
    id = references(snapshot)[partner]
    found = dict(snapshot.contributions)
    for one in snapshot.contributions.values():
        if one.organisation == id and one.title.startswith("Masts"):
            found[one.id] = Contribution(id=one.id, **{**one.values, **values})
    return dataclasses.replace(snapshot, contributions=found)


def test_the_goal_is_reached_once_enough_is_put_in(masts: Snapshot) -> None:
    problem, ids = problem_of(masts, TODAY), references(masts)
    instance = problem.instance
    number = {name: problem.number[ids[name]] for name in AMOUNTS}
    assert instance.required == frozenset()
    (ingredient,) = instance.ingredients
    assert ingredient.need == 6
    assert [ingredient.give[number[name]] for name in AMOUNTS] == [5, 3, 1, 1]
    assert instance.is_goal([number["a-tavano"], number["a-dpa"]])
    assert not instance.is_goal([number["a-sola"], number["a-dpa"], number["a-ncr"]])


def test_what_is_promised_or_of_those_who_are_in_counts_already(masts: Snapshot) -> None:
    ids = references(masts)
    promised = problem_of(with_(masts, "a-sola", status="promised"), TODAY)
    assert promised.instance.ingredients[0].need == 3
    assert promised.instance.ingredients[0].give[promised.number[ids["a-sola"]]] == 0
    joined = assumed(masts, Assumed(joined=frozenset({ids["a-tavano"]})))
    assert problem_of(joined, TODAY).instance.ingredients[0].need == 1


def test_what_was_withdrawn_does_not_count_and_too_little_is_said(masts: Snapshot) -> None:
    without = with_(masts, "a-tavano", status="withdrawn")
    (sentence,) = propose(without, TODAY).lost
    assert sentence == (
        "“Masts” still takes 6, and all that partners who can be asked would put in is 5."
    )


def test_the_order_and_its_reasons_go_by_the_amounts(masts: Snapshot) -> None:
    found, ids = propose(masts, TODAY), references(masts)
    instance = found.problem.instance
    assert found.outlook.probability == pytest.approx(brute.of_order(instance, found.order))
    (takes,) = found.problem.takes
    said = 0
    for step in found.steps:
        for reason in step.reasons:
            if "gives" in reason.numbers:
                said += 1
                assert reason.numbers == {"gives": takes.give[step.organisation], "left": 6}
                assert f"{takes.give[step.organisation]:g} of the 6" in reason.words
    assert said == len(AMOUNTS)
    assert [one.record for one in found.guesses if one.field == "contributions"] == [ids["a-ncr"]]


def test_without_amounts_each_contribution_counts_once_and_one_is_enough(masts: Snapshot) -> None:
    case = next(one for one in masts.use_cases.values() if one.title == "Masts")
    plain = UseCase(id=case.id, **{**case.values, "takes": None})
    cases = {**masts.use_cases, case.id: plain}
    problem = problem_of(dataclasses.replace(masts, use_cases=cases), TODAY)
    assert problem.instance.ingredients[0].need == 1
    assert not [one for one in problem.guesses if one.field == "contributions"]


def test_parts_that_add_up_to_what_is_taken_are_enough(masts: Snapshot) -> None:
    """0.8 less 0.7 less 0.1 is not quite nothing as computers count."""
    plan = masts
    for partner, amount in (("a-tavano", 4.9), ("a-sola", 1.0), ("a-dpa", 0.1)):
        plan = with_(plan, partner, amount=amount, status="promised")
    (takes,) = problem_of(plan, TODAY).takes
    assert takes.left == 0
    assert problem_of(plan, TODAY).lost == ()


def test_amounts_are_told_with_all_their_digits(masts: Snapshot) -> None:
    case = next(one for one in masts.use_cases.values() if one.title == "Masts")
    large = UseCase(id=case.id, **{**case.values, "takes": 2_500_000.0})
    plan = dataclasses.replace(masts, use_cases={**masts.use_cases, case.id: large})
    (said,) = problem_of(with_(plan, "a-tavano", amount=1_234_567.0), TODAY).lost
    assert "2,500,000" in said and "1,234,572" in said
