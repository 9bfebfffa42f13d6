"""A no is final for the plan, unless a person says that the partner may be asked again."""

from __future__ import annotations

import pytest

from outreach.planning.order.model import Instance, chance_of
from outreach.planning.proposal.outlook import outlook_of
from outreach.planning.proposal.problem import BLOCKED, problem_of
from outreach.planning.proposal.proposing import propose
from outreach.snapshot import Snapshot
from tests.planning.order import brute
from tests.planning.proposal.conftest import TODAY, Changed, references


def refused(changed: Changed, ask_again: bool) -> Snapshot:
    return changed(
        lambda edit, ids: edit.set(ids["a-tavano"], status="declined", ask_again=ask_again)
    )


def test_a_no_is_final(changed: Changed) -> None:
    snapshot = refused(changed, False)
    found = propose(snapshot, TODAY)
    assert found.lost and found.outlook.probability == 0
    assert references(snapshot)["a-tavano"] not in found.problem.number


def test_who_may_be_asked_again_needs_a_reason_that_is_new(changed: Changed) -> None:
    before = problem_of(changed(lambda edit, ids: None), TODAY)
    snapshot = refused(changed, True)
    found = propose(snapshot, TODAY)
    problem, id = found.problem, references(snapshot)["a-tavano"]
    i = problem.number[id]
    assert not found.lost
    leaning = sum(term.amount for term in problem.terms[id])
    assert [term.amount for term in problem.terms[id] if term.field == "ask_again"] == [-2.0]
    assert dict(problem.instance.refused) == {i: pytest.approx(chance_of(leaning + 2))}
    assert problem.instance.chance_under(i, 0.0) == 0
    harm = {amount for by, _, amount in problem.instance.decline_harm if by == i}
    assert harm <= {BLOCKED}, "another no tells nobody anything new; who waits is held up"
    assert before.instance.refused == ()


def test_the_order_and_its_outlook_count_on_it_and_say_so(changed: Changed) -> None:
    snapshot = refused(changed, True)
    found = propose(snapshot, TODAY)
    instance = found.problem.instance
    assert 0 < found.outlook.probability < 0.5
    assert found.outlook.probability == pytest.approx(brute.of_order(instance, found.order))
    id = references(snapshot)["a-tavano"]
    (step,) = [step for step in found.steps if step.organisation == id]
    (reason,) = [reason for reason in step.reasons if reason.kind == "again"]
    assert reason.words.startswith("They said no before") and reason.numbers == {"amount": -2.0}


def test_that_every_judgement_may_be_off_gives_nobody_a_reason_to_say_yes_now() -> None:
    # Nothing has changed since her no, however ready she was.
    instance = Instance((1.0, 0.0), required=frozenset({0}), refused=((0, chance_of(1.0)),))
    found = outlook_of(instance, (0, 1))
    assert (found.low, found.probability, found.high) == pytest.approx((0, 0, 0))
