"""From a way to somebody to steps of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.cadence.kinds import Sequence as Plan
from outreach.cadence.kinds import Step
from outreach.document.edits import Edit
from outreach.planning import steps
from outreach.planning.moves import GAP, behind_all
from outreach.planning.ways import Stop
from outreach.snapshot import Snapshot
from outreach.vocabulary import UNDER_WAY


class PlannedSteps:
    """The steps to take along a way; those that are planned already are left out."""

    def __init__(self, snapshot: Snapshot, stops: Sequence[Stop]) -> None:
        """Work out what is to be added to the running sequence, or to a new one."""
        running = [one for one in snapshot.sequences.values() if one.status in UNDER_WAY]
        self._sequence = running[0].id if running else new_id()
        self._name = "" if running else steps.first_name(snapshot)
        before = steps.in_order(snapshot, self._sequence)
        planned = {(s.person, s.organisation, s.messenger) for s in before if steps.is_open(s)}
        place = behind_all(before)
        self.added: list[dict[str, Any]] = []
        """The fields of each step."""
        for stop, after in zip(stops, [*stops[1:], None], strict=True):
            person = snapshot.people.get(stop.id)
            if person is not None and person.id == snapshot.initiative.coordinator:
                continue  # that is us
            partner = person.organisation if person else stop.id
            who = (person.id if person else None, partner, stop.through or None)
            if who in planned:
                continue
            ask = (
                tr("Introduce us to {name}", name=after.name)
                if after
                else tr("Talk with us for half an hour")
            )
            self.added.append(
                {
                    "person": who[0],
                    "organisation": partner,
                    "messenger": who[2],
                    "ask": ask,
                    "why_now": stop.why,
                    "status": "planned",
                    "position": place + GAP * len(self.added),
                }
            )

    def write(self, edit: Edit) -> None:
        """Add the steps."""
        if self._name:
            edit.add(Plan, id=self._sequence, name=self._name, status="active")
        for fields in self.added:
            edit.add(Step, sequence=self._sequence, **fields)
