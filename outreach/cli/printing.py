"""Writes what was composed as a PDF, says what could not be printed, and puts it on record."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.briefs.content import Brief, Pack
from outreach.briefs.how import How
from outreach.briefs.memory import remember
from outreach.briefs.preflight import MissingCharacter
from outreach.briefs.saving import check_target, save_pdf
from outreach.cli.arguments import writing
from outreach.cli.output import note
from outreach.cli.passphrases import add_option, new_passphrase


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was written, and what is put on record of it."""

    file: Path
    how: How
    code: str
    """Empty when it is not put on record."""
    name: str
    pages: tuple[tuple[int, tuple[str, ...]], ...]
    missing: list[MissingCharacter]

    def told(self) -> dict[str, Any]:
        """Return what a script is told of it."""
        return {"file": str(self.file), "code": self.code, "missing": self.missing}


def add_password(parser: argparse.ArgumentParser) -> None:
    """Let the command lock what it writes; the password itself is never an argument."""
    parser.add_argument(
        "--password",
        action="store_true",
        help="ask for a password without which the PDF cannot be opened (AES-256)",
    )
    add_option(parser)


def wrote(done: Done) -> str:
    """Say what was written."""
    code = f" Its code is {done.code}." if done.code else ""
    return f"Wrote “{done.file}”.{code}"


def print_out(
    arguments: argparse.Namespace,
    how: How,
    content: Brief | Pack,
    path: Path,
    only: frozenset[int] | None = None,
) -> Done:
    """Write ``content`` to ``path``, or the pages ``only``.

    Raises:
        Refusal: when something other than a PDF is there.
        NotSaved: when it cannot be written.
    """
    from outreach.briefs.codes import code_of
    from outreach.briefs.render import Paper, missing, printed, title_of

    check_target(path)
    password = _password(arguments)
    lacking = missing(content)
    places: dict[str, list[str]] = {}
    for found in lacking:
        places.setdefault(found.where, []).append(f"{found.code_point} {found.name}".strip())
    for place, characters in places.items():
        note(f"{place}: boxes stand for what cannot be printed, {', '.join(characters)}.")
    code = code_of(content, how, sorted(only or ())) if _is_recorded(arguments) else ""
    done = printed(content, Paper[how.paper], code, only=only, design=how.design)
    pdf = done.pdf
    if getattr(arguments, "booklet", False):
        from outreach.briefs.finishing import booklet

        pdf = booklet(pdf)
    if password:
        from outreach.briefs.finishing import protected

        pdf = protected(pdf, password)
    save_pdf(path, pdf, make_folder=True)
    return Done(path, how, code, title_of(content), done.pages, lacking)


def _password(arguments: argparse.Namespace) -> str:
    """Return the password, asked for once whatever is written; empty when none is wanted."""
    if not arguments.password and arguments.passphrase_file is None:
        return ""
    if not hasattr(arguments, "asked"):
        arguments.asked = new_passphrase(arguments)
    asked: str = arguments.asked
    return asked


def record(
    arguments: argparse.Namespace, made_from: str, printed: Sequence[Done], replaces: str = ""
) -> None:
    """Put on record in the file what was printed from it."""
    told = [done for done in printed if done.code]
    if not told:
        return
    try:
        with writing(arguments) as document:
            for done in told:
                remember(document, done.how, made_from, done.code, done.name, done.pages, replaces)
    except Refusal as refusal:
        note(
            f"What was printed could not be put on record in “{arguments.file.name}”, so its code "
            f"will not be found there. {refusal}"
        )


def _is_recorded(arguments: argparse.Namespace) -> bool:
    """Tell whether the print-out goes on record: it is of the file as it is, which is writable."""
    past = getattr(arguments, "as_of", None) is not None
    return not past and not arguments.unrecorded and os.access(arguments.file, os.W_OK)
