"""From the records to an internal edition: the hand-out, and what only the team may read."""

from __future__ import annotations

import datetime as dt

from outreach.base.clock import day_words
from outreach.base.words import listed, sentence_case
from outreach.briefs.content import ContactNote, Internal, Judgement, ObjectionNote, PersonNote
from outreach.briefs.handout import answer_text, handout, introduce, topic
from outreach.cadence.kinds import Step, Touchpoint
from outreach.document.fields import Field
from outreach.document.records import Record
from outreach.network.kinds import Person
from outreach.persuasion.kinds import Answer, Objection, Response, ValueProposition
from outreach.planning import steps
from outreach.planning.balance import days_of, in_days, sums_words
from outreach.planning.coverage import doubts
from outreach.snapshot import Dossier, Snapshot

_JUDGED = ("influence", "interest", "legitimacy", "urgency", "stance", "engagement",
           "engagement_desired")  # fmt: skip


def internal(snapshot: Snapshot, organisation_id: str, today: dt.date) -> Internal:
    """Compose what the team reads before a meeting with one partner.

    Raises:
        NotFound: when there is no such partner.
    """
    handed = handout(snapshot, organisation_id, today)
    partner = snapshot.organisations[organisation_id]
    dossier = snapshot.dossier(organisation_id)
    return Internal(
        handout=handed,
        status=sentence_case(_words(partner, "status")),
        judgements=tuple(
            Judgement(_field(partner, name).label, sentence_case(words))
            for name in _JUDGED
            if (words := _words(partner, name))
        ),
        balance=balance(dossier.value_propositions),
        note=partner.note or "",
        people=tuple(_person(snapshot, person) for person in dossier.people),
        objections=tuple(
            _objection(snapshot, objection, dossier, today) for objection in dossier.objections
        ),
        contacts=tuple(
            _contact(snapshot, contact)
            for contact in sorted(
                dossier.touchpoints, key=lambda t: t.held_on or dt.date.min, reverse=True
            )
        ),
        approach=_approach(snapshot, dossier),
        commitments=tuple(
            f"{snapshot.name(promise.by) or 'Somebody'}: {promise.promise}"
            + (f", by {day_words(promise.due)}" if promise.due else "")
            + (f" ({_words(promise, 'status')})" if promise.status else "")
            for promise in dossier.commitments
        ),
    )


def balance(propositions: list[ValueProposition]) -> str:
    """Say the exchange in person-days; nothing where nobody has estimated any."""
    estimated = any(in_days(value) for value in propositions)
    return sums_words(days_of(propositions)) if estimated else ""


def _field(record: Record, name: str) -> Field:
    return record.KIND.by_name[name]


def _words(record: Record, name: str) -> str:
    """Say a field of a record in the words people see."""
    return _field(record, name).words(getattr(record, name))


def _person(snapshot: Snapshot, person: Person) -> PersonNote:
    roles = [
        f"champion ({status})" if (status := _words(champion, "status")) else "champion"
        for champion in snapshot.champions.values()
        if champion.person == person.id
    ]
    scales = ("seniority", "reach", "distance", "stance")
    judged = [
        f"{_field(person, name).label.lower()} {words}"
        for name in scales
        if (words := _words(person, name))
    ]
    parts = [part for part in (_words(person, "decision_role"), *roles, *judged) if part]
    return PersonNote(
        name=person.name,
        role=introduce(snapshot, person).role,
        part=sentence_case("; ".join(parts)),
        why="" if person.why_unprinted else person.why or "",
    )


def _objection(
    snapshot: Snapshot, objection: Objection, dossier: Dossier, today: dt.date
) -> ObjectionNote:
    answers = [answer for answer in dossier.answers if answer.objection == objection.id]
    responses = [snapshot.responses[answer.response] for answer in answers]
    weight = [
        f"severity {words}" if (words := _words(objection, "severity")) else "",
        "blocking" if objection.blocking else "",
        _words(objection, "status"),
        "we expect it" if objection.origin == "anticipated" else "",
        objection.note or "",
    ]
    return ObjectionNote(
        topic=topic(objection.category),
        quote=objection.statement,
        weight=sentence_case("; ".join(part for part in weight if part)),
        answer="\n".join(_answer(response, today) for response in responses),
        avoid="\n".join(r.avoid_saying for r in responses if r.avoid_saying),
        follow_up="\n".join(r.follow_up for r in responses if r.follow_up),
        speaker="\n".join(speaker for a in answers if (speaker := _speaker(snapshot, a))),
    )


def _answer(response: Response, today: dt.date) -> str:
    """Return what a response says, and what has to be checked before anybody relies on it."""
    said, check = answer_text(response), listed(doubts(response, today))
    return f"{said} (Check first: {check}.)" if check else said


def _speaker(snapshot: Snapshot, answer: Answer) -> str:
    """Say who should give an answer and why, and how it fared."""
    response = snapshot.responses[answer.response]
    name = snapshot.name(answer.spokesperson or response.spokesperson)
    why = "" if answer.spokesperson else response.why_spokesperson or ""
    fared = sentence_case(_words(answer, "outcome"))
    return ". ".join(part for part in (name, why.rstrip("."), fared) if part)


def _contact(snapshot: Snapshot, contact: Touchpoint) -> ContactNote:
    who = ", ".join(snapshot.name(id) for id in contact.people)
    parts = (_words(contact, "channel"), who, _words(contact, "outcome"))
    heading = sentence_case(" · ".join(part for part in parts if part))
    following = " ".join(
        part
        for part in (
            contact.next_step or "",
            f"({day_words(contact.next_on)})" if contact.next_on else "",
        )
        if part
    )
    return ContactNote(contact.held_on, heading, contact.summary or "", following)


def _approach(snapshot: Snapshot, dossier: Dossier) -> tuple[str, ...]:
    waiting = steps.waiting(snapshot) if dossier.steps else {}
    return tuple(
        _step(snapshot, step, steps.waiting_words(snapshot, waiting.get(step.id, [])))
        for step in dossier.steps
    )


def _step(snapshot: Snapshot, step: Step, waits: str) -> str:
    """Say one step of the plan in sentences."""
    due = steps.due_on(snapshot, step)
    head = ", ".join(
        part
        for part in (
            day_words(due) if due else "",
            f"through {snapshot.name(step.messenger)}" if step.messenger else "",
            _words(step, "channel"),
            _words(step, "status"),
        )
        if part
    )
    told = (
        ("", head),
        ("Ask: ", step.ask),
        ("Say: ", step.pitch),
        ("Why now: ", step.why_now),
        ("Waits for: ", waits),
        ("If they say no: ", step.fallback),
        ("Stop: ", step.exit_rule),
        ("Note: ", step.note),
    )
    return " ".join(f"{label}{sentence_case(text).rstrip('.')}." for label, text in told if text)
