"""What forms need to know of the records of an open file: whom to offer, and how to save."""

from __future__ import annotations

from collections.abc import Sequence

from outreach.document.naming import Names
from ui.forms.choices import Choices, Option
from ui.session import Session


def choices(session: Session) -> Choices:
    """Return the records that can be chosen in references and links, by name."""

    def options(kinds: tuple[str, ...]) -> Sequence[Option]:
        names = _names(session)
        found = []
        for kind in kinds:
            label = session.document.model.kinds[kind].label if len(kinds) > 1 else ""
            found += [Option(id, name, label) for id, name in names.all_of(kind)]
        return sorted(found, key=lambda option: option.name.casefold())

    return Choices(options=options, name=lambda id: _names(session).name(id))


def save_field(session: Session, id: str, field: str, value: object) -> None:
    """Queue the edit that sets one field of a record, named in words."""
    kind = session.document.kind_of(id)
    if kind is not None:
        label = _names(session).change_label(id, kind.by_name[field], value)
        session.set(id, label, **{field: value})


def record_name(session: Session, id: str | None) -> str:
    """Return what a record is called; empty for none."""
    return _names(session).name(id) if id else ""


def _names(session: Session) -> Names:
    return Names(session.document.connection, session.document.model)
