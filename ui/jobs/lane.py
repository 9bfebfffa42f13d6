"""A lane: one thread that does jobs one after another and reports back to the window's thread."""

from __future__ import annotations

import queue
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from ui.jobs import garbage

T = TypeVar("T")
Failed = Callable[[Exception], None]

TURN_SECONDS = 0.001
"""How long a thread goes on before another has its turn; by itself Python lets it have five times
as long, and the window would wait that long each time that it has something to do."""


class Lane(QObject):
    """One worker thread with a queue. Jobs are done in the order in which they are given."""

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start the thread."""
        super().__init__(parent)
        garbage.keep_here()
        sys.setswitchinterval(TURN_SECONDS)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._finished.connect(self._report, Qt.ConnectionType.QueuedConnection)
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
                self._finished.emit((failed or _unexpected, error))
            else:
                self._finished.emit((done or _nothing, result))

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
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

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

    def _report(self, report: tuple[Callable[[Any], None], Any]) -> None:
        tell, result = report
        if not self._closed:
            tell(result)


def _nothing(_: object) -> None:
    pass


def _unexpected(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def details(error: BaseException) -> str:
    """Return the technical details of an error, for the one who mends the program."""
    return "".join(traceback.format_exception(error))
