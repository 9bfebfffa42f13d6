"""One step: all its fields, what it waits for, its place among the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.snapshot import Snapshot
from ui.history.turning import FieldsAndHistory
from ui.navigation import Navigator
from ui.pages.sequence.prerequisites import PrerequisitesCard
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import ToolButton
from ui.widgets.labels import Clamped
from ui.widgets.markup import plain
from ui.widgets.panes import ScrollArea


class StepPane(QWidget):
    """The detail of a step. Every field is saved as it is given."""

    moved = Signal(int)
    """Move the step by so many places, -1 for earlier."""
    deleted = Signal(str)
    """A sentence, after the step or what it waited for was deleted."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the pane; :meth:`show_step` fills it."""
        super().__init__()
        self._session = session
        self.form = RecordForm(session, Step.KIND)
        self.waits = PrerequisitesCard(session, navigator)
        self.waits.deleted.connect(self.deleted)
        content = QWidget()
        inner = QVBoxLayout(content)
        measure.margins(inner, 24, 4, 24, 24)
        measure.spacing(inner, 16)
        inner.addWidget(self.waits)
        inner.addWidget(self.form)
        inner.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.sides = FieldsAndHistory(session, navigator, ScrollArea(content, tr("Step")))
        self.form.shown.connect(self.sides.show_record)
        column.addLayout(self._head())
        column.addWidget(self.sides, 1)

    @property
    def id(self) -> str:
        """The step that is shown; empty when none is."""
        return self.form.id

    def show_step(self, id: str) -> bool:
        """Show another step; False when what is typed into the last one does not fit."""
        if id != self.id and not self.commit():
            return False
        self.form.show_record(id)
        self.refresh(self._session.snapshot())
        return True

    def refresh(self, snapshot: Snapshot) -> None:
        """Read the step and what it waits for anew."""
        step = snapshot.steps.get(self.id)
        if step is None:
            return
        self.form.refresh()
        self.waits.show_step(snapshot, step.id)
        self._title.set_text(steps.title(snapshot, step))

    def forget(self) -> None:
        """Show no step: it is gone."""
        self.form.forget()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit() and self.waits.commit()

    def delete(self) -> None:
        """Delete the step; it can be undone."""
        if self.id and not self._session.read_only:
            delete(self._session, self.id, self.deleted.emit)

    def _head(self) -> QVBoxLayout:
        self._title = Clamped("", "subtitle")
        self.up = ToolButton("chevron-up", tr("Move earlier"), tr("Move earlier (Alt+Up)"))
        self.down = ToolButton("chevron-down", tr("Move later"), tr("Move later (Alt+Down)"))
        self.remove = ToolButton("trash-2", tr("Delete this step"))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.delete)
        row = QHBoxLayout()
        measure.spacing(row, 4)
        row.addWidget(self.sides.switch)
        row.addStretch(1)
        for button in (self.up, self.down, self.remove):
            if self._session.read_only:
                button.setEnabled(False)
                button.setToolTip(plain(self._session.why_read_only))
            row.addWidget(button)
        head = QVBoxLayout()
        measure.margins(head, 24, 12, 16, 6)
        measure.spacing(head, 6)
        head.addWidget(self._title)
        head.addLayout(row)
        return head
