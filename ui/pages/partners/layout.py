"""How the fields of a record are grouped in its form; what is not named here comes last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outreach.document.records import Kind
from ui.forms.form import Group
from ui.pages.saved_form import all_fields

_GROUPS: Mapping[str, Sequence[tuple[str, Sequence[str]]]] = {
    "organisation": (
        ("Who they are", ("name", "partner_type", "sector", "role", "status", "country", "about")),
        ("What they take part in", ("use_cases", "tags")),
        ("How much they matter", ("influence", "interest", "legitimacy", "urgency")),
        ("Where they stand", ("stance", "engagement", "engagement_desired")),
    ),
    "person": (
        ("Who they are", ("name", "job_title", "organisation", "language", "email", "phone")),
        ("Their part", ("decision_role", "distance", "seniority", "reach", "stance")),
        ("What they can speak to", ("expertise", "answers", "why", "why_unprinted")),
    ),
    "value_proposition": (
        ("The offer", ("headline", "sentence", "need", "use_case")),
        ("The exchange", ("ask", "exchange", "partner_gives", "partner_gets")),
        ("What it costs", ("partner_cost", "offset", "estimate_note")),
        ("What it rests on", ("evidence", "proofs")),
    ),
    "objection": (
        ("What they say", ("statement", "person", "category", "origin", "raised_on")),
        ("How it stands", ("status", "severity", "blocking")),
    ),
    "touchpoint": (
        ("The contact", ("held_on", "kind", "people", "direction", "summary", "outcome")),
        ("What comes of it", ("next_step", "next_on", "objections", "step")),
    ),
}


def layout(kind: Kind) -> list[str | Group]:
    """Return every field of ``kind``, in groups where there are many."""
    groups = _GROUPS.get(kind.name)
    return all_fields(kind, *groups) if groups else [field.name for field in kind.fields]
