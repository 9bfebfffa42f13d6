"""Long work beside the window: it tells how far it is, and can be given up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ui.jobs.lane import Failed, Lane

T = TypeVar("T")
Work = Callable[[Callable[[float], None], Callable[[], bool]], T]
"""Is given whom to tell how far it is, from 0 to 1, and whom to ask whether it is given up."""

_STEP = 0.02
"""Progress is told in steps of this at least: the window has better things to do."""


class _State:
    """What outlives the task, so that work under way can be ended when that is destroyed."""

    def __init__(self) -> None:
        self.lane: Lane | None = None
        self.given_up: threading.Event | None = None

    def give_up(self) -> None:
        if self.given_up is not None:
            self.given_up.set()
            self.given_up = None

    def end(self) -> None:
        self.give_up()
        if self.lane is not None:
            self.lane.end()


class Task(QObject):
    """One piece of work at a time, in a thread of its own; a new one takes the old one's place."""

    progress = Signal(float)
    """How far the present work is, from 0 to 1."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Do nothing yet; ``name`` is the thread's."""
        super().__init__(parent)
        self._name = name
        # A page may be taken down while its work goes on: that must find nobody to report to.
        state = self._state = _State()
        self.destroyed.connect(lambda: state.end())

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._state.given_up is not None

    def start(self, work: Work[T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Begin ``work``; ``done`` or ``failed`` is called in the window's thread afterwards.

        Neither is called for work that was given up.
        """
        self.give_up()
        state = self._state
        if state.lane is None or state.lane.closed:
            state.lane = Lane(self._name)
        lane = state.lane
        given_up = state.given_up = threading.Event()
        last = [0.0]

        def heard(share: float) -> None:
            if not given_up.is_set():
                self.progress.emit(share)

        def tell(share: float) -> None:
            if share - last[0] >= _STEP and not given_up.is_set():
                last[0] = share
                lane.report(heard, share)

        def ended(then: Callable[[T], None] | Failed | None, result: object) -> None:
            if not given_up.is_set():
                state.given_up = None
                if then is None:
                    raise result  # type: ignore[misc]
                then(result)  # type: ignore[arg-type]

        lane.submit(
            lambda: work(tell, given_up.is_set),
            lambda result: ended(done, result),
            lambda error: ended(failed, error),
        )

    def give_up(self) -> None:
        """Let what is under way end; nothing more is heard of it."""
        self._state.give_up()

    def close(self) -> None:
        """Give up what is under way, and end the thread; it is not waited for."""
        self._state.end()
