"""Who can answer an objection, best first, each with what they would say and why they fit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Literal

from outreach.persuasion.kinds import Response
from outreach.planning.champions.criteria import UNKNOWN
from outreach.planning.champions.fit import Fit
from outreach.planning.matching import Matching
from outreach.snapshot import Snapshot

STRONG, GOOD = 70, 55
"""Scores of a fit from which it is called so."""
REASONS = 2

Strength = Literal["strong", "good", "possible"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can answer an objection."""

    fit: Fit
    response: Response | None
    """What they would say: what they say best, else the best response there is."""
    answer: str | None
    """The id of the answer that has this response already, if there is one."""

    @property
    def strength(self) -> Strength:
        """How good a match it is, in a word."""
        if not self.fit.available or self.fit.score < GOOD:
            return "possible"
        return "strong" if self.fit.score >= STRONG else "good"

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for them most, in sentences."""
        shares = sorted(self.fit.shares, key=lambda share: -share.points)
        good = [share.words for share in shares if share.value > UNKNOWN]
        return tuple(good[:REASONS])


def candidates_for(
    snapshot: Snapshot, matching: Matching, objection_id: str, most: int = 3
) -> list[Candidate]:
    """Return at most ``most`` people who can answer an objection, best first.

    Whoever asked, or must not speak there, is not among them.
    """
    objection = snapshot.objections.get(objection_id)
    if objection is None:
        return []
    answers = snapshot.dossier(objection.organisation).answers
    used = {answer.response: answer.id for answer in answers if answer.objection == objection_id}
    fitting = (
        Candidate(speaker.fit, speaker.response, used.get(speaker.response.id))
        if speaker.response
        else Candidate(speaker.fit, None, None)
        for speaker in matching.speakers_for(objection_id)
        if speaker.fit.person != objection.person and not speaker.fit.vetoes
    )
    return list(islice(fitting, most))
