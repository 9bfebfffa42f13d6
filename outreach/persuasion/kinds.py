"""The record kinds of persuasion: need, value proposition, proof, objection, response, answer."""

from __future__ import annotations

import datetime as dt

from outreach.document.fields import Search
from outreach.document.records import (
    Record,
    choice,
    date,
    flag,
    links,
    number,
    ref,
    scale,
    text,
)
from outreach.vocabulary import EVIDENCE, LEVELS, OBJECTION_STATUS, TOPICS


class Need(
    Record,
    kind="need",
    label="Need",
    plural="Needs",
    title="statement",
    help="A problem that the partner itself has, in its own words.",
):
    """A problem that the partner itself has."""

    organisation: str = ref("organisation", "Partner", required=True)
    statement: str = text("Need", required=True, long=True, search=Search.TEXT)
    category: str | None = choice(
        "About",
        {
            "planning": "planning",
            "cost": "cost",
            "mandate": "mandate",
            "commercial": "commerce",
            "operations": "operations",
            "research": "research",
            "oversight": "oversight",
            "results": "results",
            "members": "members",
            "capacity": "capacity",
            "control": "control",
            "fairness": "fairness",
        },
        open=True,
    )
    confidence: str | None = choice(
        "How sure",
        {"stated": "they said so", "inferred": "we infer it", "guessed": "a guess"},
        confidential=True,
    )
    told_by: str | None = ref("person", "Told by", confidential=True)


class Proof(
    Record,
    kind="proof",
    label="Proof",
    plural="Proofs",
    title="title",
    help="A checkable public fact or case, with its source.",
):
    """A checkable public fact or case."""

    title: str = text("Title", required=True, search=Search.NAME)
    fact: str | None = text("Fact", "What it shows, in our words.", long=True, search=Search.TEXT)
    url: str | None = text("Where to find it")
    published: dt.date | None = date("Published")
    checked: dt.date | None = date("Last checked")


class ValueProposition(
    Record,
    kind="value_proposition",
    label="Value proposition",
    plural="Value propositions",
    title="headline",
    help="How a use case meets a partner’s need, what we ask and what we give.",
):
    """How a use case meets a partner's need, and the exchange that goes with it."""

    organisation: str = ref("organisation", "Partner", required=True)
    need: str | None = ref("need", "Need it meets")
    use_case: str | None = ref("use_case", "Use case")
    headline: str = text("Headline", "One plain line.", required=True, search=Search.NAME)
    sentence: str | None = text("In a sentence", "What it does for them.", long=True)
    ask: str | None = text("Ask", "The one thing requested now.", long=True, search=Search.TEXT)
    exchange: str | None = choice(
        "Exchange",
        {"in_kind": "in kind", "cash": "money", "mixed": "both", "none": "none"},
    )
    partner_gives: str | None = text("They give", long=True)
    partner_gets: str | None = text("They get", long=True)
    partner_cost: float | None = number("What it costs them", unit="person-days", confidential=True)
    offset: float | None = number(
        "What our offer saves them", unit="person-days", confidential=True
    )
    money_cost: float | None = number(
        "What it costs them in money", "In the currency of the initiative.", confidential=True
    )
    money_offset: float | None = number(
        "What our offer saves them in money",
        "In the currency of the initiative.",
        confidential=True,
    )
    estimate_note: str | None = text("About the estimate", long=True, confidential=True)
    evidence: str | None = choice("Rests on", EVIDENCE)
    proofs: tuple[str, ...] = links("proof", "Proofs")


class Response(
    Record,
    kind="response",
    label="Response",
    plural="Responses",
    title="headline",
    help="An answer to an objection, short and long, with proof, to be used again.",
):
    """An answer to an objection, to be used again."""

    headline: str = text("Headline", required=True, search=Search.NAME)
    category: str | None = choice("Topic", TOPICS, open=True)
    say: str | None = text("Say", "The short answer, as spoken.", long=True, search=Search.TEXT)
    longer: str | None = text("Longer answer", long=True, search=Search.TEXT)
    avoid_saying: str | None = text("Avoid saying", long=True, confidential=True)
    follow_up: str | None = text("Follow up with", long=True, confidential=True)
    spokesperson: str | None = ref("person", "Best said by")
    why_spokesperson: str | None = text("Why this person", long=True, confidential=True)
    evidence: str | None = choice("Rests on", EVIDENCE)
    proofs: tuple[str, ...] = links("proof", "Proofs")
    review_by: dt.date | None = date("Review by", "After this day it may no longer be true.")
    tags: tuple[str, ...] = links("tag", "Tags")


class Objection(
    Record,
    kind="objection",
    label="Objection",
    plural="Objections",
    title="statement",
    help="A reason not to join, in the words of whoever raised it.",
):
    """A reason not to join, in the objector's own words."""

    organisation: str = ref("organisation", "Raised by", required=True)
    person: str | None = ref("person", "Person", "Who said it.")
    statement: str = text(
        "In their words",
        required=True,
        long=True,
        search=Search.TEXT,
        confidential=True,
    )
    category: str | None = choice("Topic", TOPICS, open=True)
    severity: int | None = scale("Severity", "How hard it weighs.", LEVELS)
    blocking: bool | None = flag(
        "Blocking", "Must be settled before they can say yes.", confidential=True
    )
    status: str | None = choice("Status", OBJECTION_STATUS, confidential=True)
    origin: str | None = choice(
        "Origin", {"raised": "raised", "anticipated": "anticipated"}, confidential=True
    )
    raised_on: dt.date | None = date("Raised on")
    note: str | None = text("Private note", long=True, confidential=True)
    tags: tuple[str, ...] = links("tag", "Tags")


class Answer(
    Record,
    kind="answer",
    label="Answer",
    plural="Answers",
    title=("objection", "response"),
    help="A response given, or to be given, to an objection by somebody, and how it fared.",
):
    """A response matched to an objection, by whom, and how it fared."""

    objection: str = ref("objection", "Objection", required=True)
    response: str = ref("response", "Response", required=True)
    spokesperson: str | None = ref(
        "person", "Said by", "Not set: whom the response names.", confidential=True
    )
    outcome: str | None = choice(
        "How it fared",
        {
            "settled": "settled it",
            "helped": "helped",
            "no_effect": "no effect",
            "worse": "made it worse",
        },
        "Not set: not tried yet.",
        confidential=True,
    )
    given_on: dt.date | None = date("Given on")
    touchpoint: str | None = ref(
        "touchpoint", "At which contact", "Where it was given.", confidential=True
    )
    note: str | None = text("Note", long=True, confidential=True)


KINDS = (Need, Proof, ValueProposition, Response, Objection, Answer)
