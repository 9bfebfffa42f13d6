"""The form of one record in which every field is saved as soon as it is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.document.records import Kind
from ui.forms.form import Form, Group
from ui.records import choices, save_field
from ui.session import Session


class SavedForm(QWidget):
    """All fields of a record of one kind, each of which is an edit of its own."""

    gone = Signal()
    """The record that was shown is not there any more."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        fields: Sequence[str | Group] = (),
        columns: int = 2,
    ) -> None:
        """Build the form with ``fields``, or with all of the kind in their order."""
        super().__init__()
        self._session, self._kind = session, kind
        self.id = ""
        shown = fields or [field.name for field in kind.fields]
        self.form = Form(kind, shown, choices(session), columns=columns)
        self.form.set_read_only(session.read_only)
        self.form.edited.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def show_record(self, id: str) -> bool:
        """Show another record; False when what is typed into the last one does not fit."""
        if id != self.id and not self.commit():
            return False
        self.id = id
        self._load()
        return True

    def refresh(self) -> None:
        """Read the record anew; what is being typed stays, and what is on its way to the file."""
        # While edits are under way the file is behind the form: the last of them refreshes it.
        if self._session.all_saved:
            self._load()

    def commit(self) -> bool:
        """Take over what is typed; False when it does not fit, and then a field says why."""
        return not self.id or self.form.commit()

    def _load(self) -> None:
        if not self.id:
            return
        record = self._session.document.get(self._kind.record, self.id)
        if record is None:
            self.id = ""
            self.gone.emit()
        else:
            self.form.load(record)

    def _save(self, field: str, value: object) -> None:
        if self.id:
            save_field(self._session, self.id, field, value)


def all_fields(kind: Kind, *groups: tuple[str, Sequence[str]]) -> list[str | Group]:
    """Return ``groups`` and, in a last one, every field of ``kind`` that none of them names."""
    named = {name for _, names in groups for name in names}
    rest = [field.name for field in kind.fields if field.name not in named]
    return [Group(title, tuple(names)) for title, names in (*groups, ("More", rest))]
