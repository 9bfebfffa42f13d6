"""How easily a text is read, and which sentences are hard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.plain.languages import LANGUAGES
from outreach.plain.sentences import ease, hard_sentences, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_text_is_cut_into_sentences() -> None:
    text = "One page. Two columns! “Is it 2.5 km?” Yes\nA new line"
    assert split(text) == ["One page.", "Two columns!", "“Is it 2.5 km?”", "Yes", "A new line"]


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("en", "cat", 1), ("en", "figures", 2), ("en", "table", 2), ("en", "anonymous", 4),
        ("en", "walked", 1), ("en", "needed", 2), ("en", "make", 1),
        ("fr", "porte", 1), ("fr", "données", 2), ("fr", "université", 5), ("fr", "parlent", 1),
        ("es", "casa", 2), ("es", "país", 2), ("es", "ciudad", 2), ("es", "cuenta", 2),
        ("es", "guitarra", 3), ("es", "maestro", 3), ("es", "y", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted(language: str, word: str, count: int) -> None:
    assert LANGUAGES[language].syllables(word) == count


def test_reading_ease_is_that_of_the_formula_of_the_language() -> None:
    # Six words, one sentence, six syllables; ten syllables in French; twelve in Spanish.
    assert ease("The cat sat on the mat.", "en") == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert ease("La route va vers le port.", "fr") == pytest.approx(207 - 1.015 * 6 - 73.6)
    assert ease("La casa roja.", "es") == pytest.approx(206.84 - 1.02 * 3 - 60 * 5 / 3)


def test_a_text_without_words_has_no_ease() -> None:
    assert ease("…", "en") is None


def test_a_long_sentence_is_hard() -> None:
    (found,) = hard_sentences("Short. " + "word " * 26 + "end.", "en")
    assert found.why == "27 words long: say it in two sentences."


def test_a_sentence_of_long_words_is_hard() -> None:
    text = (
        "Interdepartmental harmonisation facilitates comprehensive organisational capability "
        "development considerations regarding administrative responsibilities."
    )
    (found,) = hard_sentences(text, "en")
    assert found.why == "Many long words: say it more simply."
    assert text[found.start : found.end] == found.text


def test_plain_sentences_are_not_hard() -> None:
    text = "Know where people are, so that clinics and buses go where they are needed most."
    assert list(hard_sentences(text, "en")) == []


@given(st.text())
def test_sentences_lie_one_after_the_other_and_hold_every_word(text: str) -> None:
    found = list(sentences(text))
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    outside = list(text)
    for start, end in found:
        outside[start:end] = " " * (end - start)
    assert not any(letter.isalnum() for letter in outside)
