"""The exact solvers, held against definitions written down a second time."""

from __future__ import annotations

import math

import pytest

from outreach.planning.order.branching import best_fixed, greedy, probability_of
from outreach.planning.order.exact import Table, pairs
from outreach.planning.order.graph import pathwise_order
from outreach.planning.order.model import Instance, Stopped
from tests.planning.order import brute
from tests.planning.order.drawing import drawn

SMALL = [(seed, n) for n in (2, 3, 4, 5) for seed in range(25)] + [(seed, 6) for seed in range(8)]


@pytest.mark.parametrize(("seed", "n"), [*SMALL, (3, 7)])
def test_they_agree_with_every_order_and_every_way_it_may_go(seed: int, n: int) -> None:
    instance = drawn(seed, n)
    table = Table(instance)
    assert table.value() == pytest.approx(brute.adaptive(instance), abs=1e-12)
    found = best_fixed(table, greedy(table))
    assert instance.is_allowed(found.order)
    assert found.bound == pytest.approx(found.probability, abs=1e-12)
    assert found.probability == pytest.approx(brute.of_order(instance, found.order), abs=1e-12)
    assert found.probability == pytest.approx(brute.fixed(instance), abs=1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_an_order_alone_has_the_probability_of_all_ways_it_may_go(seed: int) -> None:
    instance = drawn(seed, 8)
    table = Table(instance)
    order = greedy(table)
    assert probability_of(table, order) == pytest.approx(brute.of_order(instance, order), abs=1e-12)


def test_where_bearing_on_each_other_never_goes_in_a_circle_no_other_order_is_better() -> None:
    found = 0
    for seed in range(400):
        instance = drawn(seed, 4 + seed % 4)
        order = pathwise_order(instance)
        if order is not None:
            found += 1
            table = Table(instance)
            assert probability_of(table, tuple(order)) == pytest.approx(table.value(), abs=1e-12)
    assert found > 30


def test_a_search_that_is_cut_short_says_what_is_left_open() -> None:
    instance = drawn(11, 9)
    table = Table(instance)
    best = best_fixed(table, greedy(table))
    short = best_fixed(table, tuple(greedy(table)), work=0)
    assert short.probability <= best.probability <= short.bound == pytest.approx(table.value())


def test_work_that_is_no_longer_wanted_stops() -> None:
    with pytest.raises(Stopped):
        Table(drawn(1, 8), cancelled=lambda: True)
    table = Table(drawn(11, 9))
    with pytest.raises(Stopped):
        best_fixed(table, tuple(range(9)), cancelled=lambda: True)


def test_a_table_for_a_thousand_partners_would_be_endless() -> None:
    assert pairs(Instance((0.0,) * 1000)) == math.inf
    assert pairs(Instance((0.0,) * 2)) == 9 * 2 / 3


def test_progress_is_told_up_to_the_end() -> None:
    told: list[float] = []
    Table(drawn(1, 8), progress=told.append)
    assert told == sorted(told) and told[-1] == 1
