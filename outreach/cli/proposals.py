"""Proposals as words for people and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from outreach.base.clock import day_words
from outreach.planning.proposal.comparing import Comparison
from outreach.planning.proposal.outlook import Outlook
from outreach.planning.proposal.placing import Replanned
from outreach.planning.proposal.proposing import Proposal, ProposedStep
from outreach.planning.proposal.timing import ByDate
from outreach.planning.proposal.what_if import WhatIf
from outreach.planning.proposal.writing import Change, changes_of, label
from outreach.snapshot import Snapshot


def proposal_data(snapshot: Snapshot, proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON has it; ``edit`` is a line that ``outreach apply`` understands."""
    return {
        "sequence": proposal.sequence,
        "goals": proposal.goals,
        "outlook": _outlook_data(proposal.outlook),
        "deadline": proposal.deadline,
        "by_deadline": _outlook_data(proposal.by_deadline) if proposal.by_deadline else None,
        "proven": proposal.proven,
        "steps": [_step_data(snapshot, step) for step in proposal.steps],
        "by_date": proposal.by_date,
        "worths": proposal.worths,
        "matters": [
            {
                "record": one.record,
                "towards": one.towards,
                "words": one.words,
                "low": one.low,
                "high": one.high,
            }
            for one in proposal.matters
        ],
        "unplaced": proposal.unplaced,
        "optional": [{"id": id, "name": snapshot.name(id)} for id in proposal.optional],
        "guesses": proposal.guesses,
        "lost": proposal.lost,
        "edit": edit_data(proposal.edit),
    }


def _outlook_data(outlook: Outlook) -> dict[str, Any]:
    return {
        "words": outlook.words,
        "band": outlook.band,
        "probability": outlook.probability,
        "adaptive_probability": outlook.adaptive,
        "low": outlook.low,
        "high": outlook.high,
    }


def _step_data(snapshot: Snapshot, step: ProposedStep) -> dict[str, Any]:
    return {
        "id": step.organisation,
        "kind": "organisation",
        "name": step.name,
        "steps": step.steps,
        "was": step.was,
        "messenger": step.messenger,
        "messenger_name": snapshot.name(step.messenger),
        "start": step.start,
        "answer": step.answer,
        "why_then": step.why_then,
        "chance": step.chance,
        "chance_words": step.chance_words,
        "kept": step.kept,
        "reasons": step.reasons,
    }


def edit_data(edit: Replanned) -> dict[str, Any] | None:
    """Return the edit as ``outreach apply`` reads it; None when nothing would change."""
    if edit.is_empty:
        return None
    begun = edit.begun.name if edit.begun else ""
    changes: list[dict[str, Any]] = [
        {"op": "add", "kind": one.kind, **_made_as(one), "fields": one.fields}
        if one.id is None
        else {"op": "set", "id": one.id, "fields": one.fields}
        for one in changes_of(edit, begun)
    ]
    return {"label": label(), "changes": changes}


def _made_as(change: Change) -> dict[str, str]:
    return {"id": change.made_as} if change.made_as else {}


def proposal_words(snapshot: Snapshot, proposal: Proposal) -> str:
    """Return a proposal as people read it in a terminal."""
    return "\n\n".join(_sections(snapshot, proposal))


def _sections(snapshot: Snapshot, proposal: Proposal) -> Iterator[str]:
    goals = " and ".join(snapshot.name(id) for id in proposal.goals)
    yield f"The order for the yes of {goals}" if goals else "The order to ask in"
    yield _outlook_words(proposal)
    yield "\n".join(
        line
        for number, step in enumerate(proposal.steps, 1)
        for line in _step_words(snapshot, number, step)
    )
    yield from _listed("By when", _by_when(proposal.by_date))
    yield from _listed("What does not fit", (one.sentence for one in proposal.unplaced))
    yield from _listed("What partners are worth", (one.words for one in proposal.worths))
    yield from _listed("What the outlook hangs on most", (one.words for one in proposal.matters))
    yield from _listed("Taken to be in the middle", (one.words for one in proposal.guesses))
    yield from _listed(
        "Have no bearing on the goal, as recorded", map(snapshot.name, proposal.optional)
    )


def _outlook_words(proposal: Proposal) -> str:
    outlook = proposal.outlook
    if proposal.lost:
        return " ".join(proposal.lost)
    said = f"The goal is reached with a chance of {outlook.words}"
    said += f"; {outlook.band}, if every judgement is up to a step off."
    if proposal.deadline is not None and (by := proposal.by_deadline) is not None:
        said += f" By {day_words(proposal.deadline)}: {by.words} ({by.band})."
    if outlook.adaptive is not None and outlook.adaptive - outlook.probability > 0.01:
        said += " Ask for the order again after each answer: that raises it a little."
    if proposal.proven:
        said += " As far as the judgements go, no other order is better."
    return said


def _step_words(snapshot: Snapshot, number: int, step: ProposedStep) -> Iterator[str]:
    when = f", {day_words(step.start)}" if step.start else ""
    through = f", through {snapshot.name(step.messenger)}" if step.messenger else ""
    yield f"{number}. {step.name}{when}{through}: {step.chance_words}"
    if step.why_then:
        yield f"   - {step.why_then}"
    for reason in step.reasons:
        yield f"   - {reason.words}"


def _by_when(by_date: Iterable[ByDate]) -> Iterator[str]:
    """Yield the days on which the chance, as it is told, becomes another one."""
    last = ""
    for one in by_date:
        if one.words != last:
            last = one.words
            yield f"{day_words(one.day)}: {one.words}"


def _listed(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"  {line}" for line in lines]
    if found:
        yield "\n".join([heading, *found])


def what_if_data(snapshot: Snapshot, found: WhatIf) -> dict[str, Any]:
    """Return what would be different as JSON has it."""
    return {
        "stranded": found.stranded,
        "instead": found.instead,
        "as_planned": found.as_planned,
        "advice": found.advice,
        "moved": found.comparison.moved,
        "outlook": found.comparison.outlook,
        "now": proposal_data(snapshot, found.now),
        "then": proposal_data(snapshot, found.then),
    }


def what_if_words(snapshot: Snapshot, found: WhatIf) -> str:
    """Return what would be different as people read it in a terminal."""
    return "\n\n".join(_what_if_sections(snapshot, found))


def _what_if_sections(snapshot: Snapshot, found: WhatIf) -> Iterator[str]:
    comparison: Comparison = found.comparison
    yield "\n".join(filter(None, (found.as_planned, comparison.outlook, found.advice)))
    yield from _listed(
        "Steps that are stranded",
        (f"{_step_name(snapshot, one.step)}: {one.words}" for one in found.stranded),
    )
    yield from _listed(
        "Ways round", (f"{_step_name(snapshot, one.step)}: {one.words}" for one in found.instead)
    )
    yield from _listed("What would move", (one.words for one in comparison.moved))
    yield "The order there would be"
    yield proposal_words(snapshot, found.then)


def _step_name(snapshot: Snapshot, id: str) -> str:
    step = snapshot.steps[id]
    name = snapshot.name(step.organisation) or "A step without a partner"
    return f"{name} ({step.ask})" if step.ask else name
