"""Asking again after a no: worth something only when somebody has given a new reason since."""

from __future__ import annotations

import pytest

from outreach.base.errors import Refusal
from outreach.planning.order.branching import best_fixed, greedy
from outreach.planning.order.chance import Worlds
from outreach.planning.order.exact import Table
from outreach.planning.order.heuristic import good_order
from outreach.planning.order.model import Instance, again, chance_of, rebased
from outreach.planning.order.neutral import instance_of
from outreach.planning.order.solve import solve
from outreach.planning.order.walk import followed, walk
from tests.planning.order import brute
from tests.planning.order.drawing import drawn_again

SMALL = [(seed, n) for n in (2, 3, 4, 5) for seed in range(12)] + [(seed, 6) for seed in range(4)]


def test_where_nothing_has_changed_asking_again_is_worth_nothing() -> None:
    same = Instance((1.0, 0.0), required=frozenset({0}), refused=((0, chance_of(1.0)),))
    assert solve(same).probability == 0
    changed = Instance((1.0, 4.0), ((1, 0, 2.0),), required=frozenset({0}), refused=same.refused)
    helped = again(chance_of(3.0), chance_of(1.0))
    found = solve(changed)
    assert found.order[0] == 1
    assert found.probability == pytest.approx(chance_of(4.0) * helped)


def test_a_no_that_nobody_can_have_said_changes_nothing() -> None:
    assert again(0.7, 0.0) == 0.7
    assert again(0.4, 0.5) == 0
    assert again(0.75, 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(("seed", "n"), SMALL)
def test_the_exact_solvers_agree_with_every_order(seed: int, n: int) -> None:
    instance = drawn_again(seed, n)
    table = Table(instance)
    assert table.value() == pytest.approx(brute.adaptive(instance), abs=1e-12)
    found = best_fixed(table, greedy(table))
    assert found.probability == pytest.approx(brute.fixed(instance), abs=1e-12)
    assert found.probability == pytest.approx(followed(instance, found.order), abs=1e-12)
    assert solve(instance).probability == pytest.approx(found.probability, abs=1e-12)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_drawn_is_close_to_what_is_so(seed: int) -> None:
    instance = drawn_again(seed, 8)
    order = greedy(Table(instance))
    true = brute.of_order(instance, order)
    drawn = Worlds(instance, 4000, "again").estimate(order)
    assert drawn.probability == pytest.approx(true, abs=5 * drawn.error + 2e-3)
    assert Worlds(instance, 4000, "bound").bound() >= Table(instance).value() - 1e-6
    best, stated = good_order(instance)
    assert stated.probability == pytest.approx(
        brute.of_order(instance, best), abs=5 * stated.error + 2e-3
    )
    assert [turn.partner for turn in walk(instance, order)] == list(order[: instance.asks])


@pytest.mark.parametrize("change", [-2.0, 2.0])
def test_another_judgement_of_who_said_no_alone_gives_no_reason_to_say_yes(change: float) -> None:
    same = Instance((1.0, 0.0), required=frozenset({0}), refused=((0, chance_of(1.0)),))
    moved = rebased(same, (1.0 + change, 0.0))
    assert moved.refused == ((0, pytest.approx(chance_of(1.0 + change))),)
    assert followed(moved, (0, 1)) == pytest.approx(0)
    assert rebased(same, same.base) == same
    never = Instance((1.0,), refused=((0, 0.0),))
    assert rebased(never, (3.0,)).refused == never.refused


@pytest.mark.parametrize("seed", range(12))
def test_worlds_of_another_judgement_are_close_to_what_is_so(seed: int) -> None:
    instance = drawn_again(seed, 8)
    moved = rebased(instance, tuple(b + (-2, 0, 2)[i % 3] for i, b in enumerate(instance.base)))
    order = greedy(Table(moved))
    drawn = Worlds(instance, 4000, "again").of(moved).estimate(order)
    assert drawn.probability == pytest.approx(
        brute.of_order(moved, order), abs=5 * drawn.error + 2e-3
    )


def test_the_neutral_form_says_who_said_no() -> None:
    data = {"base": [1, 2], "required": [0], "refused": [[0, 0.5]]}
    assert instance_of(data).refused == ((0, 0.5),)
    for wrong in ([[0]], [[5, 0.5]], [[0, 1]], [[0, -0.1]], "x"):
        with pytest.raises(Refusal):
            instance_of({**data, "refused": wrong})
