"""Reads the open file beside the window, for what takes longer than a window may keep still."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from outreach.base.errors import Refusal
from outreach.document.opening import open_document
from outreach.initiative import MODEL
from ui.jobs.lane import Lane

if TYPE_CHECKING:
    from outreach.document.document import Document
    from ui.session import Session

T = TypeVar("T")

LARGE = 8_000_000
"""Bytes of a file from which everything in it is read beside the window, at first."""


def takes_long(session: Session) -> bool:
    """Tell whether reading everything now would keep the window waiting."""
    return session.latest is None and is_large(session.document)


def is_large(document: Document) -> bool:
    """Tell whether what looks through everything in a file would keep the window waiting."""
    return document.size() > LARGE


class SecondReader(QObject):
    """A thread with a connection of its own, which can only read; ends with the session."""

    def __init__(self, session: Session, name: str, parent: QObject) -> None:
        """Read nothing yet; ``name`` is the thread's."""
        super().__init__(parent)
        self._session = session
        # What it belongs to may be taken down while work goes on: that must find nobody then.
        held, lane = _Held(), Lane(name)
        self._held, self._lane = held, lane
        self.destroyed.connect(lambda: _end(lane, held))
        session.closing.connect(self._close)

    @property
    def closed(self) -> bool:
        """Whether nothing is read any more; work under way may ask, and end."""
        return self._held.over

    def ask(
        self,
        job: Callable[[Document], T],
        then: Callable[[T], object],
        otherwise: Callable[[], object] = lambda: None,
    ) -> None:
        """Have ``job`` done with the file as it is then, and ``then`` called in this thread.

        Where the file cannot be read just now, ``otherwise`` is called in place of it; nothing
        is once the file is closed.
        """
        held = self._held
        if held.over:
            return
        place, author = self._session.document.place, self._session.author

        def work() -> tuple[T] | None:
            try:
                document = None if held.over else held.document(place, author)
                return None if document is None else (job(document),)
            except (sqlite3.Error, OSError, Refusal):
                # A stick was removed, or the file is being put back: the window says so.
                held.close()
                return None

        def done(found: tuple[T] | None) -> None:
            if held.over:
                return
            if found is None:
                otherwise()
            else:
                then(found[0])

        self._lane.submit(work, done)

    def _close(self) -> None:
        """Let go of the file, and wait until that is done."""
        if not self._held.over:
            self._held.over = True
            self._lane.submit(self._held.close)
            self._lane.close()


def _end(lane: Lane, held: _Held) -> None:
    held.over = True
    if not lane.closed:
        lane.submit(held.close)
        lane.end()


class _Held:
    """Lives in the lane: the file as it is read there."""

    over = False

    def __init__(self) -> None:
        self._document: Document | None = None

    def document(self, place: Path, author: str) -> Document | None:
        """Return the file at ``place``, which is another one after the window went on with that."""
        if self._document is None or self._document.place != place:
            self.close()
            self._document = open_document(place, MODEL, author=author, read_only=True).document
        return self._document

    def close(self) -> None:
        document, self._document = self._document, None
        if document is not None:
            with suppress(sqlite3.Error, OSError):
                document.close()
