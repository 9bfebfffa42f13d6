"""What is missing before the next talk: answers, proofs, speakers, needs, offers, champions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.persuasion.kinds import Objection, Response
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED

IN_REACH = 2
"""Ties between a speaker and the partner at most: to somebody who works there."""


class Gap(NamedTuple):
    """Something missing, in a sentence."""

    kind: str
    """``no_response``, ``out_of_date``, ``no_proof``, ``no_speaker``, ``out_of_reach``,
    ``no_need``, ``no_proposition``, ``no_champion`` or ``lone_champion``."""
    subject: str
    """Id of the record that lacks something."""
    name: str
    """The partner's name."""
    sentence: str


def gaps(snapshot: Snapshot, today: dt.date) -> list[Gap]:
    """Return what is missing: for objections still open, then for each partner."""
    ties = Ties(snapshot)
    return [*_objection_gaps(snapshot, today, ties), *_partner_gaps(snapshot, ties)]


def is_current(response: Response, today: dt.date) -> bool:
    """Whether the response has not passed its review date."""
    return response.review_by is None or response.review_by >= today


def has_proof(response: Response) -> bool:
    """Whether a claim that says it rests on a case or a measurement names its source."""
    return bool(response.proofs) or response.evidence in (None, "own_estimate")


def _objection_gaps(snapshot: Snapshot, today: dt.date, ties: Ties) -> Iterator[Gap]:
    answers: dict[str, list[tuple[Response, str | None]]] = {}
    for answer in snapshot.answers.values():
        response = snapshot.responses[answer.response]
        speaker = answer.spokesperson or response.spokesperson
        answers.setdefault(answer.objection, []).append((response, speaker))
    for objection in snapshot.objections.values():
        if objection.status in SETTLED:
            continue
        found = answers.get(objection.id, [])
        for kind, problem in _weaknesses(objection, found, today, ties):
            name = snapshot.name(objection.organisation)
            yield Gap(kind, objection.id, name, f"{name}: “{objection.statement}” {problem}")


def _weaknesses(
    objection: Objection,
    answers: list[tuple[Response, str | None]],
    today: dt.date,
    ties: Ties,
) -> Iterator[tuple[str, str]]:
    """Say what the answers lack; one good answer is enough for each point."""
    if not answers:
        yield "no_response", "has no response yet."
        return
    if not any(is_current(response, today) for response, _ in answers):
        dates = max(r.review_by for r, _ in answers if r.review_by)
        yield "out_of_date", f"has only responses past their review date ({day_words(dates)})."
    if not any(has_proof(response) for response, _ in answers):
        yield "no_proof", "has no response that names its source."
    speakers = [speaker for _, speaker in answers if speaker]
    if not speakers:
        yield "no_speaker", "has nobody to give the answer."
    elif not any(objection.organisation in ties.reach(s, IN_REACH) for s in speakers):
        yield "out_of_reach", "has no speaker who knows anybody there."


def _partner_gaps(snapshot: Snapshot, ties: Ties) -> Iterator[Gap]:
    needs = {need.organisation for need in snapshot.needs.values()}
    propositions = {value.organisation for value in snapshot.value_propositions.values()}
    champions = _champions(snapshot, ties)
    coordinator = snapshot.people.get(snapshot.initiative.coordinator or "")
    ours = coordinator.organisation if coordinator else None
    for organisation in snapshot.organisations.values():
        # Nobody has to win over the organisation that runs the plan.
        if organisation.id == ours or organisation.status in ("declined", "parked"):
            continue
        id, name = organisation.id, organisation.name
        if id not in needs:
            yield Gap("no_need", id, name, f"{name}: no need of their own is on record.")
        if id not in propositions:
            yield Gap("no_proposition", id, name, f"{name}: no value proposition yet.")
        found = champions.get(id, set())
        if not found:
            yield Gap("no_champion", id, name, f"{name}: no champion reaches them.")
        elif len(found) == 1:
            (only,) = found
            yield Gap(
                "lone_champion",
                id,
                name,
                f"{name}: {snapshot.name(only)} is the only champion who reaches them.",
            )


def _champions(snapshot: Snapshot, ties: Ties) -> dict[str, set[str]]:
    """Return for each partner the people who champion us and reach it."""
    found: dict[str, set[str]] = {}
    for champion in snapshot.champions.values():
        if champion.status == "lapsed":
            continue
        places = [champion.audience] if champion.audience else ties.reach(champion.person, IN_REACH)
        for place in places:
            found.setdefault(place, set()).add(champion.person)
    return found
