"""Which texts are like another in their words, whatever they are filed under.

Words count by how rare they are (tf-idf with cosine, Salton and Buckley, 1988), each by its first
letters without accents, so that forms of a word meet and no language has to be known.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from outreach.base.folding import fold

_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 6
_USUAL = 0.2
"""Share of the texts from which a word says nothing."""
_FEW = 20
"""Texts in which a word may stand in any case."""


class Likeness:
    """An index of texts, made once for many questions."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Index ``texts``, by id."""
        features = {id: _features(text) for id, text in texts.items()}
        self._count = len(features)
        spread = Counter(word for words in features.values() for word in words)
        self._weights = {word: math.log(1 + self._count / n) for word, n in spread.items()}
        usual = max(_FEW, _USUAL * self._count)
        self._texts_with: dict[str, list[str]] = defaultdict(list)
        for id, words in features.items():
            for word in words:
                if spread[word] <= usual:
                    self._texts_with[word].append(id)
        self._lengths = {id: self._length(words) for id, words in features.items()}

    def like(self, text: str, most: int, least: float = 0.2) -> list[tuple[str, float]]:
        """Return the ids of up to ``most`` texts like ``text``, with how like: 0 to 1, best first.

        Texts less like it than ``least`` are left out.
        """
        words = _features(text)
        length = self._length(words)
        found: dict[str, float] = defaultdict(float)
        for word in words:
            weight = self._weights.get(word, 0.0) ** 2
            for id in self._texts_with.get(word, ()):
                found[id] += weight
        likeness = {id: value / (length * self._lengths[id]) for id, value in found.items()}
        near = sorted(likeness.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(id, value) for id, value in near if value >= least][:most]

    def _length(self, words: Iterable[str]) -> float:
        unknown = math.log(1 + self._count)
        return math.sqrt(sum(self._weights.get(word, unknown) ** 2 for word in words)) or 1.0


def _features(text: str) -> set[str]:
    return {fold(word)[:_STEM] for word in _WORD.findall(text)}
