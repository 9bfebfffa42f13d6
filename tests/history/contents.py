"""What a file holds, in a form that two moments can be compared by."""

from __future__ import annotations

from outreach.document.document import Document


def contents(document: Document) -> list[str]:
    """Return every row of every table as text, in a fixed order."""
    return sorted(
        f"{name}: {row}"
        for name in document.model.tables
        for row in document.connection.execute(f'SELECT * FROM "{name}"')
    )
