"""The record kinds of the cause."""

from __future__ import annotations

from outreach.cause.kinds import KINDS, Contribution, Initiative, Tag, UseCase
from outreach.document.fields import Choice, Number, Ref
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


def test_the_weights_of_champions_are_the_teams_own_and_none_counts_without_limit() -> None:
    weights = [f for f in Initiative.KIND.fields if f.name.startswith("weight_")]
    assert len(weights) == 6
    assert all(isinstance(f, Number) and (f.low, f.high) == (0, 10) for f in weights)


def test_our_own_country_and_working_days_are_said_once_for_the_whole_plan() -> None:
    fields = Initiative.KIND.by_name
    assert fields["country"].help == "Two letters, such as KE; for public holidays."
    assert fields["working_days"].words(("mon", "sat")) == "Monday, Saturday"
