"""What commands have in common: their options, and the file, author and day these stand for."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli.output import note
from outreach.document.document import Document
from outreach.document.fields import Text
from outreach.initiative import open_file

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], int]
"""Does what a command's arguments ask, and returns the exit status."""


def add_command(
    commands: Commands, name: str, run: Run, help: str, *, file: bool = True
) -> argparse.ArgumentParser:
    """Add the command ``name`` with the options that every command has, and return its parser."""
    parser = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    parser.set_defaults(run=run)
    if file:
        parser.add_argument("file", metavar="FILE", type=Path, help="the initiative's file")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--author", metavar="NAME", help="who edits (default: the login name)")
    parser.add_argument(
        "--today", metavar="DATE", type=day, help="the day to go by, such as 2026-11-23"
    )
    return parser


def day(text: str) -> dt.date:
    """Return the date that ``text`` gives as YYYY-MM-DD.

    Raises:
        argparse.ArgumentTypeError: when it gives none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date such as 2026-11-23") from None


def today_of(arguments: argparse.Namespace) -> dt.date:
    """Return the day to go by."""
    today: dt.date | None = arguments.today
    return today or dt.date.today()


def author_of(arguments: argparse.Namespace) -> str:
    """Return who edits.

    Raises:
        Refusal: when nobody is named and the login name is not known.
    """
    name: str | None = arguments.author
    if name is None:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            raise Refusal(
                "This computer does not say who is logged in, so nothing was done. "
                "Say who edits with --author NAME."
            ) from None
    return str(Text(label="Author", required=True).check(name))


@contextmanager
def reading(arguments: argparse.Namespace) -> Iterator[Document]:
    """Open the command's file for reading; nothing in it is changed.

    Raises:
        Refusal: with the sentence that says why it was not opened.
    """
    opening = open_file(arguments.file, author="", read_only=True)
    with opening.opened() as document:
        if not opening.sentence:
            yield document
            return
        note(opening.sentence)
        try:
            yield document
        except (LookupError, TypeError, ValueError) as error:
            # Another tool wrote what no part of the program expects in a record.
            raise Refusal(
                f"What does not fit in “{arguments.file.name}” stands in the way of this. Nothing "
                "was changed. “outreach check” says what it is."
            ) from error


@contextmanager
def writing(arguments: argparse.Namespace) -> Iterator[Document]:
    """Open the command's file for editing.

    Raises:
        Refusal: with the sentence that says why it was not opened, or only for reading.
    """
    opening = open_file(arguments.file, author=author_of(arguments))
    with opening.opened() as document:
        if not document.writable:
            raise Refusal(opening.sentence)
        yield document
