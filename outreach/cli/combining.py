"""Commands about records that may be the same twice: duplicates, combine."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command, reading, writing
from outreach.cli.finding import find
from outreach.cli.output import result
from outreach.exchange.combining import combine
from outreach.exchange.duplicates import duplicates, tell_apart

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    lists = add_command(commands, "duplicates", duplicates_, "who may be there twice, and why")
    lists.add_argument(
        "--not",
        dest="apart",
        metavar="ID",
        nargs=2,
        help="put on record that these two are not the same, so that nobody is asked again",
    )
    combines = add_command(commands, "combine", combine_, "make one record out of two")
    combines.add_argument("keep", metavar="KEEP", help="the record that stays: id, reference, name")
    combines.add_argument("other", metavar="OTHER", help="the record that goes into it")
    combines.add_argument(
        "--take",
        metavar="FIELD=WHICH",
        action="append",
        default=[],
        help="keep, other or both, for a field in which they differ; can be repeated",
    )


def duplicates_(arguments: argparse.Namespace) -> int:
    """List likely pairs, or say of two that they are not one."""
    if arguments.apart:
        with writing(arguments) as document:
            one, other = (find(document, name) for name in arguments.apart)
            tell_apart(document, one, other)
        result(arguments, {"apart": [one, other]}, "Noted: they are not the same.")
        return 0
    with reading(arguments) as document:
        found = duplicates(document)
    lines = [
        f"{one.score:3}  {one.names[0]} / {one.names[1]}: {', '.join(one.reasons)}\n"
        f"     outreach combine FILE {one.keep} {one.other}"
        for one in found
    ]
    result(arguments, found, "\n".join(lines) or "Nobody seems to be there twice.")
    return 0


def combine_(arguments: argparse.Namespace) -> int:
    """Make one record out of two."""
    take = {}
    for text in arguments.take:
        name, equals, which = text.partition("=")
        if not equals:
            raise Refusal(f"“{text}” is no FIELD=WHICH. Nothing was changed.")
        take[name] = which
    with writing(arguments) as document:
        keep, other = (find(document, name) for name in (arguments.keep, arguments.other))
        changes = combine(document, keep, other, take)
    result(arguments, {"id": keep, "edit": changes.edit}, f"{changes.label}. One undo undoes it.")
    return 0
