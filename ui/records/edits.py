"""Edits of single records, named in words."""

from __future__ import annotations

from collections.abc import Callable

from outreach.base.language import tr
from outreach.document.fields import Text
from outreach.document.log import TYPING
from ui.records.names import names_of, record_name
from ui.session import Session


def save_field(session: Session, id: str, field: str, value: object) -> None:
    """Queue the edit that sets one field of a record.

    Words are saved in the pauses of whoever types them; those of one go are taken back at once.
    """
    kind = session.document.kind_of(id)
    if kind is not None:
        declared = kind.by_name[field]
        session.edit(
            names_of(session).change_label(id, declared, value),
            lambda edit: edit.set(id, **{field: value}),
            kind=TYPING if isinstance(declared, Text) else "edit",
        )


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
        tr("Deleted {name}", name=name),
        lambda edit: edit.delete(id),
        lambda _: then(tr("“{name}” was deleted.", name=name)),
    )
