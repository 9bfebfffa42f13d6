"""How easily a text is read, by the formula of its language, and which sentences are hard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.language import plural, tr
from outreach.plain.languages import LANGUAGES, WORD

LONGEST = 25
"""Words of a sentence beyond which readers lose the thread (the limit of GOV.UK's style guide)."""
DENSE = 30.0
"""Reading ease below which a sentence reads like a scientific paper (Flesch's own scale)."""
ENOUGH = 10
"""Words from which the ease of a single sentence says something."""
_WORD = re.compile(r"[^\W_]+(?:[’'\u2010\u2011-][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+(?![\s\"”’»)]|$)[^.!?…\n]*)*[.!?…]*[\"”’»)]*")


class HardSentence(NamedTuple):
    """A sentence that readers stumble over."""

    text: str
    start: int
    end: int
    why: str


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of ``text`` begins and ends; a line end ends one too."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if WORD.search(text, start, end):
            yield start, end


def ease(text: str, language: str) -> float | None:
    """Return how easily ``text`` is read: about 100 very easily, 30 and less like a paper.

    Flesch (1948) for English, Kandel and Moles (1958) for French, Fernández Huerta (1959) for
    Spanish; syllables are counted by rules, which is near enough for a warning. None for a text
    without words.
    """
    words = _WORD.findall(text)
    if not words:
        return None
    found = LANGUAGES[language]
    constant, by_word, by_syllable = found.ease
    syllables = sum(found.syllables(part) for word in words for part in WORD.findall(word))
    count = sum(1 for _ in sentences(text)) or 1
    return constant - by_word * len(words) / count - by_syllable * syllables / len(words)


def hard_sentences(text: str, language: str) -> Iterator[HardSentence]:
    """Yield the sentences that are too long or made of too many long words."""
    for start, end in sentences(text):
        sentence = text[start:end]
        words = len(_WORD.findall(sentence))
        if words > LONGEST:
            why = plural(
                "{n} word long: say it in two sentences.",
                "{n} words long: say it in two sentences.",
                words,
            )
            yield HardSentence(sentence, start, end, why)
        elif words >= ENOUGH and (ease(sentence, language) or 0.0) < DENSE:
            yield HardSentence(sentence, start, end, tr("Many long words: say it more simply."))
