"""Which responses of the library fit an objection, best first, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.persuasion.kinds import Objection, Response
from outreach.planning.coverage import IN_REACH, has_proof, is_current
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import TOPICS

FARED = {"settled": 2, "helped": 1, "no_effect": -1, "worse": -2}
"""What an answer that was given counts for, by its outcome."""

OUT_OF_DATE = "Its review date has passed: check that it is still true."
NO_SOURCE = "It claims a case or a measurement and names no source."
"""What speaks against a response until somebody sees to it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A response that fits an objection."""

    response: Response
    score: int
    """The higher, the better it fits; only good for comparing matches of one objection."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, in sentences."""


def responses_for(snapshot: Snapshot, objection_id: str, today: dt.date) -> list[Match]:
    """Return the responses on the objection's topic that are not matched to it yet, best first.

    An objection without a topic gets every response, as nothing can be said against any.
    """
    objection = snapshot.objections.get(objection_id)
    if objection is None:
        return []
    answers = snapshot.answers.values()
    used = {answer.response for answer in answers if answer.objection == objection_id}
    fitting = [
        response
        for response in snapshot.responses.values()
        if response.id not in used and objection.category in (None, response.category)
    ]
    ties = Ties(snapshot)
    found = [_match(snapshot, objection, response, today, ties) for response in fitting]
    return sorted(found, key=lambda match: (-match.score, match.response.headline.casefold()))


def _match(
    snapshot: Snapshot, objection: Objection, response: Response, today: dt.date, ties: Ties
) -> Match:
    points = list(_points(snapshot, objection, response, today, ties))
    return Match(response, sum(score for score, _ in points), tuple(words for _, words in points))


def _points(
    snapshot: Snapshot, objection: Objection, response: Response, today: dt.date, ties: Ties
) -> Iterator[tuple[int, str]]:
    """Yield what counts for or against a response, heaviest first."""
    if objection.category is not None:
        yield 8, f"It is about {TOPICS.get(objection.category, objection.category)} as well."
    if not is_current(response, today):
        yield 0, OUT_OF_DATE
    elif response.review_by is not None:
        yield 16, "It is within its review date."
    else:
        yield 15, "It has no review date."
    if response.proofs:
        yield 4, _proofs(snapshot, response)
    elif not has_proof(response):
        yield 0, NO_SOURCE
    yield from _speaker(snapshot, objection, response, ties)
    yield from _record(snapshot, response)


def _proofs(snapshot: Snapshot, response: Response) -> str:
    titles = [snapshot.proofs[id].title for id in response.proofs]
    more = len(titles) - 1
    return f"Proof: {titles[0]}" + (f" and {more} more." if more else ".")


def _speaker(
    snapshot: Snapshot, objection: Objection, response: Response, ties: Ties
) -> Iterator[tuple[int, str]]:
    speaker = response.spokesperson
    if speaker is None:
        yield 0, "Nobody is named to say it."
    elif objection.organisation in ties.reach(speaker, IN_REACH):
        yield 2, f"{snapshot.name(speaker)}, who says it best, knows somebody there."
    else:
        yield 0, f"{snapshot.name(speaker)}, who says it best, knows nobody there yet."


def _record(snapshot: Snapshot, response: Response) -> Iterator[tuple[int, str]]:
    """Yield how the response fared where it was given before."""
    outcomes = [
        answer.outcome
        for answer in snapshot.answers.values()
        if answer.response == response.id and answer.outcome is not None
    ]
    if not outcomes:
        return
    good = sum(FARED.get(outcome, 0) > 0 for outcome in outcomes)
    score = max(-3, min(3, sum(FARED.get(outcome, 0) for outcome in outcomes)))
    times = "once" if len(outcomes) == 1 else f"{len(outcomes)} times"
    yield score, f"Given {times} before; it helped in {good} of {len(outcomes)}."
