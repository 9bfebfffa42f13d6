"""What if: the present outlook and the one there would be, side by side; nothing is written.

``what_if(snapshot, today, Assumed(declined=frozenset({id})))`` returns a :class:`WhatIf`: which
steps would be stranded and why, who could speak instead, the order there would be with its outlook,
and what moved. Like ``propose``, it is best called from a job.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from outreach.base.language import tr
from outreach.base.words import listed
from outreach.planning import steps
from outreach.planning.order.model import Cancelled, Progress
from outreach.planning.proposal.advice import advice
from outreach.planning.proposal.assuming import Assumed, assumed
from outreach.planning.proposal.comparing import Comparison, compare
from outreach.planning.proposal.consequences import Instead, Stranded, instead, stranded
from outreach.planning.proposal.proposing import Proposal, propose
from outreach.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be different."""

    now: Proposal
    then: Proposal
    """The best way round: what waited for those who are gone waits for them no more."""
    stranded: tuple[Stranded, ...]
    """Steps that cannot be taken as they are planned now."""
    instead: tuple[Instead, ...]
    """Ways round for single steps."""
    comparison: Comparison
    as_planned: str
    """What becomes of the goal if every requirement is kept, in a sentence."""
    advice: str
    """What to do then, in a sentence; empty when nothing has to be done."""


def what_if(
    snapshot: Snapshot,
    today: dt.date,
    what: Assumed,
    goal: str | None = None,
    by: dt.date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> WhatIf:
    """Return what would be different if ``what`` were so.

    Raises:
        Refusal: when no goal is set.
        Stopped: when it is no longer wanted.
    """
    told = progress or (lambda _: None)
    now = propose(snapshot, today, goal, by, lambda done: told(done / 2), cancelled)
    changed = assumed(snapshot, what)
    gone = what.left | {
        id for id, one in snapshot.people.items() if one.organisation in what.declined
    }
    then = propose(
        changed,
        today,
        goal,
        by,
        lambda done: told(0.5 + done / 2),
        cancelled,
        without=frozenset(gone),
    )
    found: tuple[Stranded, ...] = ()
    if now.sequence is not None:
        found = stranded(snapshot, now.sequence, what.declined, what.left)
    ways = instead(changed, found, today, what.declined, what.left)
    return WhatIf(
        now=now,
        then=then,
        stranded=found,
        instead=ways,
        comparison=compare(now, then),
        as_planned=_as_planned(snapshot, now, then, found),
        advice=advice(snapshot, what, now, then, found, ways),
    )


def _as_planned(
    snapshot: Snapshot, now: Proposal, then: Proposal, found: tuple[Stranded, ...]
) -> str:
    if then.lost:
        return " ".join(then.lost)
    blocked = {one.step for one in found if one.kind != "messenger"}
    held = [
        id
        for id in now.goals
        if any(
            step.organisation == id and step.id in blocked
            for step in (steps.in_order(snapshot, now.sequence) if now.sequence else ())
        )
    ]
    if held:
        names = listed([snapshot.name(id) for id in held])
        return tr(
            "As planned now, the steps towards {names} are blocked. Without "
            "waiting for those who are gone, the goal stands at {chance}.",
            names=names,
            chance=then.outlook.words,
        )
    return tr(
        "As planned now, the steps towards the goal stay open; it stands at {chance}.",
        chance=then.outlook.words,
    )
