"""Lists of technical words with plainer ones, and finding the words of a list in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from outreach.base.assets import resource
from outreach.base.folding import fold
from outreach.plain.languages import LANGUAGES, WORD

BETWEEN = re.compile(r"[\s\u00a0'’\u2010\u2011-]*")
"""What may stand between the words of one expression."""


class Found(NamedTuple):
    """A technical word in a text."""

    word: str
    """As it stands in the text."""
    start: int
    end: int
    suggestion: str
    """Plainer words; empty when the list names none."""


class _Term(NamedTuple):
    form: str
    """As the list writes it, folded: another form may have plainer words of its own."""
    stems: tuple[str, ...]
    suggestion: str
    capitals: str
    """For an abbreviation: how it is written; its letters in small are another word."""


class WordList:
    """Technical words of one language, found in any of their usual forms."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        """Prepare ``words``: technical words with plainer ones."""
        self._stem = LANGUAGES[language].stem
        self._by_first: dict[str, list[_Term]] = {}
        for word, suggestion in words.items():
            stems = tuple(self._stem(fold(part)) for part in WORD.findall(word))
            if stems:
                capitals = word if word.isupper() and len(stems) == 1 else ""
                term = _Term(fold(word), stems, suggestion, capitals)
                self._by_first.setdefault(stems[0], []).append(term)
        for terms in self._by_first.values():
            terms.sort(key=lambda term: -len(term.stems))

    def find(self, text: str) -> Iterator[Found]:
        """Yield the technical words of ``text``, the longest expression at each place."""
        spans = [match.span() for match in WORD.finditer(text)]
        stems = [self._stem(fold(text[start:end])) for start, end in spans]
        at = 0
        while at < len(spans):
            term = self._term(text, spans, stems, at)
            if term is None:
                at += 1
                continue
            start, end = spans[at][0], spans[at + len(term.stems) - 1][1]
            yield Found(text[start:end], start, end, term.suggestion)
            at += len(term.stems)

    def _term(
        self, text: str, spans: list[tuple[int, int]], stems: list[str], at: int
    ) -> _Term | None:
        same: _Term | None = None
        for term in self._by_first.get(stems[at], ()):
            if same is not None and term.stems != same.stems:
                continue
            last = at + len(term.stems)
            if tuple(stems[at:last]) != term.stems:
                continue
            word = text[slice(*spans[at])]
            if term.capitals and word not in (term.capitals, f"{term.capitals}s"):
                continue
            gaps = zip(spans[at:last], spans[at + 1 : last], strict=False)
            if all(BETWEEN.fullmatch(text, before[1], after[0]) for before, after in gaps):
                if term.form == fold(text[spans[at][0] : spans[last - 1][1]]):
                    return term
                same = same or term
        return same


@cache
def bundled(language: str) -> WordList:
    """Return the program's own list for a language: ``en``, ``fr`` or ``es``."""
    text = resource("words", f"plain-{language}.txt").read_text(encoding="utf-8")
    return WordList(language, words_of(text.splitlines()))


def words_of(lines: Iterable[str]) -> dict[str, str]:
    """Return technical words with plainer ones from lines such as ``dataset = figures``."""
    found = {}
    for line in lines:
        word, _, plainer = line.partition("=")
        if word.strip() and not line.startswith("#"):
            found[word.strip()] = plainer.strip()
    return found
