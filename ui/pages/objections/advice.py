"""Who can answer an objection, what fits it and what it is like: worked out beside the window.

It takes the whole plan into account. Where there is much of it, what is on the screen stays until
that is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from outreach.planning.matching import Match, Matching
from outreach.planning.similar import Similar, similar_to
from outreach.planning.speakers import Candidate, candidates_for
from outreach.snapshot import Snapshot
from ui.jobs.task import Task

AT_ONCE = 300
"""People and objections up to which nobody waits for it."""


class Asked(NamedTuple):
    """An objection, in a plan as it is on a day."""

    snapshot: Snapshot
    today: dt.date
    objection: str


class Found(NamedTuple):
    """What was worked out for an objection."""

    asked: Asked
    speakers: list[Candidate]
    responses: list[Match]
    similar: list[Similar]


class Advice(QObject):
    """Answers one question at a time; a new one takes the old one's place."""

    found = Signal(object)
    """:class:`Found`: what was asked for last."""
    waited_for = Signal()
    """It takes a moment."""

    def __init__(self, parent: QObject) -> None:
        """Know nothing yet."""
        super().__init__(parent)
        self._task = Task("objection", self)
        self._asked: Asked | None = None
        self._matching: tuple[Snapshot, dt.date, Matching] | None = None

    def ask(self, snapshot: Snapshot, today: dt.date, objection: str) -> None:
        """Find what there is to say to an objection; nothing when that was asked already."""
        asked, before = Asked(snapshot, today, objection), self._asked
        # Two equal snapshots are the same one: to compare all their records takes time.
        if before is not None and before.snapshot is snapshot and before[1:] == asked[1:]:
            return
        self._asked = asked
        if len(snapshot.people) + len(snapshot.objections) <= AT_ONCE:
            self._task.give_up()
            self.found.emit(self._look(asked))
            return

        def work(_: Callable[[float], None], __: Callable[[], bool]) -> Found:
            return self._look(asked)

        self.waited_for.emit()
        self._task.start(work, self.found.emit)

    def leave(self) -> None:
        """Stop for good."""
        self._task.close()

    def _look(self, asked: Asked) -> Found:
        snapshot, today, objection = asked
        known = self._matching
        if known is None or known[0] is not snapshot or known[1] != today:
            known = self._matching = snapshot, today, Matching(snapshot, today)
        matching = known[2]
        return Found(
            asked,
            candidates_for(snapshot, matching, objection),
            matching.responses_for(objection),
            similar_to(snapshot, matching, objection),
        )
