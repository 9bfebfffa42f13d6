"""Giving out jobs for the largest sum of gains."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.planning.champions.matching_up import matched


def worth(gains: list[list[float]], found: list[int | None]) -> float:
    return sum(gains[job][person] for job, person in enumerate(found) if person is not None)


def brute_force(gains: list[list[float]], limits: list[int]) -> float:
    people = [None, *range(len(limits))]
    ways = product(people, repeat=len(gains))
    allowed = (w for w in ways if all(w.count(p) <= limit for p, limit in enumerate(limits)))
    return max(worth(gains, list(way)) for way in allowed)


def test_a_job_moves_to_let_a_better_one_in() -> None:
    assert matched([[5, 4], [5, 0]], [1, 1]) == [1, 0]


def test_nobody_is_given_more_than_they_can_do() -> None:
    assert matched([[3], [2], [1]], [2]) == [0, 0, None]
    assert matched([[3]], [0]) == [None]


def test_what_does_harm_is_not_given_to_anybody() -> None:
    assert matched([[-1.0, 0.0]], [5, 5]) == [None]


def test_no_jobs_and_no_people() -> None:
    assert matched([], [1]) == []
    assert matched([[]], []) == [None]


@settings(max_examples=300)
@given(st.data())
def test_the_sum_is_that_of_trying_everything(data: st.DataObject) -> None:
    jobs, people = data.draw(st.integers(0, 5)), data.draw(st.integers(0, 3))
    gain = st.integers(-3, 9) | st.floats(-1, 2)
    rows = st.lists(gain, min_size=people, max_size=people)
    gains = data.draw(st.lists(rows, min_size=jobs, max_size=jobs))
    limits = data.draw(st.lists(st.integers(0, 3), min_size=people, max_size=people))
    found = matched(gains, limits)
    assert all(found.count(person) <= limit for person, limit in enumerate(limits))
    assert worth(gains, found) == pytest.approx(brute_force(gains, limits), abs=1e-6)
