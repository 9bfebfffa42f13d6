"""The record kinds of cadence."""

from __future__ import annotations

import pytest

from outreach.base.errors import InvalidValue
from outreach.cadence.kinds import (
    KINDS,
    Commitment,
    Prerequisite,
    Printout,
    QuietPeriod,
    Sequence,
    Step,
    Touchpoint,
)
from outreach.document.fields import Choice, Date, Flag, Integer, Ref
from outreach.vocabulary import PIPELINE, STATUS_WAITED_FOR


def test_the_kinds_in_the_order_in_which_people_meet_them() -> None:
    assert (
        Sequence,
        Step,
        Prerequisite,
        Touchpoint,
        Commitment,
        QuietPeriod,
        Printout,
    ) == KINDS


def test_a_step_belongs_to_a_sequence_and_has_a_day_or_a_date() -> None:
    fields = Step.KIND.by_name
    assert {name for name, field in fields.items() if field.required} == {"sequence"}
    assert isinstance(fields["day"], Integer) and isinstance(fields["due"], Date)
    assert fields["day"].words(12) == "12 days after the start"


def test_a_step_waits_for_a_stage_of_the_pipeline() -> None:
    status = Prerequisite.KIND.by_name["status"]
    assert isinstance(status, Choice) and status.choices == STATUS_WAITED_FOR
    assert STATUS_WAITED_FOR.keys() < PIPELINE.keys()


def test_a_sequence_says_what_is_enough_by_when_and_how_fast_we_can_go() -> None:
    fields = Sequence.KIND.by_name
    assert {"goals", "goals_enough", "partners_enough", "deadline", "per_week"} <= fields.keys()
    for name in ("goals_enough", "partners_enough", "per_week"):
        with pytest.raises(InvalidValue):
            fields[name].check(0)


def test_a_step_may_keep_its_place_and_need_its_answer_by_a_day() -> None:
    fields = Step.KIND.by_name
    assert isinstance(fields["pinned"], Flag) and isinstance(fields["answer_by"], Date)


def test_a_promise_goes_between_people_and_partners() -> None:
    for name in ("by", "to"):
        field = Commitment.KIND.by_name[name]
        assert isinstance(field, Ref) and set(field.kinds) == {"organisation", "person"}


def test_what_was_said_and_how_it_went_stays_with_the_team() -> None:
    confidential = {f.name for f in Touchpoint.KIND.fields if f.confidential}
    assert confidential >= {"summary", "outcome", "next_step", "direction", "objections"}


def test_a_quiet_period_has_both_ends_and_a_reason_and_is_for_a_sector_or_for_everybody() -> None:
    required = {field.name for field in QuietPeriod.KIND.fields if field.required}
    assert required == {"why", "first", "last"}
    assert isinstance(QuietPeriod.KIND.by_name["sector"], Choice)
