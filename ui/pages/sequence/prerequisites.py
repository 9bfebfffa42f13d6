"""What a step waits for: which partners, and how far they must have come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.cadence.kinds import Prerequisite
from outreach.document.edits import Changes
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import STATUS_WAITED_FOR
from ui.models.rows import ChipText, Row
from ui.records.choices import choices
from ui.records.draft import Draft
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

FIELDS = ("organisation", "status", "step", "reference")


class PrerequisitesCard(Card):
    """The prerequisites as rows, each with whether it is met; adding, changing, taking away."""

    deleted = Signal(str)
    """A sentence, after one was taken away."""

    def __init__(self, session: Session) -> None:
        """Build the card; :meth:`show_step` fills it."""
        super().__init__("It waits for", flush=True)
        self._session = session
        self._step = ""
        self._nothing = Label("Nothing: it can be taken at any time.", "body", "text2", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 0)
        self.list = RowList(name="It waits for", style="card")
        self.list.current_changed.connect(self._choose)
        self.list.clicked.connect(lambda _: self._choose(self.list.current_id()))
        self.form = RecordForm(session, Prerequisite.KIND, FIELDS)
        self.remove = QuietButton("Wait for it no longer", "trash-2")
        self.remove.clicked.connect(self._remove)
        self._detail = QWidget()
        detail = QVBoxLayout(self._detail)
        measure.margins(detail, 16, 12, 16, 4)
        detail.addWidget(self.form)
        detail.addWidget(self.remove)
        self.form.gone.connect(self._detail.hide)
        self.draft = Draft(Prerequisite.KIND, ("organisation", "status"), choices(session))
        self.draft.given.connect(self._add)
        self.draft.dropped.connect(self.draft.hide)
        self.add_button = Button("Wait for another partner", "plus")
        self.add_button.clicked.connect(lambda: self.draft.begin({"status": "committed"}))
        why = "This file is open for reading only." if session.read_only else ""
        self.add_button.explain(why)
        self.remove.explain(why)
        foot = QHBoxLayout()
        measure.margins(foot, 16, 12, 16, 14)
        foot.addWidget(self.add_button)
        foot.addStretch()
        for part in (self._nothing, self.list, self._detail, self.draft, foot):
            self.add(part)

    def show_step(self, snapshot: Snapshot, id: str) -> None:
        """Show what another step waits for, or the same one anew."""
        if id != self._step:
            self._step = id
            self.form.show_record("")
            self.draft.hide()
        found = [one for one in snapshot.prerequisites.values() if one.step == id]
        self.list.set_rows([_row(snapshot, one) for one in found])
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.form.refresh()
        self._detail.setVisible(self.form.id in {one.id for one in found})

    def select(self, id: str) -> bool:
        """Show the fields of a prerequisite; False when it is not one of these."""
        if not self.list.select(id):
            return False
        self._choose(id)
        return True

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit()

    def _choose(self, id: str) -> None:
        if not self.form.show_record(id):
            self.list.select(self.form.id)
        self._detail.setVisible(bool(self.form.id))

    def _add(self, values: dict[str, object]) -> None:
        id, step = new_id(), self._step
        self.draft.hide()

        def show(_: Changes) -> None:
            self.list.select(id)

        self._session.edit(
            "Added what a step waits for",
            lambda edit: edit.add(Prerequisite, id=id, step=step, **values),
            show,
        )

    def _remove(self) -> None:
        if self.form.id:
            delete(self._session, self.form.id, self.deleted.emit)


def _row(snapshot: Snapshot, prerequisite: Prerequisite) -> Row:
    met = steps.has_reached(snapshot, prerequisite.organisation, prerequisite.status)
    return Row(
        id=prerequisite.id,
        title=snapshot.name(prerequisite.organisation),
        caption=f"To be {STATUS_WAITED_FOR[prerequisite.status]} at least",
        chips=(ChipText("There", "ok") if met else ChipText("Not yet", "warn"),),
        icon="circle-check" if met else "hourglass",
        tone="ok" if met else "neutral",
    )
