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
from ui.models.rows import Row
from ui.pages.today.week import MOST_ROWS, task_row
from ui.reader import SecondReader
from ui.session import Session
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

LARGE = 8_000_000
"""Bytes of a file from which everything in it is read beside the window, at first."""

PAUSE_MS = 400
"""Before everything is read; a first painting takes less."""

_DUE = """SELECT s.id, s.organisation,
        coalesce(s.due, date(coalesce(q.start_date, i.start_date), s.day || ' days')) AS day
    FROM step s JOIN sequence q ON q.id=s.sequence, initiative i
    WHERE coalesce(s.status, '') NOT IN ({}) AND coalesce(q.status, '') IN ({})
    AND day <= ? ORDER BY day LIMIT ?"""
"""Which steps to look at first. What is said of them is worked out as it always is."""


class FirstLook(QObject):
    """Reads a large plan beside the window, once; a small one is read where it is needed."""

    def __init__(self, session: Session, parent: QObject) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._session = session
        self._reader: SecondReader | None = None

    def wanted(self) -> bool:
        """Tell whether reading everything now would keep the window waiting."""
        return self._session.latest is None and self._session.document.size() > LARGE

    def read(self, today: dt.date, then: Callable[[], object]) -> None:
        """Read everything, and call ``then`` when it can be shown; once at a time."""
        if self._reader is not None:
            return
        self._reader = reader = SecondReader(self._session, "first look", self)

        def work(document: Document) -> Taken:
            from outreach.planning.remembered import agenda, gaps

            taken = Latest(document).taken()
            agenda(taken.snapshot, today)
            gaps(taken.snapshot, today)
            return taken

        def done(taken: Taken) -> None:
            if self._session.latest is None:
                self._session.latest = Latest(self._session.document, taken)
            self._reader = None
            reader.deleteLater()
            then()

        # Not before what is due has been painted: reading would keep that waiting.
        pause = QTimer(reader, singleShot=True, interval=PAUSE_MS)
        pause.timeout.connect(lambda: reader.ask(work, done))
        pause.start()


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
