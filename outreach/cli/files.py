"""Commands about whole files: new, sample, check, copy, open."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli import sealing
from outreach.cli.arguments import add_command, author_of, reading, today_of
from outreach.cli.checking import Report, examine
from outreach.cli.output import counted, note, result
from outreach.cli.passphrases import add_option
from outreach.document.document import Document
from outreach.document.rescue import rescue
from outreach.exchange import samples
from outreach.exchange.json_file import read_json
from outreach.exchange.recipe import new_from_recipe
from outreach.initiative import MODEL, create, the_initiative
from outreach.privacy.redacting import redacted_content, withheld, write_redacted

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

OpenWindow = Callable[[Path | None], int]
"""Shows the window, on a file where one is given, and returns its exit status."""


def register(commands: Commands, open_window: OpenWindow) -> None:
    """Add the commands."""
    news = add_command(
        commands, "new", new, "an empty initiative, or one that begins with a recipe"
    )
    news.add_argument("--name", required=True, help="what partners call the effort")
    news.add_argument(
        "--recipe",
        metavar="RECIPE",
        type=Path,
        help="begin with the order that worked elsewhere, as the command recipe wrote it",
    )
    makes = add_command(commands, "sample", sample, "a sample initiative", file=False)
    makes.add_argument("name", metavar="SAMPLE", choices=samples.SAMPLES, help=_sample_help())
    makes.add_argument("file", metavar="FILE", type=Path, help="the file to make")
    checks = add_command(commands, "check", check, "whether the file is sound")
    checks.add_argument(
        "--repair", metavar="OUT", type=Path, help="write what can be saved to a new file"
    )
    copies = add_command(commands, "copy", copy, "a complete copy, a redacted one, a sealed one")
    copies.add_argument("out", metavar="OUT", type=Path, help="the file to make")
    copies.add_argument(
        "--redacted", action="store_true", help="leave out what is confidential, in history too"
    )
    copies.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="KIND",
        help="take only records of this kind into a redacted copy; can be repeated",
    )
    copies.add_argument(
        "--seal", action="store_true", help="encrypt the copy with a passphrase, in the age format"
    )
    add_option(copies)
    copies.add_argument("--dry-run", action="store_true", help="only say what would be left out")
    add_command(commands, "open", lambda a: open_window(a.file), "the window")


def _sample_help() -> str:
    return "; ".join(f"{name}: {title}" for name, title in samples.SAMPLES.items())


def new(arguments: argparse.Namespace) -> int:
    """Make an initiative: an empty one, or one that begins with a recipe."""
    name, author = arguments.name, author_of(arguments)
    if arguments.recipe is None:
        made = create(arguments.file, name, author=author)
    else:
        recipe = _read(arguments.recipe)
        made = new_from_recipe(recipe, name, arguments.file, author, today_of(arguments))
    with made as document:
        _made(arguments, document)
    return 0


def _read(recipe: Path) -> object:
    try:
        return read_json(recipe)
    except OSError as error:
        raise Refusal(
            f"“{recipe}” could not be read ({error.strerror}), so no file was made. Is it there?"
        ) from error


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
    """Write a complete copy of a file, or one without what is confidential; sealed or not."""
    if arguments.redacted or arguments.only or arguments.dry_run:
        return _copy_redacted(arguments)
    with reading(arguments) as document:
        if arguments.seal:
            sealing.write(arguments, document)
        else:
            document.copy_to(arguments.out)
        data = {"file": str(arguments.out), "id": document.id}
    result(arguments, data, f"Copied to “{arguments.out}”.")
    return 0


def _copy_redacted(arguments: argparse.Namespace) -> int:
    with reading(arguments) as document:
        if arguments.dry_run:
            told = withheld(document, arguments.only)
        elif arguments.seal:
            told, content = redacted_content(document, arguments.only)
            sealing.write(arguments, document, content)
        else:
            told = write_redacted(document, arguments.out, arguments.only)
    values = [{"kind": k, "field": f, "set_in": n} for (k, f), n in told.values.items()]
    data = {"left_out": {"records": told.records, "values": values}, "taken": told.taken}
    lines = [f"Left out: {_many(kind, n)}" for kind, n in told.records.items()]
    lines += [
        f"Left out: {MODEL.kinds[kind].by_name[field].label} of {_many(kind, n)}"
        for (kind, field), n in told.values.items()
    ]
    lines += [f"Taken along: {_many(kind, n)}" for kind, n in told.taken.items()]
    if not arguments.dry_run:
        lines.append(f"Copied to “{arguments.out}”. Merge it into this file when it comes back.")
    result(arguments, data, "\n".join(lines))
    return 0


def _many(kind: str, number: int) -> str:
    declared = MODEL.kinds[kind]
    return f"{number} {(declared.label if number == 1 else declared.plural).lower()}"


def check(arguments: argparse.Namespace) -> int:
    """Say whether a file is sound, and write a repaired copy of one that is not."""
    report: Report = examine(arguments.file)
    data: dict[str, object] = {"problems": report.problems}
    data |= {"notes": report.notes} if report.notes else {}
    said = []
    if not report.problems:
        records, edits = counted(report.records, "record"), counted(report.edits, "edit")
        said += [f"No problems found: {records}, {edits}.", *report.notes]
        if arguments.repair is not None:
            said.append("So no copy was made.")
    for problem in report.problems:
        note(problem)
    if report.problems and report.repairable and arguments.repair is not None:
        repaired = rescue(arguments.file, arguments.repair, MODEL)
        data |= {"repaired": str(arguments.repair), "lost": repaired.lost}
        said.append(
            f"Wrote “{arguments.repair}” with {repaired.records} records and {repaired.edits} "
            "edits of the history."
        )
        said += ["Not saved, or not as it was:", *repaired.lost] if repaired.lost else []
    elif report.problems and arguments.repair is not None:
        note("No repaired copy was made: what the file holds cannot be reached.")
    result(arguments, data, "\n".join(said))
    return 1 if report.problems else 0
