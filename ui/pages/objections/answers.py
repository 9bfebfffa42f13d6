"""The answers to one objection: which response, said by whom, and how it fared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.words import sentence_case
from outreach.persuasion.kinds import Answer
from outreach.snapshot import Snapshot
from ui.forms.dates import say_day
from ui.models.rows import ChipText, Row
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.theme.tokens import Tone
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.card import Card, Line
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

OUTCOME_TONES: dict[str, Tone] = {
    "settled": "ok",
    "helped": "info",
    "no_effect": "neutral",
    "worse": "danger",
}


FIELDS = ("spokesperson", "outcome", "given_on", "note", "response", "objection", "reference")


class AnswersCard(Card):
    """The answers as rows; below them the words and the fields of the one that is taken."""

    response_asked = Signal(str)
    """A response's id: edit it."""
    deleted = Signal(str)
    """A sentence, after an answer was taken away."""

    def __init__(self, session: Session) -> None:
        """Build the card; :meth:`show_objection` fills it."""
        super().__init__("Answers", flush=True)
        self._session = session
        self._objection = ""
        self._responses: dict[str, str] = {}
        self._nothing = Label("No answer is chosen yet.", "body", "text2", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 14)
        self.add(self._nothing)
        self.list = RowList(name="Answers", style="card")
        self.list.current_changed.connect(self._choose)
        self.add(self.list)
        self.list.clicked.connect(lambda _: self._choose(self.list.current_id()))
        self.form = RecordForm(session, Answer.KIND, FIELDS)
        self._detail = self._build_detail()
        self.form.gone.connect(self._detail.hide)
        self.add(self._detail)

    def show_objection(self, snapshot: Snapshot, id: str) -> None:
        """Show the answers to another objection, or the same one anew."""
        if id != self._objection:
            self._objection = id
            self.form.show_record("")
        found = [answer for answer in snapshot.answers.values() if answer.objection == id]
        self._responses = {answer.id: answer.response for answer in found}
        self.list.set_rows([_row(snapshot, answer) for answer in found])
        self._nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self.form.refresh()
        self._detail.setVisible(self.form.id in self._responses)
        self._show_words(snapshot)

    def select(self, id: str) -> bool:
        """Show the fields of an answer; False when it is not one of these."""
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
        self._show_words(self._session.snapshot())
        self._detail.setVisible(bool(self.form.id))

    def _show_words(self, snapshot: Snapshot) -> None:
        response = snapshot.responses.get(self._responses.get(self.form.id, ""))
        self._headline.setText(response.headline if response else "")
        self._say.setText((response and response.say) or "No short answer is written yet.")

    def _close(self) -> None:
        if self.form.show_record(""):
            self._detail.hide()
            self.list.setFocus()

    def _build_detail(self) -> QWidget:
        detail = QWidget()
        column = QVBoxLayout(detail)
        measure.margins(column, 16, 4, 16, 12)
        measure.spacing(column, 10)
        self._headline = Label("", "strong", wrap=True)
        self._say = Label("", wrap=True)
        close = ToolButton("x", "Close this answer")
        close.clicked.connect(self._close)
        head = QHBoxLayout()
        head.addWidget(self._headline, 1)
        head.addWidget(close)
        column.addWidget(Line())
        column.addLayout(head)
        column.addWidget(self._say)
        column.addWidget(self.form)
        self.open = QuietButton("Open the response", "message-circle")
        self.open.clicked.connect(self._ask_response)
        self.remove = QuietButton("Remove this answer", "trash-2")
        self.remove.clicked.connect(self._remove)
        if self._session.read_only:
            self.remove.explain("This file is open for reading only.")
        row = QHBoxLayout()
        measure.spacing(row, 4)
        row.addWidget(self.open)
        row.addStretch()
        row.addWidget(self.remove)
        column.addLayout(row)
        return detail

    def _ask_response(self) -> None:
        if self.form.id in self._responses:
            self.response_asked.emit(self._responses[self.form.id])

    def _remove(self) -> None:
        if self.form.id:
            delete(self._session, self.form.id, self.deleted.emit)


def _row(snapshot: Snapshot, answer: Answer) -> Row:
    response = snapshot.responses[answer.response]
    speaker = snapshot.name(answer.spokesperson or response.spokesperson)
    given = say_day(answer.given_on, answer.given_on) if answer.given_on else ""
    caption = [f"Said by {speaker}" if speaker else "Nobody to say it yet", given]
    outcome = Answer.KIND.by_name["outcome"].words(answer.outcome)
    tone = OUTCOME_TONES.get(answer.outcome or "", "neutral")
    return Row(
        id=answer.id,
        title=response.headline,
        caption=" · ".join(part for part in caption if part),
        chips=(ChipText(sentence_case(outcome) or "Not tried yet", tone),),
        icon="message-circle",
        tone="accent",
    )
