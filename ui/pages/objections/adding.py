"""Where a new objection or a new response is asked for."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.persuasion.kinds import Objection, Response
from ui.records.draft import Draft, draft_of
from ui.records.usual import raised
from ui.session import Session
from ui.theme import measure
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea

OBJECTION = (
    "organisation",
    "person",
    "statement",
    "category",
    "severity",
    "blocking",
    "origin",
    "raised_on",
)
RESPONSE = ("headline", "category", "say", "spokesperson")
"""The fields that are asked for at first; the others can be filled in afterwards."""


class AddingPane(QWidget):
    """One draft at a time, with a heading that says what it becomes."""

    objection_given = Signal(dict)
    response_given = Signal(dict)
    """The values of the new record."""
    dropped = Signal()

    def __init__(self, session: Session) -> None:
        """Build both drafts."""
        super().__init__()
        self.objection = draft_of(session, Objection.KIND, OBJECTION)
        self.objection.given.connect(self.objection_given)
        self.response = draft_of(session, Response.KIND, RESPONSE)
        self.response.given.connect(self.response_given)
        self._title = Label("", "subtitle")
        self._drafts = QStackedWidget()
        for draft in (self.objection, self.response):
            draft.dropped.connect(self.dropped)
            self._drafts.addWidget(draft)
        content = QWidget()
        column = QVBoxLayout(content)
        measure.margins(column, 24, 12, 24, 24)
        measure.spacing(column, 12)
        column.addWidget(self._title)
        column.addWidget(self._drafts)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(content, tr("New")))

    def begin_objection(self, today: dt.date) -> None:
        """Ask for a new objection, which most often was raised ``today``."""
        self._begin(self.objection, tr("Record an objection"), raised(today))

    def begin_response(self, topic: str | None) -> None:
        """Ask for a new response about ``topic``."""
        self._begin(self.response, tr("Write a response"), {"category": topic})

    def commit(self) -> bool:
        """Add what is being asked for; False when it does not fit."""
        return self.objection.commit() and self.response.commit()

    def _begin(self, draft: Draft, title: str, preset: dict[str, object]) -> None:
        self._title.setText(title)
        self._drafts.setCurrentWidget(draft)
        draft.begin(preset)
