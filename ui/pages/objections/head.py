"""The head of an objection: who raised it, their words, what it does, and where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.persuasion.kinds import Objection
from outreach.vocabulary import OBJECTION_STATUS
from ui.forms.dates import say_day
from ui.navigation import Navigator
from ui.pages.objections.heard import heard_at
from ui.pages.objections.register import facts
from ui.records.edits import save_field
from ui.records.names import record_name
from ui.records.quoting import quoted
from ui.records.rows import contact_title
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.flow import FlowLayout
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label, Overline
from ui.widgets.markup import plain


class ObjectionHead(QWidget):
    """Says all that matters of one objection; its status can be set here."""

    delete_asked = Signal()
    back_asked = Signal()
    """Go back to the register, where only one of the two is shown."""
    contact_wanted = Signal()
    """Say at which contact it was heard, which nobody has yet."""

    def __init__(
        self, session: Session, navigator: Navigator, today: Callable[[], dt.date]
    ) -> None:
        """Build the head; :meth:`show_objection` fills it."""
        super().__init__()
        self._session, self._today, self._id, self._contact = session, today, "", ""
        self._navigator = navigator
        self.back = ToolButton("arrow-left", tr("All objections"))
        self.back.clicked.connect(self.back_asked)
        self.back.hide()
        self._who = Overline()
        self._words = Label("", "subtitle", wrap=True)
        self._facts = Label("", "body", "text2", wrap=True)
        self._who.setWordWrap(True)
        self._who.setMinimumWidth(1)
        self.status = ComboBox()
        self.status.setAccessibleName(tr("Status of this objection"))
        self.status.addItem(tr("No status"), None)
        for value, words in OBJECTION_STATUS.items():
            self.status.addItem(sentence_case(words), value)
        self.status.activated.connect(lambda _: self._save())
        self.status.setEnabled(not session.read_only)
        self.contact = QuietButton("", "message-circle")
        self.contact.clicked.connect(self._go_to_contact)
        self.remove = ToolButton("trash-2", tr("Delete this objection"))
        self.remove.clicked.connect(self.delete_asked)
        if session.read_only:
            self.remove.setEnabled(False)
            self.remove.setToolTip(plain(session.why_read_only))
        self._arrange()

    def show_objection(self, objection: Objection) -> None:
        """Show another objection, or the same one anew."""
        self._id = objection.id
        self._who.set_text(self._raised_by(objection))
        self._words.setText(quoted(objection.statement))
        self._facts.setText(facts(objection.category, objection.blocking, objection.severity))
        self.status.setCurrentIndex(self.status.findData(objection.status))
        self._show_contact(objection.id)

    def _show_contact(self, id: str) -> None:
        found = heard_at(self._session.document, id)
        self._contact = found[0].id if found else ""
        self.contact.setVisible(bool(found) or not self._session.read_only)
        title = contact_title(found[0], lambda id: record_name(self._session, id)) if found else ""
        words = title or tr("At which contact?")
        self.contact.setText(words if len(words) < 40 else words[:39] + "…")
        self.contact.setToolTip(plain(tr("Heard in: {title}", title=title)) if title else "")
        named = tr("Show the contact where it was heard: {title}", title=title) if title else words
        self.contact.setAccessibleName(named)
        self.contact.updateGeometry()

    def _go_to_contact(self) -> None:
        if self._contact:
            self._navigator.record_asked.emit(self._contact)
        else:
            self.contact_wanted.emit()

    def _raised_by(self, objection: Objection) -> str:
        partner = record_name(self._session, objection.organisation)
        person = record_name(self._session, objection.person)
        who = f"{person}, {partner}" if person else partner
        verb = tr("Expected from") if objection.origin == "anticipated" else tr("Raised by")
        day = objection.raised_on
        return f"{verb} {who}" + (f", {say_day(day, self._today())}" if day else "")

    def _save(self) -> None:
        save_field(self._session, self._id, "status", self.status.currentData())

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        measure.margins(column, 24, 12, 16, 8)
        measure.spacing(column, 4)
        top = QHBoxLayout()
        measure.spacing(top, 8)
        top.addWidget(self.back)
        top.addWidget(self._who, 1)
        top.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self._words)
        column.addWidget(self._facts)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.status)
        flow.addWidget(self.contact)
        column.addWidget(row)
