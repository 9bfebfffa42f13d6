"""The command line: reads the arguments, runs the command, and says in a sentence what went wrong.

Exit status: 0 done, 1 refused or problems found, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from outreach import __version__
from outreach.base.errors import Refusal
from outreach.cli import (
    applying,
    bringing_back,
    combining,
    exporting,
    files,
    importing,
    mailing,
    merging,
    ordering,
    paper,
    past,
    plain_words,
    plans,
    printouts,
    privacy,
    reasons,
    recipes,
    records,
    rolling_up,
    safe_copies,
    sealing,
    sequences,
    sharing,
    speaking,
)
from outreach.cli.files import OpenWindow
from outreach.cli.output import note

GROUPS = (
    records,
    applying,
    past,
    bringing_back,
    safe_copies,
    merging,
    sharing,
    privacy,
    sealing,
    sequences,
    recipes,
    importing,
    exporting,
    combining,
    mailing,
    plans,
    reasons,
    ordering,
    speaking,
    plain_words,
    paper,
    printouts,
    rolling_up,
)
"""The modules of commands, in the order in which help lists them."""


def main(argv: Sequence[str], open_window: OpenWindow) -> int:
    """Run the command that ``argv`` gives, without the program's name; return the exit status.

    Args:
        argv: The arguments.
        open_window: Shows the window; called for no command at all, and for ``open``.
    """
    _speak_utf8()
    try:
        arguments = _parsed(command_line(open_window), argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    return _run(arguments)


def _parsed(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    arguments, rest = parser.parse_known_args(argv)
    # When options stand before an argument that may be left out, argparse takes it for left out.
    if rest and not rest[0].startswith("-"):
        if getattr(arguments, "edits", "") is None:
            arguments.edits = rest.pop(0)
        elif getattr(arguments, "file", "") is None:
            arguments.file = Path(rest.pop(0))
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return arguments


def command_line(open_window: OpenWindow) -> argparse.ArgumentParser:
    """Return what reads the arguments; ``open_window`` as for :func:`main`."""
    parser = argparse.ArgumentParser(
        prog="outreach",
        description="Plan how to win partners for a data-sharing initiative. Without a command, "
        "the window opens.",
        allow_abbrev=False,
    )
    parser.set_defaults(run=lambda _: open_window(None))
    parser.add_argument("--version", action="version", version=f"Outreach Planner {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    files.register(commands, open_window)
    for group in GROUPS:
        group.register(commands)
    return parser


def _run(arguments: argparse.Namespace) -> int:
    try:
        status: int = arguments.run(arguments)
        # Here, so that a reader who has gone is noticed here.
        print(end="", flush=True)
    except Refusal as refusal:
        note(str(refusal))
    except sqlite3.Error as error:
        note(
            f"The file could not be read to the end ({error}). Run “outreach check” on it, or open "
            "your latest safe copy."
        )
    except UnicodeEncodeError:
        note("What was given holds a character that no file can hold. Nothing was changed.")
    except BrokenPipeError:
        # Whoever reads the output wants no more of it.
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        note(f"This could not be finished ({error.strerror}). What was saved before is safe.")
    except KeyboardInterrupt:
        note("Stopped. What was saved before is safe.")
    else:
        return status
    return 1


def _drop_output() -> None:
    """Let what was not printed yet go nowhere: Python would complain about it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Print every character wherever the program runs, whatever the terminal's language says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
