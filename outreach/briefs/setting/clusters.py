"""What a reader takes for one letter: a base with its marks, a syllable, a composed emoji."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_VIRAMA = 9
"""The canonical combining class of signs that bind a consonant to the next."""
_ALSO_MARKS = frozenset("\u0e33\u0eb3\u200c\u200d\uff9e\uff9f")
"""Vowels that hang on the letter before, joiners, and half-width voicing marks."""


def clusters(text: str) -> list[str]:
    """Return ``text`` cut between letters; joined again they are the same."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    flags = 0
    for char in text:
        flag = "\U0001f1e6" <= char <= "\U0001f1ff"
        if found and (_continues(found[-1], char) or (flag and flags % 2)):
            found[-1] += char
        else:
            found.append(char)
        flags = flags + 1 if flag else 0
    return found


def is_mark(char: str) -> bool:
    """Tell whether ``char`` belongs to the letter before it."""
    return (
        unicodedata.category(char)[0] == "M"
        or char in _ALSO_MARKS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _continues(before: str, char: str) -> bool:
    last = before[-1]
    if is_mark(char):
        return True
    if last == _JOINER:
        return len(before) > 1
    if unicodedata.combining(last) == _VIRAMA or (
        last in "\u200c" and unicodedata.combining(before[-2:-1] or " ") == _VIRAMA
    ):
        return unicodedata.category(char) == "Lo" and last != "\u200c"
    return _is_syllable(last, char)


def _is_syllable(last: str, char: str) -> bool:
    """Tell whether two parts of a Korean syllable go together."""
    lead, vowel = "\u1100" <= last <= "\u115f", "\u1160" <= last <= "\u11a7"
    tail = "\u11a8" <= last <= "\u11ff"
    whole = "\uac00" <= last <= "\ud7a3"
    if "\u1160" <= char <= "\u11a7":
        return lead or vowel or (whole and (ord(last) - 0xAC00) % 28 == 0)
    if "\u11a8" <= char <= "\u11ff":
        return vowel or tail or whole
    return lead and ("\u1100" <= char <= "\u115f" or "\uac00" <= char <= "\ud7a3")
