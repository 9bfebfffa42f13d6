"""Several partners at once: what is given here is given to all that are marked, as one edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.base.words import listed
from outreach.document.edits import Changes, Edit
from outreach.network.kinds import Organisation
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.pages.partners.copying import copy_as_table, copy_as_text
from ui.records.choices import choices
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea

FIELDS = ("status", "partner_type", "sector", "role")
"""What several partners can be given at once, beside tags."""
NAMED = 4


class BulkPane(QWidget):
    """Fields that stay as they are until something is given, tags to add and to take away."""

    deleted = Signal(str)
    """A sentence, after the partners were deleted."""

    def __init__(self, session: Session) -> None:
        """Build the pane; :meth:`show_partners` says for whom."""
        super().__init__()
        self._session = session
        self.ids: list[str] = []
        self._title = Label("", "subtitle", wrap=True)
        self._names = Label("", tone="text2", wrap=True)
        offered, fields = choices(session), Organisation.KIND.by_name
        self.editors: dict[str, FieldEditor] = {
            name: editor_for(fields[name].but(help=""), offered) for name in FIELDS
        }
        for name, label in (("add", tr("Add tags")), ("remove", tr("Take tags away"))):
            self.editors[name] = editor_for(fields["tags"].but(label=label, help=""), offered)
        self.apply = PrimaryButton(tr("Change all"), "check")
        self.apply.clicked.connect(self.change_all)
        self.text = Button(tr("Copy as text"), "copy")
        self.text.clicked.connect(lambda: copy_as_text(session, self.ids))
        self.table = Button(tr("Copy as table"), "copy")
        self.table.clicked.connect(lambda: copy_as_table(session, self.ids))
        self.remove = QuietButton(tr("Delete all"), "trash-2")
        self.remove.clicked.connect(self.delete_all)
        for button in (self.apply, self.remove):
            button.explain(session.why_read_only)
        self._arrange()

    def show_partners(self, ids: Sequence[str]) -> None:
        """Show which partners are marked; what is given so far stays."""
        self.ids = list(ids)
        partners = self._session.snapshot().organisations
        names = [partners[id].name for id in ids if id in partners]
        self._title.setText(plural("{n} partner", "{n} partners", len(ids)))
        more = len(names) - NAMED
        shown = [*names[:NAMED], plural("{n} more", "{n} more", more)] if more > 0 else names
        self._names.setText(listed(shown))

    def given(self) -> bool:
        """Tell whether anything is given that is not changed yet."""
        return any(not editor.is_blank() for editor in self.editors.values())

    def change_all(self) -> None:
        """Give what was given to all, as one edit."""
        # Every editor is asked, so that each says what is wrong with it.
        fits = [editor.commit() for editor in self.editors.values()]
        if not all(fits):
            return
        values = {name: self.editors[name].value() for name in FIELDS}
        values = {name: value for name, value in values.items() if value is not None}
        add, remove = (self.editors[name].value() for name in ("add", "remove"))
        if not (values or add or remove) or not self.ids:
            return
        partners = self._session.snapshot().organisations
        wanted = {id: values | _tags(partners[id].tags, add, remove) for id in self.ids}

        def change(edit: Edit) -> None:
            for id, new in wanted.items():
                if new:
                    edit.set(id, **new)

        self._session.edit(
            plural("Changed {n} partner", "Changed {n} partners", len(wanted)),
            change,
            self._begin_anew,
        )

    def delete_all(self) -> None:
        """Delete all; it can be undone."""
        ids = list(self.ids)
        words = plural("Deleted {n} partner", "Deleted {n} partners", len(ids))

        def change(edit: Edit) -> None:
            for id in ids:
                edit.delete(id)

        if ids and not self._session.read_only:
            self._session.edit(words, change, lambda _: self.deleted.emit(f"{words}."))

    def _begin_anew(self, _: Changes) -> None:
        for editor in self.editors.values():
            editor.reset(editor.field.load(None))

    def _arrange(self) -> None:
        card = Card(tr("Change all of them"))
        card.add(
            Label(tr("What you leave as it is stays as it is."), "caption", "text2", wrap=True)
        )
        for editor in self.editors.values():
            card.add(editor)
        card.add(_row(self.apply))
        content = QWidget()
        column = QVBoxLayout(content)
        measure.margins(column, 24, 18, 24, 24)
        measure.spacing(column, 12)
        column.addWidget(self._title)
        column.addWidget(self._names)
        column.addWidget(_row(self.text, self.table, self.remove))
        column.addWidget(card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(content, tr("Several partners")))


def _tags(now: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> dict[str, Any]:
    """Return the tags of a partner as they are to be; nothing where they stay."""
    tags = tuple(dict.fromkeys(tag for tag in (*now, *add) if tag not in remove))
    return {"tags": tags} if tags != tuple(now) else {}


def _row(*buttons: Button) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for button in buttons:
        flow.addWidget(button)
    return row
