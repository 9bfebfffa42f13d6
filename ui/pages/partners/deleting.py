"""Deleting without asking first: it can be undone, and what was deleted is said."""

from __future__ import annotations

from collections.abc import Callable

from outreach.document.edits import Changes
from ui.records import record_name
from ui.session import Session

Deleted = Callable[[str, Changes], None]
"""Called with a sentence that says what was deleted, and with what that changed."""


def delete(session: Session, id: str, then: Deleted) -> None:
    """Queue the deletion of a record, with all that hangs on it."""
    name = record_name(session, id)
    session.edit(
        f"Deleted {name}",
        lambda edit: edit.delete(id),
        lambda changes: then(f"“{name}” was deleted.", changes),
    )
