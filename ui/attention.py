"""What is late: counted in the side bar, and said once by the desktop when a plan is opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.base.language import plural, tr
from outreach.document.edits import Changes
from ui.jobs.task import Task
from ui.preferences import Preferences
from ui.reader import takes_long
from ui.session import Session

PAGE = "today"
"""The page that shows it, and is marked with the number."""
COUNTS = frozenset({"step", "commitment", "sequence", "initiative"})
"""The tables on which it depends what is late."""
PAUSE_MS = 500
"""After the first page is there, or after a change: nobody waits for this number."""
_HOUR_MS = 3_600_000


TOLD = "told what is late"


class Shell(Protocol):
    """What showing a number needs of the window."""

    def set_badge(self, id: str, count: int) -> None:
        """Show beside a page how many things on it wait."""


class Host(Protocol):
    """What looking after attention needs of the window as a whole."""

    @property
    def shell(self) -> Shell:
        """The window."""

    @property
    def preferences(self) -> Preferences:
        """Whether the desktop may be asked."""


class Notifier(Protocol):
    """Who can show a notification."""

    def say(self, title: str, sentence: str) -> bool:
        """Show one; tell whether that could be done."""


class Attention(QObject):
    """Belongs to a session; counts what is late beside the window, and again after a change."""

    counted = Signal(int)
    """How many steps and promises are late."""

    def __init__(
        self, shell: Shell, session: Session, today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        """Begin to count."""
        super().__init__(session)
        self._shell, self._session, self._today = shell, session, today
        self._task = Task("attention", self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)
        # What is due today is late tomorrow, with the window open all night.
        self._hourly = QTimer(self, interval=_HOUR_MS)
        self._hourly.timeout.connect(self._count)
        self._hourly.start()
        session.changed.connect(self._changed)
        session.reloaded.connect(self._pause.start)
        session.was_read.connect(self._pause.start)
        session.closing.connect(self._stop)
        self._pause.start()

    def _changed(self, changes: Changes) -> None:
        if changes.tables & COUNTS:
            self._pause.start()

    def _stop(self) -> None:
        self._shell.set_badge(PAGE, 0)
        self._pause.stop()
        self._hourly.stop()
        self._task.close()

    def _count(self) -> None:
        """Count in what the pages read too: nobody reads a large plan for this number alone."""
        if not self._session.is_open or takes_long(self._session):
            return
        snapshot, today = self._session.snapshot(), self._today()

        def work(_: Callable[[float], None], __: Callable[[], bool]) -> int:
            from outreach.planning.attention import late  # it takes no time of the first page

            return late(snapshot, today)

        self._task.start(work, self._tell)

    def _tell(self, number: int) -> None:
        self._shell.set_badge(PAGE, number)
        self.counted.emit(number)


def attach(host: Host, session: Session, notifier: Notifier | None = None) -> Attention:
    """Count what is late in ``session``, and have the desktop say it once.

    Args:
        host: The window as a whole.
        session: The plan that was opened.
        notifier: Shows the notification; by default the desktop does.
    """
    attention = Attention(host.shell, session)

    def tell(number: int) -> None:
        # The plan is shown anew after each look at its past; that is no opening.
        first = not session.property(TOLD)
        session.setProperty(TOLD, True)
        if first and number and host.preferences.notify:
            from ui.notifying import Desktop

            (notifier or Desktop(attention)).say(tr("Outreach Planner"), late_words(number))

    attention.counted.connect(tell)
    return attention


def late_words(number: int) -> str:
    """Say how much is late. Nothing of the plan is named: others may see the screen."""
    return plural(
        "One step or promise is late. Today shows which.",
        "{n} steps and promises are late. Today shows which.",
        number,
    )
