"""The sequence's own fields: its name, the seed idea, whose yes it is all for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.cadence.kinds import Sequence
from ui.history.turning import FieldsAndHistory
from ui.navigation import Navigator
from ui.pages.sequence.run_bar import RunBar
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.panes import ScrollArea


class PlanPane(QWidget):
    """The form of a sequence, and a way to delete it with its steps."""

    deleted = Signal(str)
    """A sentence, after the sequence was deleted or an edit has changed it."""
    told = Signal(str)
    """A sentence on what else was done."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Build the pane; :meth:`show_sequence` fills it."""
        super().__init__()
        self._session = session
        self.run = RunBar(session, today)
        self.run.begun.connect(navigator.record_asked)
        self.run.told.connect(self.told)
        self.run.edited.connect(self.deleted)
        self.form = RecordForm(session, Sequence.KIND)
        self.remove = QuietButton(tr("Delete this sequence and its steps"), "trash-2")
        self.remove.clicked.connect(self._delete)
        self.remove.explain(session.why_read_only)
        content = QWidget()
        inner = QVBoxLayout(content)
        measure.margins(inner, 24, 4, 24, 24)
        measure.spacing(inner, 16)
        inner.addWidget(self.run)
        inner.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch()
        inner.addLayout(row)
        inner.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sides = FieldsAndHistory(session, navigator, ScrollArea(content, tr("The sequence")))
        self.form.shown.connect(sides.show_record)
        head = QHBoxLayout()
        measure.margins(head, 24, 10, 16, 6)
        head.addStretch(1)
        head.addWidget(sides.switch)
        column.addLayout(head)
        column.addWidget(sides, 1)

    def show_sequence(self, id: str) -> None:
        """Show another sequence, or the same one anew."""
        self.run.show_sequence(id)
        if id == self.form.id:
            self.form.refresh()
        elif id:
            self.form.show_record(id)
        else:
            self.form.forget()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit()

    def _delete(self) -> None:
        if self.form.id:
            delete(self._session, self.form.id, self.deleted.emit)
