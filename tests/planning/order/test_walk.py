"""What may come of one order."""

from __future__ import annotations

import dataclasses

import pytest

from outreach.planning.order.walk import Judge, probability, walk
from tests.planning.order import brute
from tests.planning.order.drawing import drawn


@pytest.mark.parametrize("seed", range(30))
def test_following_every_way_gives_what_the_definition_says(seed: int) -> None:
    instance = drawn(seed, 7)
    order = tuple(i for i in range(7) if not instance.before[i])
    order = (*order, *(i for i in range(7) if instance.before[i]))
    assert probability(instance, order) == pytest.approx(brute.of_order(instance, order))


@pytest.mark.parametrize("seed", range(10))
def test_a_turn_says_how_a_yes_and_a_no_part(seed: int) -> None:
    instance = drawn(seed, 7)
    order = tuple(range(7))
    turns = walk(instance, order)
    assert [turn.partner for turn in turns] == list(order[: instance.asks])
    first = turns[0]
    assert first.chance == pytest.approx(brute.chance(instance, 0, frozenset(), frozenset()))
    whole = first.chance * first.if_yes + (1 - first.chance) * first.if_no
    assert whole == pytest.approx(brute.of_order(instance, order))


def test_where_there_are_too_many_ways_they_are_drawn() -> None:
    instance = drawn(5, 24)
    order = tuple(range(24))
    turns = walk(instance, order)
    stated = probability(instance, order)
    for turn in turns:
        whole = turn.chance * turn.if_yes + (1 - turn.chance) * turn.if_no
        if turn.partner not in instance.required:
            assert 0 <= whole <= 1
    first = turns[0]
    assert first.chance * first.if_yes + (1 - first.chance) * first.if_no == pytest.approx(
        stated, abs=0.03
    )


@pytest.mark.parametrize("seed", [2, 5, 8])
def test_drawn_turns_are_close_to_those_that_are_followed(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = drawn(seed, 9)
    order = tuple(range(9))
    exact = walk(instance, order)
    monkeypatch.setattr("outreach.planning.order.walk.MOST_BRANCHES", -1)
    for one, other in zip(exact, walk(instance, order), strict=True):
        assert other.chance == pytest.approx(one.chance, abs=0.03)
        assert other.if_yes == pytest.approx(one.if_yes, abs=0.1)
        assert other.if_no == pytest.approx(one.if_no, abs=0.1)


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_a_judge_of_variants_is_close_to_the_exact_chance(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = drawn(seed, 9)
    order = tuple(range(9))
    other = dataclasses.replace(instance, base=tuple(b + 1 for b in instance.base))
    exact = [probability(one, order) for one in (instance, other)]
    monkeypatch.setattr("outreach.planning.order.walk.MOST_BRANCHES", -1)
    judge = Judge(instance)
    for one, chance in zip((instance, other), exact, strict=True):
        assert judge.probability(one, order) == pytest.approx(chance, abs=0.03)
