"""What moved, and why: two proposals beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from outreach.base.language import tr
from outreach.planning.proposal.bands import points
from outreach.planning.proposal.proposing import Proposal, ProposedStep
from outreach.planning.proposal.reasons import Reason

_CAUSES = ("waits", "helped", "helps", "calmed", "provokes", "champion", "objection", "optional")
"""Kinds of reasons that can move a step; the others only say what follows."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A partner whose place among the others changed."""

    organisation: str
    was: int | None
    """Place before, from 0; None: it was not asked."""
    now: int | None
    words: str
    reasons: tuple[Reason, ...]
    """What holds now and did not before."""
    gone: tuple[Reason, ...]
    """What held before and does not now; of who is not asked any more nothing is told."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different from one proposal to another."""

    moved: tuple[Moved, ...]
    outlook: str
    """How the chance of the goal changed, in a sentence."""


def compare(before: Proposal, after: Proposal) -> Comparison:
    """Return what moved from one proposal to another, and which reasons came and went.

    Those who stand in the same order among themselves as before did not move, as many as can be.
    """
    was = {step.organisation: at for at, step in enumerate(before.steps)}
    now = {step.organisation: at for at, step in enumerate(after.steps)}
    stayed = _longest_rising([was[id] for id in now if id in was])
    steps = {step.organisation: step for step in before.steps}
    found = []
    for step in after.steps:
        id = step.organisation
        if was.get(id) not in stayed:
            found.append(_moved(steps.get(id), step, was.get(id), now[id]))
    found += [_left_out(step, was[id]) for id, step in steps.items() if id not in now]
    return Comparison(tuple(found), _outlook(before, after))


def _left_out(step: ProposedStep, was: int) -> Moved:
    said = tr("{name} is not asked any more.", name=step.name)
    return Moved(step.organisation, was, None, said, (), ())


def _moved(before: ProposedStep | None, step: ProposedStep, was: int | None, now: int) -> Moved:
    old, new = (_causes(one) for one in (before, step))
    came = tuple(reason for key, reason in new.items() if key not in old)
    went = tuple(reason for key, reason in old.items() if key not in new)
    if was is None:
        said = tr("{name} is new, at place {place}.", name=step.name, place=now + 1)
    else:
        said = tr(
            "{name} moves from place {before} to {after}.",
            name=step.name,
            before=was + 1,
            after=now + 1,
        )
    why = [reason.words for reason in came]
    why += [tr("It does not hold any more: {reason}", reason=reason.words) for reason in went]
    if not why:
        why = [tr("Nothing about them changed; they make room for others.")]
    return Moved(step.organisation, was, now, " ".join([said, *why]), came, went)


def _causes(step: ProposedStep | None) -> dict[tuple[str, tuple[str, ...]], Reason]:
    return {
        (reason.kind, reason.records): reason
        for reason in (step.reasons if step else ())
        if reason.kind in _CAUSES
    }


def _outlook(before: Proposal, after: Proposal) -> str:
    was, now = before.outlook, after.outlook
    change = now.probability - was.probability
    if abs(change) < 0.005:
        return tr("The goal stands at {chance}, as before.", chance=now.words)
    if change > 0:
        return tr(
            "The goal stands at {chance}, {points} more than before ({before}).",
            chance=now.words,
            points=points(change),
            before=was.words,
        )
    return tr(
        "The goal stands at {chance}, {points} less than before ({before}).",
        chance=now.words,
        points=points(change),
        before=was.words,
    )


def _longest_rising(places: list[int]) -> set[int]:
    """Return the longest selection of ``places`` that rises, the first of several as long."""
    best: list[tuple[int, ...]] = []
    for place in places:
        below = [chain for chain in best if chain[-1] < place]
        best.append((*_longest(below), place))
    return set(_longest(best))


def _longest(chains: list[tuple[int, ...]]) -> tuple[int, ...]:
    return max(chains, key=lambda chain: len(chain), default=())
