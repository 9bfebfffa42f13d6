"""Texts that are like another in their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.likeness import Likeness

SAID = {
    "newspaper": "If the commissioner objects later, we are the ones in the newspapers.",
    "engineers": "My engineers are on the 5G roll-out until summer.",
    "bill": "Donors start things and leave us the bill.",
    "sold": "Customers will say we sold their movements.",
}


def found(text: str, **more: str) -> list[str]:
    return [id for id, _ in Likeness(SAID | more).like(text, 3)]


def test_the_same_thought_in_other_words_is_found() -> None:
    assert found("We shall be in the newspaper if a commissioner objects.")[0] == "newspaper"
    assert found("No engineer is free before the summer")[0] == "engineers"


def test_a_text_is_most_like_itself() -> None:
    ((id, value), *_) = Likeness(SAID).like(SAID["sold"], 3)
    assert (id, value) == ("sold", pytest.approx(1))


def test_nothing_in_common_is_not_alike() -> None:
    assert found("Quite another matter") == []
    assert Likeness({}).like("Anything", 3) == []
    assert found("") == []


def test_accents_and_languages_make_no_difference() -> None:
    assert found("Las cámaras", camera="las camaras de vigilancia") == ["camera"]


@given(st.dictionaries(st.text(max_size=3), st.text(), max_size=8), st.text())
def test_likeness_is_between_nothing_and_one(texts: dict[str, str], text: str) -> None:
    near = Likeness(texts).like(text, 5, 0)
    assert len(near) <= 5
    assert all(0 <= value <= 1 + 1e-9 for _, value in near)
    assert near == sorted(near, key=lambda pair: (-pair[1], pair[0]))
