"""Log a contact: what was said, with whom, and what follows; the most used form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.cadence.kinds import Touchpoint
from outreach.document.edits import Edit
from outreach.document.keeping import Typed
from outreach.persuasion.kinds import Objection
from ui.dialogs.dialog import Dialog
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.records.choices import choices
from ui.records.names import record_name
from ui.session import Session
from ui.theme import measure
from ui.widgets.card import Card

_ROWS = (
    ("organisation", "held_on"),
    ("people", "channel"),
    ("summary",),
    ("outcome",),
    ("next_step", "next_on"),
)
_WIDE = {"organisation": 2, "people": 2, "next_step": 2}
_OBJECTION = ("statement", "category")
_SAID = ("summary", "outcome", "next_step")
"""A contact of which none of these is known says nothing."""


class LogContact(Dialog):
    """Asks for one contact; saving is one edit, an objection heard included."""

    touched = Signal()
    """Something was written down."""

    def __init__(
        self,
        session: Session,
        organisation: str = "",
        parent: QWidget | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Ask about a contact with ``organisation``, when it is given."""
        super().__init__("Log a contact", "Save", parent)
        self._session = session
        records = choices(session)
        contact = Touchpoint.KIND.by_name
        names = [name for row in _ROWS for name in row]
        self._contact = {n: editor_for(contact[n], records, today=today) for n in names}
        # Most contacts bring no objection, so that nothing of it is asked for.
        heard = {n: Objection.KIND.by_name[n].but(required=False) for n in _OBJECTION}
        self._objection = {n: editor_for(heard[n], records, today=today) for n in _OBJECTION}
        for row in _ROWS:
            line = QHBoxLayout()
            measure.spacing(line, 12)
            for name in row:
                line.addWidget(self._contact[name], _WIDE.get(name, 1))
            self.body.addLayout(line)
        also = Card("Also keep as an objection")
        for editor in self._objection.values():
            also.add(editor)
        self.body.addWidget(also)
        self._contact["held_on"].set_value(today())
        if organisation:
            self._contact["organisation"].set_value(organisation)
        self._contact["summary" if organisation else "organisation"].control().setFocus()

        for editor in (*self._contact.values(), *self._objection.values()):
            editor.touched.connect(self.touched)
            editor.edited.connect(self.touched)
        session.unsaved_words.watch(self)

    def unsaved_words(self) -> list[Typed]:
        """Return all that is written down, as long as nothing is saved and something is said."""
        said = [self._contact[name] for name in _SAID] + [self._objection["statement"]]
        if not self.isVisible() or not any(editor.words().strip() for editor in said):
            return []
        return [
            Typed(f"{self.windowTitle()}: {editor.field.label}", editor.words(), field=field)
            for field, editor in self._by_field().items()
            if editor.words().strip()
        ]

    def go_on_with(self, typed: Sequence[Typed]) -> None:
        """Write down again what :meth:`unsaved_words` once returned."""
        editors = self._by_field()
        for one in typed:
            if one.field in editors:
                editors[one.field].type_in(one.words)

    def _by_field(self) -> dict[str, FieldEditor]:
        contact, objection = Touchpoint.KIND.name, Objection.KIND.name
        return {f"{contact}.{name}": editor for name, editor in self._contact.items()} | {
            f"{objection}.{name}": editor for name, editor in self._objection.items()
        }

    def editor(self, field: str) -> FieldEditor:
        """Return the editor of a field of the contact."""
        return self._contact[field]

    def objection_editor(self, field: str) -> FieldEditor:
        """Return the editor of a field of the objection that was heard."""
        return self._objection[field]

    def accept(self) -> None:
        """Save, when it fits and says something."""
        editors: list[FieldEditor] = [*self._contact.values(), *self._objection.values()]
        # Every editor is asked, so that each says what is wrong with it.
        fits = [editor.commit() for editor in editors]
        if not all(fits):
            self.show_problem("Something above does not fit; nothing was saved yet.")
            return
        contact = {name: editor.value() for name, editor in self._contact.items()}
        objection = {name: editor.value() for name, editor in self._objection.items()}
        if not contact["organisation"] and not contact["people"]:
            self.show_problem("With whom was it? Choose a partner or a person.")
            return
        if not any(contact[name] for name in _SAID):
            self.show_problem("What was said? A line is enough.")
            return
        if objection["category"] and not objection["statement"]:
            self.show_problem("What was the objection, in their words?")
            return
        if objection["statement"] and not contact["organisation"]:
            self.show_problem("Whose objection is it? Choose a partner.")
            return
        self._save(contact, objection)
        super().accept()

    def _save(self, contact: dict[str, Any], objection: dict[str, Any]) -> None:
        id = new_id()

        def change(edit: Edit) -> None:
            heard = []
            if objection["statement"]:
                heard.append(
                    edit.add(
                        Objection,
                        **objection,
                        organisation=contact["organisation"],
                        status="open",
                        origin="raised",
                        raised_on=contact["held_on"],
                    )
                )
            edit.add(Touchpoint, id=id, **contact, objections=heard)

        name = record_name(self._session, str(contact["organisation"] or ""))
        self._session.edit(f"Logged a contact with {name}" if name else "Logged a contact", change)
