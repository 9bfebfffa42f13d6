"""Which responses of the library fit an objection and who should give them, best first, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.base.language import Terms, plural, tr
from outreach.persuasion.kinds import Answer, Objection, Response
from outreach.planning.champions.fit import Fit, Fitting
from outreach.planning.champions.question import of_objection
from outreach.planning.coverage import has_proof, is_current
from outreach.planning.likeness import Likeness
from outreach.planning.reaching import IN_REACH
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import TOPICS

FARED = {"settled": 2, "helped": 1, "no_effect": -1, "worse": -2}
"""What an answer that was given counts for, by its outcome."""
MOST_ALIKE = 20
"""Objections whose words are like those of another, at most."""

DOUBTS = Terms(
    {
        "out_of_date": "Its review date has passed: check that it is still true.",
        "no_source": "It claims a case or a measurement and names no source.",
    }
)
"""What speaks against a response until somebody sees to it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A response that fits an objection."""

    response: Response
    score: int
    """The higher, the better it fits; only good for comparing matches of one objection."""
    reasons: tuple[str, ...]
    """What speaks for it and against it, in sentences."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can answer an objection, and what they would say."""

    fit: Fit
    response: Response | None
    """The response that names them, else the best there is; None when the library has none."""


class Matching:
    """The library of a snapshot on one day, made once for many objections."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        """Index the objections by their words and the answers by objection and response."""
        self._snapshot, self._today = snapshot, today
        self._ties = Ties(snapshot, today)
        self._reach: dict[str, dict[str, int]] = {}
        self._fitting = Fitting(snapshot, today)
        statements = {id: objection.statement for id, objection in snapshot.objections.items()}
        self._likeness = Likeness(statements)
        self._given: dict[str, list[Answer]] = {}
        self._matched: dict[str, list[str]] = {}
        for answer in snapshot.answers.values():
            self._matched.setdefault(answer.objection, []).append(answer.response)
            if answer.outcome is not None:
                self._given.setdefault(answer.response, []).append(answer)

    def alike(self, objection_id: str) -> dict[str, float]:
        """Return other objections in like words, with how like: 0 to 1, best first."""
        statement = self._snapshot.objections[objection_id].statement
        found = self._likeness.like(statement, MOST_ALIKE + 1)
        return {id: value for id, value in found if id != objection_id}

    def responses_for(self, objection_id: str) -> list[Match]:
        """Return the responses that fit an objection and are not matched to it yet, best first.

        These are those on its topic, and those that were given to objections in like words. An
        objection without a topic gets every response, as nothing can be said against any.
        """
        objection = self._snapshot.objections.get(objection_id)
        if objection is None:
            return []
        alike = self.alike(objection_id)
        for_like = {
            response: id for id in reversed(alike) for response in self._matched.get(id, ())
        }
        used = set(self._matched.get(objection_id, ()))
        speakers: dict[str, Fit] = {}
        found = [
            self._match(objection, response, alike, for_like.get(response.id), speakers)
            for response in self._snapshot.responses.values()
            if response.id not in used
            and (objection.category in (None, response.category) or response.id in for_like)
        ]
        return sorted(found, key=lambda match: (-match.score, match.response.headline.casefold()))

    def speakers_for(self, objection_id: str) -> Iterator[Speaker]:
        """Yield who can answer an objection, best first, each with what they would say.

        Whoever cannot be asked now comes after those who can, and who is ruled out last.
        """
        objection = self._snapshot.objections.get(objection_id)
        if objection is None:
            return
        responses = self._snapshot.responses
        usable = [responses[id] for id in self._matched.get(objection_id, ())]
        usable += [match.response for match in self.responses_for(objection_id)]
        own: dict[str, Response] = {}
        for response in usable:
            if response.spokesperson:
                own.setdefault(response.spokesperson, response)
        anybodys = usable[0] if usable else None
        for fit in self._fitting.in_order(of_objection(objection)):
            yield Speaker(fit, own.get(fit.person, anybodys))

    def _match(
        self,
        objection: Objection,
        response: Response,
        alike: dict[str, float],
        like: str | None,
        speakers: dict[str, Fit],
    ) -> Match:
        points = [
            *self._topic(objection, response, alike, like),
            *self._soundness(response),
            *self._speaker(objection, response, speakers),
            *self._record(objection, response, alike),
        ]
        score = sum(worth for worth, _ in points)
        return Match(response, score, tuple(words for _, words in points))

    def _topic(
        self, objection: Objection, response: Response, alike: dict[str, float], like: str | None
    ) -> Iterator[tuple[int, str]]:
        if objection.category is not None and objection.category == response.category:
            topic = TOPICS.get(objection.category, objection.category)
            yield 8, tr("It is about {topic} as well.", topic=topic)
        if like is not None:
            where = self._snapshot.name(self._snapshot.objections[like].organisation)
            words = tr(
                "It answers much the same at {partner}: “{quoted}”",
                partner=where,
                quoted=self._quoted(like),
            )
            yield 2 + round(4 * alike[like]), words

    def _quoted(self, objection: str) -> str:
        return " ".join(self._snapshot.objections[objection].statement.split())

    def _soundness(self, response: Response) -> Iterator[tuple[int, str]]:
        if not is_current(response, self._today):
            yield 0, DOUBTS["out_of_date"]
        elif response.review_by is not None:
            yield 16, tr("It is within its review date.")
        else:
            yield 15, tr("It has no review date.")
        if response.proofs:
            titles = [self._snapshot.proofs[id].title for id in response.proofs]
            words = (
                tr("Proof: {title} and {count} more.", title=titles[0], count=len(titles) - 1)
                if len(titles) > 1
                else tr("Proof: {title}.", title=titles[0])
            )
            yield 4, words
        elif not has_proof(response):
            yield 0, DOUBTS["no_source"]

    def _speaker(
        self, objection: Objection, response: Response, speakers: dict[str, Fit]
    ) -> Iterator[tuple[int, str]]:
        speaker = response.spokesperson
        if speaker is None:
            yield 0, tr("Nobody is named to say it.")
            return
        if speaker not in speakers:
            person = self._snapshot.people[speaker]
            speakers[speaker] = self._fitting.fit(person, of_objection(objection))
        fit = speakers[speaker]
        known = objection.organisation in self._reached_by(speaker)
        if self._snapshot.people[speaker].organisation == objection.organisation:
            words = tr("{name}, who says it best, works there.", name=fit.name)
        elif known:
            words = tr("{name}, who says it best, knows somebody there.", name=fit.name)
        else:
            words = tr("{name}, who says it best, knows nobody there yet.", name=fit.name)
        yield 2 * known + (fit.score // 25 if fit.available else 0), words
        for obstacle in (*fit.vetoes, *fit.hindrances):
            yield 0, f"{fit.name}: {obstacle[:1].lower()}{obstacle[1:]}"

    def _reached_by(self, person: str) -> dict[str, int]:
        if person not in self._reach:
            self._reach[person] = self._ties.reach(person, IN_REACH)
        return self._reach[person]

    def _record(
        self, objection: Objection, response: Response, alike: dict[str, float]
    ) -> Iterator[tuple[int, str]]:
        """Yield how the response fared where it was given before; like cases count double."""
        given = self._given.get(response.id, ())
        if not given:
            return
        near = [answer for answer in given if self._is_near(objection, answer, alike)]
        worth = [FARED.get(answer.outcome or "", 0) for answer in given]
        worth += [FARED.get(answer.outcome or "", 0) for answer in near]
        good = sum(FARED.get(answer.outcome or "", 0) > 0 for answer in given)
        words = plural(
            "Given once before; it helped in {helped} of {n}.",
            "Given {n} times before; it helped in {helped} of {n}.",
            len(given),
            helped=good,
        )
        yield max(-5, min(5, sum(worth))), words
        if near:
            helped = sum(FARED.get(answer.outcome or "", 0) > 0 for answer in near)
            yield (
                0,
                tr(
                    "With partners or questions like this one it helped in {helped} of {count}.",
                    helped=helped,
                    count=len(near),
                ),
            )

    def _is_near(self, objection: Objection, answer: Answer, alike: dict[str, float]) -> bool:
        """Whether an answer was given to like words, or at a partner of the same sector."""
        if answer.objection in alike:
            return True
        there = self._snapshot.objections[answer.objection].organisation
        sector = self._fitting.standing.sector(objection.organisation)
        return sector is not None and sector == self._fitting.standing.sector(there)
