"""Commands that show records: kinds, list, get."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from textwrap import indent
from typing import TYPE_CHECKING, Any

from outreach.base.errors import NotFound, Refusal
from outreach.cli.arguments import add_command, reading
from outreach.cli.finding import find, kind_named
from outreach.cli.output import record_data, result, table
from outreach.document.document import Document
from outreach.document.fields import (
    Choice,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Scale,
    Words,
)
from outreach.document.naming import Names
from outreach.document.records import Kind, Record
from outreach.initiative import MODEL

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

LISTED = ("reference", "name", "status", "id")
"""What a list for people says of each record."""

REFERRING = ("kind", "field", "name", "id")
"""What is said of each record that refers to another."""


def register(commands: Commands) -> None:
    """Add the commands."""
    add_command(commands, "kinds", kinds, "the kinds of records and their fields", file=False)
    lists = add_command(commands, "list", list_, "the records of a kind", past=True)
    lists.usage = "%(prog)s FILE KIND [--where FIELD=VALUE ...] [--json]"
    lists.add_argument(
        "kind",
        metavar="KIND",
        help="such as organisation, person or objection; “outreach kinds” lists them",
    )
    lists.add_argument(
        "--where",
        metavar="FIELD=VALUE",
        nargs="+",
        action="extend",
        default=[],
        help="only those whose field has this value; nothing after “=”: not set",
    )
    gets = add_command(commands, "get", get, "one record, with what refers to it", past=True)
    gets.add_argument("record", metavar="ID", help="its id, its reference or its exact name")


def kinds(arguments: argparse.Namespace) -> int:
    """Print what can be recorded, from the declarations."""
    data = [_kind_data(kind) for kind in MODEL.kinds.values()]
    words = "\n\n".join(map(_kind_words, MODEL.kinds.values()))
    result(arguments, data, words)
    return 0


def _kind_data(kind: Kind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "label": kind.label,
        "plural": kind.plural,
        "help": kind.help,
        "fields": [_field_data(field) for field in kind.fields],
    }


def _field_data(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "help": field.help,
        "type": field.type_name,
        "choices": dict(field.choices) if isinstance(field, Choice | Words) else None,
        "steps": dict(field.steps) if isinstance(field, Scale) else None,
        "range": field.range_words(),
        "required": field.required,
        "confidential": field.confidential,
        "personal": field.personal,
    }


def _kind_words(kind: Kind) -> str:
    rows = [
        (field.name, field.type_name, field.label, _marks(field), _values(field))
        for field in kind.fields
    ]
    listed = table(("field", "type", "label", "", "values"), rows)
    return f"{kind.name}: {kind.help}\n" + indent(listed, "  ")


def _values(field: Field) -> str:
    if isinstance(field, Scale) and field.steps:
        return ", ".join(f"{value} {meaning}" for value, meaning in field.steps.items())
    return field.range_words()


def _marks(field: Field) -> str:
    return ", ".join(n for n in ("required", "confidential", "personal") if getattr(field, n))


def list_(arguments: argparse.Namespace) -> int:
    """Print the records of a kind, oldest first."""
    with reading(arguments) as document:
        kind = kind_named(document, arguments.kind)
        fits = [_condition(document, kind, text) for text in arguments.where]
        found = [
            record
            for record in document.all(kind.record)
            if all(condition(record) for condition in fits)
        ]
        names = Names(document.connection, document.model)
        status = kind.by_name.get("status")
        rows = [
            (
                record.reference or "",
                names.name(record.id),
                status.words(record.values["status"]) if status else "",
                record.id,
            )
            for record in found
        ]
        result(arguments, [record_data(record) for record in found], table(LISTED, rows))
    return 0


def _condition(document: Document, kind: Kind, text: str) -> Callable[[Record], bool]:
    name, equals, wanted = text.partition("=")
    field = kind.by_name.get(name)
    if not equals or field is None:
        known = ", ".join(kind.by_name)
        raise NotFound(
            f"“{text}” is no FIELD=VALUE of the kind {kind.name}, whose fields are: {known}."
        )
    if not wanted:
        return lambda record: getattr(record, name) in (None, ())
    if isinstance(field, Ref | Links):
        target = find(document, wanted, (field.kind,) if isinstance(field, Links) else field.kinds)
        return lambda record: (
            target == getattr(record, name) or target in (getattr(record, name) or ())
        )
    if isinstance(field, Words):
        return lambda record: wanted in getattr(record, name)
    value = field.load(field.check(_given(field, wanted)))
    return lambda record: getattr(record, name) == value


def _given(field: Field, text: str) -> object:
    """Return the value that is meant by ``text``, as words or as the file holds it."""
    if isinstance(field, Choice):
        stored = {words: value for value, words in field.choices.items()}
        return text if text in field.choices else stored.get(text, text)
    if isinstance(field, Flag):
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower(), text)
    if isinstance(field, Integer | Number):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def get(arguments: argparse.Namespace) -> int:
    """Print one record, and the records that refer to it."""
    with reading(arguments) as document:
        record = document.record(find(document, arguments.record))
        if record is None:
            raise Refusal("The record was deleted while it was read. Nothing was changed.")
        names = Names(document.connection, document.model)
        referring = [
            {"kind": kind, "field": field, "id": id, "name": names.name(id)}
            for (kind, field), ids in document.referring(record.id).items()
            for id in ids
        ]
        words = _record_words(record, names)
        if referring:
            rows = [tuple(r[name] for name in REFERRING) for r in referring]
            words += "\n\nReferred to by\n" + indent(table(REFERRING, rows), "  ")
        result(arguments, {**record_data(record), "referred_by": referring}, words)
    return 0


def _record_words(record: Record, names: Names) -> str:
    kind = record.KIND
    lines = [f"{kind.label}: {names.name(record.id)}", f"  id: {record.id}"]
    for field in kind.fields:
        value = getattr(record, field.name)
        if value in (None, ()):
            continue
        if isinstance(field, Links):
            said = "; ".join(names.name(id) for id in value)
        else:
            said = names.value(field, field.check(value))
        lines.append(f"  {field.label}: {said}")
    return "\n".join(lines)
