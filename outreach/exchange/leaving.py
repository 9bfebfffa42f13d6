"""What of a plan leaves it as a list: its kinds and fields, without what is confidential."""

from __future__ import annotations

from collections.abc import Collection

from outreach.document.fields import Field, Links, Ref
from outreach.document.records import Kind
from outreach.initiative import MODEL


def kinds_leaving(confidential: bool) -> tuple[Kind, ...]:
    """Return the kinds of which records may leave; without ``confidential`` not all may.

    A kind stays whose records cannot be without a confidential field, or without a record that
    stays.
    """
    staying = _staying() if not confidential else frozenset()
    return tuple(kind for kind in MODEL.kinds.values() if kind.name not in staying)


def fields_leaving(kind: Kind, confidential: bool) -> tuple[Field, ...]:
    """Return the fields of ``kind`` that may leave, what it is called by first."""
    staying = _staying() if not confidential else frozenset()
    found = [
        field
        for field in kind.fields
        if confidential or not (field.confidential or _leads_to(field, staying))
    ]
    return tuple(sorted(found, key=lambda field: field.name not in kind.title))


def _leads_to(field: Field, staying: Collection[str]) -> bool:
    if isinstance(field, Links):
        return field.kind in staying
    return isinstance(field, Ref) and set(field.kinds) <= set(staying)


def _staying() -> frozenset[str]:
    found: set[str] = set()
    while True:
        more = {
            kind.name
            for kind in MODEL.kinds.values()
            for field in kind.columns
            if field.required and (field.confidential or _leads_to(field, found))
        }
        if more <= found:
            return frozenset(found)
        found |= more
