from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.planning.lanes import lanes, packed
from outreach.snapshot import take

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: (s[0], sum(s))))


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


@pytest.fixture
def plan(document: Document) -> str:
    with document.edit("A plan") as edit:
        sequence = edit.add(Sequence, name="Way", start_date=day(1))
        lake, city = (edit.add(Organisation, name=name) for name in ("Lake", "City"))
        edit.add(Step, sequence=sequence, organisation=lake, due=day(12), answer_by=day(20))
        edit.add(Step, sequence=sequence, organisation=city, day=3)
        edit.add(Step, sequence=sequence, organisation=lake, due=day(5), status="done")
        edit.add(Step, sequence=sequence, organisation=city)
        edit.add(Step, sequence=sequence, due=day(30))
    return sequence


def test_each_partner_has_a_lane_and_the_earliest_comes_first(
    document: Document, plan: str
) -> None:
    found = lanes(take(document), document.all(Step))
    assert [(lane.name, [(bar.start, bar.end) for bar in lane.bars]) for lane in found] == [
        ("City", [(day(4), day(4))]),
        ("Lake", [(day(5), day(5)), (day(12), day(20))]),
        ("", [(day(30), day(30))]),
    ]


def test_bars_that_touch_share_a_row() -> None:
    assert packed([(0, 3), (3, 5), (1, 2), (2, 4)]) == [0, 0, 1, 1]


@given(spans)
def test_no_bar_runs_into_another_and_no_row_is_wasted(found: list[tuple[int, int]]) -> None:
    rows = packed(found)
    for (a, row), (b, other) in combinations(zip(found, rows, strict=True), 2):
        assert row != other or a[1] <= b[0] or b[1] <= a[0]
    at_once = max((sum(a <= start < b for a, b in found) for start, _ in found), default=0)
    assert len(set(rows)) == at_once
