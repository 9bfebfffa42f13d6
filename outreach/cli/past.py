"""Commands about what was done before: show, history, undo, redo."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.cli.arguments import add_command, day, reading, writing
from outreach.cli.finding import find
from outreach.cli.output import note, result
from outreach.document.document import Document
from outreach.history import undo as undoing
from outreach.history.browsing import Wanted
from outreach.history.changes import Entry, FieldChange, RecordChange, entries
from outreach.initiative import MODEL, the_initiative

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

DID = {"I": "added", "U": "changed", "D": "deleted", "R": "brought back", "E": "erased"}


def register(commands: Commands) -> None:
    """Add the commands."""
    add_command(commands, "show", show, "what the file holds, in short", past=True)
    tells = add_command(
        commands, "history", history, "who changed what, from what to what", past=True
    )
    tells.add_argument("--record", metavar="ID", help="only this record")
    tells.add_argument(
        "--related", action="store_true", help="with --record: and what hangs or hung on it"
    )
    tells.add_argument("--person", metavar="NAME", help="only edits by this author")
    tells.add_argument("--since", metavar="DATE", type=day, help="only from this day on")
    tells.add_argument("--until", metavar="DATE", type=day, help="only up to this day")
    tells.add_argument("--kind", metavar="KIND", choices=MODEL.kinds, help="only this kind")
    tells.add_argument(
        "--words", metavar="WORDS", default="", help="only where all these words are found"
    )
    undoes = add_command(commands, "undo", undo, "take back the last edit as a new edit")
    undoes.add_argument("--edit", metavar="ID", help="take back this one, named as in history")
    undoes.add_argument(
        "--partly", action="store_true", help="leave what later edits build on, and say what"
    )
    redoes = add_command(commands, "redo", redo, "do again what was last undone")
    redoes.add_argument("--edit", metavar="ID", help="do this one again, named as in history")


def show(arguments: argparse.Namespace) -> int:
    """Print what the file is about, how much it holds, and its last edit."""
    with reading(arguments) as document:
        name = the_initiative(document).name
        counts = {kind: _count(document, kind) for kind in document.model.kinds}
        last = entries(document, limit=1)[0]
    data = {"name": name, "counts": counts, "last": replace(last, changes=())}
    lines = [
        name,
        *(f"  {MODEL.kinds[kind].plural}: {count}" for kind, count in counts.items() if count),
        f"Last edit: {last.at:%Y-%m-%d %H:%M}  {last.author}: {last.label}  ({last.edit})",
    ]
    result(arguments, data, "\n".join(lines))
    return 0


def _count(document: Document, kind: str) -> int:
    return int(document.connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0])


def history(arguments: argparse.Namespace) -> int:
    """Print the edits, newest first."""
    with reading(arguments) as document:
        record = arguments.record
        # A record that was deleted has a history too, but only its id names it.
        if record is not None and not (is_id(record) and _was_there(document, record)):
            record = find(document, record)
        wanted = Wanted(
            record=record,
            related=arguments.related,
            person=arguments.person,
            since=arguments.since,
            until=arguments.until,
            kind=arguments.kind,
            words=arguments.words,
        )
        found = entries(document, wanted)
    result(arguments, found, "\n".join(map(_entry_words, found)) or "No edits found.")
    return 0


def _was_there(document: Document, id: str) -> bool:
    found = document.connection.execute("SELECT 1 FROM log_op WHERE row=? LIMIT 1", (id,))
    return found.fetchone() is not None


def _entry_words(entry: Entry) -> str:
    lines = [f"{entry.at:%Y-%m-%d %H:%M}  {entry.author}: {entry.label}  ({entry.edit})"]
    for change in entry.changes:
        label = MODEL.kinds[change.kind].label
        lines.append(f"  {label} “{change.name}” {DID[change.op]} ({change.id})")
        lines += [f"    {_field_words(change, field)}" for field in change.fields]
    return "\n".join(lines)


def _field_words(change: RecordChange, field: FieldChange) -> str:
    if change.op == "D" or not field.before:
        return f"{field.label}: {field.before or field.after}"
    return f"{field.label}: {field.before} → {field.after or 'not set'}"


def undo(arguments: argparse.Namespace) -> int:
    """Take back an edit."""
    with writing(arguments) as document:
        try:
            done = undoing.undo(document, arguments.edit, partly=arguments.partly)
        except undoing.OnlyInPart as refusal:
            raise Refusal(f"{refusal} Add --partly to undo that much.") from refusal
    return _tell(arguments, done, "Took back")


def redo(arguments: argparse.Namespace) -> int:
    """Do again what was undone."""
    with writing(arguments) as document:
        done = undoing.redo(document, arguments.edit)
    return _tell(arguments, done, "Did again")


def _tell(arguments: argparse.Namespace, done: undoing.TakenBack, verb: str) -> int:
    data = {
        "edit": done.changes.edit,
        "label": done.label,
        "ids": sorted({op.row for op in done.changes.ops if op.table in MODEL.kinds}),
        "kept": done.kept,
    }
    result(arguments, data, f"{verb}: {done.label}")
    for sentence in done.kept:
        note(sentence)
    return 0
