"""Keeps the calendar beside the plan up to date, where somebody wished for one."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer

from outreach.base.errors import expected
from outreach.document.document import Document
from ui.session import Session

PAUSE_MS = 3000
"""So many milliseconds after the last edit it is written."""


class Subscribing(QObject):
    """Follows one open file."""

    def __init__(self, session: Session, pause_ms: int = PAUSE_MS) -> None:
        """Write the calendar after edits of ``session``, and once now: days may have passed."""
        super().__init__(session)
        self._session = session
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._write)
        session.changed.connect(lambda _: self._pause.start())
        session.reloaded.connect(self._pause.start)
        self._pause.start()

    def _write(self) -> None:
        path = self._session.path

        def job(document: Document) -> None:
            from outreach.exchange import subscription
            from outreach.planning import steps
            from outreach.snapshot import take

            if subscription.is_kept(document, path):
                days = steps.days(take(document))
                subscription.keep(document, path, days, dt.datetime.now(dt.UTC))

        def failed(error: Exception) -> None:
            # It is written again after the next edit; the plan itself is safe.
            expected(error)

        self._session.fetch(job, lambda _: None, failed)
