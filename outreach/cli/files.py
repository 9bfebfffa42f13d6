"""Commands about whole files: new, sample, check, copy, open."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, author_of, reading
from outreach.cli.checking import Report, examine
from outreach.cli.output import counted, note, result
from outreach.document.document import Document
from outreach.exchange import samples
from outreach.initiative import create, the_initiative

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

OpenWindow = Callable[[Path | None], int]
"""Shows the window, on a file where one is given, and returns its exit status."""


def register(commands: Commands, open_window: OpenWindow) -> None:
    """Add the commands."""
    news = add_command(commands, "new", new, "an empty initiative")
    news.add_argument("--name", required=True, help="what partners call the effort")
    makes = add_command(commands, "sample", sample, "a sample initiative", file=False)
    makes.add_argument("name", metavar="SAMPLE", choices=samples.SAMPLES, help=_sample_help())
    makes.add_argument("file", metavar="FILE", type=Path, help="the file to make")
    add_command(commands, "check", check, "whether the file is sound")
    copies = add_command(commands, "copy", copy, "a complete copy")
    copies.add_argument("out", metavar="OUT", type=Path, help="the file to make")
    add_command(commands, "open", lambda a: open_window(a.file), "the window")


def _sample_help() -> str:
    return "; ".join(f"{name}: {title}" for name, title in samples.SAMPLES.items())


def new(arguments: argparse.Namespace) -> int:
    """Make an empty initiative."""
    with create(arguments.file, arguments.name, author=author_of(arguments)) as document:
        _made(arguments, document)
    return 0


def sample(arguments: argparse.Namespace) -> int:
    """Make a sample initiative."""
    with samples.make(arguments.name, arguments.file, author_of(arguments)) as document:
        _made(arguments, document)
    return 0


def _made(arguments: argparse.Namespace, document: Document) -> None:
    name = the_initiative(document).name
    data = {"file": str(arguments.file), "id": document.id, "name": name}
    result(arguments, data, f"Made “{arguments.file}”: {name}.")


def copy(arguments: argparse.Namespace) -> int:
    """Write a complete copy of a file."""
    with reading(arguments) as document:
        document.copy_to(arguments.out)
        data = {"file": str(arguments.out), "id": document.id}
    result(arguments, data, f"Copied to “{arguments.out}”.")
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Say whether a file is sound."""
    report: Report = examine(arguments.file)
    holds = f"{counted(report.records, 'record')}, {counted(report.edits, 'edit')}"
    sound = f"No problems found: {holds}."
    result(arguments, {"problems": report.problems}, "" if report.problems else sound)
    for problem in report.problems:
        note(problem)
    return 1 if report.problems else 0
