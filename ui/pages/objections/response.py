"""A response of the library with the proofs it rests on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.edits import Changes, Edit
from outreach.persuasion.kinds import Proof, Response
from ui.history.turning import FieldsAndHistory
from ui.models.rows import Row
from ui.navigation import Navigator
from ui.records.card import RecordsCard
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.panes import ScrollArea


class ResponsePane(QWidget):
    """All fields of a response, its proofs with theirs, and a way back."""

    back_asked = Signal()
    """Show the objection again."""
    deleted = Signal(str)
    """A sentence, after the response was deleted."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the pane; :meth:`show_response` fills it."""
        super().__init__()
        self._session = session
        self.form = RecordForm(session, Response.KIND)
        self.form.gone.connect(self.back_asked)
        nothing = tr("A proof is a public fact or case that anybody can check.")
        self.proofs = RecordsCard(session, navigator, Proof.KIND, tr("Its proofs"), nothing)
        self.add_proof = self.proofs.offer_new(tr("Add a proof"), ("title", "fact", "url"))
        self.proofs.given.connect(self._add_proof)
        content = QWidget()
        inner = QVBoxLayout(content)
        measure.margins(inner, 24, 4, 24, 24)
        measure.spacing(inner, 16)
        inner.addWidget(self.form)
        inner.addWidget(self.proofs)
        inner.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.sides = FieldsAndHistory(session, navigator, ScrollArea(content, tr("Response")))
        self.form.shown.connect(self.sides.show_record)
        column.addLayout(self._head())
        column.addWidget(self.sides, 1)

    @property
    def id(self) -> str:
        """The response that is shown; empty when none is."""
        return self.form.id

    def show_response(self, id: str) -> bool:
        """Show another response; False when what is typed into the last one does not fit."""
        if not self.commit() or not self.form.show_record(id):
            return False
        self.proofs.put_away()
        self.refresh()
        return True

    def refresh(self) -> None:
        """Read the response and its proofs anew."""
        self.form.refresh()
        document = self._session.document
        response = document.get(Response, self.id) if self.id else None
        found = [document.get(Proof, id) for id in response.proofs] if response else []
        self.proofs.set_rows(
            [Row(p.id, p.title, p.fact or "", icon="shield-check") for p in found if p is not None]
        )

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit() and self.proofs.commit()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        measure.margins(row, 14, 8, 14, 4)
        self.back = QuietButton(tr("Back"), "arrow-left")
        self.back.setAccessibleName(tr("Back to the objection"))
        self.back.clicked.connect(self._go_back)
        self.remove = QuietButton(tr("Delete response"), "trash-2")
        self.remove.clicked.connect(self._delete)
        self.remove.explain(self._session.why_read_only)
        row.addWidget(self.back)
        row.addWidget(self.sides.switch)
        row.addStretch()
        row.addWidget(self.remove)
        return row

    def _add_proof(self, values: dict[str, object]) -> None:
        id, response = new_id(), self._session.document.get(Response, self.id)
        if response is None:
            return

        def change(edit: Edit) -> None:
            edit.add(Proof, id=id, **values)
            edit.set(response.id, proofs=(*response.proofs, id))

        def show(_: Changes) -> None:
            self.proofs.select(id)

        self._session.edit(tr("Added the proof {title}", title=values["title"]), change, show)

    def _go_back(self) -> None:
        if self.commit():
            self.back_asked.emit()

    def _delete(self) -> None:
        if self.id:
            delete(self._session, self.id, self.deleted.emit)
