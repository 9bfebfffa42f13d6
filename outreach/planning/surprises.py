"""No surprises: who is likely to hear of a step second-hand and has not been told."""

from __future__ import annotations

from typing import NamedTuple

from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED

FAR = 2
"""Ties between partners over which word goes round."""


class Surprise(NamedTuple):
    """A partner who may hear of a step from somebody else."""

    organisation: str
    name: str
    through: str
    """Id of the partner between them and the step's; empty where they are tied directly."""
    step: str | None
    """Its own step that comes before and is not done; None when there is none."""
    sentence: str


def surprises(snapshot: Snapshot, step_id: str) -> list[Surprise]:
    """Return who would be surprised by a step, opponents first.

    Word goes along every tie that has not ended, whatever it is: who watches or regulates somebody
    hears of it too. Told is who is in, with whom there was a contact, or whose own step is done.
    """
    step = snapshot.steps[step_id]
    if step.organisation is None:
        return []
    told = _told(snapshot)
    found = []
    for organisation, through in _hearing(snapshot, step.organisation).items():
        if organisation not in told:
            found.append(_surprise(snapshot, step, organisation, through))
    return sorted(found, key=lambda one: (_stance(snapshot, one), one.name.casefold()))


def _stance(snapshot: Snapshot, one: Surprise) -> int:
    return snapshot.organisations[one.organisation].stance or 0


def _told(snapshot: Snapshot) -> set[str]:
    found = {id for id, one in snapshot.organisations.items() if one.status in JOINED}
    coordinator = snapshot.people.get(snapshot.initiative.coordinator or "")
    if coordinator is not None and coordinator.organisation:
        found.add(coordinator.organisation)
    for contact in snapshot.touchpoints.values():
        found.update(snapshot.places(contact.organisation, *contact.people))
    found.update(
        step.organisation
        for step in snapshot.steps.values()
        if step.status == "done" and step.organisation
    )
    return found


def _hearing(snapshot: Snapshot, start: str) -> dict[str, str | None]:
    """Return the partners within :data:`FAR` ties of one, and who is between."""
    near: dict[str, set[str]] = {}
    for tie in snapshot.relationships.values():
        if tie.end_date is None:
            for one in snapshot.places(tie.source):
                for other in snapshot.places(tie.target):
                    near.setdefault(one, set()).add(other)
                    near.setdefault(other, set()).add(one)
    found: dict[str, str | None] = {
        one: None for one in sorted(near.get(start, ())) if one != start
    }
    for between in list(found):
        for one in sorted(near[between]):
            if one != start and one not in found:
                found[one] = between
    return found


def _surprise(snapshot: Snapshot, step: Step, organisation: str, through: str | None) -> Surprise:
    name, target = snapshot.name(organisation), snapshot.name(step.organisation)
    heard = f"through {snapshot.name(through)}" if through else f"from {target}"
    sentence = f"{name} is likely to hear of it {heard} and has not been told."
    own = _own_step(snapshot, step, organisation)
    if own is not None:
        sentence += " Their own step comes before and is not done."
    return Surprise(organisation, name, through or "", own.id if own else None, sentence)


def _own_step(snapshot: Snapshot, step: Step, organisation: str) -> Step | None:
    for one in steps.in_order(snapshot, step.sequence):
        if one.id == step.id:
            return None
        if one.organisation == organisation and steps.is_open(one):
            return one
    return None
