"""Edits of single records, named in words."""

from __future__ import annotations

from collections.abc import Callable

from ui.records.names import names_of, record_name
from ui.session import Session


def save_field(session: Session, id: str, field: str, value: object) -> None:
    """Queue the edit that sets one field of a record."""
    kind = session.document.kind_of(id)
    if kind is not None:
        label = names_of(session).change_label(id, kind.by_name[field], value)
        session.set(id, label, **{field: value})


def delete(session: Session, id: str, then: Callable[[str], None]) -> None:
    """Queue the deletion of a record, with all that hangs on it.

    Nobody is asked first: it can be undone, and what was deleted is said.

    Args:
        session: The open file.
        id: The record.
        then: Called with a sentence that says what was deleted, once it is.
    """
    name = record_name(session, id)
    session.edit(
        f"Deleted {name}",
        lambda edit: edit.delete(id),
        lambda _: then(f"“{name}” was deleted."),
    )
