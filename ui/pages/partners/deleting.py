"""Deleting without asking first: it can be undone, and what was deleted is said."""

from __future__ import annotations

from collections.abc import Callable

from ui.records import record_name
from ui.session import Session


def delete(session: Session, id: str, then: Callable[[str], None]) -> None:
    """Queue the deletion of a record, with all that hangs on it.

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
