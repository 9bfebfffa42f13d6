"""The record kinds of the network."""

from __future__ import annotations

import pytest

from outreach.document.fields import Ref, Scale
from outreach.network.kinds import (
    KINDS,
    Champion,
    Distinct,
    MapPlace,
    Organisation,
    Person,
    Relationship,
)
from outreach.vocabulary import DISTANCES, LEVELS, STANCES


def test_the_kinds_in_the_order_in_which_people_meet_them() -> None:
    assert (Organisation, Person, Relationship, Champion, MapPlace, Distinct) == KINDS


@pytest.mark.parametrize("name", ["influence", "interest", "legitimacy", "urgency"])
def test_partners_are_judged_on_the_same_scale_and_in_confidence(name: str) -> None:
    field = Organisation.KIND.by_name[name]
    assert isinstance(field, Scale) and field.steps == LEVELS
    assert (field.low, field.high, field.confidential) == (1, 5, True)


def test_stance_runs_from_opponent_to_ally_and_distance_from_the_decision() -> None:
    stance, distance = Person.KIND.by_name["stance"], Person.KIND.by_name["distance"]
    assert isinstance(stance, Scale) and stance.steps == STANCES and stance.low == -2
    assert isinstance(distance, Scale) and distance.steps == DISTANCES and distance.low == 0


def test_a_tie_runs_between_people_and_partners_in_any_mix() -> None:
    for name in ("source", "target"):
        field = Relationship.KIND.by_name[name]
        assert isinstance(field, Ref) and field.kinds == ("person", "organisation")


def test_what_says_something_about_a_person_is_marked_for_erasing() -> None:
    plain = {f.name for f in Person.KIND.columns if not f.personal}
    assert plain == {"organisation", "why_unprinted", "reference"}
    assert {f.name for f in Champion.KIND.columns if f.personal} == {
        "status",
        "veto",
        "note",
    }


def test_a_champion_is_a_person_with_an_audience_that_may_be_anyone() -> None:
    assert Champion.KIND.by_name["person"].required
    assert not Champion.KIND.by_name["audience"].required


def test_a_place_on_the_map_goes_with_whom_it_is_about() -> None:
    subject = MapPlace.KIND.by_name["subject"]
    assert isinstance(subject, Ref) and subject.required
    assert subject.kinds == ("organisation", "person")
