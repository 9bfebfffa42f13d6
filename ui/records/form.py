"""The form of one record, in which every field is saved as soon as it is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.keeping import Typed
from outreach.document.records import Kind
from ui.forms.form import Form, Group
from ui.history.turning import turn_to_fields
from ui.records.choices import choices
from ui.records.edits import save_field
from ui.records.groups import fields_of
from ui.records.names import record_name
from ui.records.plain_forms import mark_plain_words
from ui.records.room_on_paper import tell_room
from ui.session import Session
from ui.theme import measure
from ui.widgets.panes import ScrollArea

LEFT_OUT = tr("Left out of this redacted copy.")


class RecordForm(QWidget):
    """Shows a record of one kind. There is no button to save: each field is an edit."""

    shown = Signal(str)
    """The id of another record that is shown now; empty for none."""
    gone = Signal()
    """The record that was shown is not there any more."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        fields: Sequence[str | Group] = (),
        *,
        scrolls: bool = False,
    ) -> None:
        """Build the form; it shows no record yet.

        Args:
            session: The open file.
            kind: What kind of record is shown.
            fields: Those that are shown; all of the kind, in groups, when empty.
            scrolls: Whether it fills a pane of its own, in which it scrolls.
        """
        super().__init__()
        self._session, self._kind = session, kind
        self._id = ""
        self.form = Form(kind, fields or fields_of(kind), choices(session))
        self.form.save_at_once()
        self.form.set_read_only(session.read_only)
        self.form.edited.connect(self._save)
        self.plain_words = mark_plain_words(self.form, kind.name, session)
        self.room_on_paper = tell_room(self.form, kind.name, session)
        self.touched = self.form.touched
        session.unsaved_words.watch(self)
        self._scroll = _scrolled(self.form, kind.label) if scrolls else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll or self.form)

    @property
    def id(self) -> str:
        """The record that is shown; empty when none is."""
        return self._id

    def show_record(self, id: str) -> bool:
        """Show a record, or none; False when what is typed into the last one does not fit."""
        if id != self.id:
            if not self.commit():
                return False
            self._take(id)
            self._load()
            if self._scroll is not None:
                self._scroll.verticalScrollBar().setValue(0)
        else:
            self.refresh()
        return True

    def refresh(self) -> None:
        """Read the record anew; what is being typed stays, and what is on its way to the file."""
        # While edits are under way the file is behind the form: the last of them refreshes it.
        if self._session.settled:
            self._load()

    def forget(self) -> None:
        """Show no record any more, for it is gone."""
        self._take("")

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_field(self.form.names()[0])

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field, if it is one of the form's."""
        if name in self.form.names():
            turn_to_fields(self)
            self.form.focus_field(name)

    def commit(self) -> bool:
        """Take over what is typed; False when it does not fit, and then a field says why."""
        if not self.id or self.form.commit():
            return True
        turn_to_fields(self)
        self.form.focus_problem()
        return False

    def _take(self, id: str) -> None:
        if id != self._id:
            self._id = id
            self.shown.emit(id)

    def unsaved_words(self) -> list[Typed]:
        """Return what is typed and not saved yet."""
        if not self.id or not (pending := self.form.pending()):
            return []
        name = record_name(self._session, self.id)
        return [
            Typed(f"{name}: {self._kind.by_name[field].label}", words, self.id, field)
            for field, words in pending.items()
        ]

    def _load(self) -> None:
        if not self.id:
            return
        record = self._session.document.get(self._kind.record, self.id)
        if record is None:
            self.forget()
            self.gone.emit()
        else:
            self.form.load(record)
            self._show_left_out()

    def _show_left_out(self) -> None:
        """Say which fields of the record are not in a redacted copy, where nobody can set them."""
        redaction = self._session.document.redaction
        if redaction.mark is None:
            return
        names = self.form.names()
        left_out = redaction.withheld(self._kind.name, self.id, names)
        for name in names:
            editor = self.form.editor(name)
            editor.set_read_only(self._session.read_only or name in left_out)
            editor.show_note(LEFT_OUT if name in left_out else "")

    def _save(self, field: str, value: object) -> None:
        if self.id:
            save_field(self._session, self.id, field, value)


def _scrolled(form: Form, name: str) -> ScrollArea:
    inner = QWidget()
    column = QVBoxLayout(inner)
    measure.margins(column, 24, 16, 24, 24)
    column.addWidget(form)
    column.addStretch(1)
    return ScrollArea(inner, name)
