"""The check of a text: technical words, plainer ones, and hard sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from outreach.base.language import tr
from outreach.plain.languages import LANGUAGES, language_of
from outreach.plain.lists import Found, WordList, bundled, words_of
from outreach.plain.sentences import HardSentence, ease, hard_sentences

_PARTS = re.compile(r"[,;:()/&]")


def question() -> str:
    """Return what a pitch has to answer, whatever words it uses."""
    return tr("What problem of theirs does this solve?")


class Checked(NamedTuple):
    """What stands in the way of a text's being understood."""

    language: str | None
    """``en``, ``fr`` or ``es``; None for another script, where only own words are looked for."""
    words: tuple[Found, ...]
    sentences: tuple[HardSentence, ...]
    ease: float | None
    """Reading ease, about 100 for very easy and 30 for a scientific paper."""


class Checker:
    """The check with a team's own words, and the words and names that it leaves alone."""

    def __init__(self, avoided: Iterable[str] = (), allowed: Iterable[str] = ()) -> None:
        """Prepare the check.

        Args:
            avoided: More technical words, such as ``footfall = visitors``, plainer words or none.
            allowed: Words that stay unmarked, and names with technical words in them.
        """
        own = words_of(avoided)
        self._own = {code: WordList(code, own) for code in LANGUAGES}
        # A name may have commas in it, an expression has none.
        self._allowed = dict.fromkeys((part for word in allowed for part in _PARTS.split(word)), "")
        self._spared: dict[str, WordList] = {}
        """By language; names are many, and nearly all texts are in one."""

    def check(self, text: str, language: str | None = None) -> Checked:
        """Check ``text``; its language is found out when it is not given."""
        language = language or language_of(text)
        lists = [self._own[language or "en"]]
        if language:
            lists.append(bundled(language))
        spared, taken = _Spans(self._spared_in(language or "en").find(text)), _Spans()
        for words in lists:
            taken.add(
                one for one in words.find(text) if not spared.holds(one) and not taken.meets(one)
            )
        return Checked(
            language,
            tuple(taken.spans),
            tuple(hard_sentences(text, language)) if language else (),
            ease(text, language) if language else None,
        )

    def _spared_in(self, language: str) -> WordList:
        if language not in self._spared:
            self._spared[language] = WordList(language, self._allowed)
        return self._spared[language]


class _Spans:
    """Words found in a text that do not overlap, in their order."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self.spans = list(found)

    def add(self, found: Iterable[Found]) -> None:
        """Take in words that meet none of those here."""
        self.spans = sorted((*self.spans, *found), key=_start)

    def holds(self, word: Found) -> bool:
        """Whether a word is a part of one of these."""
        at = bisect_right(self.spans, word.start, key=_start) - 1
        return at >= 0 and word.end <= self.spans[at].end

    def meets(self, word: Found) -> bool:
        """Whether a word has anything in common with one of these."""
        at = bisect_right(self.spans, word.start, key=_start)
        before = at > 0 and self.spans[at - 1].end > word.start
        return before or (at < len(self.spans) and self.spans[at].start < word.end)


def _start(found: Found) -> int:
    return found.start
