"""An open file as the window knows it: reading at once, writing in a lane, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from outreach.base.errors import NotSaved, Refusal
from outreach.document.document import Document
from outreach.document.edits import Changes, Edit
from outreach.document.opening import Opening
from outreach.history.undo import redo, redo_label, undo, undo_label
from outreach.initiative import open_file
from outreach.snapshot import Snapshot, take
from ui.jobs.lane import Lane
from ui.shell.foot import Saved

Then = Callable[[Changes], object]


class _Written(NamedTuple):
    """What the lane reports after a write."""

    changes: Changes
    undo: str | None
    redo: str | None


class Session(QObject):
    """One open file. Everything it reads is read in the window's thread, and never waits long.

    A change is queued and written in the lane; afterwards :attr:`changed` tells every page what
    to draw anew. A change that cannot be written stays in the queue of unsaved ones until it is
    tried again or a copy is saved.
    """

    changed = Signal(object)
    """Changes: what an edit changed."""
    saving = Signal(object)
    """Saved: whether everything is in the file."""
    not_saved = Signal(str)
    """A sentence: the file cannot be written now; what was typed is kept."""
    refused = Signal(str)
    """A sentence: the change does not fit and was not made."""

    def __init__(self, path: Path, author: str, parent: QObject | None = None) -> None:
        """Open ``path``; see :attr:`opening` for how that went."""
        super().__init__(parent)
        self.path = path
        self.author = author
        self._lane = Lane("document", self)
        self._reader: Document | None = None
        self._snapshot: Snapshot | None = None
        self._unsaved: list[tuple[Callable[[], Changes], Then | None]] = []
        self._under_way = 0
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self.last_edit = ""
        """The name of the edit that was told of last."""
        self.opening: Opening = self._lane.call(lambda: open_file(path, author=author))
        self._writer = self.opening.document
        if self._writer is not None:
            self._reader = open_file(path, author=author, read_only=True).opened()
            self.undo_label = undo_label(self._reader)
            self.redo_label = redo_label(self._reader)

    @property
    def document(self) -> Document:
        """The file, for reading only."""
        if self._reader is None:
            raise Refusal(self.opening.sentence)
        return self._reader

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._writer is None or not self._writer.writable

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed, in a sentence; empty when it can."""
        return "This file is open for reading only." if self.read_only else ""

    @property
    def all_saved(self) -> bool:
        """Whether every change is in the file."""
        return not self._under_way and not self._unsaved

    @property
    def unsaved(self) -> int:
        """How many changes could not be written and are kept here."""
        return len(self._unsaved)

    def snapshot(self) -> Snapshot:
        """Return everything in the file as plain values; read anew only after a change."""
        if self._snapshot is None:
            self._snapshot = take(self.document)
        return self._snapshot

    def edit(
        self,
        label: str,
        change: Callable[[Edit], object],
        then: Then | None = None,
        *,
        kind: str = "edit",
    ) -> None:
        """Queue an edit.

        Args:
            label: What it does, in words: "Telmara moved to committed".
            change: Makes the changes. It runs in the lane: it reads nothing of the window.
            then: Called in the window's thread once it is in the file.
            kind: ``edit``, or ``typing`` for what somebody may still be typing.
        """

        def write() -> Changes:
            with self._must_write().edit(label, kind=kind) as edit:
                change(edit)
            return edit.changes

        self._queue(write, then)

    def set(self, id: str, label: str, **values: Any) -> None:
        """Queue an edit that sets fields of one record."""
        self.edit(label, lambda edit: edit.set(id, **values))

    def undo(self, then: Then | None = None, edit: str | None = None) -> None:
        """Queue taking back the last edit, or the one of that name."""
        self.change(lambda document: undo(document, edit).changes, then)

    def redo(self, then: Then | None = None) -> None:
        """Queue doing again what was undone last."""
        self.change(lambda document: redo(document).changes, then)

    def change(self, write: Callable[[Document], Changes], then: Then | None = None) -> None:
        """Queue what makes an edit of its own, such as putting an old value back.

        Args:
            write: Changes the file. It runs in the lane: it reads nothing of the window.
            then: Called in the window's thread once it is in the file.
        """
        self._queue(lambda: write(self._must_write()), then)

    def try_again(self) -> None:
        """Queue anew what could not be written."""
        waiting, self._unsaved = self._unsaved, []
        for write, then in waiting:
            self._queue(write, then)

    def save_copy(
        self, target: Path, done: Callable[[Path], None], failed: Callable[[Exception], None]
    ) -> None:
        """Write a complete copy of the file to ``target``, after what is queued."""

        def copy() -> Path:
            self._must_write().copy_to(target)
            return target

        self._lane.submit(copy, done, failed)

    def close(self) -> None:
        """Write what is queued, then close the file."""
        if self._writer is not None:
            self._lane.call(self._writer.close)
            self._writer = None
        self._lane.close()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _must_write(self) -> Document:
        if self._writer is None:
            raise Refusal(self.opening.sentence)
        return self._writer

    def _queue(self, write: Callable[[], Changes], then: Then | None) -> None:
        def job() -> _Written:
            changes = write()
            document = self._must_write()
            return _Written(changes, undo_label(document), redo_label(document))

        def done(written: _Written) -> None:
            self._under_way -= 1
            self.undo_label, self.redo_label = written.undo, written.redo
            if written.changes:
                self._snapshot = None
                self.last_edit = written.changes.edit
            self._tell()
            self.changed.emit(written.changes)
            if then is not None:
                then(written.changes)

        def failed(error: Exception) -> None:
            self._under_way -= 1
            if isinstance(error, NotSaved):
                self._unsaved.append((write, then))
                self._tell()
                self.not_saved.emit(str(error))
            elif isinstance(error, Refusal):
                self._tell()
                self.refused.emit(str(error))
            else:
                self._tell()
                raise error

        self._under_way += 1
        self._tell()
        self._lane.submit(job, done, failed)

    def _tell(self) -> None:
        if self._unsaved:
            self.saving.emit(Saved.NOT_SAVED)
        else:
            self.saving.emit(Saved.SAVING if self._under_way else Saved.SAVED)
