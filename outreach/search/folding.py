"""Words as they are compared: without capitals, accents and marks."""

from __future__ import annotations

import unicodedata
from functools import cache


def folded(text: str) -> str:
    """Return ``text`` as it is searched; every character stands where it stood."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@cache
def _folded(character: str) -> str:
    """Return one character without its accent, in small letters; always one."""
    base = unicodedata.normalize("NFKD", character)[:1]
    low = base.casefold()[:1] or base
    # A mark that stands by itself is no letter to look for, but keeps its place.
    return low if low and not unicodedata.combining(low) else " "


def words_of(query: str) -> list[str]:
    """Return the words to look for, folded, each once."""
    plain = unicodedata.normalize("NFC", query)
    return list(dict.fromkeys(folded(plain).split()))
