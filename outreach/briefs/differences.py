"""How what a content says differs from what it said, part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from enum import Enum

from outreach.base.clock import day_words
from outreach.base.language import Language, chosen, tr
from outreach.briefs.labels import labels
from outreach.briefs.part_names import part_words
from outreach.briefs.parts_content import Node, Tie


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a content that says something else now."""

    part: str
    """Where it was, such as ``briefs.2.headline``."""
    before: str
    after: str

    @property
    def label(self) -> str:
        """The part in the words of the paper, such as ``Fair questions · Our answer``."""
        return part_words(self.part.split("."))


def differences(then: object, now: object, part: str = "") -> Iterator[Difference]:
    """Yield what of ``then`` says something else in ``now``, under the names of its parts."""
    if then == now:
        return
    # What is drawn of a map is told whole: what it is made of are no words.
    whole = isinstance(then, Node | Tie)
    if is_dataclass(then) and type(then) is type(now) and not isinstance(then, type) and not whole:
        for field in fields(then):
            if not field.compare:
                continue
            below = f"{part}.{field.name}".strip(".")
            yield from differences(getattr(then, field.name), getattr(now, field.name), below)
    elif isinstance(then, tuple) and isinstance(now, tuple):
        yield from _of_lists(then, now, part)
    else:
        yield Difference(part, in_words(then), in_words(now))


def _of_lists(then: Sequence[object], now: Sequence[object], part: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [repr(x) for x in then], [repr(x) for x in now], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        both = min(b - a, d - c)
        for step in range(both):
            yield from differences(then[a + step], now[c + step], f"{part}.{a + step}")
        for place in range(a + both, b):
            yield Difference(f"{part}.{place}", in_words(then[place]), "")
        for place in range(c + both, d):
            # It was nowhere: the page of the one before it is the one that lacks it.
            beside = f"{part}.{max(0, min(b, len(then)) - 1)}" if then else part
            yield Difference(beside, "", in_words(now[place]))


def in_words(value: object) -> str:
    """Return what a part of a content says, in a line."""
    if value is None or value is False:
        return ""
    if value is True:
        return tr("yes")
    if isinstance(value, Language):
        return value.own_name
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Tie):
        return value.words
    if isinstance(value, Node):
        say = labels(Language(chosen()))
        return f"{value.name}, {getattr(say, value.standing)}"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(in_words, value)))
    if is_dataclass(value) and not isinstance(value, type):
        said = (in_words(getattr(value, field.name)) for field in fields(value) if field.compare)
        return ", ".join(filter(None, said))
    return " ".join(str(value).split())


class Showing:
    """Which pages show which parts of a content, for many questions about the same pages."""

    def __init__(self, pages: Sequence[Iterable[str]]) -> None:
        """Take the names of the parts that each page shows."""
        self._counts: dict[str, dict[int, int]] = {}
        """For each part, how many of what it is or holds are on each page, by place."""
        for place, parts in enumerate(pages):
            for part in parts:
                for whole in _wholes(part):
                    counts = self._counts.setdefault(whole, {})
                    counts[place] = counts.get(place, 0) + 1

    def of(self, part: str) -> list[int]:
        """Return the places of the pages that show ``part``, or else what is nearest to it.

        Where no page shows just that, the first page of what it belongs to stands for it.
        """
        found = list(self._counts.get(part, ()))
        whole = 3 if ".handout." in part else 2 if part.startswith("briefs.") else 1
        while not found and part.count(".") >= whole:
            part = part.rpartition(".")[0]
            counts = self._counts.get(part, {})
            if part.count(".") >= whole:
                # What is added to a list comes after the rest of it.
                found = list(counts)[-1:]
            elif counts:
                # What a brief never showed belongs where it says most of its kind.
                found = [max(counts, key=counts.__getitem__)]
        return found


def _wholes(part: str) -> Iterator[str]:
    """Yield a part and all that it belongs to; an internal edition does not hold its hand-out."""
    whole, below = part, ""
    while whole:
        if not below.startswith("handout."):
            yield whole
        whole, _, step = whole.rpartition(".")
        below = f"{step}.{below}"
