"""What a champion is to be found for: a partner, and what has to be answered there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from outreach.persuasion.kinds import Objection
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED

_SEVERITY = {1: 1.0, 2: 1.0, 3: 2.0, 4: 4.0, 5: 4.0}


def severity(objection: Objection) -> float:
    """Return by how many half-notches an unanswered objection lowers the odds of a yes.

    1 for a light one, 2 for a medium one or one that nobody has judged, 4 for a heavy one.
    """
    return _SEVERITY.get(objection.severity or 3, 2.0)


@dataclass(frozen=True, slots=True)
class Question:
    """A partner, and what has to be answered there."""

    organisation: str
    topics: Mapping[str, float] = field(default_factory=dict)
    """Topics on which the speaker must be believed, with how heavily each weighs."""
    objector: str | None = None
    """The person who asked, where one is known."""


def of_objection(objection: Objection) -> Question:
    """Return the question that an objection is."""
    topics = {objection.category: severity(objection)} if objection.category else {}
    return Question(objection.organisation, topics, objection.person)


def of_partner(snapshot: Snapshot, organisation: str, topic: str | None = None) -> Question:
    """Return what stands open at a partner: every objection not settled, or just ``topic``."""
    if topic is not None:
        return Question(organisation, {topic: 1.0})
    topics: dict[str, float] = {}
    for objection in snapshot.dossier(organisation).objections:
        if objection.category and objection.status not in SETTLED:
            before = topics.get(objection.category, 0.0)
            topics[objection.category] = before + severity(objection)
    return Question(organisation, topics)
