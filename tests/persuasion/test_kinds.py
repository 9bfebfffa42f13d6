"""The record kinds of persuasion."""

from __future__ import annotations

import pytest

from outreach.document.fields import Ref
from outreach.document.records import Record
from outreach.persuasion.kinds import (
    KINDS,
    Answer,
    Need,
    Objection,
    Proof,
    Response,
    ValueProposition,
)


def test_the_kinds_in_the_order_in_which_people_meet_them() -> None:
    assert (Need, Proof, ValueProposition, Response, Objection, Answer) == KINDS


@pytest.mark.parametrize("kind", [Need, ValueProposition, Objection])
def test_what_is_a_partners_own_goes_with_the_partner(kind: type[Record]) -> None:
    field = kind.KIND.by_name["organisation"]
    assert isinstance(field, Ref) and field.required


def test_a_response_can_be_used_again_and_names_its_proofs() -> None:
    assert not any(f.required for f in Response.KIND.columns if isinstance(f, Ref))
    assert {links.kind for links in Response.KIND.links} == {"proof", "tag"}


def test_an_answer_ties_one_objection_to_one_response() -> None:
    required = {f.name for f in Answer.KIND.columns if f.required}
    assert required == {"objection", "response"}


def test_the_objectors_words_are_confidential_and_proofs_are_not() -> None:
    assert Objection.KIND.by_name["statement"].confidential
    assert not any(field.confidential for field in Proof.KIND.fields)


def test_what_the_exchange_costs_is_in_person_days() -> None:
    assert ValueProposition.KIND.by_name["partner_cost"].words(2.0) == "2 person-days"


def test_an_answer_says_what_was_tried_when_at_which_contact_and_how_it_fared() -> None:
    fields = Answer.KIND.by_name
    assert {"given_on", "touchpoint", "spokesperson", "outcome"} <= fields.keys()
    assert fields["outcome"].confidential and fields["touchpoint"].confidential


def test_money_is_kept_apart_from_days_and_both_in_confidence() -> None:
    names = ("partner_cost", "offset", "money_cost", "money_offset")
    assert all(ValueProposition.KIND.by_name[name].confidential for name in names)
