"""From the records to a hand-out: what a partner may read of what we know, and nothing else.

Nothing that is declared confidential is read here, with one exception that the partner knows
already: objections that they raised themselves, in their own words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from outreach.base.errors import NotFound
from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.briefs.company import company
from outreach.briefs.content import Card, Handout, NextStep, Question, Spokesperson
from outreach.briefs.labels import Labels, Language, labels
from outreach.briefs.logo import logo_of
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Objection, Proof, Response, ValueProposition
from outreach.planning.coverage import has_proof, is_current
from outreach.snapshot import Dossier, Snapshot
from outreach.vocabulary import JOINED, TOPICS

_CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"


def code(organisation: str) -> str:
    """Return the short code of a partner's brief, made from its id: the same in every copy."""
    number = int(organisation.replace("-", "")[-12:], 16)
    letters = []
    for _ in range(5):
        number, digit = divmod(number, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[digit])
    return "P-" + "".join(letters)


def handout(
    snapshot: Snapshot,
    organisation_id: str,
    today: dt.date,
    language: Language = Language.ENGLISH,
) -> Handout:
    """Compose what one partner is handed, with the words for choices in ``language``.

    Raises:
        NotFound: when there is no such partner.
    """
    partner = partner_of(snapshot, organisation_id)
    dossier = snapshot.dossier(partner.id)
    propositions = dossier.value_propositions
    answered = answered_of(snapshot, dossier)
    say = labels(language)
    return Handout(
        code=code(partner.id),
        initiative=snapshot.initiative.name,
        partner=partner.name,
        description=_description(partner),
        headline=_headline(snapshot, propositions),
        deck=_deck(snapshot, partner, propositions),
        card=_card(snapshot, propositions),
        who_you_are=partner.about or "",
        you_need=_said(need.statement for need in dossier.needs),
        we_offer=_said(_terms(snapshot, partner, propositions)),
        we_ask=_said(text for value in propositions for text in (value.ask, value.partner_gives)),
        you_get=_said(value.partner_gets for value in propositions),
        questions=tuple(
            _question(snapshot, objection, response, today, say) for objection, response in answered
        ),
        spokesperson=_spokesperson(snapshot, partner, [response for _, response in answered]),
        already_in=company(snapshot, partner.id, today, say),
        next_steps=_next_steps(snapshot, dossier),
        contact=_contact(snapshot),
        as_of=today,
        language=language,
        colour=snapshot.initiative.colour or "",
        logo=logo_of(snapshot.initiative.logo or ""),
    )


def partner_of(snapshot: Snapshot, id: str) -> Organisation:
    """Return the partner with ``id``.

    Raises:
        NotFound: when there is no such partner.
    """
    partner = snapshot.organisations.get(id)
    if partner is None:
        raise NotFound(tr("There is no partner {id} in this file.", id=id))
    return partner


def introduce(snapshot: Snapshot, person: Person) -> Spokesperson:
    """Return a person with their job and where they work."""
    parts = (person.job_title, snapshot.name(person.organisation))
    return Spokesperson(person.name, ", ".join(part for part in parts if part))


def answer_text(response: Response) -> str:
    """Return what a response says, the shorter form first."""
    return response.say or response.longer or response.headline


def topic(category: str | None) -> str:
    """Return the topic of an objection as a heading."""
    return sentence_case(TOPICS.get(category or "", category or ""))


def _said(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the texts that say something, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _description(partner: Organisation) -> str:
    """Say what the partner is, in words of theirs: what they are to us is for the team alone."""
    return sentence_case(partner.KIND.by_name["sector"].words(partner.sector))


def _headline(snapshot: Snapshot, propositions: list[ValueProposition]) -> str:
    return propositions[0].headline if propositions else snapshot.initiative.name


def _deck(snapshot: Snapshot, partner: Organisation, propositions: list[ValueProposition]) -> str:
    if propositions and propositions[0].sentence:
        return propositions[0].sentence
    return snapshot.initiative.pitch or ""


def _card(snapshot: Snapshot, propositions: list[ValueProposition]) -> Card | None:
    """Return the use case that the first proposition is tied to."""
    for value in propositions:
        if value.use_case:
            use_case = snapshot.use_cases[value.use_case]
            return Card(use_case.title, use_case.decision or "", use_case.public_value or "")
    return None


def _terms(
    snapshot: Snapshot, partner: Organisation, propositions: list[ValueProposition]
) -> Iterable[str | None]:
    """Yield on what terms the figures of the partner's use cases are reached."""
    used = [value.use_case for value in propositions if value.use_case]
    for id in dict.fromkeys((*used, *partner.use_cases)):
        yield snapshot.use_cases[id].access_model


def answered_of(snapshot: Snapshot, dossier: Dossier) -> list[tuple[Objection, Response]]:
    """Return the partner's own objections that have a response, with their first."""
    first: dict[str, Response] = {}
    for answer in dossier.answers:
        first.setdefault(answer.objection, snapshot.responses[answer.response])
    return [
        (objection, first[objection.id])
        for objection in dossier.objections
        if objection.id in first and objection.status != "parked"
    ]


def _question(
    snapshot: Snapshot, objection: Objection, response: Response, today: dt.date, say: Labels
) -> Question:
    # What they are not known to have said is never put into their mouth.
    raised = objection.origin == "raised"
    proofs = [snapshot.proofs[id] for id in response.proofs]
    return Question(
        topic=topic(objection.category),
        quote=objection.statement if raised else "",
        answer=answer_text(response),
        proof=_source(proofs[0], say) if proofs else "",
        out_of_date=not is_current(response, today) or not has_proof(response),
    )


def _source(proof: Proof, say: Labels) -> str:
    """Say where a fact can be checked."""
    parts = (proof.title, say.on(proof.published) if proof.published else "", proof.url)
    return ", ".join(part for part in parts if part)


def _spokesperson(
    snapshot: Snapshot, partner: Organisation, responses: list[Response]
) -> Spokesperson | None:
    """Return who stands for the answers and may be known to.

    Nobody who works at the partner: that they speak for us is for them to tell. And nobody who
    works where nothing is promised yet: their name would tell how the talks there stand.
    """
    for response in responses:
        if response.spokesperson:
            person = snapshot.people[response.spokesperson]
            works_at = snapshot.organisations.get(person.organisation or "")
            if works_at is None or (works_at.id != partner.id and works_at.status in JOINED):
                return introduce(snapshot, person)
    return None


def _next_steps(snapshot: Snapshot, dossier: Dossier) -> tuple[NextStep, ...]:
    """Return what was promised between us, soonest first."""
    promised = [
        NextStep(
            promise.due,
            ": ".join(part for part in (snapshot.name(promise.by), promise.promise) if part),
            promise.status == "kept",
        )
        for promise in dossier.commitments
        if promise.status in (None, "open", "kept")
    ]
    return tuple(sorted(promised, key=lambda step: step.date or dt.date.max))


def _contact(snapshot: Snapshot) -> Spokesperson | None:
    """Return the coordinator, with how to reach them."""
    id = snapshot.initiative.coordinator
    if id is None:
        return None
    person = snapshot.people[id]
    known = introduce(snapshot, person)
    ways = (known.role, person.email, person.phone)
    return Spokesperson(known.name, " · ".join(way for way in ways if way), person.email or "")
