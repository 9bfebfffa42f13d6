"""An initiative as one JSON object: everything in a file, to be read, written and made by hand.

    {"format": "outreach-initiative", "version": 1,
     "initiative": {"name": "Kestria", "coordinator": "a-p1", …},
     "organisation": [{"reference": "a-nso", "name": "Statistical Office", …}, …],
     "person": [{"reference": "a-p1", "organisation": "a-nso", …}, …], …}

There is one list for each kind of record, with the fields that are set, under their declared
names. A record is named elsewhere by its ``reference``, or by its ``id`` where it has none. The
``id`` may be left out; one is made. The initiative itself has no id: it is the file.

Where something was left out because it is confidential, ``left_out`` says of what there was any:
``{"kinds": ["objection"], "fields": ["person.note"]}``. Reading takes no heed of it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from outreach import initiative
from outreach.base.ids import is_id
from outreach.base.language import tr
from outreach.document.connecting import one_moment
from outreach.document.document import Document
from outreach.document.fields import Field, Links, Ref
from outreach.document.records import Record
from outreach.exchange.json_check import FORMAT, VERSION, Checked, checked
from outreach.initiative import MODEL


def new_from(data: object, path: Path, author: str) -> Document:
    """Make a file at ``path`` from ``data`` and open it; everything comes in as one edit.

    Raises:
        Refusal: naming every problem in ``data`` with its place, or when ``path`` exists. No
            file is made then.
        NotSaved: when the folder cannot be written to.
    """
    found = checked(data)
    name = str(found.initiative["name"])

    def fill(document: Document) -> None:
        _fill(document, found, tr("Brought in “{name}”", name=name))

    return initiative.create(path, name, author=author, fill=fill)


def _fill(document: Document, found: Checked, label: str) -> None:
    with document.edit(label, kind="import") as edit:
        for entry in found.records:
            edit.add(entry.kind.name, id=entry.id, **entry.values)
        itself = initiative.the_initiative(document)
        # A field that is not in the data is not set, whatever a new initiative begins with.
        edit.set(itself.id, **{**itself.KIND.defaults, **found.initiative})


def read(document: Document) -> dict[str, Any]:
    """Return everything in ``document`` as plain JSON values; :func:`new_from` reads it back."""
    records = _all_records(document)
    names = _references(records)
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    (itself,) = records.pop("initiative")
    data["initiative"] = _plain_record(itself, names)
    for kind, found in records.items():
        if found:
            data[kind] = [{"id": record.id, **_plain_record(record, names)} for record in found]
    return data


def _all_records(document: Document) -> dict[str, list[Record]]:
    # In one transaction, so that another program's edit is in it as a whole or not at all.
    with one_moment(document.connection):
        return {name: document.all(kind.record) for name, kind in MODEL.kinds.items()}


def _references(records: dict[str, list[Record]]) -> dict[str, str]:
    """Return what each record is called elsewhere: its reference where that names it alone."""
    held: dict[str, list[str]] = {}
    for found in records.values():
        for record in found:
            held.setdefault(record.reference or record.id, []).append(record.id)
    return {
        id: name if len(ids) == 1 and not is_id(name) else id
        for name, ids in held.items()
        for id in ids
    }


def _plain_record(record: Record, names: dict[str, str]) -> dict[str, Any]:
    # What a record is called comes first: whoever writes such a file by hand looks for it.
    fields = sorted(record.KIND.fields, key=lambda field: field.name != "reference")
    return {
        field.name: _plain(field, value, names)
        for field in fields
        if (value := getattr(record, field.name)) not in (None, ())
    }


def _plain(field: Field, value: Any, names: dict[str, str]) -> Any:
    if isinstance(field, Ref):
        return names.get(value, value)
    if isinstance(field, Links):
        return [names.get(id, id) for id in value]
    return plain(value)


def plain(value: Any) -> Any:
    """Return a field's value as JSON holds it: a day as its text, several words as a list."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
