"""The command about a shared folder: share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command, author_of, writing
from outreach.cli.output import counted, note, result
from outreach.document.backups import Backups
from outreach.initiative import the_initiative
from outreach.sharing import membership
from outreach.sharing.rounds import exchange

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    shares = add_command(
        commands,
        "share",
        share,
        "take in what the team wrote in a shared folder, and give what is new here",
    )
    shares.add_argument(
        "--folder",
        metavar="FOLDER",
        type=Path,
        help="share through this folder from now on; everything in the file goes there",
    )
    shares.add_argument("--stop", action="store_true", help="share no longer; files stay")


def share(arguments: argparse.Namespace) -> int:
    """Do one round; exit with 1 when something in the folder could not be taken in."""
    with writing(arguments) as document:
        found = membership.find(document.id)
        if arguments.stop:
            membership.end(document.id)
            return _ended(arguments, found is not None)
        if arguments.folder is not None and (found is None or found.folder != arguments.folder):
            membership.check_folder(arguments.folder, document.path)
            name, person = the_initiative(document).name, author_of(arguments)
            folder = arguments.folder.absolute()
            found = membership.begin(document.id, name, person, folder)
        if found is None:
            raise Refusal(
                f"“{arguments.file.name}” is not shared yet, and nothing was changed. Say through "
                "which folder with --folder FOLDER."
            )
        done = exchange(document, found, backups=Backups())
        membership.keep(found)
    for name, why in done.waiting.items():
        note(f"Not taken in: {name}. {why}")
    taken = [{"name": report.name, "edits": report.edits} for report in done.taken]
    lines = [f"From “{report.name}”: {counted(report.edits, 'edit')}." for report in done.taken]
    lines += [f"{counted(done.decisions, 'decision')} to make."] if done.decisions else []
    lines += [f"Your copy there is “{found.own}”."] if done.given else []
    data = {"taken": taken, "decisions": done.decisions, "given": done.given, "own": found.own}
    result(arguments, data, "\n".join(lines) or "Nothing is new, here or there.")
    return 1 if done.waiting else 0


def _ended(arguments: argparse.Namespace, was: bool) -> int:
    words = "It is shared no longer; the files in the folder stay." if was else "It was not shared."
    result(arguments, {"shared": False}, words)
    return 0
