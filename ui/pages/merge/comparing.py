"""Compares a colleague's copy with the open file in a lane of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from outreach.base.errors import Refusal, expected
from outreach.base.language import tr
from outreach.document.opening import open_document
from outreach.initiative import MODEL
from outreach.merge.bringing import OtherInitiative, compare
from outreach.merge.review import Review, digest_of
from ui.jobs.lane import Lane


class _Dropped(Exception):
    """Nobody waits for this comparison any more."""


class Comparing(QObject):
    """One comparison at a time. Nothing is written: the open file is read where it is."""

    compared = Signal(object)
    """A :class:`Review` without answers."""
    progress = Signal(int, int)
    """How many steps of how many are done."""
    refused = Signal(str)
    """A sentence: the copy cannot be brought in."""

    def __init__(self, parent: QObject) -> None:
        """Begin without a thread; the first comparison starts it."""
        super().__init__(parent)
        self._lane: Lane | None = None
        self._number = 0
        self.is_other = False
        """Whether what was refused last is of another initiative."""

    def compare(self, place: Path, author: str, source: Path) -> None:
        """Begin to compare; what was being compared is dropped.

        Args:
            place: Where the open file is read.
            author: Who has it open.
            source: The colleague's copy.
        """
        self._number += 1
        number = self._number

        def tell(done: int, total: int) -> None:
            if number != self._number:
                raise _Dropped
            self.progress.emit(done, total)

        def job() -> Review:
            if place.exists() and source.exists() and place.samefile(source):
                raise Refusal(
                    tr(
                        "“{name}” is the plan that is open. Choose the copy that your "
                        "colleague sent you.",
                        name=source.name,
                    )
                )
            digest = digest_of(source)
            opening = open_document(place, MODEL, author=author, read_only=True)
            with opening.opened() as mine:
                return Review(source, digest, compare(mine, source, tell))

        def done(review: Review) -> None:
            if number == self._number:
                self.compared.emit(review)

        def failed(error: Exception) -> None:
            if isinstance(error, _Dropped) or number != self._number:
                return
            expected(error)
            self.is_other = isinstance(error, OtherInitiative)
            self.refused.emit(str(error))

        self._lane = self._lane or Lane("comparing")
        self._lane.submit(job, done, failed)

    def drop(self) -> None:
        """Compare no more; a comparison that is under way ends by itself."""
        self._number += 1

    def close(self) -> None:
        """End the thread."""
        self.drop()
        if self._lane is not None:
            self._lane.close()
            self._lane = None
