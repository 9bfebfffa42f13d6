"""Checks an initiative in JSON form as a whole, and turns it into records ready to be added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from outreach.base.errors import InvalidValue, Refusal
from outreach.base.ids import is_id, new_id
from outreach.base.language import tr
from outreach.base.words import either, listed, shown
from outreach.document.fields import Field, Links, Ref
from outreach.document.records import Kind
from outreach.exchange.incoming import ORDER
from outreach.initiative import MODEL

FORMAT = "outreach-initiative"
VERSION = 1


@dataclass(slots=True)
class Entry:
    """A record of the data: where it stands, the id that it will have, and its values."""

    place: str
    kind: Kind
    id: str
    given: Mapping[str, Any]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """Data in which everything fits: the initiative's fields, and the other records."""

    initiative: dict[str, Any]
    records: list[Entry]
    """Every record after all those that it refers to."""


def checked(data: object) -> Checked:
    """Return ``data`` ready to be added to a file.

    Raises:
        Refusal: naming every problem in it with its place.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Refusal(
            tr(
                "This is not an initiative in JSON form: it does not say “format”: "
                "“{format}”. Nothing was brought in.",
                format=FORMAT,
            )
        )
    if data.get("version") != VERSION:
        raise Refusal(
            tr(
                "This is in version {found} of the form, and this program reads "
                "version {version}. Nothing was brought in. Update the program, or "
                "export it again.",
                found=data.get("version"),
                version=VERSION,
            )
        )
    problems: list[str] = []
    itself, entries = _entries(data, problems)
    named = _Names([itself, *entries], problems)
    for entry in (itself, *entries):
        _check_entry(entry, named, problems)
    if problems:
        listed = "\n".join(f"- {problem}" for problem in problems)
        raise Refusal(
            tr(
                "Nothing was brought in and no file was made. Put this right and "
                "try again:\n{problems}",
                problems=listed,
            )
        )
    return Checked(itself.values, sorted(entries, key=lambda entry: ORDER[entry.kind.name]))


def _entries(data: dict[str, Any], problems: list[str]) -> tuple[Entry, list[Entry]]:
    kinds = {name: kind for name, kind in MODEL.kinds.items() if name != "initiative"}
    unknown = data.keys() - kinds.keys() - {"format", "version", "left_out", "initiative"}
    problems += [
        tr("there is no kind of record named “{name}”.", name=name) for name in sorted(unknown)
    ]
    given = data.get("initiative")
    if not isinstance(given, dict):
        problems.append(tr("initiative: this must be an object with the initiative's fields."))
        given = {}
    itself = Entry("initiative", MODEL.kinds["initiative"], "", given, {})
    entries = []
    for name, kind in kinds.items():
        listed = data.get(name, [])
        if not isinstance(listed, list):
            problems.append(tr("{name}: this must be a list of records.", name=name))
            continue
        for number, record in enumerate(listed, start=1):
            place = f"{name} {number}"
            if isinstance(record, dict):
                entries.append(Entry(place, kind, _id_of(record, place, problems), record, {}))
            else:
                problems.append(
                    tr("{place}: this must be an object with the record's fields.", place=place)
                )
    return itself, entries


def _id_of(record: Mapping[str, Any], place: str, problems: list[str]) -> str:
    given = record.get("id")
    if isinstance(given, str) and is_id(given):
        return given
    if given is not None:
        problems.append(
            tr(
                "{place}, field “id”: {given} is not an id. Leave it out.",
                place=place,
                given=shown(given),
            )
        )
    return new_id()


class _Names:
    """Finds the record that a reference or an id means."""

    def __init__(self, entries: Iterable[Entry], problems: list[str]) -> None:
        self._by_id: dict[str, Entry] = {}
        self._by_reference: dict[str, list[Entry]] = {}
        for entry in entries:
            first = self._by_id.setdefault(entry.id, entry)
            if first is not entry:
                problems.append(
                    tr(
                        "{place}, field “id”: {other} has the same id.",
                        place=entry.place,
                        other=first.place,
                    )
                )
            reference = entry.given.get("reference")
            if isinstance(reference, str):
                self._by_reference.setdefault(reference, []).append(entry)

    def id_of(self, field: Field, kinds: tuple[str, ...], name: object) -> str:
        """Return the id of the one record of ``kinds`` called ``name``.

        Raises:
            InvalidValue: when there is none, or more than one.
        """
        if not isinstance(name, str):
            raise field.refuse(
                tr("this must be the reference or id of a record, not {name}.", name=shown(name))
            )
        by_id = self._by_id.get(name)
        found = [by_id] if by_id else self._by_reference.get(name, [])
        fitting = [entry for entry in found if entry.kind.name in kinds]
        if len(fitting) == 1:
            return fitting[0].id
        if fitting:
            places = listed([entry.place for entry in fitting])
            raise field.refuse(
                tr(
                    "{name} is the reference of {places}. Use ids instead.",
                    name=shown(name),
                    places=places,
                )
            )
        wanted = either(kinds)
        raise field.refuse(
            tr(
                "no record of the kind {kind} has the reference or id {name}.",
                kind=wanted,
                name=shown(name),
            )
        )


def _check_entry(entry: Entry, named: _Names, problems: list[str]) -> None:
    known = entry.kind.by_name
    unknown = entry.given.keys() - ({*known, "id"} if entry.id else set(known))
    problems += [
        tr("{place}, field “{name}”: there is no such field.", place=entry.place, name=name)
        for name in sorted(unknown)
    ]
    for field in entry.kind.fields:
        if field.name not in entry.given and not field.required:
            continue
        try:
            entry.values[field.name] = _checked_value(field, entry.given.get(field.name), named)
        except InvalidValue as error:
            problems.append(
                tr(
                    "{place}, field “{name}”: {problem}",
                    place=entry.place,
                    name=field.name,
                    problem=error.problem,
                )
            )


def _checked_value(field: Field, value: object, named: _Names) -> object:
    if isinstance(field, Links):
        if not isinstance(value, list | None):
            raise field.refuse(tr("this must be a list of references or ids."))
        return [named.id_of(field, (field.kind,), name) for name in value or ()]
    if isinstance(field, Ref) and value not in (None, ""):
        return named.id_of(field, field.kinds, value)
    return field.check(value)
