"""Commands about sequences: the dates of their steps; starting, pausing, resuming, stopping."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from outreach.base.clock import day_words
from outreach.base.errors import Refusal
from outreach.cadence import running
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.cli.arguments import add_command, day, reading, today_of, writing
from outreach.cli.finding import find
from outreach.cli.output import counted, note, result
from outreach.document.document import Document
from outreach.initiative import the_initiative
from outreach.planning import steps
from outreach.planning.dating import Dated
from outreach.planning.schedule import Schedule, Wait, days_to_write, schedule
from outreach.snapshot import Snapshot, take
from outreach.vocabulary import ENDED

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    dating = add_command(commands, "dates", dates, "when each open step can be taken, and why then")
    add_sequence_option(dating)
    dating.add_argument(
        "--wait",
        metavar="RULE",
        type=Wait,
        choices=list(Wait),
        default=Wait.EVERY,
        help="for whose answers to wait besides those that are needed: one_by_one for all before",
    )
    dating.add_argument("--save", action="store_true", help="give the steps these days")
    pauses = add_command(commands, "pause", pause, "let a sequence rest, and say why")
    resumes = add_command(commands, "resume", resume, "take up a sequence that was paused")
    stops = add_command(commands, "stop", stop, "end a sequence before its goal, and say why")
    for parser in (pauses, resumes, stops):
        add_sequence_option(parser)
    for parser in (pauses, stops):
        parser.add_argument("--reason", metavar="TEXT", required=True, help="why")
    starts = add_command(commands, "start", start, "begin a sequence with the steps of another")
    starts.add_argument("--like", metavar="ID", required=True, help="the sequence that is copied")
    starts.add_argument("--name", metavar="NAME", required=True, help="what it is called")
    starts.add_argument("--on", metavar="DATE", type=day, help="its first day; default: today")


def add_sequence_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be told which sequence it is about."""
    parser.add_argument(
        "--sequence", metavar="ID", help="which one: its id, reference or name; default: the only"
    )


def dates(arguments: argparse.Namespace) -> int:
    """Print when each open step can be taken, and give them these days where that is asked for."""
    with writing(arguments) if arguments.save else reading(arguments) as document:
        snapshot = take(document)
        sequence = chosen_sequence(document, arguments)
        found = schedule(snapshot, sequence.id, today_of(arguments), wait=arguments.wait)
        saved = _save(document, snapshot, sequence, found) if arguments.save else None
    data: dict[str, Any] = {
        "sequence": sequence.id,
        "wait": arguments.wait,
        "steps": [{**one._asdict(), "partner": _partner(snapshot, one)} for one in found.steps],
        "ends": found.ends,
        "notes": found.notes,
    }
    if saved is not None:
        data["saved"] = saved
    result(arguments, data, "\n".join(_lines(snapshot, sequence, found)))
    for sentence in found.notes:
        note(sentence)
    if saved is not None:
        note(f"{counted(saved, 'step')} got a new day.")
    return 0


def _lines(snapshot: Snapshot, sequence: Sequence, found: Schedule) -> list[str]:
    lines = [f"{sequence.name}: {counted(len(found.steps), 'open step')}."]
    for one in found.steps:
        when = one.day.isoformat() if one.day else "no day    "
        lines.append(f"{when}  {_partner(snapshot, one)}\n  {one.why}")
        if one.trouble:
            lines.append(f"  But: {one.trouble}")
    if found.ends:
        lines.append(f"The last answer is expected by {day_words(found.ends)}.")
    return lines


def _partner(snapshot: Snapshot, one: Dated) -> str:
    return steps.title(snapshot, snapshot.steps[one.step])


def _save(document: Document, snapshot: Snapshot, sequence: Sequence, found: Schedule) -> int:
    """Write the days; return how many steps have another one now."""
    begins, days = days_to_write(snapshot, sequence.id, found)
    with document.edit(f"Dated the steps of {sequence.name}"[:200]) as edit:
        if begins is not None:
            edit.set(sequence.id, start_date=begins)
        for id, at in days.items():
            edit.set(id, day=at)
    return len(days)


def pause(arguments: argparse.Namespace) -> int:
    """Pause a sequence."""
    with writing(arguments) as document:
        sequence = chosen_sequence(document, arguments)
        with document.edit(f"Paused {sequence.name}"[:200]) as edit:
            running.pause(edit, sequence, arguments.reason, today_of(arguments))
    return _tell(arguments, sequence, f"Paused “{sequence.name}”.")


def resume(arguments: argparse.Namespace) -> int:
    """Take up a sequence that was paused."""
    with writing(arguments) as document:
        sequence = chosen_sequence(document, arguments)
        with document.edit(f"Resumed {sequence.name}"[:200]) as edit:
            its = document.all(Step, sequence=sequence.id)
            days = running.resume(edit, sequence, its, today_of(arguments))
    moved = f" Its open steps moved on by {counted(days, 'day')}." if days else ""
    return _tell(arguments, sequence, f"Resumed “{sequence.name}”.{moved}")


def stop(arguments: argparse.Namespace) -> int:
    """Stop a sequence."""
    with writing(arguments) as document:
        sequence = chosen_sequence(document, arguments)
        with document.edit(f"Stopped {sequence.name}"[:200]) as edit:
            running.stop(edit, sequence, arguments.reason)
    return _tell(arguments, sequence, f"Stopped “{sequence.name}”.")


def start(arguments: argparse.Namespace) -> int:
    """Begin a sequence with the steps of another one."""
    with writing(arguments) as document:
        template = document.get(Sequence, find(document, arguments.like, ("sequence",)))
        assert template is not None
        with document.edit(f"Began {arguments.name}"[:200]) as edit:
            id = running.start_from(
                edit,
                template,
                document.all(Step, sequence=template.id),
                document.all(Prerequisite),
                arguments.name,
                arguments.on or today_of(arguments),
                template.start_date or the_initiative(document).start_date,
            )
        made = document.get(Sequence, id)
        assert made is not None
    return _tell(arguments, made, f"Began “{made.name}” with the steps of “{template.name}”.")


def chosen_sequence(document: Document, arguments: argparse.Namespace) -> Sequence:
    """Return the sequence that is meant; without a name, the only one that has not ended.

    Raises:
        Refusal: when none is, or it is not clear which.
    """
    if arguments.sequence is not None:
        found = document.get(Sequence, find(document, arguments.sequence, ("sequence",)))
        assert found is not None
        return found
    known = document.all(Sequence)
    going = [s for s in known if s.status not in ENDED] or known
    if len(going) == 1:
        return going[0]
    if not going:
        raise Refusal("The plan has no sequence yet. Nothing was changed.")
    names = ", ".join(f"“{sequence.name}” ({sequence.id})" for sequence in going)
    raise Refusal(f"Say which sequence with --sequence. There are: {names}.")


def _tell(arguments: argparse.Namespace, sequence: Sequence, words: str) -> int:
    result(arguments, {"sequence": sequence.id, "name": sequence.name}, words)
    return 0
