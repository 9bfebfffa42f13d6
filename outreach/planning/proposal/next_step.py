"""The best next step: the first of the computed order that can be taken now.

The page Today and the command line both ask here, so that they say the same.
"""

from __future__ import annotations

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.agenda import Agenda, Suggestion
from outreach.planning.order.model import Cancelled
from outreach.planning.proposal.proposing import Proposal, ProposedStep, propose
from outreach.snapshot import Snapshot

MOST = 300
"""Partners up to which the order is worked out for it; in larger plans the earliest step is told,
and the order is worked out when somebody asks for it."""
SAID = 2
"""Reasons that are said."""


def best_next_step(
    snapshot: Snapshot, agenda: Agenda, cancelled: Cancelled | None = None
) -> Suggestion | None:
    """Return the best next step of a plan.

    Where the plan has no goal, is too large, or nothing of the order can be taken now, it is the
    earliest step that waits for nothing, as the agenda has it.

    Raises:
        Stopped: when it is no longer wanted.
    """
    if not snapshot.steps or len(snapshot.organisations) > MOST:
        return agenda.next_step
    try:
        proposal = propose(snapshot, agenda.today, cancelled=cancelled)
    except Refusal:
        return agenda.next_step
    found = first_to_take(snapshot, proposal)
    if found is None:
        return agenda.next_step
    proposed, step = found
    earliest = agenda.next_step.why if agenda.next_step else ""
    return Suggestion(
        step=step.id,
        organisation=step.organisation,
        text=steps.title(snapshot, step),
        messenger=snapshot.name(step.messenger),
        due=steps.due_on(snapshot, step),
        why=" ".join(reason.words for reason in proposed.reasons[:SAID]) or earliest,
    )


def first_to_take(snapshot: Snapshot, proposal: Proposal) -> tuple[ProposedStep, Step] | None:
    """Return the first place of an order with a step that can be taken now, and that step.

    What has no bearing on the goal, waits for somebody or belongs to a sequence that rests cannot.
    """
    waiting = steps.waiting(snapshot)
    for proposed in proposal.steps:
        step = next((snapshot.steps[id] for id in proposed.steps), None)
        if proposed.kept == "optional" or step is None or step.id in waiting:
            continue
        if steps.under_way(snapshot, step):
            return proposed, step
    return None
