"""What to do if it happened: one sentence, the next best."""

from __future__ import annotations

from outreach.base.language import tr
from outreach.planning import steps
from outreach.planning.proposal.assuming import Assumed
from outreach.planning.proposal.consequences import Instead, Stranded
from outreach.planning.proposal.proposing import Proposal
from outreach.snapshot import Snapshot


def advice(
    snapshot: Snapshot,
    what: Assumed,
    now: Proposal,
    then: Proposal,
    found: tuple[Stranded, ...],
    ways: tuple[Instead, ...],
) -> str:
    """Return what to do if ``what`` were so, in a sentence; empty when nothing has to be done.

    If a no loses the goal, that is what was planned for it, else to win first who helps most with
    them, else to take them out of the goal. If it does not, it is to go on without waiting for who
    said no; if a messenger left, to let somebody else make the approach.

    Args:
        snapshot: The plan as it is.
        what: What is assumed.
        now: The order as it is.
        then: The order there would be.
        found: The steps that would be stranded.
        ways: Ways round for single steps.
    """
    lost = [id for id in now.goals if id in what.declined]
    if then.lost and lost:
        return _after_a_lost_goal(snapshot, now, lost[0], what.declined)
    found = tuple(one for one in found if steps.is_open(snapshot.steps[one.step]))
    next_ = next((step.name for step in then.steps if step.kept != "optional"), "")
    for id in sorted(what.declined) if next_ else ():
        name = snapshot.name(id)
        if any(one.kind == "requirement" and one.cause == id for one in found):
            return tr(
                "Next best: let no step wait for {name} any longer, and ask {other} next.",
                name=name,
                other=next_,
            )
        return tr("Next best: leave {name} out, and ask {other} next.", name=name, other=next_)
    return _another_voice(snapshot, found, ways)


def _after_a_lost_goal(
    snapshot: Snapshot, now: Proposal, partner: str, declined: frozenset[str]
) -> str:
    name = snapshot.name(partner)
    here = steps.in_order(snapshot, now.sequence) if now.sequence else []
    planned = [step.fallback for step in here if step.organisation == partner and step.fallback]
    if planned:
        return tr(
            "Next best: what is planned for a no of {name}: {fallback}.",
            name=name,
            fallback=planned[-1].rstrip("."),
        )
    helpers = [
        one for one in now.problem.links if one.to == partner and one.by not in declined | {partner}
    ]
    if helpers:
        best = max(helpers, key=lambda one: (one.weight, one.by))
        return tr(
            "Next best: win {other} first, who helps most with {name}, and ask {name} again.",
            other=snapshot.name(best.by),
            name=name,
        )
    return tr(
        "Next best: take {name} out of the goal, or put another partner in their place.",
        name=name,
    )


def _another_voice(
    snapshot: Snapshot, found: tuple[Stranded, ...], ways: tuple[Instead, ...]
) -> str:
    """Say who could make the first approach that has nobody to make it."""
    voiceless = [one.step for one in found if one.kind == "messenger"]
    if not voiceless:
        return ""
    partner = snapshot.name(snapshot.steps[voiceless[0]].organisation)
    person = next((way.person for way in ways if way.step == voiceless[0] and way.person), None)
    if person is None:
        return tr("Next best: find somebody else who can speak to {partner}.", partner=partner)
    return tr(
        "Next best: let {person} speak to {partner}.",
        person=snapshot.name(person),
        partner=partner,
    )
