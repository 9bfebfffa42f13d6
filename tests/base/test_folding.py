from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.folding import finder, folded, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [("Ngũwan ÉCOLE", "nguwan ecole"), ("İstanbul ß", "istanbul s"), ("Οδός أمين", "οδοσ امين")],
)
def test_capitals_and_accents_do_not_matter(text: str, found: str) -> None:
    assert folded(text) == found


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_query_is_its_words_each_once() -> None:
    assert words_of("  Lake  lake É ") == ["lake", "e"]
    assert words_of("é") == words_of("é") == ["e"]


def test_a_filter_finds_every_word_somewhere_whatever_its_capitals_and_accents() -> None:
    finds = finder("ÉNERGIE tel")
    assert finds("Telmara", "energie") and finds("Télmara Énergie") and not finds("Telmara", None)
    assert finder("كتاب")("كِتَاب") and finder("  ")("anything")
