"""Records of one kind, of a partner or of the whole plan: list, form, adding, deleting."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.edits import Changes
from outreach.network.kinds import Person
from ui.history.turning import FieldsAndHistory
from ui.models.list_model import IdListModel
from ui.navigation import Navigator
from ui.records.draft import draft_of
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.records.relation import Relation
from ui.records.rows import record_rows
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.empty import EmptyState
from ui.widgets.row_list import RowList
from ui.widgets.turns import Turns

BOTH_FROM = 860
"""Design pixels of width from which list and form stand side by side."""


class RecordsPane(QWidget):
    """The records of one kind that belong to a partner, or to the whole plan."""

    deleted = Signal(str)
    """A sentence, after a record was deleted."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        relation: Relation,
        parent: QWidget | None = None,
    ) -> None:
        """Show records of ``relation``; those of no partner until one is chosen."""
        super().__init__(parent)
        self._session, self._navigator, self.relation = session, navigator, relation
        self._partner = ""
        kind = relation.kind
        # The document is asked for anew each time: another one may stand in its place.
        model = IdListModel(lambda ids: record_rows(session.document, relation.record, ids), self)
        self.list = RowList(model, kind.plural)
        self.record = RecordForm(session, kind, scrolls=True)
        self.sides = FieldsAndHistory(session, navigator, self.record)
        self.record.shown.connect(self.sides.show_record)
        self.draft = draft_of(session, kind, relation.asked)
        self._back = QuietButton(tr("All {kinds}", kinds=kind.plural.lower()), "arrow-left")
        self.delete = QuietButton(tr("Delete {kind}", kind=kind.label.lower()), "trash-2")
        self.forget = QuietButton(tr("Forget this person…"), "x")
        if relation.record is not Person:
            self.forget.hide()
        self._turns = Turns(self.list, self._detail(), 320, BOTH_FROM)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(relation.icon, relation.question, kind.help))
        self._stack.addWidget(self._turns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.draft)
        column.addWidget(self._stack, 1)
        self._connect()

    def show_partner(self, partner: str) -> None:
        """Show the records of another partner."""
        if partner != self._partner:
            self._partner = partner
            self.draft.hide()
            self.record.forget()
            self._turns.back()
        self.refresh()

    def refresh(self) -> None:
        """Read list and record anew; the current row stays."""
        ids = self.relation.ids(self._session.document.connection, self._partner)
        if ids != list(self.list.rows().ids()):
            self.list.rows().set_ids(ids)
        else:
            self.list.rows().refresh()
        self._stack.setCurrentIndex(1 if ids else 0)
        if self.record.id and self.record.id not in ids:
            self.record.forget()
            self._turns.back()
        self.record.refresh()
        if ids and not self.record.id and not self._turns.is_narrow():
            self._choose(self.list.current_id() or ids[0])

    def show_record(self, id: str) -> bool:
        """Open a record; False when it is not one of these."""
        if not self.list.select(id):
            return False
        self._open(id)
        return True

    def add_new(self) -> None:
        """Ask for what a new record needs; a contact is logged in its own dialog."""
        if self._session.read_only:
            return
        if self.relation.logged:
            self._navigator.contact_asked.emit(self._partner)
            return
        self._turns.back()
        preset = {self.relation.preset: self._partner} if self.relation.preset else {}
        self.draft.begin(preset)

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.draft.commit() and self.record.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.record.id and not self.list.hasFocus():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _detail(self) -> QWidget:
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        measure.margins(row, 14, 8, 14, 0)
        row.addWidget(self._back)
        row.addWidget(self.sides.switch)
        row.addStretch(1)
        row.addWidget(self.forget)
        row.addWidget(self.delete)
        column.addLayout(row)
        column.addWidget(self.sides, 1)
        self._back.hide()
        for button in (self.delete, self.forget):
            button.explain(self._session.why_read_only)
        return detail

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.clicked.connect(lambda index: self._open(self.list.rows().id_at(index.row())))
        self.list.opened.connect(self._open)
        self.draft.given.connect(self._add)
        self.draft.dropped.connect(self._drop)
        self.draft.known_asked.connect(self._navigator.record_asked)
        self._back.clicked.connect(self._go_back)
        self.delete.clicked.connect(self._delete_record)
        self.forget.clicked.connect(self._forget_person)
        self._turns.narrow_changed.connect(self._on_narrow)

    def _on_narrow(self, narrow: bool) -> None:
        self._back.setVisible(narrow)
        if not narrow and not self.record.id and self.list.current_id():
            self._choose(self.list.current_id())

    def _on_current(self, id: str) -> None:
        if not self._turns.is_narrow():
            self._choose(id)

    def _choose(self, id: str) -> bool:
        """Show a record in the form, unless what is typed into the last one does not fit."""
        if id == self.record.id:
            return True
        if self.record.show_record(id):
            return True
        self.list.select(self.record.id)
        return False

    def _open(self, id: str) -> None:
        if not self._choose(id):
            return
        self._turns.open_detail()
        if self._turns.is_narrow():
            self.record.focus_first()

    def _go_back(self) -> None:
        if self.record.commit():
            self._turns.back()
            self.list.setFocus()

    def _drop(self) -> None:
        self.draft.hide()
        self.list.setFocus()

    def _add(self, values: dict[str, object]) -> None:
        id, kind, partner = new_id(), self.relation.kind, self._partner
        relation = self.relation
        preset: dict[str, object] = {relation.preset: partner} if relation.preset else {}
        if relation.usual is not None:
            preset |= relation.usual(dt.date.today())

        def show(_: Changes) -> None:
            if self._partner == partner:
                self.show_record(id)

        self.draft.hide()
        self._session.edit(
            tr("Added a {kind}", kind=kind.label.lower()),
            lambda edit: edit.add(kind.record, id=id, **preset | values),
            show,
        )

    def _forget_person(self) -> None:
        if self.record.id:
            self._navigator.forget_asked.emit(self.record.id)

    def _delete_record(self) -> None:
        if self.record.id:
            delete(self._session, self.record.id, self.deleted.emit)
