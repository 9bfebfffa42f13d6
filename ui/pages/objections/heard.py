"""At which contacts an objection was heard: kept with the contacts, set from either side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from outreach.base.language import tr
from outreach.cadence.kinds import Touchpoint
from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.document.fields import Links
from outreach.document.reading import select
from ui.forms.choices import Choices, Option
from ui.forms.dates import say_day
from ui.forms.records import LinksEditor
from ui.records.names import record_name
from ui.records.rows import contact_title
from ui.session import Session

_FIELD = Links(
    kind="touchpoint",
    label=tr("At which contact"),
    help=tr("Where it was said; contacts with them."),
)


class HeardAt(LinksEditor):
    """The contacts at which one objection was heard, those with its partner to choose from."""

    def __init__(self, session: Session, today: Callable[[], dt.date]) -> None:
        """Show no objection yet."""
        self._session, self._today, self._id = session, today, ""
        super().__init__(_FIELD, Choices(options=self._contacts, name=self._name))
        self.set_read_only(session.read_only)
        self.edited.connect(self._save)

    def show_objection(self, id: str) -> None:
        """Show another objection, or the same one anew."""
        show = self.set_value if id == self._id else self.reset
        self._id = id
        show(tuple(contact.id for contact in heard_at(self._session.document, id)))

    def _contacts(self, _: tuple[str, ...]) -> Sequence[Option]:
        snapshot = self._session.snapshot()
        objection = snapshot.objections.get(self._id)
        found = snapshot.dossier(objection.organisation).touchpoints if objection else []
        latest = sorted(found, key=lambda contact: contact.held_on or dt.date.min, reverse=True)
        return [Option(contact.id, self._said(contact)) for contact in latest]

    def _name(self, id: str) -> str:
        contact = self._session.document.get(Touchpoint, id)
        return self._said(contact) if contact else ""

    def _said(self, contact: Touchpoint) -> str:
        title = contact_title(contact, partial(record_name, self._session))
        return f"{title}, {say_day(contact.held_on, self._today())}" if contact.held_on else title

    def _save(self, ids: tuple[str, ...]) -> None:
        objection = self._id
        contacts = self._session.snapshot().touchpoints
        there = {contact.id for contact in heard_at(self._session.document, objection)}
        heard = {id: contacts[id].objections for id in {*ids, *there} if id in contacts}

        def change(edit: Edit) -> None:
            for id, others in heard.items():
                rest = tuple(other for other in others if other != objection)
                if (id in ids) != (objection in others):
                    edit.set(id, objections=(*rest, objection) if id in ids else rest)

        self._session.edit(tr("Noted at which contact an objection was heard"), change)


def heard_at(document: Document, objection: str) -> list[Touchpoint]:
    """Return the contacts at which an objection was heard, the first one first."""
    told = "id IN (SELECT touchpoint FROM touchpoint_objections WHERE objection=?)"
    found = select(document.connection, Touchpoint, told, (objection,))
    return sorted(found, key=lambda contact: contact.held_on or dt.date.max)
