"""A sequence as it runs: begun from another one, paused, taken up again, stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from outreach.base.clock import day_words
from outreach.base.errors import Refusal
from outreach.base.language import Terms, tr
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.edits import Edit
from outreach.vocabulary import CLOSED_STEPS, ENDED

_RESTS = Terms({"paused": "“{name}” is paused", "stopped": "“{name}” is stopped"})
_RESTS_SINCE = Terms(
    {"paused": "“{name}” is paused since {day}", "stopped": "“{name}” is stopped since {day}"}
)
_OF_SEQUENCE = ("seed_idea", "goals", "goals_enough", "partners_enough", "use_cases", "per_week")
_OF_STEP = (
    *("position", "organisation", "person", "messenger", "channel", "ask", "pitch", "why_now"),
    *("ingredient", "pinned", "fallback", "exit_rule"),
)
"""What a copy takes over: what was planned, and nothing of how it went."""


def pause(edit: Edit, sequence: Sequence, reason: str, today: dt.date) -> None:
    """Let a sequence rest from ``today`` on; what is left of each wait is kept.

    Raises:
        Refusal: without a reason, and when it does not run.
    """
    if sequence.status == "paused":
        raise Refusal(tr("“{name}” is paused already. Nothing was changed.", name=sequence.name))
    _must_run(sequence)
    said = reason.strip()
    if not said:
        raise Refusal(tr("Say why the sequence is paused: whoever reads the plan later will ask."))
    edit.set(sequence.id, status="paused", status_reason=said, paused_on=today)


def resume(edit: Edit, sequence: Sequence, steps: Iterable[Step], today: dt.date) -> int:
    """Take a paused sequence up again: its open steps move on by the days that it rested.

    A step with a date that was agreed stays on it.

    Args:
        edit: The edit to do it in.
        sequence: The sequence.
        steps: Its steps.
        today: The first day on which it runs again.

    Returns:
        By how many days the steps moved.

    Raises:
        Refusal: when it is not paused.
    """
    if sequence.status != "paused":
        raise Refusal(tr("“{name}” is not paused. Nothing was changed.", name=sequence.name))
    days = max((today - sequence.paused_on).days, 0) if sequence.paused_on else 0
    for step in steps:
        if days and step.day is not None and step.due is None and step.status not in CLOSED_STEPS:
            edit.set(step.id, day=step.day + days)
    edit.set(sequence.id, status="active", status_reason=None, paused_on=None)
    return days


def stop(edit: Edit, sequence: Sequence, reason: str) -> None:
    """End a sequence before its goal, for a reason.

    Raises:
        Refusal: without a reason, and when it has ended.
    """
    if sequence.status != "paused":
        _must_run(sequence)
    said = reason.strip()
    if not said:
        raise Refusal(tr("Say why the sequence is stopped: whoever reads the plan later will ask."))
    edit.set(sequence.id, status="stopped", status_reason=said, paused_on=None)


def start_from(
    edit: Edit,
    template: Sequence,
    steps: Iterable[Step],
    prerequisites: Iterable[Prerequisite],
    name: str,
    start: dt.date,
    began: dt.date | None = None,
    *,
    id: str | None = None,
) -> str:
    """Begin a sequence with the steps of another one; later edits of either leave the other alone.

    Args:
        edit: The edit to do it in.
        template: The sequence that is copied: what was planned in it, not how it went.
        steps: Its steps.
        prerequisites: Theirs.
        name: What the new one is called.
        start: The day from which its steps count.
        began: The day from which those of the template count; steps with a date count from it.
        id: The id of the new sequence, when it was drawn elsewhere.

    Returns:
        The id of the new sequence.
    """
    values = {field: getattr(template, field) for field in _OF_SEQUENCE}
    made = edit.add(Sequence, id=id, name=name, status="active", start_date=start, **values)
    copies = {}
    for step in steps:
        planned = {field: getattr(step, field) for field in _OF_STEP}
        day = _day(step, began)
        copies[step.id] = edit.add(Step, sequence=made, status="planned", day=day, **planned)
    for needed in prerequisites:
        if needed.step in copies:
            edit.add(
                Prerequisite,
                step=copies[needed.step],
                organisation=needed.organisation,
                status=needed.status,
                until_answer=needed.until_answer,
            )
    return made


def _day(step: Step, began: dt.date | None) -> int | None:
    if step.due is None or began is None:
        return step.day
    return max((step.due - began).days, 0)


def _must_run(sequence: Sequence) -> None:
    if sequence.status in ENDED:
        name = sequence.name
        raise Refusal(
            tr("“{name}” is stopped already. Nothing was changed.", name=name)
            if sequence.status == "stopped"
            else tr("“{name}” is finished already. Nothing was changed.", name=name)
        )


def paused_words(sequence: Sequence) -> str:
    """Say that a sequence is paused or stopped, since when and why; empty when it is neither."""
    if sequence.status not in ("paused", "stopped"):
        return ""
    if sequence.paused_on is None:
        said = _RESTS[sequence.status].format(name=sequence.name)
    else:
        day = day_words(sequence.paused_on)
        said = _RESTS_SINCE[sequence.status].format(name=sequence.name, day=day)
    return f"{said}: {sequence.status_reason}" if sequence.status_reason else said
