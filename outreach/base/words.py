"""How the program puts words when they stand alone before a person."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Sequence
from itertools import islice

from outreach.base.language import figure, plural, tr

MOST_TOLD = 100
"""So many sentences about one thing are enough."""
MOST_NAMED = 4
"""So many names in a sentence are enough."""


def sentence_case(words: str) -> str:
    """Return ``words`` with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]


def size_words(size: int) -> str:
    """Say a number of bytes as people do: ``1.2 MB``."""
    if size >= 100_000:
        return tr("{size} MB", size=figure(round(size / 1e6, 1)))
    return tr("{size} kB", size=figure(round(size / 1e3)))


def enough(sentences: Iterable[str]) -> list[str]:
    """Return the first of ``sentences``, and one that says so when there are very many."""
    going = iter(sentences)
    said = list(islice(going, MOST_TOLD))
    if next(going, None) is not None:
        said.append(tr("There is more of this kind."))
    return said


def listed(words: Sequence[str]) -> str:
    """Return ``words`` as a list in a sentence: ``one, two and three``."""
    if len(words) < 2:
        return "".join(words)
    return tr("{several} and {last}", several=with_commas(words[:-1]), last=words[-1])


def first_of(names: Sequence[str]) -> str:
    """Return ``names`` as a list in a sentence; of very many the first, and how many more."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    shown = with_commas(names[: MOST_NAMED - 1])
    more = len(names) - MOST_NAMED + 1
    return plural("{shown} and {n} more", "{shown} and {n} more", more, shown=shown)


def with_commas(words: Iterable[str]) -> str:
    """Return ``words`` one after the other: ``one, two, three``."""
    return tr(", ").join(words)


def either(words: Iterable[str]) -> str:
    """Return ``words`` of which one is meant: ``one or two``."""
    return tr(" or ").join(words)


def shown(value: object) -> str:
    """Return what was given instead of a value, short enough for a sentence and printable."""
    if isinstance(value, str):
        return f"“{printable(value)}”"
    try:
        return reprlib.repr(value)
    except ValueError:  # Python does not write out a number of thousands of digits
        return tr("a number that long")


def printable(text: str, most: int = 60) -> str:
    """Return the beginning of a text from anywhere, so that it can stand in a sentence."""
    return repr(text[:most])[1:-1]
