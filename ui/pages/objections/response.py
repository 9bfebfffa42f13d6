"""A response of the library with the proofs it rests on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.document.edits import Changes, Edit
from outreach.persuasion.kinds import Proof, Response
from ui.models.rows import Row
from ui.records.choices import choices
from ui.records.draft import Draft
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea
from ui.widgets.row_list import RowList

READ_ONLY = "This file is open for reading only."


class ResponsePane(QWidget):
    """All fields of a response, its proofs with theirs, and a way back."""

    back_asked = Signal()
    """Show the objection again."""
    deleted = Signal(str)
    """A sentence, after the response was deleted."""

    def __init__(self, session: Session) -> None:
        """Build the pane; :meth:`show_response` fills it."""
        super().__init__()
        self._session = session
        self.form = RecordForm(session, Response.KIND)
        self.form.gone.connect(self.back_asked)
        content = QWidget()
        inner = QVBoxLayout(content)
        measure.margins(inner, 24, 4, 24, 24)
        measure.spacing(inner, 16)
        inner.addWidget(self.form)
        inner.addWidget(self._proofs_card())
        inner.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(ScrollArea(content, "Response"), 1)

    @property
    def id(self) -> str:
        """The response that is shown; empty when none is."""
        return self.form.id

    def show_response(self, id: str) -> bool:
        """Show another response; False when what is typed into the last one does not fit."""
        if not self.commit() or not self.form.show_record(id):
            return False
        self.proof.show_record("")
        self.refresh()
        return True

    def refresh(self) -> None:
        """Read the response and its proofs anew."""
        self.form.refresh()
        self.proof.refresh()
        response = self._session.document.get(Response, self.id) if self.id else None
        found = (
            [self._session.document.get(Proof, id) for id in response.proofs] if response else []
        )
        proofs = [proof for proof in found if proof is not None]
        self.proofs.set_rows(
            [Row(p.id, p.title, p.fact or "", icon="shield-check") for p in proofs]
        )
        self.proofs.setVisible(bool(proofs))
        self._no_proof.setVisible(not proofs)
        if self.proof.id not in [proof.id for proof in proofs]:
            self.proof.show_record("")
        self._proof_holder.setVisible(bool(self.proof.id))

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.form.commit() and self.proof.commit()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        measure.margins(row, 14, 8, 14, 4)
        self.back = QuietButton("Back", "arrow-left")
        self.back.setAccessibleName("Back to the objection")
        self.back.clicked.connect(self._go_back)
        self.remove = QuietButton("Delete response", "trash-2")
        self.remove.clicked.connect(self._delete)
        self.remove.explain(READ_ONLY if self._session.read_only else "")
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.remove)
        return row

    def _proofs_card(self) -> QWidget:
        card = Card("Its proofs", flush=True)
        self._no_proof = Label(
            "A proof is a public fact or case that anybody can check.", "body", "text2", wrap=True
        )
        self._no_proof.setContentsMargins(16, 12, 16, 0)
        self.proofs = RowList(name="Proofs", style="card")
        self.proofs.current_changed.connect(self._choose_proof)
        self.proof = RecordForm(self._session, Proof.KIND)
        self._proof_holder = QWidget()
        holder = QVBoxLayout(self._proof_holder)
        measure.margins(holder, 16, 8, 16, 8)
        holder.addWidget(self.proof)
        self.draft = Draft(Proof.KIND, ("title", "fact", "url"), choices(self._session))
        self.draft.given.connect(self._add_proof)
        self.draft.dropped.connect(self.draft.hide)
        self.add_proof = Button("Add a proof", "plus")
        self.add_proof.clicked.connect(lambda: self.draft.begin())
        self.add_proof.explain(READ_ONLY if self._session.read_only else "")
        foot = QHBoxLayout()
        measure.margins(foot, 16, 10, 16, 14)
        foot.addWidget(self.add_proof)
        foot.addStretch()
        for part in (self._no_proof, self.proofs, self._proof_holder, self.draft, foot):
            card.add(part)
        return card

    def _choose_proof(self, id: str) -> None:
        if not self.proof.show_record(id):
            self.proofs.select(self.proof.id)
        self._proof_holder.show()

    def _add_proof(self, values: dict[str, object]) -> None:
        self.draft.hide()
        id, response = new_id(), self._session.document.get(Response, self.id)
        if response is None:
            return

        def change(edit: Edit) -> None:
            edit.add(Proof, id=id, **values)
            edit.set(response.id, proofs=(*response.proofs, id))

        def show(_: Changes) -> None:
            self.proofs.select(id)

        self._session.edit(f"Added the proof {values['title']}", change, show)

    def _go_back(self) -> None:
        if self.commit():
            self.back_asked.emit()

    def _delete(self) -> None:
        if self.id:
            delete(self._session, self.id, self.deleted.emit)
