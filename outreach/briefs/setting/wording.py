"""What is left of typed text once everything that cannot be seen is taken out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t \u1680\u2000-\u200b\u205f\u3000]+")
"""Every space that a line may break at; no-break spaces are not among them."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
)
"""Control characters, marks of direction and others that draw nothing by themselves."""

_LOOSE = re.compile("(?<![^\x00-\x7f])[\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f]+(?!\u20e3)")
"""Joiners and signs of variants where there is nothing to join: they shape letters of some scripts
and composed emoji, never plain Latin ones."""


_USUAL = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*")
"""Characters of which none is left out, changed, or a place to break but the space."""


@lru_cache(maxsize=4096)
def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of ``text``, without unseen characters and needless spaces.

    An explicit mark of direction could turn a whole line round, so none is let through.
    """
    if _USUAL.fullmatch(text):
        kept = text.strip(" ")
        if "  " in kept:
            kept = _SPACES.sub(" ", kept)
        return (kept,) if kept else ()
    parts = _BREAKS.split(unicodedata.normalize("NFC", text))
    parts = [_LOOSE.sub("", _UNSEEN.sub("", part)) for part in parts]
    cleaned = (_SPACES.sub(" ", part).strip(" ") for part in parts)
    return tuple(part for part in cleaned if part)


def plain(text: str) -> str:
    """Return ``text`` as one line, or an empty string when there is nothing to see in it."""
    return " ".join(paragraphs(text))
