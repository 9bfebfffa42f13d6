"""A large plan, before all of it is read: what is due, while the rest is read beside the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.document import Document
from outreach.planning.agenda import SOON, agenda
from outreach.snapshot import Latest, Taken, part
from outreach.vocabulary import CLOSED_STEPS, UNDER_WAY
from ui.first_paint import FirstPaint
from ui.models.rows import Row
from ui.pages.today.week import MOST_ROWS, task_row
from ui.reader import SecondReader, takes_long
from ui.session import Session
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

PAUSE_MS = 100
"""Between the first painting and reading everything: what is asked for at once comes before."""

_DUE = """SELECT s.id, s.organisation,
        coalesce(s.due, date(coalesce(q.start_date, i.start_date), s.day || ' days')) AS day
    FROM step s JOIN sequence q ON q.id=s.sequence, initiative i
    WHERE coalesce(s.status, '') NOT IN ({}) AND coalesce(q.status, '') IN ({})
    AND day <= ? ORDER BY day LIMIT ?"""
"""Which steps to look at first. What is said of them is worked out as it always is."""


class FirstLook(QObject):
    """Reads a large plan beside the window, once; a small one is read where it is needed."""

    def __init__(self, session: Session, page: QWidget, then: Callable[[], object]) -> None:
        """Do nothing yet.

        Args:
            session: The open file.
            page: Shows what is due; it is painted before everything is read.
            then: Called when everything can be shown.
        """
        super().__init__(page)
        self._session, self._page, self._then = session, page, then
        self._reader: SecondReader | None = None
        session.reloaded.connect(self._begin_anew)

    def wanted(self) -> bool:
        """Tell whether reading everything now would keep the window waiting."""
        return takes_long(self._session)

    def read(self, today: dt.date) -> None:
        """Read everything, and call ``then`` when it can be shown; once at a time."""
        if self._reader is not None:
            return
        self._today = today
        self._reader = reader = SecondReader(self._session, "first look", self)
        pause = QTimer(reader, singleShot=True, interval=PAUSE_MS)
        pause.timeout.connect(lambda: reader.ask(self._work(today), done, failed))

        def done(taken: Taken) -> None:
            if self._end(reader):
                if self._session.latest is None:
                    self._session.latest = Latest(self._session.document, taken)
                    self._session.was_read.emit()
                self._then()

        def failed() -> None:
            # Read again when the session has found the file, or went on with another.
            self._end(reader)

        # Not before what is due has been painted: reading would keep that waiting.
        FirstPaint(self._page, lambda: self._reader is reader and pause.start())
        self._page.update()

    def _work(self, today: dt.date) -> Callable[[Document], Taken]:
        def work(document: Document) -> Taken:
            from outreach.planning.remembered import agenda, gaps

            taken = Latest(document).taken()
            agenda(taken.snapshot, today)
            gaps(taken.snapshot, today)
            return taken

        return work

    def _begin_anew(self) -> None:
        """Read again: what is being read may be of a file that is there no more."""
        if (reader := self._reader) is not None and self._end(reader) and self.wanted():
            self.read(self._today)

    def _end(self, reader: SecondReader) -> bool:
        """Let go of ``reader``; False when it is not the one that reads now."""
        if self._reader is not reader:
            return False
        self._reader = None
        reader.deleteLater()
        return True


class DueCard(QWidget):
    """The steps that are late or due soon, the first of them, in a card; there to be read."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        card = Card(tr("This week"), flush=True)
        card.head.addWidget(Label(tr("the rest of the plan is being read"), "caption", "text2"))
        self.list = RowList(name=tr("This week"), style="card")
        card.add(self.list)
        column = QVBoxLayout(self)
        measure.margins(column, 24, 2, 24, 24)
        column.addWidget(card)
        column.addStretch()

    def show_due(self, document: Document, today: dt.date) -> None:
        """Show what a quick look at the file finds."""
        self.list.set_rows(list(_due(document, today)))


def _due(document: Document, today: dt.date) -> Iterator[Row]:
    """Yield the rows of the first steps that are late or soon."""
    query = _DUE.format(
        ", ".join(f"'{status}'" for status in sorted(filter(None, CLOSED_STEPS))),
        ", ".join(f"'{status or ''}'" for status in sorted(UNDER_WAY, key=str)),
    )
    last = (today + dt.timedelta(days=SOON)).isoformat()
    found = document.connection.execute(query, (last, MOST_ROWS)).fetchall()
    sequences = [id for (id,) in document.connection.execute("SELECT id FROM sequence")]
    seen = part(
        document,
        {
            "steps": [id for id, *_ in found],
            "organisations": [partner for _, partner, _ in found if partner],
            "sequences": sequences,
        },
    )
    for task in agenda(seen, today).steps:
        yield task_row(task, today, None)
