"""How several words stand in a sentence."""

from __future__ import annotations

import pytest

from outreach.base.words import either, listed, with_commas


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["Ana"], "Ana"),
        (["Ana", "Ben"], "Ana and Ben"),
        (["Ana", "Ben", "Cem"], "Ana, Ben and Cem"),
    ],
)
def test_a_list_has_commas_and_an_and(words: list[str], said: str) -> None:
    assert listed(words) == said


def test_a_row_of_words_has_commas_and_a_choice_has_or() -> None:
    assert with_commas(["Ana", "Ben", "Cem"]) == "Ana, Ben, Cem"
    assert either(["person", "partner"]) == "person or partner"
