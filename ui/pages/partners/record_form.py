"""The form of one record as a column that scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from outreach.document.records import Kind
from ui.forms.form import Form
from ui.pages.partners.layout import layout
from ui.pages.saved_form import SavedForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.panes import ScrollArea


class RecordForm(QWidget):
    """Every field of a record of one kind. There is no button to save: each field is an edit."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        """Build the form; it shows no record yet."""
        super().__init__(parent)
        self._saved = SavedForm(session, kind, layout(kind))
        # As high as its words need at this width; the stretch below takes the rest.
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        inner = QWidget()
        column = QVBoxLayout(inner)
        measure.margins(column, 24, 16, 24, 24)
        column.addWidget(self._saved)
        column.addStretch(1)
        self._scroll = ScrollArea(inner, kind.label)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    @property
    def id(self) -> str:
        """The record shown; empty for none."""
        return self._saved.id

    @property
    def form(self) -> Form:
        """The editors."""
        return self._saved.form

    def show_record(self, id: str) -> bool:
        """Show a record; False when what is typed into the last one does not fit."""
        if id == self.id:
            self.refresh()
            return True
        if not self.commit() or not self._saved.show_record(id):
            return False
        self._scroll.verticalScrollBar().setValue(0)
        return True

    def refresh(self) -> None:
        """Read the record anew; what is being typed stays."""
        self._saved.refresh()

    def forget(self) -> None:
        """Show no record any more, for it is gone."""
        self._saved.id = ""

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.focus_field(self.form.names()[0])

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field, if it is one of the form's."""
        if name in self.form.names():
            self.form.focus_field(name)

    def commit(self) -> bool:
        """Take over what is typed; False when it does not fit, and then a field says why."""
        if self._saved.commit():
            return True
        self.form.focus_problem()
        return False
