"""Commands about what is to leave the file: erase."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from outreach.cli.arguments import add_command, reading, writing
from outreach.cli.finding import find
from outreach.cli.output import counted, note, result
from outreach.document.backups import Backups
from outreach.initiative import MODEL
from outreach.merge.left import forget_all
from outreach.privacy.forgetting import Traces, forget, traces

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    erases = add_command(commands, "erase", erase, "forget a person for good, in history too")
    erases.add_argument("--person", required=True, metavar="PERSON", help="id, reference or name")
    erases.add_argument("--reason", default="", help="why; it is kept, so it must not name them")
    erases.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="WORD",
        help="another word that stands for them and is taken out of texts; can be repeated",
    )
    erases.add_argument(
        "--with-objections", action="store_true", help="erase the objections that they raised, too"
    )
    erases.add_argument(
        "--delete-copies", action="store_true", help="delete the safe copies, which still hold them"
    )
    erases.add_argument("--dry-run", action="store_true", help="only say what would go")


def erase(arguments: argparse.Namespace) -> int:
    """Forget a person, or say what that would take away."""
    if arguments.dry_run:
        with reading(arguments) as document:
            person = find(document, arguments.person, ["person"])
            found = traces(document, person, arguments.also)
        result(arguments, _data(found), _words(found))
        return 0
    with writing(arguments) as document:
        person = find(document, arguments.person, ["person"])
        found = traces(document, person, arguments.also)
        done = forget(
            document,
            person,
            arguments.reason,
            also=arguments.also,
            with_objections=arguments.with_objections,
            backups=Backups(),
            delete_copies=arguments.delete_copies,
        )
        forget_all(document.id)
    data = {"edit": done.changes.edit, "texts": done.texts, "copies_left": done.copies_left}
    goes = counted(len(found.goes), "record")
    words = f"Erased, with {goes} and the name in {counted(done.texts, 'text')}."
    result(arguments, data, words)
    for sentence in _left(found, done.copies_left):
        note(sentence)
    return 0


def _left(found: Traces, copies: int) -> list[str]:
    """Say what cannot be reached from here, or was left."""
    said = []
    if copies:
        held = "1 safe copy still holds" if copies == 1 else f"{copies} safe copies still hold"
        said.append(f"{held} them; --delete-copies deletes these with the erasing.")
    if found.perhaps:
        said.append(
            f"Other texts hold a part of the name ({', '.join(found.perhaps)}), which may mean "
            "somebody else. Look these through."
        )
    said.append(
        "Paper, and copies that others have, still name them; a copy loses them when it is next "
        "merged with this file."
    )
    return said


def _data(found: Traces) -> dict[str, Any]:
    return {
        "person": found.person.id,
        "goes": [trace._asdict() for trace in found.goes],
        "stays": [trace._asdict() for trace in found.stays],
        "mentions": [
            {"record": m.record, "field": m.field, "now": m.now, "cleaned": m.cleaned}
            for m in found.mentions
        ],
        "labels": found.labels,
        "signed": found.signed,
        "perhaps": list(found.perhaps),
    }


def _words(found: Traces) -> str:
    lines = [f"{found.person.name} would be erased."]
    lines += [f"Goes with them: {_kind(t.kind)} “{t.name}”" for t in found.goes]
    lines += [f"Stays without them: {_kind(t.kind)} “{t.name}”" for t in found.stays]
    for m in found.mentions:
        where = f"{_kind(m.table)} “{m.name}”, {m.label}"
        lines.append(
            f"Named earlier in: {where}" if m.only_before else f"Named in: {where}: {m.cleaned}"
        )
    if found.labels:
        lines.append(f"Named in the history: {counted(found.labels, 'edit')}")
    if found.signed:
        lines.append(f"Signed by them: {counted(found.signed, 'edit')}")
    if found.perhaps:
        lines.append(f"Other texts hold a part of the name: {', '.join(found.perhaps)}")
    return "\n".join(lines)


def _kind(table: str) -> str:
    return MODEL.tables[table].label.lower()
