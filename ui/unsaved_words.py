"""Keeps the words that are being typed until they are saved, should the program be killed.

Forms save in the pauses of whoever types, so little is ever waiting: words typed without a pause,
what does not fit its field yet, and what is asked for a record that is not added yet. While there
is any, it is written into the person's own data, at most once in half a second and without waiting
for the disk; once there is none, nothing is kept and nothing runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from outreach.document.keeping import Keeper, Typed

EVERY_MS = 500


class OpenFile(Protocol):
    """What there is to know of the file that is typed into."""

    path: Path
    read_only: bool

    @property
    def settled(self) -> bool:
        """Whether nothing is on its way to the file."""


class Source(Protocol):
    """A form, a draft or a dialog into which somebody types."""

    touched: SignalInstance

    def unsaved_words(self) -> list[Typed]:
        """Return what is typed and not saved yet."""


class UnsavedWords(QObject):
    """Looks after the words of one open file."""

    def __init__(self, file: OpenFile, parent: QObject) -> None:
        """Keep what is typed for ``file``."""
        super().__init__(parent)
        self._file = file
        self._sources: list[Source] = []
        self._kept: list[Typed] = []
        self._keeper: Keeper | None = None
        self._of: Path | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def watch(self, source: Source) -> None:
        """Keep what is typed into ``source`` for as long as it is there."""
        if self._file.read_only:
            return
        self._sources.append(source)
        source.touched.connect(self._touched)

    def keep(self) -> None:
        """Keep what is typed now and not saved yet, and nothing else."""
        typed = self._typed()
        if not self._file.settled:
            # What was taken meanwhile is on its way to the file, and not there yet.
            now = {(one.record, one.field, one.where) for one in typed}
            typed += [o for o in self._kept if (o.record, o.field, o.where) not in now]
        if typed != self._kept:
            self._write(typed)
        if typed:
            self._timer.start()

    def close(self) -> None:
        """Leave what is not saved to whoever opens the file next."""
        self._timer.stop()
        self._write(self._typed())
        if self._keeper is not None and self._kept:
            self._keeper.leave()

    def _touched(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _typed(self) -> list[Typed]:
        from shiboken6 import isValid

        # Pages are taken down with what was typed into them.
        self._sources = [source for source in self._sources if isValid(source)]
        return [typed for source in self._sources for typed in source.unsaved_words()]

    def _write(self, typed: list[Typed]) -> None:
        if self._keeper is None or self._of != self._file.path:
            if self._keeper is not None:
                self._keeper.forget()
            self._keeper, self._of = Keeper(self._file.path), self._file.path
        self._kept = typed
        if typed:
            self._keeper.keep_typed(typed)
        else:
            self._keeper.forget()
