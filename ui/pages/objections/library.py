"""All responses, whatever they are about."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.folding import finder
from outreach.base.language import tr
from outreach.base.words import listed, sentence_case
from outreach.document.reading import select
from outreach.persuasion.kinds import Response
from outreach.planning.coverage import doubts
from outreach.vocabulary import TOPICS
from ui.models.list_model import IdListModel
from ui.models.rows import Row
from ui.pages.objections.register import ICONS
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.row_list import RowList
from ui.widgets.search import SearchField

_ALL = """
SELECT id, headline, say FROM response ORDER BY category NULLS LAST, headline COLLATE NOCASE, id
"""
_SOME = "id IN (SELECT value FROM json_each(?))"


class LibraryPane(QWidget):
    """The list of responses, with a filter."""

    opened = Signal(str)
    """A response's id."""
    new_asked = Signal()
    """Write another response."""
    back_asked = Signal()

    def __init__(self, session: Session, today: Callable[[], dt.date]) -> None:
        """Build the list; :meth:`refresh` fills it."""
        super().__init__()
        self._session, self._today = session, today
        self.list = RowList(IdListModel(self._fetch, self), tr("Responses"))
        self.list.opened.connect(self.opened)
        self.list.clicked.connect(
            lambda index: self.opened.emit(self.list.rows().id_at(index.row()))
        )
        self.search = SearchField(tr("Filter responses"))
        self.search.searched.connect(lambda _: self.refresh())
        back = QuietButton(tr("Back"), "arrow-left")
        back.setAccessibleName(tr("Back to the objection"))
        back.clicked.connect(self.back_asked)
        self.write = Button(tr("Write a response"), "plus")
        self.write.clicked.connect(self.new_asked)
        self.write.explain(session.why_read_only)
        head = QHBoxLayout()
        measure.margins(head, 14, 8, 14, 8)
        measure.spacing(head, 8)
        head.addWidget(back)
        head.addStretch()
        head.addWidget(self.write)
        filter_row = QHBoxLayout()
        measure.margins(filter_row, 24, 0, 24, 8)
        filter_row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(filter_row)
        column.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Read the list anew."""
        document = self._session.document
        finds, rows = finder(self.search.text()), document.connection.execute(_ALL).fetchall()
        self.list.rows().set_ids(id for id, *texts in rows if finds(*texts))

    def _fetch(self, ids: Sequence[str]) -> Iterable[Row]:
        connection = self._session.document.connection
        found = select(connection, Response, _SOME, (json.dumps(list(ids)),))
        return [_row(response, self._today()) for response in found]


def _row(response: Response, today: dt.date) -> Row:
    check = doubts(response, today)
    topic = response.category or ""
    words = " ".join((response.say or "").split())
    return Row(
        response.id,
        response.headline,
        f"{sentence_case(listed(check))}. {words}" if check else words,
        aside=TOPICS.get(topic, topic),
        icon="triangle-alert" if check else ICONS.get(topic, "message-circle"),
        tone="warn" if check else "neutral",
    )
