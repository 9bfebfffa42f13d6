from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.ids import new_id
from ui.models.ids import Ids

ids = st.lists(st.sampled_from(["aa", "ab", "ba", "abab", "é", "", "do:find"]), max_size=8)


@given(ids, ids)
def test_it_holds_what_a_list_would(first: list[str], more: list[str]) -> None:
    held, expected = Ids(first), first + more
    held.extend(more)
    assert list(held) == expected and len(held) == len(expected) and held == expected
    assert [held[n] for n in range(len(expected))] == expected
    assert held[1:3] == expected[1:3] and held[-2:] == expected[-2:]
    for id in ("aa", "ab", "b", "abab", "é", "", "nobody"):
        assert held.find(id) == (expected.index(id) if id in expected else -1)


def test_where_there_is_no_id_there_is_none() -> None:
    with pytest.raises(IndexError):
        Ids()[0]
    with pytest.raises(IndexError):
        Ids([new_id()])[1]
    assert Ids(["ab"])[-1] == "ab"


def test_ids_of_records_take_no_more_room_than_their_letters() -> None:
    held = Ids(new_id() for _ in range(1000))
    assert len(held._packed) == 36_000 and held._others is None
    assert held.find(held[999]) == 999
