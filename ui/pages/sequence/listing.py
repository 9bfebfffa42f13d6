"""The rows of the steps of a sequence, and the line that counts them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import STEP_STATUS
from ui.forms.dates import say_day
from ui.models.rows import Cell, ChipText, Column, TableRow
from ui.records.due import late_words
from ui.theme.tokens import Tone

COLUMNS = (
    Column(tr("Step"), stretch=True),
    Column(tr("Through"), 124),
    Column(tr("When"), 118),
    Column(tr("Status"), 100),
)
TONES: dict[str, Tone] = {"done": "ok", "due": "info", "blocked": "danger"}


def step_rows(snapshot: Snapshot, found: Sequence[Step], today: dt.date) -> list[TableRow]:
    """Return the rows of steps that are given in their order."""
    waiting = steps.waiting(snapshot)
    rows = []
    for number, step in enumerate(found, 1):
        waits = steps.waiting_words(snapshot, waiting.get(step.id, []))
        if not steps.is_open(step):
            waits = ""
        rows.append(_row(snapshot, step, number, waits, today))
    return rows


def is_late(snapshot: Snapshot, step: Step, today: dt.date) -> bool:
    """Whether the day of an open step has passed."""
    due = steps.due_on(snapshot, step)
    return steps.is_open(step) and due is not None and due < today


def counting_line(snapshot: Snapshot, found: Sequence[Step], today: dt.date) -> str:
    """Return the line under the title: how many steps, done and late."""
    if not found:
        return tr("No steps yet")
    done = sum(step.status == "done" for step in found)
    late = sum(is_late(snapshot, step, today) for step in found)
    return " · ".join(
        (
            plural("{n} step", "{n} steps", len(found)),
            plural("{n} done", "{n} done", done),
            plural("{n} late", "{n} late", late),
        )
    )


def moved_words(name: str, days: int) -> str:
    """Return what the edit is called that moves the step ``name`` by so many days."""
    if days > 0:
        return plural(
            "Moved {n} day later: {name}", "Moved {n} days later: {name}", days, name=name
        )
    return plural(
        "Moved {n} day earlier: {name}", "Moved {n} days earlier: {name}", -days, name=name
    )


def status_chip(step: Step, waits: str) -> ChipText:
    """Return how a step stands; one that waits says so."""
    if waits and step.status in (None, "planned", "due"):
        return ChipText(tr("Waits"), "warn")
    words = STEP_STATUS.get(step.status or "planned", "planned")
    return ChipText(sentence_case(words), TONES.get(step.status or "", "neutral"))


def _row(snapshot: Snapshot, step: Step, number: int, waits: str, today: dt.date) -> TableRow:
    partner = snapshot.name(step.organisation) or tr("No partner yet")
    ask = " ".join((step.ask or tr("No ask yet")).split())
    due = steps.due_on(snapshot, step)
    late = late_words((today - due).days) if due and is_late(snapshot, step, today) else ""
    when = say_day(due, today) if due else tr("No day yet")
    messenger = snapshot.name(step.messenger) or tr("Nobody yet")
    chip = status_chip(step, waits)
    waiting = tr("waits for {partners}", partners=waits) if waits else ""
    parts = (
        tr("Step {number}: {partner}", number=number, partner=partner),
        ask,
        tr("through {messenger}", messenger=messenger),
        when,
        late,
        waiting,
    )
    return TableRow(
        step.id,
        (
            Cell(f"{number}  {partner}: {ask}", sentence_case(waiting), quote=True),
            Cell(messenger),
            Cell(when, late),
            Cell(chip=chip),
        ),
        spoken=", ".join(part for part in (*parts, chip.text.lower()) if part),
    )
