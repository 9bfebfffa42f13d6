"""How the review speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from ui.pages.merge.words import marked, people

TEXTS = st.text(st.characters(blacklist_categories=("C", "Zl", "Zp")), max_size=40) | st.lists(
    st.sampled_from(["one", "two ", "  ", "three,", "\n", "<b>", "&amp;", "مرحبا", "🙂"])
).map("".join)


@given(TEXTS, TEXTS)
def test_marking_what_differs_changes_no_word(qapp: object, words: str, other: str) -> None:
    document = QTextDocument()
    document.setHtml(marked(words, other))
    assert document.toPlainText().replace("\xa0", " ") == words.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("words", "other", "stands_out"),
    [
        ("We meet weekly.", "We meet monthly.", ["weekly"]),
        ("We meet", "We meet, and soon.", []),
        ("We meet, and soon.", "We meet", [", and soon."]),
        ("Contacted", "Parked", []),
        ("Yes, today.", "No, tomorrow.", []),
        ("Something", "", []),
    ],
)
def test_only_what_the_other_does_not_say_stands_out(
    qapp: object, words: str, other: str, stands_out: list[str]
) -> None:
    parts = marked(words, other).split("background-color:")[1:]
    assert [part.partition(">")[2].partition("<")[0] for part in parts] == stands_out


def test_people_are_named_as_in_a_sentence() -> None:
    assert people([]) == ""
    assert people(["Ben"]) == "Ben"
    assert people(["Ben", "Ana", "Ben"]) == "Ben and Ana"
    assert people(["Ben", "Ana", "Eva"]) == "Ben, Ana and Eva"
    assert people(["Ben", "Ana", "Eva", "Io"]) == "Ben, Ana and 2 others"
