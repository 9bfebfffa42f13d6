from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.planning.stage import stage_after
from outreach.vocabulary import CHANNELS, OUTCOMES, PIPELINE, PIPELINE_ORDER

stages = st.none() | st.sampled_from(list(PIPELINE))
channels = st.none() | st.sampled_from(list(CHANNELS)) | st.just("by pigeon")
outcomes = st.none() | st.sampled_from(list(OUTCOMES))


@pytest.mark.parametrize(
    ("before", "channel", "outcome", "after"),
    [
        ("contacted", "call", None, "in_conversation"),
        ("not_started", "email", None, "contacted"),
        (None, "call", "no_answer", "contacted"),
        ("in_conversation", "call", "commitment", "committed"),
        ("committed", "call", "neutral", "committed"),
        ("declined", "meeting", "commitment", "declined"),
    ],
)
def test_a_contact_takes_a_partner_on(
    before: str | None, channel: str, outcome: str | None, after: str
) -> None:
    assert stage_after(before, channel, outcome) == after


@given(stages, channels, outcomes)
def test_no_contact_takes_a_partner_back(
    stage: str | None, channel: str | None, outcome: str | None
) -> None:
    after = stage_after(stage, channel, outcome)
    if stage in PIPELINE_ORDER:
        assert PIPELINE_ORDER.index(after or "") >= PIPELINE_ORDER.index(stage)
    elif stage is not None:
        assert after == stage
    assert stage_after(after, channel, outcome) == after
