"""Commands about single things of the past: deleted, restore, putback."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from outreach.base.ids import is_id
from outreach.cli.arguments import add_command, reading, writing
from outreach.cli.finding import find
from outreach.cli.output import note, result
from outreach.document.edits import Changes
from outreach.history.deleted import Deleted, bring_back
from outreach.history.deleted import deleted as deleted_records
from outreach.history.putting_back import put_back
from outreach.initiative import MODEL

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    add_command(commands, "deleted", deleted, "what was deleted and can be brought back", past=True)
    restores = add_command(commands, "restore", restore, "bring a deleted record back")
    restores.add_argument("record", metavar="ID", help="its id, as deleted or history gives it")
    puts = add_command(commands, "putback", putback, "give a field back the value that it had")
    puts.add_argument(
        "--edit", metavar="ID", required=True, help="the edit that changed it, named as in history"
    )
    puts.add_argument("--record", metavar="ID", required=True, help="the record")
    puts.add_argument("--field", metavar="NAME", required=True, help="the name of its field")
    puts.add_argument(
        "--after",
        action="store_true",
        help="the value that the edit gave it (default: the value before)",
    )


def deleted(arguments: argparse.Namespace) -> int:
    """Print what was deleted, newest first, with the number of records that hang on each."""
    with reading(arguments) as document:
        found = deleted_records(document)
    hanging: dict[str, int] = {}
    above = {one.id: one.hung_on for one in found}
    for one in found:
        owner = one.hung_on
        while owner is not None:
            hanging[owner] = hanging.get(owner, 0) + 1
            owner = above[owner]
    words = [_words(one, hanging.get(one.id, 0)) for one in found if one.hung_on is None]
    result(arguments, found, "\n".join(words) or "Nothing that was deleted can be brought back.")
    return 0


def _words(one: Deleted, hanging: int) -> str:
    others = f", with {hanging} {'other' if hanging == 1 else 'others'}" if hanging else ""
    return (
        f"{one.at:%Y-%m-%d %H:%M}  {MODEL.kinds[one.kind].label} “{one.name}”{others}  ({one.id})"
        f"\n  {one.author}: {one.label}"
    )


def restore(arguments: argparse.Namespace) -> int:
    """Bring a deleted record back with all that hung on it."""
    with writing(arguments) as document:
        done = bring_back(document, arguments.record)
    _tell(arguments, done.changes, done.left, f"Brought back: {done.name}")
    return 0


def putback(arguments: argparse.Namespace) -> int:
    """Give a field of a record the value from before an edit, or from after it."""
    with writing(arguments) as document:
        record = arguments.record
        record = record if is_id(record) else find(document, record)
        changes = put_back(document, arguments.edit, record, arguments.field, after=arguments.after)
    _tell(arguments, changes, (), changes.label)
    return 0


def _tell(
    arguments: argparse.Namespace, changes: Changes, left: tuple[str, ...], words: str
) -> None:
    data = {
        "edit": changes.edit,
        "label": changes.label,
        "ids": sorted({entry.row for entry in changes.entries if entry.table in MODEL.kinds}),
        "kept": left,
    }
    result(arguments, data, words)
    for sentence in left:
        note(sentence)
