"""Who can answer an objection, best first, each with what they would say and why they fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from outreach.persuasion.kinds import Answer, Objection, Response
from outreach.planning.champions.criteria import UNKNOWN
from outreach.planning.champions.fit import Fit, champions_for_objection
from outreach.planning.matching import responses_for
from outreach.snapshot import Snapshot

STRONG, GOOD = 70, 55
"""Scores of a fit from which it is called so."""
REASONS = 2

Strength = Literal["strong", "good", "possible"]


@dataclass(frozen=True, slots=True)
class Speaker:
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


def speakers_for(
    snapshot: Snapshot, objection_id: str, today: dt.date, most: int = 3
) -> list[Speaker]:
    """Return at most ``most`` people who can answer an objection, best first.

    Whoever is to be won over, or must not speak there, is not among them.
    """
    objection = snapshot.objections.get(objection_id)
    if objection is None:
        return []
    used = {a.response: a.id for a in _answers(snapshot, objection)}
    matches = [match.response for match in responses_for(snapshot, objection_id, today)]
    responses = [*(snapshot.responses[id] for id in used), *matches]
    fits = champions_for_objection(snapshot, objection_id, today)
    found: list[Speaker] = []
    for fit in fits:
        if len(found) == most or fit.vetoes:
            break
        if fit.person != objection.person:
            response = _best_said_by(responses, fit.person)
            found.append(Speaker(fit, response, used.get(response.id) if response else None))
    return found


def _answers(snapshot: Snapshot, objection: Objection) -> list[Answer]:
    answers = snapshot.dossier(objection.organisation).answers
    return [answer for answer in answers if answer.objection == objection.id]


def _best_said_by(responses: Sequence[Response], person: str) -> Response | None:
    own = [response for response in responses if response.spokesperson == person]
    return next(iter((*own, *responses)), None)
