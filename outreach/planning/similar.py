"""Objections like one at hand, met before here or at other partners, and how they were answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.persuasion.kinds import Answer, Objection
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED, TOPICS

_WORD = re.compile(r"[^\W\d_]{4,}")
_SAME_TOPIC = 0.4
_LEAST = 0.4
"""Likeness from which it is worth showing: the same topic, or two fifths of the words."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An objection like the one at hand."""

    objection: Objection
    likeness: float
    """From 0 to 1.4: the part of the longer words that both share, and 0.4 for the same topic."""
    reason: str
    """Why it is shown, in a sentence."""
    tried: tuple[Answer, ...]
    """What was answered to it; what is known to have settled or helped comes first."""

    @property
    def settled(self) -> bool:
        """Whether nobody needs to act on it any more."""
        return self.objection.status in SETTLED


def similar_to(snapshot: Snapshot, objection_id: str, most: int = 3) -> list[Similar]:
    """Return at most ``most`` objections like one, the likest first, settled ones before others.

    Likeness is the Jaccard index of the words of four letters or more, and more for one topic.
    """
    one = snapshot.objections.get(objection_id)
    if one is None:
        return []
    found = [
        like
        for other in snapshot.objections.values()
        if other.id != one.id and (like := _compare(snapshot, one, other)) is not None
    ]
    return sorted(found, key=lambda s: (not s.settled, -s.likeness, s.objection.id))[:most]


def _compare(snapshot: Snapshot, one: Objection, other: Objection) -> Similar | None:
    mine, theirs = _words(one.statement), _words(other.statement)
    shared = mine & theirs
    likeness = len(shared) / len(mine | theirs) if shared else 0.0
    same = one.category is not None and one.category == other.category
    likeness += _SAME_TOPIC if same else 0.0
    if likeness < _LEAST:
        return None
    return Similar(other, likeness, " ".join(_why(one, same, shared)), _tried(snapshot, other))


def _why(one: Objection, same: bool, shared: set[str]) -> Iterator[str]:
    if same:
        yield f"It is about {TOPICS.get(one.category or '', one.category or '')} too."
    if shared:
        yield f"Both say “{'”, “'.join(sorted(shared)[:3])}”."


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _tried(snapshot: Snapshot, objection: Objection) -> tuple[Answer, ...]:
    rank = {"settled": 0, "helped": 1, None: 2, "no_effect": 3, "worse": 4}
    answers = snapshot.dossier(objection.organisation).answers
    mine = [answer for answer in answers if answer.objection == objection.id]
    return tuple(sorted(mine, key=lambda a: (rank.get(a.outcome, 2), a.id)))
