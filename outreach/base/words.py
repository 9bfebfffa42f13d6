"""How the program puts words when they stand alone before a person."""

from __future__ import annotations


def sentence_case(words: str) -> str:
    """Return ``words`` with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]
