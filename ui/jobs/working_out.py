"""What a page works out of a plan: at once where that is quick, else beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from outreach.snapshot import Snapshot
from ui.jobs.task import Task

T = TypeVar("T")

FEW = 400
"""Partners up to which nobody waits for what is worked out of a plan."""


class WorkingOut(QObject):
    """Works one thing out at a time; asked anew, it forgets what it was asked before."""

    def __init__(self, name: str, parent: QObject) -> None:
        """Do nothing yet; ``name`` is the thread's."""
        super().__init__(parent)
        self._task = Task(name, self)

    @property
    def working(self) -> bool:
        """Whether something is being worked out."""
        return self._task.running

    def work_out(self, snapshot: Snapshot, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have ``then`` called with what ``job`` returns: at once for a plan of few partners.

        Args:
            snapshot: What ``job`` looks at.
            job: Reads nothing but the snapshot; it may run in another thread.
            then: Called in the window's thread, and not at all once something else is asked.
        """
        if len(snapshot.organisations) <= FEW:
            self._task.give_up()
            then(job())
        else:
            self._task.start(lambda _, __: job(), then)

    def leave(self) -> None:
        """Stop for good."""
        self._task.close()
