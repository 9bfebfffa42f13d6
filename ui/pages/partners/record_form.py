"""The form of one record, which is saved as it is filled in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.document.records import Kind
from ui.forms.form import Form
from ui.pages.partners.layout import layout
from ui.records import choices, save_field
from ui.session import Session
from ui.theme import measure
from ui.widgets.panes import ScrollArea


class RecordForm(QWidget):
    """Every field of a record of one kind. There is no button to save: each field is an edit."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        """Build the form; it shows no record yet."""
        super().__init__(parent)
        self._session, self._kind = session, kind
        self.id = ""
        """The record shown; empty for none."""
        self.form = Form(kind, layout(kind), choices(session))
        self.form.set_read_only(session.read_only)
        self.form.edited.connect(self._save)
        inner = QWidget()
        column = QVBoxLayout(inner)
        measure.margins(column, 24, 16, 24, 24)
        column.addWidget(self.form)
        column.addStretch(1)
        self._scroll = ScrollArea(inner, kind.label)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def show_record(self, id: str) -> None:
        """Show a record; what is typed is taken for the one shown before."""
        if id == self.id:
            self.refresh()
            return
        record = self._session.document.get(self._kind.record, id)
        if record is not None:
            # The form takes what is still typed, for the record that this id says.
            self.form.load(record)
            self.id = id
            self._scroll.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read the record anew; what is being typed stays, and so does what is on its way."""
        # While edits are under way the file is behind the form: the last one refreshes it.
        if self.id and self._session.all_saved:
            record = self._session.document.get(self._kind.record, self.id)
            if record is not None:
                self.form.load(record)

    def forget(self) -> None:
        """Show no record any more, for it is gone."""
        self.id = ""

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.focus_field(self.form.names()[0])

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field, if it is one of the form's."""
        if name in self.form.names():
            self.form.focus_field(name)

    def commit(self) -> bool:
        """Take over what is typed; False when it does not fit, and then a field says why."""
        if not self.id or self.form.commit():
            return True
        self.form.focus_problem()
        return False

    def _save(self, field: str, value: object) -> None:
        if self.id:
            save_field(self._session, self.id, field, value)
