"""What may happen to a partner, a person or a tie, in words, and what is assumed then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from outreach.base.language import Terms
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.deference import MEDIUM, deference_of
from outreach.planning.proposal.assuming import Assumed
from outreach.planning.proposal.problem import sequence_of
from outreach.snapshot import Snapshot
from outreach.vocabulary import LEVELS, STANCES, UNDER_WAY

HAPPENINGS = Terms(
    {
        "no": "says no",
        "yes": "says yes",
        "for": "is a step more for it",
        "against": "is a step more against it",
        "late": "is asked four weeks later",
        "left": "is not there any more",
        "gone": "does not hold",
        "weaker": "counts a step less",
        "stronger": "counts a step more",
    }
)
"""What may happen, in words behind a name."""
LATER = dt.timedelta(weeks=4)


def subjects(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield the id and the name of everything to which something may happen."""
    for partner in snapshot.organisations.values():
        yield partner.id, partner.name
    for person in snapshot.people.values():
        yield person.id, person.name
    for tie in snapshot.relationships.values():
        if tie.end_date is None and (one := deference_of(tie)) is not None:
            yield tie.id, f"{snapshot.name(one.who)} {one.words} {snapshot.name(one.to)}"


def may_happen(snapshot: Snapshot, id: str, goal: str | None = None) -> tuple[str, ...]:
    """Return which of :data:`HAPPENINGS` may happen to a partner, a person or a tie.

    ``goal`` says which sequence is planned, as for :func:`sequence_of`.
    """
    if id in snapshot.people:
        return ("left",)
    if (tie := snapshot.relationships.get(id)) is not None:
        strength = tie.strength or MEDIUM
        weaker = ("weaker",) if strength > min(LEVELS) else ()
        return ("gone", *weaker, *(("stronger",) if strength < max(LEVELS) else ()))
    if id not in snapshot.organisations:
        return ()
    stance = snapshot.organisations[id].stance or 0
    more = ("for",) if stance < max(STANCES) else ()
    less = ("against",) if stance > min(STANCES) else ()
    return ("no", "yes", *more, *less, *(("late",) if _step_of(snapshot, id, goal) else ()))


def assume(
    snapshot: Snapshot, id: str, happening: str, today: dt.date, goal: str | None = None
) -> Assumed:
    """Return what is to be assumed when something happens.

    Args:
        snapshot: The plan.
        id: A partner, a person or a tie.
        happening: One of those that :func:`may_happen` returns for it.
        today: The day to go by.
        goal: Says which sequence is planned, as for :func:`sequence_of`.

    Raises:
        ValueError: it cannot happen to it.
    """
    if happening == "left":
        return Assumed(left=frozenset({id}))
    if happening in ("gone", "weaker", "stronger"):
        by = {"weaker": -1, "stronger": 1}.get(happening)
        strength = snapshot.relationships[id].strength or MEDIUM
        return Assumed(strengths={id: None if by is None else strength + by})
    if happening in ("for", "against"):
        stance = snapshot.organisations[id].stance or 0
        return Assumed(stances={id: stance + (1 if happening == "for" else -1)})
    if happening == "late" and (step := _step_of(snapshot, id, goal)):
        due = max(steps.due_on(snapshot, step) or today, today)
        return Assumed(dates={step.id: due + min(LATER, dt.date.max - due)})
    if happening == "yes":
        return Assumed(joined=frozenset({id}))
    if happening == "no":
        return Assumed(declined=frozenset({id}))
    raise ValueError(f"{happening} cannot happen to {id}")


def _step_of(snapshot: Snapshot, partner: str, goal: str | None) -> Step | None:
    """Return the partner's first open step in the sequence that is planned."""
    sequence = sequence_of(snapshot, goal)
    if sequence is None or sequence.status not in UNDER_WAY:
        return None
    its = (step for step in steps.in_order(snapshot, sequence.id) if step.organisation == partner)
    return next(filter(steps.is_open, its), None)
