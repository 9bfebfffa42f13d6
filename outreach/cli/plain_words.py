"""The command about words: plain."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.base.errors import Refusal
from outreach.base.words import sentence_case
from outreach.cli.arguments import add_command, reading
from outreach.cli.output import result
from outreach.initiative import MODEL
from outreach.plain.check import Checked, Checker
from outreach.plain.languages import LANGUAGES
from outreach.plain.pitches import PITCHES, READ_BY_PARTNERS, Reading, readings
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    adds = add_command(
        commands,
        "plain",
        plain,
        "technical words and hard sentences in pitches, with plainer words",
        file=False,
        past=True,
    )
    adds.add_argument("file", metavar="FILE", type=Path, nargs="?", help="the initiative's file")
    adds.add_argument("--text", metavar="TEXT", help="check this text in place of a file")
    adds.add_argument(
        "--all", action="store_true", help="not only pitches: every text that a partner may read"
    )
    adds.add_argument(
        "--language",
        choices=sorted(LANGUAGES),
        help="of --text; it is found out when it is not given",
    )


def plain(arguments: argparse.Namespace) -> int:
    """Print technical words with plainer ones; in words, hard sentences too."""
    if (arguments.file is None) == (arguments.text is None):
        raise Refusal("Say what to check: either a FILE or --text TEXT.")
    if arguments.text is not None:
        checked = Checker().check(arguments.text, arguments.language)
        result(arguments, checked.words, "\n".join(_lines(checked)) or "Nothing technical in it.")
        return 0
    with reading(arguments) as document:
        fields = READ_BY_PARTNERS if arguments.all else PITCHES
        found = list(readings(take(document), fields))
    told = [text for one in found if (text := _told(one))]
    result(arguments, list(_data(found)), "\n\n".join(told) or "Nothing technical in the pitches.")
    return 0


def _data(found: list[Reading]) -> Iterator[dict[str, Any]]:
    for one in found:
        for word in one.checked.words:
            yield {**word._asdict(), "id": one.id, "kind": one.kind, "field": one.field}


def _told(one: Reading) -> str:
    lines = list(_lines(one.checked))
    if not lines:
        return ""
    kind = MODEL.kinds[one.kind]
    heading = f"{kind.label}, {kind.by_name[one.field].label.lower()}: “{one.text}”"
    return "\n".join([heading, *(f"  {line}" for line in lines)])


def _lines(checked: Checked) -> Iterator[str]:
    for word in checked.words:
        yield f"{word.word}: {word.suggestion or 'say it more simply'}"
    for sentence in checked.sentences:
        yield f"{sentence_case(sentence.why)} “{sentence.text}”"
