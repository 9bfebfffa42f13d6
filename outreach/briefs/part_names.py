"""What the parts of a content are called when a person is told of them.

The words are those that stand above the part on paper, or those of the field that it comes from,
in the language that is spoken. A part is named by the fields that lead to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outreach.base.language import chosen, tr
from outreach.base.words import sentence_case
from outreach.briefs.labels import Language, labels
from outreach.cadence.kinds import Commitment, Printout, Touchpoint
from outreach.cause.kinds import Initiative, UseCase
from outreach.document.records import Record
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Objection, Proof, ValueProposition

_ON_PAPER: Mapping[str, str] = {
    "partner": "partner",
    "card": "figures_for",
    "decision": "decides",
    "benefit": "public_gains",
    "who_you_are": "who_you_are",
    "you_need": "you_need",
    "we_offer": "we_offer",
    "we_ask": "we_ask",
    "you_get": "you_get",
    "questions": "fair_questions",
    "topic": "topic",
    "quote": "their_words",
    "answer": "our_answer",
    "spokesperson": "who_speaks",
    "already_in": "already_in",
    "next_steps": "next_steps",
    "contact": "whom_to_call",
    "as_of": "date",
    "balance": "the_balance",
    "judgements": "where_they_stand",
    "note": "private_notes",
    "people": "people",
    "why": "why_they_matter",
    "objections": "hard_questions",
    "avoid": "do_not_say",
    "follow_up": "follow_up",
    "speaker": "who_answers",
    "contacts": "contacts",
    "next_step": "next",
    "approach": "approach",
    "commitments": "promises",
    "name": "name",
    "done": "done",
    "prepared_for": "prepared_for",
    "map": "map",
    "contributions": "contributions",
    "things": "puts_in",
    "sign_in": "who_was_there",
    "slips": "slips",
    "ask": "we_ask",
    "timeline": "timeline",
    "register": "objections",
    "team.balance": "exchange",
    "gives": "gives",
    "gets": "gets",
    "cost": "cost",
    "offset": "less",
    "net": "net",
}
"""The label on paper of each part; where one word has two meanings, with what it belongs to."""

_OF_RECORDS: Mapping[str, tuple[type[Record], str]] = {
    "initiative": (Initiative, "name"),
    "pitch": (Initiative, "pitch"),
    "language": (Initiative, "paper_language"),
    "colour": (Initiative, "colour"),
    "logo": (Initiative, "logo"),
    "code": (Printout, "code"),
    "edition": (Printout, "edition"),
    "description": (Organisation, "sector"),
    "status": (Organisation, "status"),
    "headline": (ValueProposition, "headline"),
    "deck": (ValueProposition, "sentence"),
    "title": (UseCase, "title"),
    "proof": (Proof, "url"),
    "role": (Person, "job_title"),
    "email": (Person, "email"),
    "part": (Person, "decision_role"),
    "weight": (Objection, "severity"),
    "date": (Touchpoint, "held_on"),
    "next_steps.date": (Commitment, "due"),
    "heading": (Touchpoint, "people"),
    "summary": (Touchpoint, "summary"),
}
"""The field that each other part comes from."""

_HOLDING = ("briefs", "handout", "shared", "team", "nodes", "ties", "moments")
"""What only holds other parts."""
_ALONE = ("label", "value", "text", "words", "standing", "one", "other", "left_out", "logo.name")
"""What is so plainly of what it belongs to that the name of that says enough."""


def part_words(steps: Iterable[str]) -> str:
    """Return what a part is called, such as ``Fair questions · Our answer``.

    Args:
        steps: The names of the fields that lead to it; places in lists are passed over.

    Raises:
        KeyError: when one of them is no field of a content.
    """
    words, before = [], ""
    for step in steps:
        if not step or step.isdecimal():
            continue
        if said := _words(before, step):
            words.append(said)
        before = step
    # What is the whole of a brief is told under the partner's name.
    return " · ".join(words) or labels(Language(chosen())).partner


def _words(before: str, step: str) -> str:
    whole = f"{before}.{step}"
    if {step, whole} & {*_HOLDING, *_ALONE}:
        return ""
    if step == "out_of_date":
        return tr("To be checked")
    key = whole if whole in _ON_PAPER or whole in _OF_RECORDS else step
    if key in _ON_PAPER:
        return sentence_case(str(getattr(labels(Language(chosen())), _ON_PAPER[key])))
    record, field = _OF_RECORDS[key]
    return sentence_case(record.KIND.by_name[field].label)
