"""Brings a sequence into a proposed order, as one edit."""

from __future__ import annotations

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.cadence.kinds import Sequence, Step
from outreach.document.edits import Changes, Edit
from outreach.planning import steps
from outreach.planning.proposal.placing import Replanned
from outreach.planning.proposal.proposing import Proposal
from outreach.snapshot import Snapshot
from ui.pages.notice import Notice
from ui.session import Session


class Followed:
    """What following a proposal writes."""

    def __init__(self, snapshot: Snapshot, proposal: Proposal) -> None:
        """Prepare it; a plan without a sequence gets one."""
        self._replanned: Replanned = proposal.edit
        self._goals = proposal.goals
        self._name = steps.first_name(snapshot)

    def write(self, edit: Edit) -> None:
        """Write places, days and steps that are new."""
        sequence = self._replanned.sequence
        if sequence is None:
            sequence = new_id()
            edit.add(Sequence, id=sequence, name=self._name, status="active", goals=self._goals)
        elif self._replanned.begin is not None:
            edit.set(sequence, start_date=self._replanned.begin)
        for step, position in self._replanned.positions.items():
            edit.set(step, position=position)
        for step, day in self._replanned.days.items():
            edit.set(step, day=day)
        for added in self._replanned.added:
            edit.add(
                Step,
                sequence=sequence,
                organisation=added.organisation,
                messenger=added.messenger,
                position=added.position,
                status="planned",
            )


def follow(session: Session, proposal: Proposal, notice: Notice) -> None:
    """Queue the edit, and say so with a way back."""

    def done(_: Changes) -> None:
        edit = session.last_edit
        undo = (tr("Undo"), lambda: session.undo(None, edit))
        notice.say(tr("The steps are in the suggested order now."), buttons=[undo])

    followed = Followed(session.snapshot(), proposal)
    session.edit(tr("Put the steps into the suggested order"), followed.write, done)
