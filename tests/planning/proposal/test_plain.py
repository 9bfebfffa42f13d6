from __future__ import annotations

from outreach.planning.order.walk import probability
from outreach.planning.proposal.plain import plain_orders
from outreach.planning.proposal.problem import problem_of
from outreach.planning.proposal.proposing import propose
from outreach.snapshot import Snapshot
from tests.planning.proposal.conftest import TODAY
from tests.planning.proposal.plans import plan_of


def test_the_orders_that_people_take_keep_to_what_must_come_first(kestria: Snapshot) -> None:
    problem = problem_of(kestria, TODAY)
    orders = plain_orders(kestria, problem)
    assert len(orders) >= 3
    assert all(problem.instance.is_allowed(order) for order in orders)


def test_the_computed_order_is_never_worse_than_these(kestria: Snapshot) -> None:
    for snapshot in (kestria, plan_of(9), plan_of(14, 2)):
        found = propose(snapshot, TODAY)
        instance = found.problem.instance
        best = probability(instance, found.order)
        for order in plain_orders(snapshot, found.problem):
            assert best >= probability(instance, order) - 1e-12
