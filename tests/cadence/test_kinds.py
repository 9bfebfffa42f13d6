"""The record kinds of cadence."""

from __future__ import annotations

from outreach.cadence.kinds import KINDS, Commitment, Prerequisite, Sequence, Step, Touchpoint
from outreach.document.fields import Choice, Date, Integer, Ref
from outreach.vocabulary import PIPELINE, STATUS_WAITED_FOR


def test_the_kinds_in_the_order_in_which_people_meet_them() -> None:
    assert (Sequence, Step, Prerequisite, Touchpoint, Commitment) == KINDS


def test_a_step_belongs_to_a_sequence_and_has_a_day_or_a_date() -> None:
    fields = Step.KIND.by_name
    assert {name for name, field in fields.items() if field.required} == {"sequence"}
    assert isinstance(fields["day"], Integer) and isinstance(fields["due"], Date)
    assert fields["day"].words(12) == "12 days after the start"


def test_a_step_waits_for_a_stage_of_the_pipeline() -> None:
    status = Prerequisite.KIND.by_name["status"]
    assert isinstance(status, Choice) and status.choices == STATUS_WAITED_FOR
    assert STATUS_WAITED_FOR.keys() < PIPELINE.keys()


def test_a_promise_goes_between_people_and_partners() -> None:
    for name in ("by", "to"):
        field = Commitment.KIND.by_name[name]
        assert isinstance(field, Ref) and set(field.kinds) == {"organisation", "person"}


def test_what_was_said_and_how_it_went_stays_with_the_team() -> None:
    confidential = {f.name for f in Touchpoint.KIND.fields if f.confidential}
    assert confidential >= {"summary", "outcome", "next_step", "direction", "objections"}
