"""One objection: its answers, the responses that fit, and all its fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.edits import Changes, Edit
from outreach.network.kinds import Champion
from outreach.persuasion.kinds import Answer, Objection
from outreach.vocabulary import TOPICS
from ui.history.record import HistoryTab
from ui.navigation import Navigator
from ui.pages.objections.advice import Advice, Found
from ui.pages.objections.answers import AnswersCard
from ui.pages.objections.fitting import FittingList
from ui.pages.objections.head import ObjectionHead
from ui.pages.objections.heard import HeardAt
from ui.pages.objections.similar import SimilarCard
from ui.pages.objections.speakers import SpeakersList
from ui.records.edits import delete
from ui.records.form import RecordForm
from ui.session import Session
from ui.theme import measure
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea, Tabs


class ObjectionDetail(QWidget):
    """Answers first; the fields of the objection itself in a tab of their own."""

    deleted = Signal(str)
    """A sentence, after the objection or an answer to it was deleted."""
    done = Signal(str)
    """A sentence, after something was noted that is not seen here."""
    response_asked = Signal(str)
    """A response's id: edit it."""
    new_response_asked = Signal()
    all_responses_asked = Signal()

    def __init__(
        self, session: Session, navigator: Navigator, today: Callable[[], dt.date]
    ) -> None:
        """Build the detail; :meth:`show_objection` fills it."""
        super().__init__()
        self._session, self._navigator, self._today = session, navigator, today
        self.id = ""
        self._advised = ""
        self.head = ObjectionHead(session, navigator, today)
        self.head.delete_asked.connect(self.delete)
        self.head.contact_wanted.connect(self._ask_for_contact)
        self._build_answers()
        self.tabs = Tabs(tr("About the objection"))
        self.tabs.add("answers", tr("Answers"), ScrollArea(self._answers_column(), tr("Answers")))
        self.tabs.add("fields", tr("The objection"), self._fields)
        self.tabs.add("history", tr("History"), lambda: self.history)
        self.tabs.changed.connect(self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs, 1)

    @cached_property
    def form(self) -> RecordForm:
        """All fields of the objection; built with its tab, for a form takes time."""
        form = RecordForm(self._session, Objection.KIND)
        form.show_record(self.id)
        return form

    @cached_property
    def heard(self) -> HeardAt:
        """At which contacts it was heard."""
        heard = HeardAt(self._session, self._today)
        heard.show_objection(self.id)
        return heard

    @cached_property
    def history(self) -> HistoryTab:
        """Every edit of the objection."""
        history = HistoryTab(self._session, self._navigator)
        history.show_record(self.id)
        return history

    def show_objection(self, id: str) -> bool:
        """Show another objection; False when what is typed into the last one does not fit."""
        if id != self.id and not self.commit():
            return False
        self.id = id
        if "form" in vars(self):
            self.form.show_record(id)
            self.heard.show_objection(id)
        if "history" in vars(self):
            self.history.show_record(id)
        self.refresh()
        return True

    def refresh(self) -> None:
        """Show the objection anew, and its answers when they are in view."""
        objection = self._session.document.get(Objection, self.id)
        if objection is None:
            return
        self.head.show_objection(objection)
        number = len(self._session.document.all(Answer, objection=self.id))
        self.tabs.set_label(
            "answers", tr("Answers {number}", number=number) if number else tr("Answers")
        )
        if "form" in vars(self):
            self.form.refresh()
            if self._session.settled:
                self.heard.show_objection(self.id)
        if self.tabs.current() == "answers":
            self._refresh_answers()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        built = "form" in vars(self)
        return (not built or (self.form.commit() and self.heard.commit())) and self.answers.commit()

    def delete(self) -> None:
        """Delete the objection; it can be undone."""
        if self.id and not self._session.read_only:
            delete(self._session, self.id, self.deleted.emit)

    def use_response(self, response: str, speaker: str = "") -> None:
        """Make a response an answer to the objection, said by ``speaker`` if one is named."""
        snapshot, objection = self._session.snapshot(), self.id
        name = snapshot.responses[response].headline[:120]
        given = (a.id for a in snapshot.answers.values() if a.response == response)
        there = next((id for id in given if snapshot.answers[id].objection == objection), "")
        id, values = there or new_id(), {"spokesperson": speaker} if speaker else {}

        def change(edit: Edit) -> None:
            if there:
                edit.set(id, **values)
            else:
                edit.add(Answer, id=id, objection=objection, response=response, **values)

        def show(_: Changes) -> None:
            self.answers.select(id)
            self.answers.list.setFocus()

        self._session.edit(tr("Answered an objection with “{name}”", name=name), change, show)

    def ask_to_speak(self, person: str) -> None:
        """Note that somebody is asked to speak to the partner whose objection it is."""
        snapshot, today = self._session.snapshot(), self._today()
        partner = snapshot.objections[self.id].organisation
        roles = snapshot.champions.values()
        here = (r.id for r in roles if r.person == person and r.audience == partner)
        role = next(here, "")

        def change(edit: Edit) -> None:
            if role:
                edit.set(role, status="asked")
            else:
                edit.add(Champion, person=person, audience=partner, status="asked", since=today)

        label = tr(
            "Asked {person} to speak to {partner}",
            person=snapshot.name(person),
            partner=snapshot.name(partner),
        )
        self._session.edit(label, change, lambda _: self.done.emit(f"{label}."))

    def _refresh_answers(self) -> None:
        snapshot = self._session.snapshot()
        if self.id in snapshot.objections:
            self.answers.show_objection(snapshot, self.id)
            self.advice.ask(snapshot, self._today(), self.id)

    def _show_advice(self, found: Found) -> None:
        snapshot, today, id = found.asked
        objection = snapshot.objections[id]
        topic = TOPICS.get(objection.category or "", objection.category or "")
        self.speakers.show_speakers(snapshot, objection.organisation, found.speakers, today)
        others = any(answer.objection == id for answer in snapshot.answers.values())
        self.fitting.show_matches(found.responses, topic, others=others)
        self.similar.show_similar(snapshot, found.similar)
        self._waiting.hide()
        for part in (self.speakers, self.fitting):
            part.show()

    def _wait_for_advice(self) -> None:
        """Say that it takes a moment; what was found for another objection is not left there."""
        if self.id != self._advised:
            self._waiting.show()
            for part in (self.speakers, self.fitting, self.similar):
                part.hide()
        self._advised = self.id

    def _on_tab(self, id: str) -> None:
        # Not while the fields are typed into: it takes the whole plan into account.
        if id == "answers":
            self._refresh_answers()

    def _build_answers(self) -> None:
        session = self._session
        self.answers = AnswersCard(session, self._navigator, self._today)
        self.answers.response_asked.connect(self.response_asked)
        self.answers.deleted.connect(self.deleted)
        self.fitting = FittingList(session.why_read_only)
        self.fitting.used.connect(self.use_response)
        self.fitting.opened.connect(self.response_asked)
        self.fitting.new_asked.connect(self.new_response_asked)
        self.fitting.all_asked.connect(self.all_responses_asked)
        self.speakers = SpeakersList(session.why_read_only)
        self.speakers.used.connect(self.use_response)
        self.speakers.asked.connect(self.ask_to_speak)
        self.similar = SimilarCard()
        self.similar.chosen.connect(self._navigator.record_asked)
        self.advice = Advice(self)
        self.advice.found.connect(self._show_advice)
        self.advice.waited_for.connect(self._wait_for_advice)
        self._waiting = Label(tr("Looking for who can answer this…"), "body", "text2", wrap=True)
        self._waiting.hide()

    def _fields(self) -> QWidget:
        return ScrollArea(_padded(self.form, self.heard), tr("The objection"))

    def _ask_for_contact(self) -> None:
        self.tabs.show_tab("fields")
        self.heard.control().setFocus()

    def _answers_column(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        measure.margins(column, 24, 14, 24, 24)
        measure.spacing(column, 16)
        column.addWidget(self.answers)
        column.addWidget(self._waiting)
        column.addWidget(self.speakers)
        column.addWidget(self.fitting)
        column.addWidget(self.similar)
        column.addStretch()
        return content


def _padded(*widgets: QWidget) -> QWidget:
    content = QWidget()
    column = QVBoxLayout(content)
    measure.margins(column, 24, 14, 24, 24)
    measure.spacing(column, 16)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return content
