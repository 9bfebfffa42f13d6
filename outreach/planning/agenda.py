"""Today: what to do next and why, what is late, who is going quiet, what lacks an answer."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import SETTLED

SOON = 7
"""Days ahead that belong to the agenda."""
QUIET_AFTER = {"contacted": 14, "in_conversation": 21, "committed": 60}
"""Days without a contact after which a partner at that stage is going quiet."""


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


class Quiet(NamedTuple):
    """A partner with whom talks have begun and nobody has spoken for a while."""

    organisation: str
    name: str
    last: dt.date | None
    days: int | None


class Unanswered(NamedTuple):
    """An open objection to which no response was matched."""

    objection: str
    statement: str
    organisation: str
    blocking: bool


class Agenda(NamedTuple):
    """What the day asks for."""

    today: dt.date
    next_step: Suggestion | None
    steps: tuple[Task, ...]
    """Open steps that are late or due within :data:`SOON` days, soonest first."""
    promises: tuple[Task, ...]
    quiet: tuple[Quiet, ...]
    """Longest silence first."""
    unanswered: tuple[Unanswered, ...]
    """Blocking ones first."""


def agenda(snapshot: Snapshot, today: dt.date) -> Agenda:
    """Work out what the day asks for."""
    return Agenda(
        today=today,
        next_step=_next_step(snapshot, today),
        steps=_steps(snapshot, today),
        promises=_promises(snapshot, today),
        quiet=_quiet(snapshot, today),
        unanswered=_unanswered(snapshot),
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
    met = [p for p in snapshot.prerequisites.values() if p.step == step.id]
    if met:
        names = ", ".join(snapshot.name(p.organisation) for p in met)
        said.append(f"What it waited for is there: {names}.")
    due = steps.due_on(snapshot, step)
    if due is not None and due < today:
        said.append(f"It was due on {day_words(due)}.")
    if step.why_now:
        said.append(f"{step.why_now.rstrip('.')}.")
    return " ".join(said) or "It is the first step of the plan that waits for nothing."


def _task(
    id: str, text: str, organisation: str, due: dt.date | None, today: dt.date, waits_for: str
) -> Task:
    return Task(id, text, organisation, due, (today - due).days if due else 0, waits_for)


def _steps(snapshot: Snapshot, today: dt.date) -> tuple[Task, ...]:
    waiting = steps.waiting(snapshot)
    found = []
    for step in steps.running(snapshot):
        due = steps.due_on(snapshot, step)
        if due is not None and (due - today).days <= SOON:
            words = steps.waiting_words(snapshot, waiting.get(step.id, []))
            name = snapshot.name(step.organisation)
            found.append(_task(step.id, step.ask or "No ask yet", name, due, today, words))
    return tuple(sorted(found, key=lambda task: task.due or dt.date.max))


def _promises(snapshot: Snapshot, today: dt.date) -> tuple[Task, ...]:
    found = [
        _task(promise.id, promise.promise, snapshot.name(promise.by), promise.due, today, "")
        for promise in snapshot.commitments.values()
        if promise.status in (None, "open")
        and promise.due is not None
        and (promise.due - today).days <= SOON
    ]
    return tuple(sorted(found, key=lambda task: task.due or dt.date.max))


def last_contacts(snapshot: Snapshot) -> dict[str, dt.date]:
    """Return the day of the last contact with each partner, or its people, that had one."""
    found: dict[str, dt.date] = {}
    for contact in snapshot.touchpoints.values():
        if contact.held_on is not None:
            for place in snapshot.places(contact.organisation, *contact.people):
                found[place] = max(contact.held_on, found.get(place, contact.held_on))
    return found


def _quiet(snapshot: Snapshot, today: dt.date) -> tuple[Quiet, ...]:
    found, contacts = [], last_contacts(snapshot)
    for organisation in snapshot.organisations.values():
        limit = QUIET_AFTER.get(organisation.status or "")
        if limit is None:
            continue
        at = contacts.get(organisation.id)
        days = (today - at).days if at else None
        if days is None or days > limit:
            found.append(Quiet(organisation.id, organisation.name, at, days))
    return tuple(sorted(found, key=lambda q: (q.days is None, -(q.days or 0), q.name)))


def _unanswered(snapshot: Snapshot) -> tuple[Unanswered, ...]:
    answered = {answer.objection for answer in snapshot.answers.values()}
    found = [
        Unanswered(
            objection.id,
            objection.statement,
            snapshot.name(objection.organisation),
            bool(objection.blocking),
        )
        for objection in snapshot.objections.values()
        if objection.status not in SETTLED and objection.id not in answered
    ]
    return tuple(sorted(found, key=lambda u: not u.blocking))
