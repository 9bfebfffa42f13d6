"""Finds the record that a person names: by its id, by its reference or by its exact name."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.base.errors import NotFound, Refusal
from outreach.base.ids import is_id
from outreach.document.document import Document
from outreach.document.fields import Text
from outreach.document.naming import Names
from outreach.document.records import Kind


def find(document: Document, name: str, kinds: Iterable[str] | None = None) -> str:
    """Return the id of the record called ``name``, among all or among those of ``kinds``.

    Raises:
        NotFound: when there is none.
        Refusal: when there is more than one; it lists them.
    """
    wanted = [document.model.kinds[kind] for kind in kinds or document.model.kinds]
    for columns in (_id, _reference, _title) if _storable(name) else ():
        found = [
            (kind, str(id))
            for kind in wanted
            for column in columns(kind)
            for (id,) in document.connection.execute(
                f'SELECT id FROM "{kind.name}" WHERE "{column}"=? ORDER BY id', (name,)
            )
        ]
        if len(found) == 1:
            return found[0][1]
        if found:
            raise _ambiguous(document, name, found)
    what = " or ".join(kind.label.lower() for kind in wanted) if kinds else "record"
    by = "id" if is_id(name) else "id, reference or name"
    raise NotFound(f"There is no {what} with the {by} “{name}” in this file.")


def kind_named(document: Document, name: str) -> Kind:
    """Return the kind of record called ``name``.

    Raises:
        NotFound: when there is none; it lists those that there are.
    """
    kind = document.model.kinds.get(name)
    if kind is None:
        known = ", ".join(document.model.kinds)
        raise NotFound(f"There is no kind of record called “{name}”. There are: {known}.")
    return kind


def _storable(name: str) -> bool:
    """Whether a file can hold ``name`` at all; half a character from a shell or JSON it cannot."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _id(kind: Kind) -> tuple[str, ...]:
    return ("id",)


def _reference(kind: Kind) -> tuple[str, ...]:
    return ("reference",)


def _title(kind: Kind) -> tuple[str, ...]:
    if len(kind.title) == 1 and isinstance(kind.by_name[kind.title[0]], Text):
        return kind.title
    return ()


def _ambiguous(document: Document, name: str, found: list[tuple[Kind, str]]) -> Refusal:
    names = Names(document.connection, document.model)
    listed = ", ".join(f"{kind.name} {id} ({names.name(id)})" for kind, id in found)
    return Refusal(
        f"“{name}” could be any of {len(found)} records, so nothing was done. Use the id of the "
        f"one that you mean: {listed}."
    )
