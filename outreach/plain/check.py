"""The check of a text: technical words, plainer ones, and hard sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from outreach.plain.languages import LANGUAGES, language_of
from outreach.plain.lists import Found, WordList, bundled, words_of
from outreach.plain.sentences import HardSentence, ease, hard_sentences

QUESTION = "What problem of theirs does this solve?"
"""What a pitch has to answer, whatever words it uses."""

_PARTS = re.compile(r"[,;:()/&]")


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
        spared = dict.fromkeys((part for word in allowed for part in _PARTS.split(word)), "")
        self._spared = {code: WordList(code, spared) for code in LANGUAGES}

    def check(self, text: str, language: str | None = None) -> Checked:
        """Check ``text``; its language is found out when it is not given."""
        language = language or language_of(text)
        lists = [self._own[language or "en"]]
        if language:
            lists.append(bundled(language))
        spared = list(self._spared[language or "en"].find(text))
        taken: list[Found] = []
        for words in lists:
            for found in words.find(text):
                inside = any(s.start <= found.start and found.end <= s.end for s in spared)
                if not inside and not any(_meet(found, other) for other in taken):
                    taken.append(found)
        return Checked(
            language,
            tuple(sorted(taken, key=lambda found: found.start)),
            tuple(hard_sentences(text, language)) if language else (),
            ease(text, language) if language else None,
        )


def _meet(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
