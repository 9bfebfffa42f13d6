"""Identifiers: unique, in the order they were made, and derived ones the same everywhere."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.ids import derived_id, is_id, new_id


def test_ids_are_unique_and_sort_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_go_on_rising_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    made = [before, *(new_id() for _ in range(10_000))]
    assert made == sorted(set(made))


def test_ids_drawn_in_several_threads_are_unique() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [
            id for ids in pool.map(lambda _: [new_id() for _ in range(500)], range(8)) for id in ids
        ]
    assert len(set(made)) == len(made)


def test_an_id_is_a_uuid_of_version_7_that_holds_the_moment() -> None:
    before = time.time_ns() // 1_000_000
    id = uuid.UUID(new_id())
    assert (id.version, id.variant) == (7, uuid.RFC_4122)
    # Ids made in a row may run a little ahead of the clock, never behind it.
    assert before <= id.int >> 80 <= before + 60_000


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_a_derived_id_is_a_uuid_of_version_8_and_always_the_same(parts: list[str]) -> None:
    id = derived_id(*parts)
    assert id == derived_id(*parts)
    assert is_id(id)
    assert uuid.UUID(id).version == 8


def test_derived_ids_tell_their_parts_and_their_order_apart() -> None:
    ids = {derived_id("a", "b"), derived_id("b", "a"), derived_id("ab"), derived_id("a", "b", "")}
    assert len(ids) == 4


def test_a_derived_id_never_changes_between_versions() -> None:
    assert derived_id("person_tags", "a", "b") == "9e81302d-6d1e-8149-8dbd-f379cb6b9c09"


def test_only_ids_that_this_program_makes_are_ids() -> None:
    assert is_id(new_id())
    for no in (
        "",
        "x",
        new_id().upper(),
        new_id() + "\n",
        str(uuid.uuid4()),
        None,
        7,
        b"x",
        [new_id()],
    ):
        assert not is_id(no), no
