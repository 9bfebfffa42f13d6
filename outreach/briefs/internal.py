"""From the records to an internal edition: the hand-out, and what only the team may read."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import figure
from outreach.base.words import sentence_case
from outreach.briefs.content import ContactNote, Internal, Judgement, ObjectionNote, PersonNote
from outreach.briefs.handout import answer_text, answered_of, handout, introduce, topic
from outreach.briefs.labels import Labels, Language, labels
from outreach.cadence.kinds import Commitment, Prerequisite, Step, Touchpoint
from outreach.document.fields import Field
from outreach.document.records import Record
from outreach.network.kinds import Champion, Person
from outreach.persuasion.kinds import Answer, Objection, Response, ValueProposition
from outreach.planning import steps
from outreach.planning.balance import days_of, in_days
from outreach.planning.coverage import has_proof, is_current
from outreach.planning.remembered import once
from outreach.snapshot import Dossier, Snapshot
from outreach.vocabulary import STATUS_WAITED_FOR

JUDGED = ("influence", "interest", "legitimacy", "urgency", "stance", "engagement",
           "engagement_desired", "role")  # fmt: skip
JUDGED_PEOPLE = ("seniority", "reach", "distance", "stance")
"""What is judged of a partner and of a person, as far as it is printed."""


def internal(
    snapshot: Snapshot,
    organisation_id: str,
    today: dt.date,
    language: Language = Language.ENGLISH,
) -> Internal:
    """Compose what the team reads before a meeting with one partner.

    Raises:
        NotFound: when there is no such partner.
    """
    handed = handout(snapshot, organisation_id, today, language)
    say = labels(language)
    partner = snapshot.organisations[organisation_id]
    dossier = snapshot.dossier(organisation_id)
    return Internal(
        handout=handed,
        status=sentence_case(_words(partner, "status")),
        judgements=tuple(
            Judgement(_field(partner, name).label, sentence_case(words))
            for name in JUDGED
            if (words := _words(partner, name))
        ),
        balance=balance(dossier.value_propositions, say),
        note=partner.note or "",
        people=tuple(_person(snapshot, person, today, say) for person in dossier.people),
        objections=tuple(
            _objection(snapshot, objection, dossier, today, say) for objection in dossier.objections
        ),
        contacts=tuple(
            _contact(snapshot, contact, say)
            for contact in sorted(
                dossier.touchpoints, key=lambda t: t.held_on or dt.date.min, reverse=True
            )
        ),
        approach=_approach(snapshot, dossier, today, say),
        commitments=tuple(_promise(snapshot, promise, say) for promise in dossier.commitments),
        asked=tuple(
            dossier.objections.index(objection) for objection, _ in answered_of(snapshot, dossier)
        ),
    )


def balance(propositions: list[ValueProposition], say: Labels) -> str:
    """Say the exchange in person-days: what it costs the partner, what we save them, the net."""
    if not any(in_days(value) for value in propositions):
        return ""
    sums = days_of(propositions)
    cost, offset, net = map(figure, (sums.cost, sums.offset, abs(sums.net)))
    if sums.net > 0:
        return say.costs_them.format(cost, offset, net)
    return (say.they_gain if sums.net < 0 else say.comes_out_even).format(cost, offset, net)


def _field(record: Record, name: str) -> Field:
    return record.KIND.by_name[name]


def _words(record: Record, name: str) -> str:
    """Say a field of a record in the words people see."""
    return _field(record, name).words(getattr(record, name))


def _promise(snapshot: Snapshot, promise: Commitment, say: Labels) -> str:
    told = f"{snapshot.name(promise.by) or say.somebody}: {promise.promise}"
    if promise.due:
        told = f"{told}, {say.by_day.format(say.on(promise.due))}"
    return f"{told} ({_words(promise, 'status')})" if promise.status else told


def _person(snapshot: Snapshot, person: Person, today: dt.date, say: Labels) -> PersonNote:
    roles = [
        f"{say.champion} ({status})" if (status := _words(champion, "status")) else say.champion
        for champion in once(snapshot, "champion roles", today, _roles).get(person.id, ())
    ]
    judged = [
        f"{_field(person, name).label.lower()} {words}"
        for name in JUDGED_PEOPLE
        if (words := _words(person, name))
    ]
    parts = [part for part in (_words(person, "decision_role"), *roles, *judged) if part]
    return PersonNote(
        name=person.name,
        role=introduce(snapshot, person).role,
        part=sentence_case("; ".join(parts)),
        why="" if person.why_unprinted else person.why or "",
    )


def _roles(snapshot: Snapshot, _today: dt.date) -> dict[str, list[Champion]]:
    """Return the champion roles of each person who has any."""
    found: dict[str, list[Champion]] = {}
    for champion in snapshot.champions.values():
        found.setdefault(champion.person, []).append(champion)
    return found


def _objection(
    snapshot: Snapshot, objection: Objection, dossier: Dossier, today: dt.date, say: Labels
) -> ObjectionNote:
    answers = [answer for answer in dossier.answers if answer.objection == objection.id]
    responses = [snapshot.responses[answer.response] for answer in answers]
    weight = [
        say.severity.format(words) if (words := _words(objection, "severity")) else "",
        say.blocking if objection.blocking else "",
        _words(objection, "status"),
        say.expected if objection.origin == "anticipated" else "",
        objection.note or "",
    ]
    return ObjectionNote(
        topic=topic(objection.category),
        quote=objection.statement,
        weight=sentence_case("; ".join(part for part in weight if part)),
        answer="\n".join(_answer(response, today, say) for response in responses),
        avoid="\n".join(r.avoid_saying for r in responses if r.avoid_saying),
        follow_up="\n".join(r.follow_up for r in responses if r.follow_up),
        speaker="\n".join(speaker for a in answers if (speaker := _speaker(snapshot, a, say))),
    )


def _answer(response: Response, today: dt.date, say: Labels) -> str:
    """Return what a response says, and what has to be checked before anybody relies on it."""
    doubts = [] if is_current(response, today) else [say.review_passed]
    doubts += [] if has_proof(response) else [say.no_source]
    said = answer_text(response)
    return say.check_first.format(said, ", ".join(doubts)) if doubts else said


def _speaker(snapshot: Snapshot, answer: Answer, say: Labels) -> str:
    """Say who should give an answer and why, and how it fared."""
    response = snapshot.responses[answer.response]
    name = snapshot.name(answer.spokesperson or response.spokesperson)
    why = "" if answer.spokesperson else response.why_spokesperson or ""
    fared = sentence_case(_words(answer, "outcome"))
    return ". ".join(part for part in (name, why.rstrip("."), fared) if part)


def _contact(snapshot: Snapshot, contact: Touchpoint, say: Labels) -> ContactNote:
    who = ", ".join(snapshot.name(id) for id in contact.people)
    parts = (_words(contact, "channel"), who, _words(contact, "outcome"))
    heading = sentence_case(" · ".join(part for part in parts if part))
    following = " ".join(
        part
        for part in (
            contact.next_step or "",
            f"({say.on(contact.next_on)})" if contact.next_on else "",
        )
        if part
    )
    return ContactNote(contact.held_on, heading, contact.summary or "", following)


def _approach(snapshot: Snapshot, dossier: Dossier, today: dt.date, say: Labels) -> tuple[str, ...]:
    waiting = once(snapshot, "waiting", today, lambda plan, _: steps.waiting(plan))
    return tuple(
        _step(snapshot, step, _awaited(snapshot, waiting.get(step.id, []), say), say)
        for step in dossier.steps
    )


def _awaited(snapshot: Snapshot, unmet: list[Prerequisite], say: Labels) -> str:
    return ", ".join(
        say.to_be.format(snapshot.name(each.organisation), STATUS_WAITED_FOR[each.status])
        for each in unmet
    )


def _step(snapshot: Snapshot, step: Step, waits: str, say: Labels) -> str:
    """Say one step of the plan in sentences."""
    due = steps.due_on(snapshot, step)
    head = ", ".join(
        part
        for part in (
            say.on(due) if due else "",
            say.through.format(snapshot.name(step.messenger)) if step.messenger else "",
            _words(step, "channel"),
            _words(step, "status"),
        )
        if part
    )
    told = (
        ("{}", head),
        (say.step_ask, step.ask),
        (say.step_say, step.pitch),
        (say.step_why, step.why_now),
        (say.step_waits, waits),
        (say.step_fallback, step.fallback),
        (say.step_stop, step.exit_rule),
        (say.step_note, step.note),
    )
    return " ".join(
        f"{form.format(sentence_case(text).rstrip('.'))}." for form, text in told if text
    )
