"""People and partners who may be the same twice: likely pairs, each with the reasons.

Only those are held against each other who share something: an address, the figures of a telephone
number, a website, or a word of their names as it is written in any script. What somebody said is
not a duplicate is not asked about again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from outreach.base.language import tr
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.exchange.alike import (
    digits,
    domain,
    organisation_words,
    skeleton,
    words,
)
from outreach.network.kinds import Distinct, Organisation, Person

MOST_TOGETHER = 400
"""More records than this that share a word are not held against each other for that alone."""
ALIKE = 88
"""From this on, of 100, two names are alike."""
LIKELY = 60
"""From this score on, of 100, a pair is likely."""


class Duplicate(NamedTuple):
    """Two records that may be the same."""

    kind: str
    keep: str
    """The older of the two."""
    other: str
    names: tuple[str, str]
    score: int
    """0 to 100."""
    reasons: tuple[str, ...]


class _Entry(NamedTuple):
    id: str
    name: str
    words: tuple[str, ...]
    sorted: str
    bones: str
    """The consonants of the name: known in scripts that write no vowels."""
    latin: bool
    marks: tuple[tuple[str, str], ...]
    """(reason, value) of what few share: an address, a number, a website."""
    place: str
    """Where somebody works; empty when that is not known."""


def duplicates(document: Document) -> list[Duplicate]:
    """Return the likely pairs in ``document``, the likeliest first."""
    apart = {frozenset((one.one, one.other)) for one in document.all(Distinct)}
    found = [
        *_pairs("organisation", map(_organisation, document.all(Organisation)), apart),
        *_pairs("person", map(_person, document.all(Person)), apart),
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.keep, pair.other))


def _person(person: Person) -> _Entry:
    marks = [(tr("the same e-mail address"), (person.email or "").casefold().strip())]
    marks.append((tr("the same telephone number"), digits(person.phone or "")))
    return _entry(person.id, person.name, words(person.name), marks, person.organisation or "")


def _organisation(partner: Organisation) -> _Entry:
    marks = [(tr("the same website"), domain(partner.website or ""))]
    return _entry(partner.id, partner.name, organisation_words(partner.name), marks, "")


def _entry(
    id: str, name: str, parts: tuple[str, ...], marks: list[tuple[str, str]], place: str
) -> _Entry:
    bones = " ".join(sorted(filter(None, map(skeleton, parts))))
    latin = all(ord(c) < 0x250 for c in name if c.isalpha())
    told = tuple(mark for mark in marks if mark[1])
    return _Entry(id, name, parts, " ".join(sorted(parts)), bones, latin, told, place)


def _pairs(kind: str, entries: Iterable[_Entry], apart: set[frozenset[str]]) -> Iterator[Duplicate]:
    for one, other in _near(list(entries)):
        if frozenset((one.id, other.id)) not in apart:
            score, reasons = _judged(one, other)
            if score >= LIKELY:
                first, second = sorted((one, other), key=lambda entry: entry.id)
                names = first.name, second.name
                yield Duplicate(kind, first.id, second.id, names, score, reasons)


def _near(entries: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield each pair once that shares something."""
    together: defaultdict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        for key in set(_keys(entry)):
            together[key].append(n)
    seen: set[int] = set()
    most = len(entries)
    for places in together.values():
        if 1 < len(places) <= MOST_TOGETHER:
            for one, other in combinations(places, 2):
                pair = one * most + other
                if pair not in seen:
                    seen.add(pair)
                    yield entries[one], entries[other]


def _keys(entry: _Entry) -> Iterator[str]:
    for reason, value in entry.marks:
        yield f"{reason} {value}"
    yield f"all {entry.sorted}"
    yield f"bones {entry.bones}"
    for one, other in combinations(sorted(entry.words), 2):
        # A word of the name with the beginning of another: a typing error leaves one of them.
        yield f"{one} {other[:1]}"
        yield f"{one[:1]} {other}"
    if len(entry.words) == 1:
        yield f"only {entry.words[0][:4]}"
        yield f"only {entry.words[0][-4:]}"


def _judged(one: _Entry, other: _Entry) -> tuple[int, tuple[str, ...]]:
    """Return how likely two are the same, and why."""
    reasons = [reason for reason, value in one.marks if (reason, value) in other.marks]
    marks, name = len(reasons), _alike(one, other)
    if name == 100:
        reasons.append(
            tr("the same name") if one.name == other.name else tr("the same name but for form")
        )
    elif name >= ALIKE:
        reasons.append(tr("names that are alike"))
    score = name if name >= ALIKE else 0
    if marks:
        # An office has one address for many: without any likeness of names it says little.
        score = max(score, 90 if name >= 60 else 30) + 5 * marks
    elif one.place and other.place and one.place != other.place:
        score -= 30
        reasons.append(tr("but at different partners"))
    return min(score, 100), tuple(reasons)


def _alike(one: _Entry, other: _Entry) -> int:
    """Return how much two names are alike, 0 to 100."""
    from rapidfuzz import fuzz

    if one.sorted == other.sorted:
        return 100
    if one.latin != other.latin and one.bones == other.bones and len(one.bones) > 3:
        return 95
    score = fuzz.ratio(one.sorted, other.sorted)
    few, many = sorted((one.words, other.words), key=len)
    if score < ALIKE and len(few) > 1 and _fit(few, many):
        # One of them without a middle name, or with the first letter of one.
        return ALIKE + 2
    return int(score)


def _fit(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether each word of one name is a word of the other, or the first letter of one."""
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        fitting = [m for m in left if m == word or (len(word) == 1 and m.startswith(word))]
        if not fitting:
            return False
        left.remove(fitting[0])
    return any(len(word) > 2 for word in few)


def tell_apart(document: Document, one: str, other: str) -> Changes:
    """Put on record that two records are not the same, so that nobody is asked again."""
    from outreach.document.naming import Names

    names = Names(document.connection, document.model)
    label = tr(
        "“{one}” and “{other}” are not the same", one=names.name(one), other=names.name(other)
    )
    with document.edit(label[:200]) as edit:
        edit.add(Distinct, one=one, other=other)
    return edit.changes
