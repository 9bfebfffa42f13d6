"""How the fields of a record are grouped in its form; what is not named here comes last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outreach.base.language import tr
from outreach.document.records import Kind
from ui.forms.form import Group

_GROUPS: Mapping[str, Sequence[tuple[str, Sequence[str]]]] = {
    "initiative": (
        (
            tr("The effort"),
            ("name", "status", "pitch", "setting", "coordinator", "start_date", "currency"),
        ),
        (tr("When we work"), ("country", "working_days")),
        (tr("Plain words"), ("words_to_avoid", "words_allowed")),
        (
            tr("How champions are ranked"),
            (
                "weight_relationship",
                "weight_topic",
                "weight_seniority",
                "weight_distance",
                "weight_communication",
                "weight_reach",
            ),
        ),
    ),
    "organisation": (
        (
            tr("Who they are"),
            ("name", "partner_type", "sector", "role", "status", "ask_again", "country", "about"),
        ),
        (tr("What they take part in"), ("use_cases", "tags")),
        (tr("How much they matter"), ("influence", "interest", "legitimacy", "urgency")),
        (tr("Where they stand"), ("stance", "engagement", "engagement_desired")),
        (
            tr("When to speak to them"),
            ("answer_days", "contact_every", "contact_within", "quiet_from", "quiet_until"),
        ),
    ),
    "person": (
        (tr("Who they are"), ("name", "job_title", "organisation", "language", "email", "phone")),
        (
            tr("Their part"),
            ("decision_role", "distance", "seniority", "reach", "communication", "stance"),
        ),
        (tr("What they can speak to"), ("expertise", "answers", "why", "why_unprinted")),
    ),
    "value_proposition": (
        (tr("The offer"), ("headline", "sentence", "need", "use_case")),
        (tr("The exchange"), ("ask", "exchange", "partner_gives", "partner_gets")),
        (
            tr("What it costs"),
            ("partner_cost", "offset", "money_cost", "money_offset", "estimate_note"),
        ),
        (tr("What it rests on"), ("evidence", "proofs")),
    ),
    "objection": (
        (
            tr("What they say"),
            ("statement", "organisation", "person", "category", "origin", "raised_on"),
        ),
        (tr("How it stands"), ("status", "severity", "blocking")),
    ),
    "touchpoint": (
        (tr("The contact"), ("held_on", "channel", "people", "direction", "summary", "outcome")),
        (tr("What comes of it"), ("next_step", "next_on", "objections", "step")),
    ),
    "response": (
        (tr("What we say"), ("headline", "category", "say", "longer", "avoid_saying", "follow_up")),
        (tr("Who says it"), ("spokesperson", "why_spokesperson")),
        (tr("What it rests on"), ("evidence", "review_by", "proofs")),
    ),
    "step": (
        (tr("The ask"), ("organisation", "person", "ask", "pitch", "why_now", "ingredient")),
        (
            tr("How and when"),
            ("messenger", "channel", "status", "day", "due", "answer_by", "done_on"),
        ),
        (tr("If it goes wrong"), ("fallback", "exit_rule", "note")),
    ),
}


def fields_of(kind: Kind) -> list[str | Group]:
    """Return every field of ``kind``, in groups where there are many."""
    groups = _GROUPS.get(kind.name)
    if groups is None:
        return [field.name for field in kind.fields]
    named = {name for _, names in groups for name in names}
    rest = [field.name for field in kind.fields if field.name not in named]
    return [Group(title, tuple(names)) for title, names in (*groups, (tr("More"), rest))]
