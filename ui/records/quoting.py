"""Somebody's own words as pages show them."""

from __future__ import annotations

_QUOTES = '“”"„«»'


def quoted(words: str) -> str:
    """Return ``words`` in one line between quotation marks; they get no second pair."""
    line = " ".join(words.split())
    if len(line) > 1 and line[0] in _QUOTES and line[-1] in _QUOTES:
        line = line[1:-1].strip()
    return f"“{line}”"
