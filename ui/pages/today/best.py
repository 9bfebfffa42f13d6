"""The best next step as the planner works it out, beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.planning.agenda import Agenda, Suggestion
from outreach.snapshot import Snapshot
from ui.jobs.task import Task

PAUSE_MS = 400
"""The page comes first; what works the order out is loaded when it has been painted."""


class BestStep(QObject):
    """Works out the order, and says which of its steps is the first that can be taken."""

    found = Signal(object)
    """Suggestion."""

    def __init__(self, parent: QObject) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._task = Task("best step", self)
        self._asked: tuple[Snapshot, Agenda] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    @property
    def working(self) -> bool:
        """Whether something may still be found."""
        return self._pause.isActive() or self._task.running

    def ask(self, snapshot: Snapshot, agenda: Agenda) -> None:
        """Work it out for what the day asks for."""
        self._asked = snapshot, agenda
        self._pause.start()

    def leave(self) -> None:
        """Stop for good."""
        self._asked = None
        self._task.close()

    def _begin(self) -> None:
        if self._asked is None:
            return
        snapshot, agenda = self._asked

        def work(_: Callable[[float], None], given_up: Callable[[], bool]) -> Suggestion | None:
            from outreach.planning.proposal.next_step import best_next_step

            return best_next_step(snapshot, agenda, given_up)

        self._task.start(work, self._say)

    def _say(self, found: Suggestion | None) -> None:
        if found is not None:
            self.found.emit(found)
