"""What commands have in common: their options, and the file, author and day these stand for."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.clock import moment
from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.cli.output import note
from outreach.document.document import Document
from outreach.document.fields import Text
from outreach.document.scratch import scratch_folder
from outreach.history.as_of import as_of
from outreach.initiative import open_file

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], int]
"""Does what a command's arguments ask, and returns the exit status."""


def add_command(
    commands: Commands,
    name: str,
    run: Run,
    help: str,
    *,
    file: bool = True,
    past: bool = False,
) -> argparse.ArgumentParser:
    """Add the command ``name`` with the options that every command has, and return its parser.

    Args:
        commands: Where to add it.
        name: What it is called.
        run: What it does.
        help: What it is for, or what it shows.
        file: Whether it is about a file.
        past: Whether it may be about the file as it was; :func:`reading` then sees to it.
    """
    parser = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    parser.set_defaults(run=run)
    if file:
        parser.add_argument("file", metavar="FILE", type=Path, help="the initiative's file")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--author", metavar="NAME", help="who edits (default: the login name)")
    parser.add_argument(
        "--today", metavar="DATE", type=day, help="the day to go by, such as 2026-11-23"
    )
    if past:
        parser.add_argument(
            "--as-of",
            metavar="DATETIME",
            type=moment_or_edit,
            help="the file as it was: 2026-11-23 (at the end of that day), 2026-11-23T14:00, or "
            "right after an edit, named as in history; also the day to go by",
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


def moment_or_edit(text: str) -> int | str:
    """Return the last millisecond since 1970 that ``text`` means, or the edit that it names.

    Raises:
        argparse.ArgumentTypeError: when it is no day, no time of a day and no edit.
    """
    site, dot, _ = text.rpartition(".")
    if dot and is_id(site):
        return text
    try:
        at = dt.datetime.fromisoformat(text)
        if len(text) <= len("2026-11-23"):
            at = dt.datetime.combine(at.date(), dt.time.max)
        found = int(at.astimezone().timestamp() * 1000)
        moment(found)  # at the end of all years there is a day that has no next one
        return found
    except (ValueError, OverflowError, OSError):
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a day such as 2026-11-23, a time such as 2026-11-23T14:00, or an "
            "edit, named as in history"
        ) from None


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
    """Open the command's file, or what it was, for reading; nothing in it is changed.

    Raises:
        Refusal: with the sentence that says why it was not opened.
    """
    opening = open_file(arguments.file, author="", read_only=True)
    with _then(arguments, opening.opened()) as document:
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
def _then(arguments: argparse.Namespace, now: Document) -> Iterator[Document]:
    """Yield the file as the command asks for it, with the day to go by; close it afterwards."""
    at: int | str | None = getattr(arguments, "as_of", None)
    with now:
        if at is None:
            yield now
            return
        with scratch_folder() as folder, as_of(now, at, folder) as past:
            arguments.today = arguments.today or _day_of(past, at)
            yield past


def _day_of(past: Document, at: int | str) -> dt.date:
    """Return the day of a moment, or of the edit that is the newest of ``past``."""
    if isinstance(at, int):
        return moment(at).date()
    (newest,) = past.connection.execute(
        "SELECT at_ms FROM log_txn ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return moment(newest).date()


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
