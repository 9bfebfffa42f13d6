"""The command apply: edits from a file or from standard input, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.cli.arguments import add_command, writing
from outreach.cli.finding import find, kind_named
from outreach.cli.output import note, result
from outreach.document.document import Document, EditUnderWay
from outreach.document.fields import Links, Ref, Text
from outreach.document.records import Kind

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

LABEL = "Edited from the command line"
"""The label of an edit whose line gives none."""
FORM = """\
Each line is one edit, all or nothing; “label” and “author” may be left out:

  {"label": "Talked to Harbour Bank", "author": "Ines", "changes": [
    {"op": "add", "kind": "organisation", "fields": {"name": "Harbour Bank", "reference": "hb"}},
    {"op": "add", "kind": "person", "fields": {"name": "Io Lind", "organisation": "hb"}},
    {"op": "set", "id": "hb", "fields": {"status": "contacted", "note": null}},
    {"op": "delete", "id": "Harbour Bank"}]}

Here in several lines to be read; in the file it is one. A record is named by its id, its
reference or its exact name. “outreach kinds” lists the kinds, their fields and the values.
The first line that does not fit is named and left out whole; those before it stay, and those
after it are not tried."""


def register(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "apply", apply, "edits from a file or from standard input")
    parser.epilog = FORM
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "edits", metavar="EDITS.jsonl", nargs="?", help="one edit a line; left out or “-”: stdin"
    )


def apply(arguments: argparse.Namespace) -> int:
    """Write each line as one edit; stop at the first that does not fit, which is left out whole."""
    done: list[dict[str, Any]] = []
    refused = ""
    with _lines(arguments.edits) as lines, writing(arguments) as document:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                done.append({"line": number, **_apply_line(document, line)})
            except Refusal as refusal:
                before = f"The {len(done)} before it stay" if done else "None came before it"
                refused = (
                    f"Line {number} was refused and nothing of it was written: {refusal} "
                    f"{before}, and the lines after it were not tried."
                )
                break
    words = [f"Line {d['line']}: {d['label']}\n  " + "\n  ".join(d["ids"]) for d in done]
    result(arguments, done, "\n".join(words))
    if refused:
        note(refused)
    return 1 if refused else 0


@contextmanager
def _lines(source: str | None) -> Iterator[BinaryIO]:
    if source in (None, "-"):
        if sys.stdin is None:
            raise Refusal("There is no standard input to read edits from. Name a file with edits.")
        yield sys.stdin.buffer
        return
    try:
        file = Path(str(source)).open("rb")  # noqa: SIM115
    except OSError as error:
        raise Refusal(
            f"“{source}” could not be read ({error.strerror}), so nothing was changed."
        ) from error
    with file:
        yield file


def _apply_line(document: Document, line: bytes) -> dict[str, Any]:
    given = _object(line)
    _only(given, {"label", "author", "changes"})
    label = _words(given, "label") or LABEL
    author = _words(given, "author") or document.author
    changes = given.get("changes")
    if not isinstance(changes, list) or not changes:
        raise Refusal("“changes” must be a list of at least one change.")
    ids = []
    with document.edit(label, author=author) as edit:
        for number, change in enumerate(changes, start=1):
            try:
                ids.append(_apply_change(document, edit, change))
            except Refusal as refusal:
                raise Refusal(f"in change {number}, {refusal}") from refusal
    return {
        "edit": edit.changes.edit or None,
        "label": label,
        "author": author,
        "ids": ids,
    }


def _words(given: dict[str, Any], name: str) -> str:
    return str(Text(label=name).check(given.get(name)) or "").strip()


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except UnicodeDecodeError:
        raise Refusal("it is not in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Refusal(f"it is not JSON ({error.msg} at character {error.pos + 1}).") from None
    except (ValueError, RecursionError):
        raise Refusal("it is not JSON that can be read.") from None
    if not isinstance(given, dict):
        raise Refusal("it must be an object with “label”, “author” and “changes”.")
    return given


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refusal(f"“{name}” is given twice.")
        found[name] = value
    return found


def _apply_change(document: Document, edit: EditUnderWay, change: object) -> str:
    """Make one change and return the id of its record."""
    if not isinstance(change, dict):
        raise Refusal("this must be an object with “op”.")
    match change.get("op"):
        case "add":
            _only(change, {"op", "kind", "id", "fields"})
            kind = kind_named(document, _text(change, "kind"))
            fields = _fields(document, kind, change)
            return edit.add(kind.name, id=change.get("id"), **fields)
        case "set":
            _only(change, {"op", "id", "fields"})
            id = find(document, _text(change, "id"))
            edit.set(id, **_fields(document, edit.kind_of(id), change))
            return id
        case "delete":
            _only(change, {"op", "id"})
            id = find(document, _text(change, "id"))
            edit.delete(id)
            return id
    raise Refusal("“op” must be “add”, “set” or “delete”.")


def _only(given: dict[str, Any], allowed: set[str]) -> None:
    unknown = sorted(given.keys() - allowed)
    if unknown:
        raise Refusal(f"“{unknown[0]}” does not belong here.")


def _text(change: dict[str, Any], name: str) -> str:
    value = change.get(name)
    if not isinstance(value, str):
        raise Refusal(f"“{name}” must be given as text.")
    return value


def _fields(document: Document, kind: Kind, change: dict[str, Any]) -> dict[str, Any]:
    """Return the change's fields, with the records that they name by reference or name found."""
    given = change.get("fields", {})
    if not isinstance(given, dict):
        raise Refusal("“fields” must be an object.")
    found = dict(given)
    for name, value in given.items():
        field = kind.by_name.get(name)
        if field is None:
            raise Refusal(f"a record of the kind {kind.name} has no field “{name}”.")
        if isinstance(field, Links) and isinstance(value, list):
            found[name] = [_named(document, (field.kind,), item) for item in value]
        elif isinstance(field, Ref):
            found[name] = _named(document, field.kinds, value)
    return found


def _named(document: Document, kinds: tuple[str, ...], value: object) -> object:
    # An id goes through as it is: the edit says best what is wrong with it.
    named = isinstance(value, str) and value and not is_id(value)
    return find(document, str(value), kinds) if named else value
