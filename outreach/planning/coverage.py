"""What is missing before the next talk: answers, proofs, speakers, champions, whom to call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.base.language import Terms, tr
from outreach.persuasion.kinds import Objection, Response
from outreach.planning.champions.standing import Standing
from outreach.planning.reaching import IN_REACH, champions_of, partners_in_play
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED, TOPICS

_NO_CHAMPION_AT = Terms(
    {
        "direct": "No champion works at a direct partner.",
        "stakeholder": "No champion works at a wider stakeholder.",
    }
)


class Gap(NamedTuple):
    """Something missing, in a sentence."""

    kind: str
    """``no_response``, ``out_of_date``, ``no_proof``, ``no_speaker``, ``out_of_reach``,
    ``nobody_can_answer``, ``no_need``, ``no_proposition``, ``no_champion``, ``lone_champion``,
    ``lapsed_champion``, ``no_direct_champion``, ``no_stakeholder_champion`` or
    ``no_coordinator``."""
    subject: str
    """Id of the record that lacks something."""
    name: str
    """The partner's name, or the initiative's where it has no coordinator; else empty."""
    sentence: str
    only: str = ""
    """Of a lone champion the name."""


def gaps(snapshot: Snapshot, today: dt.date) -> list[Gap]:
    """Return what is missing: for objections still open, for each partner, and among champions."""
    ties = Ties(snapshot, today)
    return [
        *objection_gaps(snapshot, today, ties),
        *_partner_gaps(snapshot, ties),
        *_champion_gaps(snapshot),
        *_initiative_gaps(snapshot),
    ]


def nobody_to_call(snapshot: Snapshot) -> str:
    """Say that briefs name nobody whom a partner could call; empty when they do."""
    if snapshot.initiative.coordinator:
        return ""
    return tr("No coordinator is set, so no brief says whom to call.")


def is_current(response: Response, today: dt.date) -> bool:
    """Whether the response has not passed its review date."""
    return response.review_by is None or response.review_by >= today


def has_proof(response: Response) -> bool:
    """Whether a claim that says it rests on a case or a measurement names its source."""
    return bool(response.proofs) or response.evidence in (None, "own_estimate")


def doubts(response: Response, today: dt.date) -> list[str]:
    """Return what is to be checked before a response is used, in a few words each."""
    found = []
    if response.review_by is not None and not is_current(response, today):
        found.append(tr("past its review date, {day}", day=day_words(response.review_by)))
    if not has_proof(response):
        found.append(tr("names no source"))
    return found


def objection_gaps(snapshot: Snapshot, today: dt.date, ties: Ties) -> Iterator[Gap]:
    """Yield what is missing for the objections that are still open."""
    answers, unknown = _answers(snapshot), _topics_of_nobody(snapshot, today)
    for objection in snapshot.objections.values():
        if objection.status in SETTLED:
            continue
        name = snapshot.name(objection.organisation)
        said = f"{name}: “{objection.statement}”"
        for kind, sentence in _weaknesses(
            objection, said, answers.get(objection.id, []), today, ties
        ):
            yield Gap(kind, objection.id, name, sentence)
        if objection.category in unknown:
            topic = TOPICS.get(objection.category, objection.category)
            sentence = tr(
                "{objection} can be answered by nobody: no one is believed on {topic}.",
                objection=said,
                topic=topic,
            )
            yield Gap("nobody_can_answer", objection.id, name, sentence)


def _answers(snapshot: Snapshot) -> dict[str, list[tuple[Response, str | None]]]:
    """Return for each objection its responses, each with who gives it."""
    answers: dict[str, list[tuple[Response, str | None]]] = {}
    for answer in snapshot.answers.values():
        response = snapshot.responses[answer.response]
        speaker = answer.spokesperson or response.spokesperson
        answers.setdefault(answer.objection, []).append((response, speaker))
    return answers


def _topics_of_nobody(snapshot: Snapshot, today: dt.date) -> set[str]:
    """Return the topics of objections on which no one is believed, or at least knows about."""
    standing = Standing(snapshot, today)
    topics = {one.category for one in snapshot.objections.values() if one.category}
    people = snapshot.people.values()
    return {t for t in topics if not any(standing.credence(person, t) for person in people)}


def _weaknesses(
    objection: Objection,
    said: str,
    answers: list[tuple[Response, str | None]],
    today: dt.date,
    ties: Ties,
) -> Iterator[tuple[str, str]]:
    """Say what the answers lack; one good answer is enough for each point.

    ``said`` is the partner and the objection, with which each sentence begins.
    """
    if not answers:
        yield "no_response", tr("{objection} has no response yet.", objection=said)
        return
    if not any(is_current(response, today) for response, _ in answers):
        dates = max(r.review_by for r, _ in answers if r.review_by)
        sentence = tr(
            "{objection} has only responses past their review date ({day}).",
            objection=said,
            day=day_words(dates),
        )
        yield "out_of_date", sentence
    if not any(has_proof(response) for response, _ in answers):
        sentence = tr("{objection} has no response that names its source.", objection=said)
        yield "no_proof", sentence
    speakers = [speaker for _, speaker in answers if speaker]
    if not speakers:
        yield "no_speaker", tr("{objection} has nobody to give the answer.", objection=said)
    elif not any(objection.organisation in ties.reach(s, IN_REACH) for s in speakers):
        sentence = tr("{objection} has no speaker who knows anybody there.", objection=said)
        yield "out_of_reach", sentence


def _partner_gaps(snapshot: Snapshot, ties: Ties) -> Iterator[Gap]:
    champions = champions_of(snapshot, ties)
    for id in partners_in_play(snapshot):
        name, dossier = snapshot.name(id), snapshot.dossier(id)
        if not dossier.needs:
            yield Gap(
                "no_need", id, name, tr("{name}: no need of their own is on record.", name=name)
            )
        if not dossier.value_propositions:
            yield Gap(
                "no_proposition", id, name, tr("{name}: no value proposition yet.", name=name)
            )
        found = champions.get(id, set())
        if not found:
            yield Gap("no_champion", id, name, tr("{name}: no champion reaches them.", name=name))
        elif len(found) == 1:
            (only,) = found
            sentence = tr(
                "{name}: {only} is the only champion who reaches them.",
                name=name,
                only=snapshot.name(only),
            )
            yield Gap("lone_champion", id, name, sentence, snapshot.name(only))


def _champion_gaps(snapshot: Snapshot) -> Iterator[Gap]:
    """Say which champions have lapsed, and on which side of the cause there is none at all."""
    for role in snapshot.champions.values():
        if role.status == "lapsed":
            name, partner = snapshot.name(role.person), snapshot.name(role.audience)
            if partner:
                sentence = tr(
                    "{name} is no champion with {partner} any more.", name=name, partner=partner
                )
            else:
                sentence = tr("{name} is no champion any more.", name=name)
            yield Gap("lapsed_champion", role.id, partner, sentence)
    for side, sentence in _NO_CHAMPION_AT.items():
        there_are = [o.id for o in snapshot.organisations.values() if o.partner_type == side]
        if there_are and not _champions_at(snapshot, set(there_are)):
            yield Gap(f"no_{side}_champion", snapshot.initiative.id, "", sentence)


def _initiative_gaps(snapshot: Snapshot) -> Iterator[Gap]:
    if partners_in_play(snapshot) and (sentence := nobody_to_call(snapshot)):
        initiative = snapshot.initiative
        yield Gap("no_coordinator", initiative.id, initiative.name, sentence)


def _champions_at(snapshot: Snapshot, places: set[str]) -> list[str]:
    return [
        role.person
        for role in snapshot.champions.values()
        if role.status != "lapsed" and snapshot.people[role.person].organisation in places
    ]
