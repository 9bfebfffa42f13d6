"""Where commands take a passphrase from.

Never from the arguments, which every program on the computer can read.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.cli.output import note
from outreach.privacy.passphrases import strength

VARIABLE = "OUTREACH_PASSPHRASE"
"""The environment variable in which a script may give one."""


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let the command take a passphrase from a file."""
    parser.add_argument(
        "--passphrase-file",
        metavar="PATH",
        type=Path,
        help="a file of which the first line is the passphrase, such as /dev/fd/3; else it is "
        f"taken from the environment variable {VARIABLE}, or asked for",
    )


def new_passphrase(arguments: argparse.Namespace) -> str:
    """Return the passphrase for something new, and warn of a weak one.

    Raises:
        Refusal: none was given, or not the same twice.
    """
    passphrase = _given(arguments)
    if passphrase is None:
        passphrase = _asked("Passphrase: ")
        if passphrase != _asked("The same again: "):
            raise Refusal("The two are not the same. Nothing was written; try again.")
    if not passphrase:
        raise Refusal("Without a passphrase nothing can be locked. Nothing was written.")
    found = strength(passphrase)
    if found.weak:
        note(f"{found.sentence} “outreach passphrase” makes a strong one.")
    return passphrase


def known_passphrase(arguments: argparse.Namespace) -> str:
    """Return the passphrase of something that has one.

    Raises:
        Refusal: none was given.
    """
    passphrase = _given(arguments)
    return _asked("Passphrase: ") if passphrase is None else passphrase


def _given(arguments: argparse.Namespace) -> str | None:
    path: Path | None = arguments.passphrase_file
    if path is None:
        return os.environ.get(VARIABLE)
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise Refusal(
            f"The passphrase could not be read from “{path}” ({why}). Nothing was done."
        ) from error


def _asked(prompt: str) -> str:
    if not _somebody_is_there():
        raise Refusal(
            "No passphrase was given, and there is nobody to ask. Nothing was done. Give it in a "
            f"file (--passphrase-file) or in the environment variable {VARIABLE}."
        )
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise Refusal("No passphrase was given. Nothing was done.") from None


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()
