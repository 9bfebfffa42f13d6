"""Objections like one at hand, met before here or at other partners, and how they were answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from outreach.base.language import tr
from outreach.persuasion.kinds import Answer, Objection
from outreach.planning.matching import Matching
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED, TOPICS

_SAME_TOPIC = 0.4


@dataclass(frozen=True, slots=True)
class Similar:
    """An objection like the one at hand."""

    objection: Objection
    likeness: float
    """From 0 to 1.4: how like the words are, and 0.4 for the same topic."""
    reason: str
    """Why it is shown, in a sentence."""
    tried: tuple[Answer, ...]
    """What was answered to it; what is known to have settled or helped comes first."""

    @property
    def settled(self) -> bool:
        """Whether nobody needs to act on it any more."""
        return self.objection.status in SETTLED


def similar_to(
    snapshot: Snapshot, matching: Matching, objection_id: str, most: int = 3
) -> list[Similar]:
    """Return at most ``most`` objections in like words or on the same topic.

    Settled ones come first, for they say what helped; then the likest.
    """
    one = snapshot.objections.get(objection_id)
    if one is None:
        return []
    alike = matching.alike(objection_id)
    found = []
    for other in snapshot.objections.values():
        same = one.category is not None and one.category == other.category
        if other.id != one.id and (same or other.id in alike):
            likeness = alike.get(other.id, 0.0) + (_SAME_TOPIC if same else 0.0)
            reason = " ".join(_why(one, same, other.id in alike))
            found.append(Similar(other, likeness, reason, _tried(snapshot, other)))
    return sorted(found, key=lambda s: (not s.settled, -s.likeness, s.objection.id))[:most]


def _why(one: Objection, same_topic: bool, same_words: bool) -> Iterator[str]:
    if same_topic:
        topic = TOPICS.get(one.category or "", one.category or "")
        yield tr("It is about {topic} too.", topic=topic)
    if same_words:
        yield tr("It says much the same.")


def _tried(snapshot: Snapshot, objection: Objection) -> tuple[Answer, ...]:
    rank = {"settled": 0, "helped": 1, None: 2, "no_effect": 3, "worse": 4}
    answers = snapshot.dossier(objection.organisation).answers
    mine = [answer for answer in answers if answer.objection == objection.id]
    return tuple(sorted(mine, key=lambda a: (rank.get(a.outcome, 2), a.id)))
