"""Chances in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.proposal.bands import between, in_words, points


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "hardly any chance"),
        (0.05, "about 1 in 20"),
        (0.08, "about 1 in 10"),
        (0.31, "about 3 in 10"),
        (0.5, "about even"),
        (0.92, "about 9 in 10"),
        (0.95, "about 19 in 20"),
        (1.0, "almost certain"),
    ],
)
def test_a_chance_is_said_no_sharper_than_a_tenth(chance: float, words: str) -> None:
    assert in_words(chance) == words


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_sounds_likelier_is(one: float, other: float) -> None:
    order = [in_words(n / 1000) for n in range(1001)]
    low, high = sorted((one, other))
    assert order.index(in_words(low)) <= order.index(in_words(high))


def test_a_range_that_sounds_the_same_is_said_once() -> None:
    assert between(0.29, 0.31) == "about 3 in 10"
    assert between(0.2, 0.6) == "about 2 in 10 to about 6 in 10"


def test_a_difference_is_said_in_tenths_or_hundredths() -> None:
    assert points(0.001) == "next to nothing"
    assert points(-0.05) == "about 5 in 100"
    assert points(0.27) == "about 3 in 10"
