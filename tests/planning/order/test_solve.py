"""The order to ask in, from small instances to large ones."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.order import solve as solving
from outreach.planning.order.chance import Worlds
from outreach.planning.order.exact import Table
from outreach.planning.order.heuristic import allowed, good_order
from outreach.planning.order.insertion import Insertion
from outreach.planning.order.model import Ingredient, Instance, Stopped
from outreach.planning.order.neutral import instance_of
from outreach.planning.order.polish import Polish
from outreach.planning.order.solve import solve
from tests.bench.make_orders import large
from tests.planning.order import brute
from tests.planning.order.drawing import drawn

GOLDEN: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("golden.json").read_text("utf-8")
)["instances"]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden["id"])
def test_golden_instances_are_solved_to_their_optimum(golden: dict[str, Any]) -> None:
    instance = instance_of(golden)
    found = solve(instance)
    assert found.proven and found.exact
    assert found.probability == pytest.approx(
        golden["optimal_fixed_order"]["probability"], abs=1e-9
    )
    assert found.adaptive_probability == pytest.approx(
        golden["optimal_adaptive"]["probability"], abs=1e-9
    )
    assert found.probability == pytest.approx(brute.of_order(instance, found.order), abs=1e-9)


seeds = st.integers(0, 10**6)


@given(seeds, st.integers(2, 6))
def test_the_same_problem_gets_the_same_order(seed: int, n: int) -> None:
    assert solve(drawn(seed, n)) == solve(drawn(seed, n))


@given(seeds, st.integers(2, 6))
def test_every_order_names_each_partner_once_and_keeps_to_what_must_precede(
    seed: int, n: int
) -> None:
    instance = drawn(seed, n)
    found = solve(instance)
    assert instance.is_allowed(found.order)
    assert found.probability <= (found.adaptive_probability or 1) + 1e-12


@given(seeds, st.integers(2, 6), st.data())
def test_a_partner_who_leans_more_towards_yes_never_makes_the_best_order_worse_where_all_are_needed(
    seed: int, n: int, data: st.DataObject
) -> None:
    instance = dataclasses.replace(
        drawn(seed, n), required=frozenset(range(n)), ingredients=(), max_asks=None
    )
    i = data.draw(st.integers(0, n - 1))
    base = list(instance.base)
    base[i] += 1
    better = dataclasses.replace(instance, base=tuple(base))
    assert solve(better).probability >= solve(instance).probability - 1e-12


@given(seeds, st.integers(2, 6))
def test_one_more_ask_never_makes_it_worse(seed: int, n: int) -> None:
    fewer = dataclasses.replace(drawn(seed, n), max_asks=n - 1)
    more = dataclasses.replace(fewer, max_asks=n)
    assert solve(more).adaptive_probability >= solve(fewer).adaptive_probability - 1e-12  # type: ignore[operator]


def test_who_has_no_bearing_on_the_goal_comes_last() -> None:
    instance = Instance((0.0, 0.0, 1.0), links=((1, 0, 2.0),), required=frozenset({2}))
    assert solve(instance).order[0] == 2


def test_a_goal_that_is_reached_already_or_never_is_said() -> None:
    assert solve(Instance((0.0,))).probability == 1
    never = Instance((0.0,), ingredients=(Ingredient((1.0,), 2.0),))
    assert solve(never).probability == 0


@pytest.mark.parametrize("seed", range(12))
def test_a_good_order_is_close_to_the_best_and_its_stated_chance_to_the_true_one(seed: int) -> None:
    instance = drawn(seed, 9)
    best, table = solve(instance), Table(instance)
    order, stated = good_order(instance)
    true = solving.probability_of(table, order)
    assert instance.is_allowed(order)
    assert true >= 0.9 * best.probability
    assert stated.probability == pytest.approx(true, abs=5 * stated.error + 1e-3)


@given(seeds, st.integers(2, 7), st.data())
def test_a_good_order_is_never_worse_than_one_that_people_would_take(
    seed: int, n: int, data: st.DataObject
) -> None:
    instance = drawn(seed, n)
    rank = data.draw(st.permutations(range(n)))
    theirs = allowed(instance, lambda i: float(rank[i]))
    order, _ = good_order(instance, also=[theirs])
    ours = brute.of_order(instance, order)
    assert ours >= brute.of_order(instance, theirs) - 1e-12
    for plain in (
        lambda i: -sum(max(0.0, w) for w in instance.given[i].values()),
        lambda i: -instance.base[i],
    ):
        assert ours >= brute.of_order(instance, allowed(instance, plain)) - 1e-12


def test_more_than_can_be_solved_exactly_gets_a_good_order_and_a_bound() -> None:
    instance = drawn(5, 40)
    found = solve(instance)
    assert found == solve(instance)
    assert not found.exact and instance.is_allowed(found.order)
    assert 0 < found.probability <= found.bound <= 1


def test_a_bound_is_above_what_re_planning_can_reach() -> None:
    for seed in range(20):
        instance = drawn(seed, 7)
        best = Table(instance).value()
        assert solving.Worlds(instance, 4000, "bound").bound() >= best - 1e-9


def test_hundreds_of_partners_who_go_in_no_circle_are_proven() -> None:
    n = 300
    links = tuple((i, i + 1, 2.0) for i in range(n - 1))
    instance = Instance((0.0,) * n, links, ingredients=(Ingredient((1.0,) * n, n / 2),))
    found = solve(instance)
    assert found.proven and found.order == tuple(range(n))


def test_a_search_that_is_no_longer_wanted_stops() -> None:
    with pytest.raises(Stopped):
        solve(drawn(5, 40), cancelled=lambda: True)


@pytest.mark.parametrize("instance", [drawn(5, 9), drawn(5, 40), large(1, 40)])
def test_a_search_ends_at_the_very_look_at_which_it_is_given_up(instance: Instance) -> None:
    looks = 0

    def given_up_at(last: float) -> bool:
        nonlocal looks
        looks += 1
        return looks >= last

    solve(instance, cancelled=lambda: given_up_at(math.inf))
    for last in range(1, looks, max(1, looks // 25)):
        looks = 0
        with pytest.raises(Stopped):
            solve(instance, cancelled=lambda last=last: given_up_at(last))  # type: ignore[misc]
        assert looks == last


def test_whether_it_is_still_wanted_is_asked_before_each_partner_whom_worlds_ask() -> None:
    instance, looks = large(1, 40), 0

    def count() -> bool:
        nonlocal looks
        looks += 1
        return False

    worlds = Worlds(instance, 100, cancelled=count)
    for work in (lambda: worlds.estimate(range(40)), worlds.bound):
        looks = 0
        work()
        assert looks >= 40


def test_worlds_are_drawn_alike_by_whoever_may_give_them_up() -> None:
    instance = large(0, 250)
    plain, other = (Worlds(instance, 200, "x", cancelled) for cancelled in (None, lambda: False))
    assert (plain.needed == other.needed).all()


def test_no_partner_is_moved_once_a_search_is_given_up() -> None:
    instance = large(1, 40)
    order = allowed(instance, float)
    search = Insertion(instance, lambda: True)
    with pytest.raises(Stopped):
        search.improve(list(order), 1_000_000)
    worlds = Worlds(instance, 100)
    polish = Polish(worlds, order)
    worlds.cancelled = lambda: True
    work = polish.work
    with pytest.raises(Stopped):
        polish.improve(1_000_000)
    assert (polish.order, polish.work) == (order, work)


def test_a_search_says_how_far_it_is() -> None:
    told: list[float] = []
    solve(drawn(5, 40), progress=told.append)
    assert told == sorted(told) and told[-1] == 1
