"""What bringing records in would write, in words."""

from __future__ import annotations

from typing import Any, NamedTuple

from outreach.base.words import with_commas
from outreach.document.document import Document
from outreach.document.fields import Field, Links, Ref
from outreach.document.naming import Names
from outreach.exchange.incoming import Line, Proposal


class Said(NamedTuple):
    """One field that changes, in words."""

    field: str
    label: str
    before: str
    after: str


class InWords:
    """Says what the lines of a proposal write, as people say it."""

    def __init__(self, document: Document, proposal: Proposal) -> None:
        """Look names up in ``document``, and in what comes in."""
        self._names = Names(document.connection, document.model)
        self._coming = {line.id: line.name for line in proposal.lines}

    def fields(self, line: Line) -> list[Said]:
        """Return each field that ``line`` writes, before and after."""
        return [
            Said(
                name,
                line.kind.by_name[name].label,
                self._said(line.kind.by_name[name], line.before.get(name)),
                self._said(line.kind.by_name[name], value),
            )
            for name, value in line.after.items()
        ]

    def _said(self, declared: Field, stored: Any) -> str:
        if isinstance(declared, Ref | Links):
            ids = stored if isinstance(stored, tuple) else (stored,) if stored else ()
            return with_commas(self._coming.get(id) or self._names.name(id) for id in ids)
        return self._names.value(declared, stored)
