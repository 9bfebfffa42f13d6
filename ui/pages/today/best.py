"""The best next step as the planner works it out, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.agenda import Agenda, Suggestion
from outreach.snapshot import Snapshot
from ui.jobs.task import Task

if TYPE_CHECKING:
    from outreach.planning.proposal.proposing import Proposal

MOST = 300
"""Partners up to which the order is worked out for this page; larger plans ask for it."""
SAID = 2
"""Reasons that are said."""
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
        """Work it out; nothing is heard of it where the plan has no goal, or is too large."""
        if not snapshot.steps or len(snapshot.organisations) > MOST:
            self._asked = None
            self._task.give_up()
            return
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

        def work(_: Callable[[float], None], given_up: Callable[[], bool]) -> Proposal:
            from outreach.planning.proposal.proposing import propose

            return propose(snapshot, agenda.today, cancelled=given_up)

        self._task.start(work, lambda found: self._say(snapshot, found), _no_goal)

    def _say(self, snapshot: Snapshot, proposal: Proposal) -> None:
        waiting = steps.waiting(snapshot)
        for proposed in proposal.steps:
            step = next((snapshot.steps[id] for id in proposed.steps), None)
            if proposed.kept == "optional" or step is None or step.id in waiting:
                continue
            if not steps.under_way(snapshot, step):
                continue
            words = [reason.words for reason in proposed.reasons][:SAID]
            self.found.emit(_suggestion(snapshot, step, words))
            return


def _suggestion(snapshot: Snapshot, step: Step, words: list[str]) -> Suggestion:
    return Suggestion(
        step=step.id,
        organisation=step.organisation,
        text=steps.title(snapshot, step),
        messenger=snapshot.name(step.messenger),
        due=steps.due_on(snapshot, step),
        why=" ".join(words),
    )


def _no_goal(error: Exception) -> None:
    if not isinstance(error, Refusal):
        raise error
