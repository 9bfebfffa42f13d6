"""The command about what to do: today."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.output import counted, result
from outreach.planning.agenda import Agenda, SaidNo, Suggestion, Task, agenda
from outreach.planning.proposal.next_step import best_next_step
from outreach.planning.rhythm import Quiet, Turn
from outreach.planning.surprises import Surprise
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    add_command(
        commands, "today", today, "what to do now, what is late, who is going quiet", past=True
    )


def today(arguments: argparse.Namespace) -> int:
    """Print what the day asks for."""
    with reading(arguments) as document:
        snapshot = take(document)
    found = agenda(snapshot, today_of(arguments))
    found = found._replace(next_step=best_next_step(snapshot, found))
    result(arguments, found, "\n\n".join(_sections(found)))
    return 0


def _turn(turn: Turn) -> str:
    every = counted(turn.every, "day")
    return f"{turn.due.isoformat()}  {turn.name} (every {every}; last {turn.last.isoformat()})"


def _surprise(one: Surprise) -> str:
    return f"{one.sentence} ({one.how}.)"


def _said_no(one: SaidNo) -> str:
    plans = [one.fallback or "nothing is planned for that"]
    plans += [f"stop: {one.exit_rule}"] if one.exit_rule else []
    return f"{one.organisation}: {'; '.join(plans)}"


def _quiet(quiet: Quiet) -> str:
    since = "no contact on record" if quiet.days is None else counted(quiet.days, "day")
    return f"{quiet.name}: {since}"


def _sections(agenda: Agenda) -> Iterator[str]:
    yield f"Today is {agenda.today.isoformat()}."
    if agenda.next_step:
        yield _suggestion(agenda.next_step)
    groups = {
        "Steps, late or soon": [_task(task) for task in agenda.steps],
        "Promises, late or soon": [_task(task) for task in agenda.promises],
        "Partners to speak to again": [_turn(turn) for turn in agenda.contacts],
        "Going quiet": [_quiet(quiet) for quiet in agenda.quiet],
        "Would hear of the steps above from others: tell them first": [
            _surprise(one) for one in agenda.surprises
        ],
        "Said no": [_said_no(one) for one in agenda.said_no],
        "Objections without a response": [
            f"{found.organisation}: “{found.statement}”{' (blocking)' if found.blocking else ''}"
            for found in agenda.unanswered
        ],
    }
    for heading, lines in groups.items():
        if lines:
            yield "\n".join([heading, *(f"  {line}" for line in lines)])


def _suggestion(next_step: Suggestion) -> str:
    through = f", through {next_step.messenger}" if next_step.messenger else ""
    return f"Best next step: {next_step.text}{through}\n  {next_step.why}"


def _task(task: Task) -> str:
    partner = f"{task.organisation}: " if task.organisation else ""
    late = f", {counted(task.days_late, 'day')} late" if task.days_late > 0 else ""
    waits = f" ({task.waits_for})" if task.waits_for else ""
    return f"{task.due.isoformat() if task.due else ''}{late}  {partner}{task.text}{waits}"
