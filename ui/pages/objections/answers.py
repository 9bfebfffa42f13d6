"""The answers to one objection: which response, said by whom, and how it fared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.persuasion.kinds import Answer
from outreach.planning.coverage import doubts
from outreach.snapshot import Snapshot
from ui.forms.dates import say_day
from ui.models.rows import ChipText, Row
from ui.navigation import Navigator
from ui.records.card import RecordsCard
from ui.session import Session
from ui.theme import measure
from ui.theme.tokens import Tone
from ui.widgets.bands import WarningBand
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.labels import Label

OUTCOME_TONES: dict[str, Tone] = {
    "settled": "ok",
    "helped": "info",
    "no_effect": "neutral",
    "worse": "danger",
}


FIELDS = (
    "spokesperson",
    "outcome",
    "given_on",
    "touchpoint",
    "note",
    "response",
    "objection",
    "reference",
)


class AnswersCard(RecordsCard):
    """The answers as rows; below them the words and the fields of the one that is chosen."""

    response_asked = Signal(str)
    """A response's id: edit it."""

    def __init__(
        self, session: Session, navigator: Navigator, today: Callable[[], dt.date]
    ) -> None:
        """Build the card; :meth:`show_objection` fills it."""
        self._today = today
        nothing = tr("No answer is chosen yet.")
        super().__init__(session, navigator, Answer.KIND, tr("Answers"), nothing, FIELDS)
        self._objection = ""
        self._responses: dict[str, str] = {}
        self._headline = Label("", "strong", wrap=True)
        self._say = Label("", wrap=True)
        close = ToolButton("x", tr("Close this answer"))
        close.clicked.connect(self._close)
        head = QHBoxLayout()
        head.addWidget(self._headline, 1)
        head.addWidget(close)
        self.detail.insertLayout(1, head)
        self.detail.insertWidget(2, self._say)
        self.warning = WarningBand("")
        self.detail.insertWidget(3, self.warning)
        self.detail.addLayout(self._buttons())
        self.shown.connect(self._show_words)

    def show_objection(self, snapshot: Snapshot, id: str) -> None:
        """Show the answers to another objection, or the same one anew."""
        if id != self._objection:
            self._objection = id
            self.put_away()
        found = [answer for answer in snapshot.answers.values() if answer.objection == id]
        self._responses = {answer.id: answer.response for answer in found}
        self.setVisible(bool(found))
        self.set_rows([answer_row(snapshot, answer, self._today()) for answer in found])

    def _show_words(self, id: str) -> None:
        if id:
            response = self._session.snapshot().responses.get(self._responses.get(id, ""))
            self._headline.setText(response.headline if response else "")
            self._say.setText((response and response.say) or tr("No short answer is written yet."))
            check = doubts(response, self._today()) if response else []
            self.warning.set(" ".join(f"{sentence_case(doubt)}." for doubt in check))
            self.warning.setVisible(bool(check))

    def _close(self) -> None:
        if self.close_form():
            self.list.setFocus()

    def _buttons(self) -> QHBoxLayout:
        self.open = QuietButton(tr("Open the response"), "message-circle")
        self.open.clicked.connect(self._ask_response)
        self.remove = QuietButton(tr("Remove this answer"), "trash-2")
        self.remove.clicked.connect(self.delete_shown)
        self.remove.explain(self._session.why_read_only)
        row = QHBoxLayout()
        measure.spacing(row, 4)
        row.addWidget(self.open)
        row.addStretch()
        row.addWidget(self.remove)
        return row

    def _ask_response(self) -> None:
        if self.form.id in self._responses:
            self.response_asked.emit(self._responses[self.form.id])


def _said_by(answer: Answer, speaker: str) -> str:
    if not speaker:
        return tr("Nobody to say it yet")
    if answer.outcome is None and answer.given_on is None:
        return tr("To be said by {speaker}", speaker=speaker)
    return tr("Said by {speaker}", speaker=speaker)


def answer_row(snapshot: Snapshot, answer: Answer, today: dt.date) -> Row:
    """Return an answer as a row: what is said, by whom, and how it went."""
    response = snapshot.responses[answer.response]
    speaker = snapshot.name(answer.spokesperson or response.spokesperson)
    given = say_day(answer.given_on, answer.given_on) if answer.given_on else ""
    check = doubts(response, today)
    caption = [
        *check,
        _said_by(answer, speaker),
        given,
    ]
    outcome = Answer.KIND.by_name["outcome"].words(answer.outcome)
    tone = OUTCOME_TONES.get(answer.outcome or "", "neutral")
    return Row(
        id=answer.id,
        title=response.headline,
        caption=sentence_case(" · ".join(part for part in caption if part)),
        chips=(ChipText(sentence_case(outcome) or tr("Not tried yet"), tone),),
        icon="triangle-alert" if check else "message-circle",
        tone="warn" if check else "accent",
    )
