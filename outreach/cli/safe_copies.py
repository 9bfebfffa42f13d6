"""Commands about safe copies: backups (list, restore) and backup (take one)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.base.errors import Refusal
from outreach.base.words import size_words
from outreach.cli.arguments import add_command, reading
from outreach.cli.output import note, result, table
from outreach.document.backups import Backup, Backups, Why
from outreach.initiative import open_file

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    lists = add_command(commands, "backups", backups, "the safe copies of a file, newest first")
    lists.add_argument(
        "--restore", metavar="N", type=int, help="write the safe copy with this number to OUT"
    )
    lists.add_argument("-o", "--out", metavar="OUT", type=Path, help="the file to make")
    add_command(commands, "backup", backup, "a safe copy now")


def backups(arguments: argparse.Namespace) -> int:
    """List the safe copies of a file that may be damaged or gone, or restore one of them."""
    found = _copies_of(arguments.file)
    if arguments.restore is not None or arguments.out is not None:
        return _restore(arguments, found)
    rows = [
        (str(number), f"{copy.at:%Y-%m-%d %H:%M}", copy.why.words, size_words(copy.size))
        for number, copy in enumerate(found, start=1)
    ]
    words = table(("No.", "Taken", "Why", "Size"), rows) if rows else "There are no safe copies."
    result(arguments, [_data(number, copy) for number, copy in enumerate(found, start=1)], words)
    return 0


def _copies_of(path: Path) -> list[Backup]:
    document = open_file(path, author="", read_only=True).document
    if document is None:
        return Backups().of_file(path)
    with document:
        return Backups().of(document.id)


def _restore(arguments: argparse.Namespace, found: list[Backup]) -> int:
    number: int | None = arguments.restore
    if number is None or arguments.out is None:
        raise Refusal("Say which safe copy and where to: --restore N -o OUT. Nothing was written.")
    if not 1 <= number <= len(found):
        raise Refusal(
            f"There is no safe copy {number}; there are {len(found)}. Nothing was written."
        )
    copy = found[number - 1]
    Backups().restore(copy, arguments.out)
    data = {"file": str(arguments.out), **_data(number, copy)}
    words = f"Restored to “{arguments.out}”: the safe copy of {copy.at:%Y-%m-%d %H:%M}."
    result(arguments, data, words)
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Take a safe copy, unless the last one is the same."""
    keeper = Backups()
    with reading(arguments) as document:
        before = {copy.path for copy in keeper.of(document.id)}
        copy = keeper.before(document, Why.ASKED)
    if copy is None:
        note(keeper.trouble)
        return 1
    fresh = copy.path not in before
    at = f"{copy.at:%Y-%m-%d %H:%M}"
    words = f"Took a safe copy ({size_words(copy.size)})."
    if not fresh:
        words = f"Nothing has changed since the safe copy of {at}."
    result(arguments, {**_data(1, copy), "new": fresh}, words)
    return 0


def _data(number: int, copy: Backup) -> dict[str, Any]:
    return {
        "number": number,
        "at": copy.at.isoformat(),
        "why": copy.why,
        "size": copy.size,
        "path": str(copy.path),
    }
