"""A lane: one thread that does jobs one after another and reports back to the window's thread."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from ui.jobs import garbage

T = TypeVar("T")
Failed = Callable[[Exception], None]

TURN_SECONDS = 0.001
"""How long a thread goes on before another has its turn; by itself Python lets it have five times
as long, and the window would wait that long each time that it has something to do."""


class _Post(QObject):
    """Brings what lanes report into the window's thread.

    There is one for as long as the program runs. One that belonged to a lane would be taken down
    with it, maybe in the lane's own thread, while Qt has a report to give to it.
    """

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, report: Callable[[], None]) -> None:
        report()


@cache
def _post() -> _Post:
    """Return the one post, which is made in the window's thread."""
    return _Post()


class Lane:
    """One worker thread with a queue. Jobs are done in the order in which they are given."""

    def __init__(self, name: str, owner: QObject | None = None) -> None:
        """Start the thread; nothing is reported any more once ``owner`` was taken down.

        A lane is made in the window's thread.
        """
        garbage.keep_here()
        sys.setswitchinterval(TURN_SECONDS)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._post, self._owner = _post(), owner
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._closed = False
        self._thread.start()

    def submit(
        self,
        job: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Queue ``job``; ``done`` or ``failed`` is called in the window's thread afterwards.

        An error nobody asked to hear of goes to the program's last resort, as if it had been
        raised in the window.
        """

        def run() -> None:
            try:
                result = job()
            except Exception as error:
                self.report(failed or _unexpected, error)
            else:
                self.report(done or _nothing, result)

        self._jobs.put(run)

    def call(self, job: Callable[[], T]) -> T:
        """Do ``job`` in the lane, after what is queued, and wait for what it returns."""
        answer: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

        def run() -> None:
            try:
                answer.put((True, job()))
            except Exception as error:
                answer.put((False, error))

        self._jobs.put(run)
        fine, result = answer.get()
        if not fine:
            raise result
        value: T = result
        return value

    @property
    def closed(self) -> bool:
        """Whether nothing can be queued any more."""
        return self._closed

    def finish(self) -> None:
        """Wait for what is queued, and have it reported before going on."""
        if not self._closed:
            self.call(lambda: None)
            QCoreApplication.sendPostedEvents(self._post, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Finish what is queued and end the thread; what it reports after that is dropped."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()

    def end(self) -> None:
        """Let the thread end after what is queued, without waiting; nothing more is reported."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            # Let go of where it was made: what it alone holds, Qt may only take down there.
            done = [job]
            del job
            self._post.arrived.emit(done.clear)
            del done

    def report(self, tell: Callable[[Any], None], result: object) -> None:
        """Have ``tell`` called with ``result`` in the window's thread, unless this is closed.

        For a job that has something to say before it is done.
        """

        def report() -> None:
            if not self._closed and (self._owner is None or isValid(self._owner)):
                tell(result)

        self._post.arrived.emit(report)


def _nothing(_: object) -> None:
    pass


def _unexpected(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
