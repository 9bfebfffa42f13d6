"""What holds whatever the question is: who is given whom, whom to cultivate, what needs care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from outreach.base.language import tr
from outreach.planning.champions.assignment import Assignment, assign, to_be_won
from outreach.planning.champions.cultivating import Prospect
from outreach.snapshot import Snapshot
from ui.jobs.task import Task
from ui.models.rows import Row
from ui.pages.champions.compared import to_care_for, to_cultivate

AT_ONCE = 60
"""Partners up to which nobody waits for it."""
MOST = 4_000_000
"""Partners times champions up to which they are given out; beyond, that takes minutes."""
TOO_MANY = tr(
    "Who is best given which partner is not worked out for so many. In "
    "a terminal, “outreach champions --assign” does it."
)


class Found(NamedTuple):
    """What was worked out."""

    given: Assignment = Assignment((), (), ())
    cultivate: tuple[tuple[Prospect, Row], ...] = ()
    care: tuple[Row, ...] = ()


class Overview(QObject):
    """Works it out, beside the window where it takes long."""

    changed = Signal()
    """Something new is in :attr:`found`, after it was waited for."""

    def __init__(self, parent: QObject) -> None:
        """Know nothing yet."""
        super().__init__(parent)
        self.found = Found()
        self._task = Task("champions", self)

    def ask(self, snapshot: Snapshot, today: dt.date) -> None:
        """Work it out anew; until that is done, what was found before stays."""
        if len(snapshot.organisations) <= AT_ONCE:
            self._task.give_up()
            self.found = _look(snapshot, today)
            return

        def work(_: Callable[[float], None], __: Callable[[], bool]) -> Found:
            return _look(snapshot, today)

        self._task.start(work, self._take)

    def leave(self) -> None:
        """Stop for good."""
        self._task.close()

    def _take(self, found: Found) -> None:
        self.found = found
        self.changed.emit()


def _look(snapshot: Snapshot, today: dt.date) -> Found:
    champions = sum(role.status != "lapsed" for role in snapshot.champions.values())
    if len(to_be_won(snapshot)) * champions <= MOST:
        given, said = assign(snapshot, today), []
    else:
        given, said = Found().given, [Row(snapshot.initiative.id, TOO_MANY, "")]
    care = (*said, *to_care_for(snapshot, today, given))
    return Found(given, tuple(to_cultivate(snapshot, today)), care)
