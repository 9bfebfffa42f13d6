from __future__ import annotations

import pytest

from ui.records.quoting import quoted


@pytest.mark.parametrize("words", ["Who pays?", "“Who pays?”", '"Who\n pays?"', " «Who pays?» "])
def test_words_stand_between_one_pair_of_marks(words: str) -> None:
    assert quoted(words) == "“Who pays?”"


@pytest.mark.parametrize("words", ["", '"'])
def test_next_to_nothing_is_quoted_as_well(words: str) -> None:
    assert quoted(words) == f"“{words}”"
