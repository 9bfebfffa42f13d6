"""Brings a sequence into a proposed order, as one edit."""

from __future__ import annotations

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.edits import Changes, Edit
from outreach.planning.proposal.placing import Replanned
from outreach.planning.proposal.proposing import Proposal
from outreach.planning.proposal.writing import changes_of, label
from ui.pages.notice import Notice
from ui.session import Session


def write(edit: Edit, replanned: Replanned, begun: str = "") -> None:
    """Write what is proposed; a sequence that has to be made gets the id ``begun``."""
    for one in changes_of(replanned, begun):
        if one.id is not None:
            edit.set(one.id, **one.fields)
        else:
            made = begun if one.kind == "sequence" else one.made_as
            edit.add(one.kind, id=made, **one.fields)


def follow(session: Session, proposal: Proposal, notice: Notice) -> None:
    """Queue the edit, and say so with a way back; a plan without a sequence gets one."""
    begun = new_id()

    def done(_: Changes) -> None:
        notice.say_deleted(tr("The steps are in the suggested order now."))

    session.edit(label(), lambda edit: write(edit, proposal.edit, begun), done)
