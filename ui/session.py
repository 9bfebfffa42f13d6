"""An open file as the window knows it: reading at once, writing in a lane, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from outreach.base.errors import NotSaved, Refusal, expected
from outreach.base.language import tr
from outreach.document.backups import Backup
from outreach.document.document import Document
from outreach.document.edits import Changes, Edit
from outreach.document.keeping import Kept
from outreach.document.opening import open_document
from outreach.history.undo import redo, undo
from outreach.initiative import MODEL
from outreach.snapshot import Latest, Snapshot
from ui.holding import Held, Holding, Standing
from ui.jobs.lane import Lane
from ui.shell.foot import Saved
from ui.unsaved_words import UnsavedWords

T = TypeVar("T")
Then = Callable[[Changes], object]
Write = Callable[[Document], Changes]
Failed = Callable[[Exception], None]


class Session(QObject):
    """One open file. Everything it reads is read in the window's thread, and never waits long.

    A change is queued and written in the lane; afterwards :attr:`changed` tells every page what
    to draw anew. When the file cannot be written, the lane goes on with a stand-in for it (see
    :mod:`ui.holding`). A change for which there is no room there either stays in the queue of
    unsaved ones until it is tried again or a copy is saved.
    """

    changed = Signal(object)
    """Changes: what an edit changed."""
    reloaded = Signal()
    """Anything may be different: draw everything anew."""
    saving = Signal(object)
    """Saved: whether everything is in the file."""
    not_saved = Signal(str)
    """A sentence: why the file cannot be written now; what was typed is kept."""
    refused = Signal(str)
    """A sentence: the change does not fit and was not made."""
    closing = Signal()
    """The file is about to be closed: who reads it elsewhere lets go of it."""
    was_read = Signal()
    """Everything was read elsewhere, and is in :attr:`latest` now."""
    looked = Signal(object)
    """Standing: something happened to the file that was not done here."""

    def __init__(
        self,
        path: Path,
        author: str,
        parent: QObject | None = None,
        *,
        read_only: bool = False,
        called: Path | None = None,
        held: Held | None = None,
    ) -> None:
        """Open ``path``; see :attr:`opening` for how that went.

        Args:
            path: The file.
            author: Who edits.
            parent: What it belongs to.
            read_only: Only read it.
            called: What people know it as, when that is not its own name.
            held: The file as it was opened so; without it, the window waits until it is open.
        """
        super().__init__(parent)
        self._called = called
        self.author = author
        if held is None:
            lane = Lane("document")
            held = Held(lane, lane.call(lambda: Holding(path, author, read_only=read_only)))
        self._lane, self._holding = held
        self._reader: Document | None = None
        self.latest: Latest | None = None
        """What was read of everything, if it was."""
        self._unsaved: list[tuple[Write, Then | None]] = []
        self._under_way = 0
        self._looking = False
        self.last_edit = ""
        """The name of the edit that was told of last."""
        self.opening = self._holding.opening
        self.standing: Standing | None = None
        self.read_only = self.opening.document is None or not self.opening.document.writable
        """Whether nothing can be changed."""
        self.path = path
        self.unsaved_words = UnsavedWords(self, self)
        if self.opening.document is not None:
            self._stand(self._lane.call(self._holding.standing))

    @property
    def document(self) -> Document:
        """The file, for reading only."""
        if self._reader is None:
            raise Refusal(self.opening.sentence or tr("The file could not be read. Open it again."))
        return self._reader

    @property
    def called(self) -> Path:
        """The file as people know it: where a copy of it is offered to go, and its name."""
        return self._called or self.path

    @property
    def is_open(self) -> bool:
        """Whether there is anything to show; else :attr:`opening` says why not."""
        return self._reader is not None

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed, in a sentence; empty when it can."""
        return tr("This file is open for reading only.") if self.read_only else ""

    @property
    def settled(self) -> bool:
        """Whether every change can be read, be it in the file or in a stand-in for it."""
        return not self._under_way and not self._unsaved

    @property
    def all_saved(self) -> bool:
        """Whether every change is in the file."""
        return not self._under_way and not self.unsaved

    @property
    def unsaved(self) -> int:
        """How many changes could not be written to the file and are kept here."""
        return len(self._unsaved) + (self.standing.unsaved if self.standing else 0)

    @property
    def lost_at_closing(self) -> int:
        """How many of them are in memory only."""
        return len(self._unsaved)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self.standing.undo if self.standing else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self.standing.redo if self.standing else None

    def snapshot(self) -> Snapshot:
        """Return everything in the file as plain values; after a change, only that is read."""
        if self.latest is None:
            self.latest = Latest(self.document)
        return self.latest.snapshot()

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

        def write(document: Document) -> Changes:
            with document.edit(label, kind=kind) as edit:
                change(edit)
            return edit.changes

        self.change(write, then)

    def set(self, id: str, label: str, **values: Any) -> None:
        """Queue an edit that sets fields of one record."""
        self.edit(label, lambda edit: edit.set(id, **values))

    def undo(
        self, then: Then | None = None, edit: str | None = None, *, partly: bool = False
    ) -> None:
        """Queue taking back the last edit, or the one of that name, if need be only in part."""
        self.change(lambda document: undo(document, edit, partly=partly).changes, then)

    def redo(self, then: Then | None = None, edit: str | None = None) -> None:
        """Queue doing again what was undone last, or the edit of that name."""
        self.change(lambda document: redo(document, edit).changes, then)

    def change(self, write: Write, then: Then | None = None) -> None:
        """Queue what makes an edit of its own, such as putting an old value back.

        Args:
            write: Changes the file. It runs in the lane: it reads nothing of the window.
            then: Called in the window's thread once it is in the file.
        """

        def done(changes: Changes) -> None:
            if changes:
                self.last_edit = changes.edit
            self.changed.emit(changes)
            if then is not None:
                then(changes)

        def failed(error: Exception) -> None:
            if isinstance(error, NotSaved):
                self._unsaved.append((write, then))
                self._tell()
                self.not_saved.emit(error.why)
            else:
                self.refused.emit(str(expected(error)))

        self._do(lambda: self._holding.write(write), done, failed)

    def try_again(self) -> None:
        """Queue anew what could not be written."""

        def done(left: list[str]) -> None:
            self._write_unsaved()
            if left:
                self.refused.emit(" ".join(left))

        self._do(self._holding.try_again, done, self._not_again)

    def save_copy(self, target: Path, done: Callable[[Path], None], failed: Failed) -> None:
        """Write a complete copy to ``target``, after what is queued.

        When there are changes that could not be saved, the copy has them, and takes the place of
        the file: :attr:`path` is then ``target``.
        """
        go_on = bool(self._unsaved)

        def copy() -> Path:
            (self._holding.go_on_at if go_on else self._holding.save_copy)(target)
            return target

        def copied(path: Path) -> None:
            self._write_unsaved()
            done(path)

        self._do(copy, copied, failed)

    def save_past(
        self, edit: str, target: Path, done: Callable[[Path], None], failed: Failed
    ) -> None:
        """Write the file as it was just after an edit to ``target``, to be opened there."""
        from outreach.history.as_of import write_to_open

        def write() -> Path:
            write_to_open(self._holding.document, edit, target)
            return target

        self._do(write, done, failed)

    def fetch(
        self, job: Callable[[Document], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Have the lane read something of the document, after what is queued, without waiting."""
        self._do(lambda: job(self._holding.document), done, failed)

    def erase(
        self, job: Callable[[Document], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Have the lane erase something for good; whatever is shown is drawn anew."""

        def erased(result: T) -> None:
            self._reload()
            done(result)

        self._do(lambda: self._holding.erase(job), erased, failed)

    def restore(self, backup: Backup, done: Callable[[Backup], None], failed: Failed) -> None:
        """Put a safe copy in the place of what the file holds; ``done`` gets one of that."""

        def restored(before: Backup) -> None:
            self._reload()
            done(before)

        self._do(lambda: self._holding.restore(backup), restored, failed)

    def bring_in(
        self, kept: Sequence[Kept], done: Callable[[list[str]], None], failed: Failed
    ) -> None:
        """Make again what was kept when it could not be saved; ``done`` gets what is left of it."""

        def brought(said: list[str]) -> None:
            self._reload()
            done(said)

        def not_brought(error: Exception) -> None:
            self._reload()
            failed(error)

        self._do(lambda: self._holding.bring_in(kept), brought, not_brought)

    def look(self) -> None:
        """See whether the file was changed elsewhere, or can be reached no more, or again."""

        def look() -> Standing | None:
            return self._holding.standing() if self._holding.look() else None

        def looked(standing: Standing | None) -> None:
            self._looking = False
            if standing is not None and self._reader is not None:
                self._stand(standing)
                self.looked.emit(standing)

        if self._reader is not None and not self._looking:
            self._looking = True
            self._lane.submit(look, looked, self._not_looked)

    def call(self, job: Callable[[Document], T]) -> T:
        """Do ``job`` with the document that is written, after what is queued, and wait for it."""
        return self._lane.call(lambda: job(self._holding.document))

    def close(self) -> None:
        """Write what is queued, then close the file."""
        self.closing.emit()
        self.unsaved_words.close()
        if not self._lane.closed:
            self._lane.call(self._holding.close)
            self._lane.close()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _do(self, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Queue what may change how the file stands."""

        def run() -> tuple[T, Standing]:
            return job(), self._holding.standing()

        def ended(result: tuple[T, Standing]) -> None:
            self._under_way -= 1
            self._stand(result[1])
            done(result[0])

        def not_done(error: Exception) -> None:
            self._under_way -= 1
            self._tell()
            failed(error)

        self._under_way += 1
        self._tell()
        self._lane.submit(run, ended, not_done)

    def _stand(self, standing: Standing) -> None:
        """Take in how the file stands, and read it where it now is."""
        before, self.standing = self.standing, standing
        self.path = standing.path
        if before is None or before.turn != standing.turn:
            self._open_reader(standing)
        if before is not None and (before.turn != standing.turn or standing.others):
            # Another tool may have changed the tables and not the log: all is read anew.
            self._reload()
        self._tell()
        if standing.why:
            self.not_saved.emit(standing.why)

    def _open_reader(self, standing: Standing) -> None:
        opening = open_document(standing.place, MODEL, author=self.author, read_only=True)
        if opening.document is None:
            # Gone in this very moment; one that was open already is seen to be at the next look.
            self.opening = self.opening if self._reader else opening
            return
        before, self._reader, self.latest = self._reader, opening.document, None
        if before is not None:
            before.close()

    def _reload(self) -> None:
        self.latest = None
        self.reloaded.emit()

    def _write_unsaved(self) -> None:
        waiting, self._unsaved = self._unsaved, []
        for write, then in waiting:
            self.change(write, then)

    def _not_looked(self, error: Exception) -> None:
        self._looking = False
        raise error

    def _not_again(self, error: Exception) -> None:
        expected(error)
        self._lane.submit(self._holding.standing, self._stand)

    def _tell(self) -> None:
        here = Saved.SAVING if self._under_way else Saved.SAVED
        self.saving.emit(Saved.NOT_SAVED if self.unsaved else here)
