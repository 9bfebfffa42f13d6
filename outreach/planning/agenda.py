"""Today: what to do next and why, what is late, who goes quiet, who is told, what is open."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.cadence.kinds import Step
from outreach.planning import rhythm, steps
from outreach.planning.rhythm import Quiet, Turn
from outreach.planning.surprises import Grapevine, Surprise
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED

SOON = 7
"""Days ahead that belong to the agenda."""


class Task(NamedTuple):
    """A step or a promise with its date."""

    id: str
    text: str
    organisation: str
    """The partner's name; empty when none is named."""
    due: dt.date | None
    days_late: int
    """Days since the date; negative ahead of it; 0 without a date."""
    waits_for: str
    """What must happen first, in words; empty when nothing."""


class Suggestion(NamedTuple):
    """The best next step, and why in a sentence."""

    step: str
    organisation: str | None
    text: str
    messenger: str
    """Name of who makes the approach; empty when nobody was chosen."""
    due: dt.date | None
    why: str


class SaidNo(NamedTuple):
    """An open step with a partner that has declined, and what was planned for that."""

    step: str
    organisation: str
    """The partner's name."""
    fallback: str
    """What to do instead; empty when nothing is written down."""
    exit_rule: str
    """When to stop; empty when nothing is written down."""


class Unanswered(NamedTuple):
    """An open objection to which no response was matched."""

    objection: str
    statement: str
    organisation: str
    blocking: bool
    person: str = ""
    """Who raised it; empty when that is not known."""
    before: dt.date | None = None
    """When we meet that partner next, within :data:`SOON` days."""


class Agenda(NamedTuple):
    """What the day asks for."""

    today: dt.date
    next_step: Suggestion | None
    steps: tuple[Task, ...]
    """Open steps that are late or due within :data:`SOON` days, soonest first."""
    promises: tuple[Task, ...]
    contacts: tuple[Turn, ...]
    """Partners to speak to again, late or within :data:`SOON` days, soonest first."""
    quiet: tuple[Quiet, ...]
    """Longest silence first."""
    surprises: tuple[Surprise, ...]
    """Who would hear second-hand of the steps that are late or soon, each once,
    opponents first."""
    said_no: tuple[SaidNo, ...]
    unanswered: tuple[Unanswered, ...]
    """Those of partners whom we meet soon first, then blocking ones."""


def agenda(snapshot: Snapshot, today: dt.date) -> Agenda:
    """Work out what the day asks for."""
    return Agenda(
        today=today,
        next_step=_next_step(snapshot, today),
        steps=_steps(snapshot, today),
        promises=_promises(snapshot, today),
        contacts=tuple(rhythm.turns(snapshot, today, SOON)),
        quiet=tuple(rhythm.quiet(snapshot, today)),
        surprises=_surprises(snapshot, today),
        said_no=_said_no(snapshot),
        unanswered=_unanswered(snapshot, today),
    )


def _next_step(snapshot: Snapshot, today: dt.date) -> Suggestion | None:
    waiting = steps.waiting(snapshot)
    ready = [step for step in steps.running(snapshot) if step.id not in waiting]
    if not ready:
        return None
    step = min(ready, key=lambda s: steps.due_on(snapshot, s) or dt.date.max)
    return Suggestion(
        step=step.id,
        organisation=step.organisation,
        text=steps.title(snapshot, step),
        messenger=snapshot.name(step.messenger),
        due=steps.due_on(snapshot, step),
        why=_why(snapshot, step, today),
    )


def _why(snapshot: Snapshot, step: Step, today: dt.date) -> str:
    """Say why the step comes now, from what the plan holds."""
    said = []
    met = [
        p
        for p in snapshot.prerequisites.values()
        if p.step == step.id and steps.has_reached(snapshot, p.organisation, p.status)
    ]
    if met:
        names = with_commas(snapshot.name(p.organisation) for p in met)
        said.append(tr("What it waited for is there: {names}.", names=names))
    due = steps.due_on(snapshot, step)
    if due is not None and due < today:
        said.append(tr("It was due on {day}.", day=day_words(due)))
    if step.why_now:
        said.append(f"{step.why_now.rstrip('.')}.")
    return " ".join(said) or tr("It is the first step of the plan that waits for nothing.")


def _task(
    id: str, text: str, organisation: str, due: dt.date | None, today: dt.date, waits_for: str
) -> Task:
    return Task(id, text, organisation, due, (today - due).days if due else 0, waits_for)


def _steps(snapshot: Snapshot, today: dt.date) -> tuple[Task, ...]:
    waiting = steps.waiting(snapshot)
    return tuple(
        _task(
            step.id,
            *what_and_whom(snapshot, step),
            steps.due_on(snapshot, step),
            today,
            steps.waiting_words(snapshot, waiting.get(step.id, [])),
        )
        for step in _due_soon(snapshot, today)
    )


def what_and_whom(snapshot: Snapshot, step: Step) -> tuple[str, str]:
    """Return what a step’s line says first, and the partner’s name beside it.

    Where nothing is asked yet, the partner comes first: it tells the step from others.
    """
    name = snapshot.name(step.organisation)
    return (step.ask, name) if step.ask else (name or tr("A step without a partner"), "")


def _due_soon(snapshot: Snapshot, today: dt.date) -> list[Step]:
    """Return the open steps that are late or due soon, soonest first."""
    dated = [(steps.due_on(snapshot, step), step) for step in steps.running(snapshot)]
    soon = [(due, step) for due, step in dated if due and (due - today).days <= SOON]
    return [step for _, step in sorted(soon, key=lambda pair: pair[0])]


def _promises(snapshot: Snapshot, today: dt.date) -> tuple[Task, ...]:
    found = [
        _task(promise.id, promise.promise, snapshot.name(promise.by), promise.due, today, "")
        for promise in snapshot.commitments.values()
        if promise.is_open and promise.due is not None and (promise.due - today).days <= SOON
    ]
    return tuple(sorted(found, key=lambda task: task.due or dt.date.max))


def _surprises(snapshot: Snapshot, today: dt.date) -> tuple[Surprise, ...]:
    grapevine = Grapevine(snapshot, today)
    found: dict[str, Surprise] = {}
    for step in _due_soon(snapshot, today):
        for one in grapevine.surprised(step):
            known = found.get(one.organisation)
            if known is None or one.links < known.links:
                found[one.organisation] = one
    stance = {id: partner.stance or 0 for id, partner in snapshot.organisations.items()}
    return tuple(
        sorted(found.values(), key=lambda one: (stance[one.organisation], one.links, one.name))
    )


def _said_no(snapshot: Snapshot) -> tuple[SaidNo, ...]:
    declined = {o.id for o in snapshot.organisations.values() if o.status == "declined"}
    return tuple(
        SaidNo(step.id, snapshot.name(step.organisation), step.fallback or "", step.exit_rule or "")
        for step in steps.running(snapshot)
        if step.organisation in declined
    )


def next_talks(snapshot: Snapshot, today: dt.date) -> dict[str, dt.date]:
    """Return the next day within :data:`SOON` days on which we meet each partner.

    That is the day of an open step, or what was agreed on at a contact.
    """
    found: dict[str, dt.date] = {}

    def meet(organisation: str | None, day: dt.date | None) -> None:
        if organisation and day and 0 <= (day - today).days <= SOON:
            found[organisation] = min(day, found.get(organisation, day))

    for step in steps.running(snapshot):
        meet(step.organisation, steps.due_on(snapshot, step))
    for contact in snapshot.touchpoints.values():
        for place in snapshot.places(contact.organisation, *contact.people):
            meet(place, contact.next_on)
    return found


def _unanswered(snapshot: Snapshot, today: dt.date) -> tuple[Unanswered, ...]:
    answered = {answer.objection for answer in snapshot.answers.values()}
    talks = next_talks(snapshot, today)
    found = [
        Unanswered(
            objection.id,
            objection.statement,
            snapshot.name(objection.organisation),
            bool(objection.blocking),
            snapshot.name(objection.person),
            talks.get(objection.organisation),
        )
        for objection in snapshot.objections.values()
        if objection.status not in SETTLED and objection.id not in answered
    ]
    return tuple(sorted(found, key=lambda u: (u.before or dt.date.max, not u.blocking)))
