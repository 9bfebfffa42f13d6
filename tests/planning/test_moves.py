from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.planning.moves import behind_all, moved, shifted
from outreach.snapshot import take


def steps(*places: float | None) -> list[Step]:
    return [Step(id=str(n), sequence="s", position=place) for n, place in enumerate(places)]


def order_after(found: list[Step], places: dict[str, float]) -> list[str]:
    where = {step.id: places.get(step.id, step.position) for step in found}
    return sorted(where, key=lambda id: where[id] or 0.0)


def test_a_step_goes_between_its_new_neighbours_and_the_others_stay() -> None:
    assert moved(steps(1, 2, 3), "2", -1) == {"2": 1.5}
    assert moved(steps(1, 2, 3), "0", 2) == {"0": 4}
    assert moved(steps(1, 2, 3), "2", -2) == {"2": 0}


def test_a_step_stops_at_either_end() -> None:
    assert moved(steps(1, 2), "0", -1) == {}
    assert moved(steps(1, 2), "1", 5) == {}


def test_where_there_is_no_place_between_all_are_numbered_anew() -> None:
    assert moved(steps(1, 1, 1), "2", -1) == {"0": 1, "2": 2, "1": 3}
    assert moved(steps(1, None), "1", -1) == {"1": 1, "0": 2}


def test_a_new_step_goes_behind_all() -> None:
    assert behind_all(steps(1, 7, None)) == 8
    assert behind_all([]) == 1


@given(
    st.lists(st.integers(0, 20), min_size=2, max_size=8),
    st.data(),
)
def test_moving_gives_the_order_that_was_asked_for(numbers: list[int], data: st.DataObject) -> None:
    found = steps(*(float(n) for n in sorted(numbers)))
    was = data.draw(st.integers(0, len(found) - 1))
    by = data.draw(st.integers(-3, 3))
    order = [step.id for step in found]
    now = min(max(was + by, 0), len(order) - 1)
    order.insert(now, order.pop(was))
    places = moved(found, str(was), by)
    if places:
        assert order_after(found, places) == order
    else:
        assert now == was


@pytest.fixture
def plan(document: Document) -> str:
    with document.edit("A plan") as edit:
        return edit.add(Sequence, name="Way", start_date=dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("fields", "days", "written"),
    [
        ({"due": dt.date(2026, 11, 9)}, 1, {"due": dt.date(2026, 11, 10)}),
        ({"day": 4}, 7, {"day": 11}),
        ({"day": 4}, -7, {"due": dt.date(2026, 10, 29)}),
        (
            {"due": dt.date(2026, 11, 9), "answer_by": dt.date(2026, 11, 16)},
            -1,
            {"due": dt.date(2026, 11, 8), "answer_by": dt.date(2026, 11, 15)},
        ),
        ({}, 1, {}),
        ({"due": dt.date.max}, 1, {}),
    ],
)
def test_a_step_is_moved_by_days_as_its_day_was_given(
    document: Document, plan: str, fields: dict[str, Any], days: int, written: dict[str, Any]
) -> None:
    with document.edit("A step") as edit:
        id = edit.add(Step, sequence=plan, **fields)
    snapshot = take(document)
    assert shifted(snapshot, snapshot.steps[id], days) == written
