"""The command mail: a draft to somebody, with a brief attached."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command, author_of, reading
from outreach.cli.finding import find
from outreach.cli.output import result

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    mails = add_command(commands, "mail", mail, "a draft to somebody, to send with any program")
    mails.add_argument("--to", required=True, metavar="PERSON", help="id, reference or name")
    mails.add_argument("--subject", required=True, help="with names in braces, such as {partner}")
    mails.add_argument(
        "--text",
        required=True,
        metavar="FILE.txt",
        type=Path,
        help="what it says; {name}, {first name}, {job title}, {partner}, {initiative} and "
        "{sender} are filled in",
    )
    mails.add_argument(
        "--attach",
        metavar="FILE.pdf",
        type=Path,
        action="append",
        default=[],
        help="a PDF, such as a brief; can be repeated",
    )
    mails.add_argument("-o", "--out", required=True, metavar="OUT.eml", type=Path)


def mail(arguments: argparse.Namespace) -> int:
    """Write the draft."""
    from outreach.exchange.mail import letter, pdf_at, save

    try:
        text = arguments.text.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            f"“{arguments.text}” could not be read as text in UTF-8, so nothing was written."
        ) from error
    with reading(arguments) as document:
        document.author = author_of(arguments)
        person = find(document, arguments.to, ["person"])
        attached = [pdf_at(path) for path in arguments.attach]
        content = letter(document, person, arguments.subject, text, attached)
    save(arguments.out, content)
    result(arguments, {"file": str(arguments.out)}, f"Wrote “{arguments.out}”.")
    return 0
