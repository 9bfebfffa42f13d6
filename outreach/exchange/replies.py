"""Answers to invitations: what came back as a calendar file says how a step stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.language import Terms, tr
from outreach.cadence.kinds import Step
from outreach.document.document import Document
from outreach.exchange.incoming import Extra, Incoming

_STATUS = {"ACCEPTED": "due", "TENTATIVE": "planned", "DECLINED": "blocked"}
_WORDS = Terms(
    {
        "ACCEPTED": "{who} accepted the invitation.",
        "TENTATIVE": "{who} accepted for now the invitation.",
        "DECLINED": "{who} declined the invitation.",
    }
)
MOST_BYTES = 5_000_000


def incoming(document: Document, path: Path) -> list[Incoming]:
    """Return what the answers in the calendar file at ``path`` say of steps.

    An invitation that is accepted makes its step due, one that is declined blocks it; a step that
    is done or skipped stays so. Who answered what is noted in the step.

    Raises:
        Refusal: it is no calendar file, or holds no answer.
        OSError: it cannot be read.
    """
    from icalendar import Calendar

    content = path.read_bytes()
    try:
        if len(content) > MOST_BYTES:
            raise ValueError
        found = Calendar.from_ical(content)
        events = list(found.walk("VEVENT"))
        reply = str(found.get("METHOD", "")).upper() == "REPLY"
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise Refusal(
            tr(
                "“{name}” is no calendar file that can be read, so nothing was brought in.",
                name=path.name,
            )
        ) from error
    if not reply:
        raise Refusal(
            tr(
                "“{name}” is no answer to an invitation, so nothing was brought "
                "in. Only answers to steps of this plan can be.",
                name=path.name,
            )
        )
    steps = {step.id: step for step in document.all(Step)}
    return [_answer(steps, n, event) for n, event in enumerate(events, start=1)]


def _answer(steps: dict[str, Step], number: int, event: Any) -> Incoming:
    uid = str(event.get("UID", ""))
    given = event.get("ATTENDEE", [])
    attendee = given[0] if isinstance(given, list) and given else given
    said = str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
    place = tr("answer {number}", number=number)
    step = steps.get(uid)
    if step is None or said not in _STATUS:
        why = (
            tr("It answers no step of this plan.")
            if step is None
            else tr("It neither accepts nor declines.")
        )
        return Incoming(place, Step.KIND, uid, {}, True, why)
    who = str(attendee).removeprefix("mailto:").removeprefix("MAILTO:")
    values: dict[str, object] = {"note": Extra((_WORDS[said].format(who=who),))}
    if step.status not in ("done", "skipped"):
        values["status"] = _STATUS[said]
    return Incoming(place, Step.KIND, uid, values)
