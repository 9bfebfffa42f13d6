"""A card with a few records of one kind; the one that is chosen can be edited below the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.document.records import Kind
from ui.forms.form import Group
from ui.history.unfolding import Unfolding
from ui.models.rows import Row
from ui.navigation import Navigator
from ui.records.draft import Draft, draft_of
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Line
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList


class RecordsCard(Card):
    """Rows, and below them the form of the marked one."""

    shown = Signal(str)
    """The id of the record whose fields are shown; empty when none are."""
    given = Signal(dict)
    """The values of a new record: add it."""
    deleted = Signal(str)
    """A sentence, after a record was deleted."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        kind: Kind,
        title: str,
        nothing: str,
        fields: Sequence[str | Group] = (),
    ) -> None:
        """Build the card; :meth:`set_rows` fills it.

        Args:
            session: The open file.
            navigator: Is asked for what a history leads to.
            kind: What kind of records they are.
            title: The heading.
            nothing: What is said while there is none.
            fields: The fields of the form; all of the kind when empty.
        """
        super().__init__(title, flush=True)
        self._session, self._kind = session, kind
        self._nothing = QWidget()
        said = QVBoxLayout(self._nothing)
        measure.margins(said, 16, 12, 16, 14)
        said.addWidget(Label(nothing, "body", "text2", wrap=True))
        self.list = RowList(name=title, style="card", marks=True)
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(self._choose)
        self.form = RecordForm(session, kind, fields)
        self.form.gone.connect(self._show)
        self._holder = QWidget()
        self.detail = QVBoxLayout(self._holder)
        measure.margins(self.detail, 16, 4, 16, 12)
        measure.spacing(self.detail, 10)
        self.detail.addWidget(Line())
        self.detail.addWidget(self.form)
        self.history = Unfolding(session, navigator)
        self.form.shown.connect(self.history.show_record)
        self.detail.addWidget(self.history)
        self.draft: Draft | None = None
        for part in (self._nothing, self.list, self._holder):
            self.add(part)

    def offer_new(
        self, words: str, fields: Sequence[str], preset: Mapping[str, object] | None = None
    ) -> Button:
        """Let a new record be asked for by its ``fields``; return the button, which says ``words``.

        The draft begins with the values of ``preset``.
        """
        draft = self.draft = draft_of(self._session, self._kind, fields)
        draft.given.connect(self._give)
        draft.dropped.connect(draft.hide)
        button = Button(words, "plus")
        button.clicked.connect(lambda: draft.begin(preset))
        button.explain(self._session.why_read_only)
        foot = QHBoxLayout()
        measure.margins(foot, 16, 12, 16, 14)
        foot.addWidget(button)
        foot.addStretch()
        self.add(draft)
        self.add(foot)
        return button

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these records, and the fields of the one that was shown if it is among them."""
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if self.form.id not in {row.id for row in rows}:
            self.form.forget()
        self.form.refresh()
        self._show()

    def select(self, id: str) -> bool:
        """Show the fields of a record; False when it is not one of these."""
        if not self.list.select(id):
            return False
        self._choose(id)
        return True

    def close_form(self) -> bool:
        """Show no record's fields; False when what is typed into them does not fit."""
        closed = self.form.show_record("")
        self._show()
        return closed

    def put_away(self) -> None:
        """Close form and draft: something else is shown now."""
        self.close_form()
        if self.draft is not None:
            self.draft.hide()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit() and (self.draft is None or self.draft.commit())

    def delete_shown(self) -> None:
        """Delete the record whose fields are shown; it can be undone."""
        if self.form.id:
            delete(self._session, self.form.id, self.deleted.emit)

    def _choose(self, id: str) -> None:
        self.form.show_record(id)
        self._show()

    def _show(self) -> None:
        """Mark the row whose fields are shown."""
        self._holder.setVisible(bool(self.form.id))
        if not self.form.id or not self.list.select(self.form.id):
            self.list.clearSelection()
        self.shown.emit(self.form.id)

    def _give(self, values: dict[str, object]) -> None:
        if self.draft is not None:
            self.draft.hide()
        self.given.emit(values)
