"""Where a partner stands after a contact: the stage that is proposed, which a person may change."""

from __future__ import annotations

from outreach.vocabulary import PIPELINE_ORDER

BOTH_SPEAK = frozenset({"call", "meeting", "visit", "workshop", "event", "briefing"})
"""Channels by which both sides speak in the same hour."""


def stage_after(stage: str | None, channel: str | None, outcome: str | None) -> str | None:
    """Return the stage that a partner has come to by a contact; never an earlier one.

    A promise makes it committed; talking to each other, in conversation; anything else,
    contacted. Who has declined or is parked stays so until somebody says otherwise.

    Args:
        stage: Where it stood before; None when nobody has said.
        channel: How the contact was made.
        outcome: How it went.
    """
    if stage is not None and stage not in PIPELINE_ORDER:
        return stage
    if outcome == "commitment":
        reached = "committed"
    elif channel in BOTH_SPEAK and outcome != "no_answer":
        reached = "in_conversation"
    else:
        reached = "contacted"
    if stage is None:
        return reached
    return max(stage, reached, key=PIPELINE_ORDER.index)
