"""What the records of an open file are called."""

from __future__ import annotations

from outreach.document.naming import Names
from ui.session import Session


def names_of(session: Session) -> Names:
    """Return the names of the records as they are now."""
    return Names(session.document.connection, session.document.model)


def record_name(session: Session, id: str | None) -> str:
    """Return what a record is called; empty for none."""
    return names_of(session).name(id) if id else ""
