"""Words as they are compared: without capitals, accents and marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

MOST_KEPT = 1 << 16
"""Texts of lists that are kept folded for the next key that is typed; some 10 MB at most."""


def folded(text: str) -> str:
    """Return ``text`` as it is searched; every character stands where it stood."""
    return text.lower() if text.isascii() else text.translate(_IN_PLACE)


def fold(text: str) -> str:
    """Return ``text`` as its spellings are compared; marks leave no gap."""
    return text.lower() if text.isascii() else "".join(map(_folded, _composed(text)))


def words_of(query: str) -> list[str]:
    """Return the words to look for, folded, each once."""
    return list(dict.fromkeys(folded(_composed(query)).split()))


def finder(query: str) -> Callable[..., bool]:
    """Return what tells whether every word of ``query`` stands in some texts, as lists filter.

    The texts are given one by one; None is an empty one. Words may stand in different texts.
    """
    wanted = fold(query).split()

    def finds(*texts: str | None) -> bool:
        # Lists of tens of thousands are filtered at every key: nothing here is done twice.
        whole = texts[0] or "" if len(texts) == 1 else " ".join(filter(None, texts))
        whole = whole.lower() if whole.isascii() else _once(whole)
        for word in wanted:  # noqa: SIM110  three times as quick as all() of a generator
            if word not in whole:
                return False
        return True

    return finds


_once = lru_cache(MOST_KEPT)(fold)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@cache
def _folded(character: str) -> str:
    """Return one character without its accent, in small letters; empty for a mark by itself."""
    base = unicodedata.normalize("NFKD", character)[:1]
    low = base.casefold()[:1] or base
    return "" if unicodedata.combining(low or " ") else low


class _InPlace(dict[int, str]):
    """What each character that was met becomes where every one keeps its place."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code)) or " "
        return found


_IN_PLACE = _InPlace()
