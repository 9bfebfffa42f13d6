"""What has to be written to follow a proposal, record by record: for the window and for scripts."""

from __future__ import annotations

from typing import Any, NamedTuple

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.planning.proposal.placing import Replanned


def label() -> str:
    """Return what the edit is called."""
    return tr("Put the steps into the suggested order")


class Change(NamedTuple):
    """One record that is changed, or made."""

    kind: str
    id: str | None
    """None for a record that is made."""
    fields: dict[str, Any]
    made_as: str | None = None
    """The id to give to a record that is made, where another one refers to it; None: any."""


def changes_of(replanned: Replanned, begun: str) -> list[Change]:
    """Return what has to be written, in the order in which to write it.

    Args:
        replanned: The edit.
        begun: How steps refer to the sequence, where one has to be made: its id or its name.
    """
    found: list[Change] = []
    sequence = replanned.sequence or begun
    if replanned.begun is not None:
        made = replanned.begun
        fields = {"name": made.name, "status": "active", "goals": made.goals}
        found.append(Change("sequence", None, fields))
    elif replanned.begin is not None:
        found.append(Change("sequence", sequence, {"start_date": replanned.begin}))
    moved: dict[str, dict[str, Any]] = {}
    for id, position in replanned.positions.items():
        moved.setdefault(id, {})["position"] = position
    for id, day in replanned.days.items():
        moved.setdefault(id, {})["day"] = day
    found += [Change("step", id, fields) for id, fields in moved.items()]
    # All of them get their ids here or none does, as records are listed by age, which ids tell.
    named = any(one.step is None for one in replanned.waits)
    own = {one.organisation: new_id() for one in replanned.added} if named else {}
    for one in replanned.added:
        step: dict[str, Any] = {
            "sequence": sequence,
            "organisation": one.organisation,
            "position": one.position,
            "status": "planned",
        }
        if one.messenger is not None:
            step["messenger"] = one.messenger
        if one.ask:
            step["ask"] = one.ask
        found.append(Change("step", None, step, own.get(one.organisation)))
    for wait in replanned.waits:
        awaited: dict[str, Any] = {
            "step": wait.step or own[wait.organisation],
            "organisation": wait.for_,
            "status": "committed",
            "until_answer": True,
        }
        found.append(Change("prerequisite", None, awaited))
    return found
