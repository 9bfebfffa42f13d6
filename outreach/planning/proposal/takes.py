"""What must be put in: contributions as amounts towards what the use cases of a sequence take."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from outreach.base.language import tr
from outreach.cadence.kinds import Sequence
from outreach.cause.kinds import Contribution
from outreach.planning.order.model import TOLERANCE
from outreach.planning.pot import status_of
from outreach.planning.proposal.judgements import Guess
from outreach.snapshot import Snapshot

USUAL = 1.0
"""What a contribution adds, and what a use case takes, where nothing is set."""
SURE = ("in", "promised")
"""How far a contribution has come that is counted on, whatever the partner's stage."""


class Takes(NamedTuple):
    """What a use case still takes, and what partners who are not in yet would put in for it."""

    use_case: str
    title: str
    left: float
    """What is missing beside that which is in or promised; 0 when there is enough."""
    given: dict[str, float]
    """By contribution."""
    give: dict[str, float]
    """By partner."""

    @property
    def is_out_of_reach(self) -> bool:
        """Whether all of it together is not enough."""
        return sum(self.give.values()) < self.left - TOLERANCE


def takes_of(
    snapshot: Snapshot,
    sequence: Sequence | None,
    partners: Collection[str],
    joined: Collection[str],
) -> tuple[Takes, ...]:
    """Return what each use case that a sequence must have enough for still takes.

    Args:
        snapshot: The plan.
        sequence: Whose use cases; None takes nothing.
        partners: Those who can still be asked.
        joined: Those who are in.
    """
    found = []
    for id in sequence.use_cases if sequence else ():
        case = snapshot.use_cases[id]
        need = USUAL if case.takes is None else case.takes
        left, given, give = need, {}, dict[str, float]()
        for one in _for(snapshot, id):
            if one.organisation in joined or one.status in SURE:
                left -= amount_of(one)
            elif one.organisation in partners:
                given[one.id] = amount_of(one)
                give[one.organisation] = give.get(one.organisation, 0.0) + given[one.id]
        # Amounts have six decimals; what subtracting leaves behind those is no amount.
        left = round(max(0.0, left), 6)
        found.append(Takes(id, case.title, left, given, give))
    return tuple(found)


def amount_of(contribution: Contribution) -> float:
    """Return how much a contribution adds to what its use cases take."""
    return USUAL if contribution.amount is None else contribution.amount


def guesses_of(snapshot: Snapshot, takes: tuple[Takes, ...]) -> Iterator[Guess]:
    """Yield the contributions of which it is not set how much they add, where that is counted."""
    seen = set()
    for one in takes:
        measured = snapshot.use_cases[one.use_case].takes is not None
        for id in one.given if measured else ():
            contribution = snapshot.contributions[id]
            if contribution.amount is None and id not in seen:
                seen.add(id)
                name = snapshot.name(contribution.organisation)
                words = tr(
                    "How much “{title}” of {name} adds is not set; 1 was taken.",
                    title=contribution.title,
                    name=name,
                )
                yield Guess(contribution.organisation, "contributions", words)


def _for(snapshot: Snapshot, use_case: str) -> Iterator[Contribution]:
    for one in snapshot.contributions.values():
        if use_case in one.use_cases and status_of(one) != "withdrawn":
            yield one
