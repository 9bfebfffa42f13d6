"""The record kinds of the cause."""

from __future__ import annotations

from outreach.cause.kinds import KINDS, Contribution, Initiative, Tag, UseCase
from outreach.document.fields import Choice, Ref
from outreach.vocabulary import CONTRIBUTION_STATUS


def test_the_kinds_in_the_order_in_which_people_meet_them() -> None:
    assert (Initiative, UseCase, Contribution, Tag) == KINDS


def test_an_ingredient_belongs_to_a_partner_and_can_serve_several_use_cases() -> None:
    fields = Contribution.KIND.by_name
    partner = fields["organisation"]
    assert isinstance(partner, Ref) and partner.required and partner.kinds == ("organisation",)
    assert [links.kind for links in Contribution.KIND.links] == ["use_case"]
    status = fields["status"]
    assert isinstance(status, Choice) and status.choices == CONTRIBUTION_STATUS


def test_notes_of_the_team_are_confidential() -> None:
    assert Initiative.KIND.by_name["note"].confidential
    assert Contribution.KIND.by_name["note"].confidential
    assert not Initiative.KIND.by_name["pitch"].confidential
