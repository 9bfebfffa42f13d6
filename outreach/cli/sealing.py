"""Commands about sealed copies: copy --seal, open-sealed, passphrase."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import NotSaved, Refusal
from outreach.cli.arguments import add_command
from outreach.cli.output import result
from outreach.cli.passphrases import add_option, known_passphrase, new_passphrase
from outreach.document.document import Document
from outreach.initiative import open_file, the_initiative
from outreach.privacy.passphrases import WORDS, made
from outreach.privacy.sealing import open_sealed, write_sealed

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    opens = add_command(
        commands, "open-sealed", unseal, "the file that is in a sealed copy", file=False
    )
    opens.add_argument("sealed", metavar="SEALED", type=Path, help="the sealed copy")
    opens.add_argument("out", metavar="OUT", type=Path, help="the file to make")
    add_option(opens)
    makes = add_command(
        commands, "passphrase", passphrase, "a passphrase of words drawn by chance", file=False
    )
    makes.add_argument("--words", type=int, default=WORDS, help=f"how many (default: {WORDS})")


def write(arguments: argparse.Namespace, document: Document, content: bytes | None = None) -> None:
    """Write a sealed copy of ``document``, or of ``content`` instead, as ``copy`` asks for it."""
    if content is None:
        try:
            content = document.content()
        except OSError as error:
            raise NotSaved(
                f"“{document.path.name}” could not be read ({error.strerror}). Nothing was written."
            ) from error
    write_sealed(content, arguments.out, new_passphrase(arguments))


def unseal(arguments: argparse.Namespace) -> int:
    """Write what a sealed copy holds to a file, and look through that as a file from a stranger."""
    open_sealed(arguments.sealed, arguments.out, known_passphrase(arguments))
    opening = open_file(arguments.out, author="", read_only=True)
    if opening.document is None or opening.sentence:
        if opening.document is not None:
            opening.document.close()
        raise Refusal(f"The copy was opened to “{arguments.out}”. {opening.sentence}")
    with opening.document as document:
        name = the_initiative(document).name
        data = {"file": str(arguments.out), "id": document.id, "name": name}
    result(arguments, data, f"Opened to “{arguments.out}”: {name}.")
    return 0


def passphrase(arguments: argparse.Namespace) -> int:
    """Make a passphrase."""
    if not 1 <= arguments.words <= 100:
        raise Refusal("A passphrase is made of 1 to 100 words.")
    words = made(arguments.words)
    result(arguments, {"passphrase": words}, words)
    return 0
