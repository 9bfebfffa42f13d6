"""The open file as the lane holds it: written where it belongs, or kept while that cannot be done.

A file that cannot be written or reached any more is replaced by a stand-in: a whole copy in the
person's own data, made from the file itself or, when that cannot be read either, from what was
read of it last. The window goes on with the stand-in, reading and writing, until its edits can be
carried into the file, or a copy is saved and takes its place.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import tr
from outreach.document.backups import Backup
from outreach.document.copying import copying_trouble, write_new
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.keeping import Keeper, Kept
from outreach.document.lock import RENEW_SECONDS, holder
from outreach.document.opening import Opening, Outcome, open_document
from outreach.document.writer import saving, saving_trouble
from outreach.history.carrying import carry, last_edit, steps_after
from outreach.history.steps import Name
from outreach.history.undo import redo_label, undo_label
from outreach.initiative import MODEL, open_file
from ui.jobs.lane import Lane

T = TypeVar("T")

MOST_HELD = 64_000_000
"""Bytes of a file that is held in memory, so that it is still there when a stick is removed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the file stands after the lane did something with it."""

    path: Path
    """The file that is open, as the person knows it."""
    place: Path
    """Where it is read."""
    turn: int
    """Another number as soon as it is read somewhere else."""
    why: str
    """Why a stand-in is in its place, in a sentence; empty while it is not."""
    unsaved: int
    """How many changes are in the stand-in and not in the file."""
    others: bool
    """Whether somebody else changed the file since this was asked last."""
    free: bool
    """Whether nobody has the file open any more who had it when it was opened here."""
    undo: str | None
    redo: str | None
    trouble: str
    """Why no safe copy could be taken, in a sentence; empty when all is well."""


class Holding:
    """Lives in the lane, as everything does that writes."""

    def __init__(self, path: Path, author: str, *, read_only: bool = False) -> None:
        """Open ``path``; see :attr:`opening` for how that went."""
        self.path = path
        self._author = author
        self.opening: Opening = self._opened(path, read_only=read_only)
        self._document = self.opening.document
        self._keeper = Keeper(path)
        self._turn = self._seen = 0
        self._why = ""
        self._carried: dict[Name, Name] = {}
        self._last: bytes = b""
        self._version: int | None = None
        self._others = self._free = False
        self._renewed = time.monotonic()
        self._tried: tuple[int, ...] = ()
        self._read()

    @property
    def document(self) -> Document:
        """What is written: the file, or what stands in for it.

        Raises:
            Refusal: when the file was not opened.
        """
        if self._document is None:
            raise Refusal(self.opening.sentence)
        return self._document

    def standing(self) -> Standing:
        """Return how the file stands now."""
        document, others = self.document, self._others
        self._others = False
        unsaved, undo, redo = 0, None, None
        # What cannot be read now is noticed at the next look.
        with suppress(sqlite3.Error):
            unsaved = steps_after(document, self._seen) if self._why else 0
            undo = undo_label(document) if document.writable else None
            redo = redo_label(document) if document.writable else None
        return Standing(
            self.path,
            document.place,
            self._turn,
            self._why,
            unsaved,
            others,
            self._free,
            undo,
            redo,
            self.opening.backups.trouble if self.opening.backups else "",
        )

    def write(self, change: Callable[[Document], Changes]) -> Changes:
        """Make a change, in the file or else in a stand-in for it.

        Raises:
            Refusal: when the change does not fit.
            NotSaved: when there is no room for a stand-in either.
        """
        try:
            with saving():
                changes = change(self.document)
        except NotSaved as error:
            if self._why:
                raise
            self._stand_in(error)
            with saving():
                changes = change(self.document)
        self._read(edited=True)
        return changes

    def look(self) -> bool:
        """See whether anything happened to the file that this program did not do.

        Returns:
            Whether there is anything to tell; :meth:`standing` says what.
        """
        if self._document is None:
            return False
        before = self._turn, self._why, self._free
        with suppress(Refusal):
            if self._why:
                self._try_if_changed()
            elif why := self._trouble():
                self._stand_in(NotSaved(why, why))
        if self.opening.outcome is Outcome.IN_USE:
            self._free = holder(self.path) is None
        self._read()
        return self._others or before != (self._turn, self._why, self._free)

    def try_again(self) -> list[str]:
        """Carry what is in the stand-in into the file, and go on with that.

        Returns:
            Sentences on what could not be taken along.

        Raises:
            NotSaved: when the file cannot be written yet.
        """
        if not self._why:
            return []
        self._tried, source = self._appearance(), self.document
        opening = self._opened(self.path, read_only=not source.writable)
        document = opening.document
        try:
            if document is None or document.writable != source.writable:
                raise NotSaved(opening.sentence, opening.sentence)
            with saving():
                left = carry(source, document, self._seen, self._carried)
        except Refusal as error:
            if document is not None:
                document.close()
            self._why = error.why if isinstance(error, NotSaved) else str(error)
            raise NotSaved(str(error), self._why) from error
        self._take(opening, self.path)
        return left

    def save_copy(self, target: Path) -> None:
        """Write a complete copy to ``target``. When the file cannot be written, go on with it.

        Raises:
            Refusal: when ``target`` exists.
            NotSaved: when it cannot be written.
        """
        if not self._why:
            self.document.copy_to(target)
        else:
            self.go_on_at(target)

    def go_on_at(self, target: Path) -> None:
        """Write a copy to ``target`` and go on with that instead of the file.

        Raises:
            Refusal: when ``target`` exists.
            NotSaved: when it cannot be written.
        """
        try:
            write_new(target, [self._content()])
        except OSError as error:
            raise copying_trouble(target, error) from error
        opening = open_file(target, author=self._author, lock=True)
        opening.opened()
        self._take(opening, target)

    def bring_in(self, kept: Sequence[Kept]) -> list[str]:
        """Make again what was kept for the file when it could not be saved; then forget that.

        Returns:
            Sentences on what could not be taken along.

        Raises:
            Refusal: when what was kept cannot be read, or is of another initiative.
            NotSaved: when the file cannot be written; what is left can be brought in again.
        """
        said: list[str] = []
        for one in kept:
            if (place := one.stand_in) is not None:
                opening = open_document(place, MODEL, author=self._author, read_only=True)
                with opening.opened() as source:
                    said += carry(source, self.document, one.seen, {})
            one.discard()
        self._read(edited=True)
        return said

    def restore(self, backup: Backup) -> Backup:
        """Put a safe copy in the place of what the file holds; return one of what it held.

        Raises:
            Refusal: when that cannot be; nothing was changed.
            NotSaved: when the file cannot be written, or what it holds not be kept first.
        """
        if self.opening.backups is None or self._why:
            raise Refusal(tr("The file cannot be written now, so nothing was put back."))
        return self.opening.backups.restore_over(backup, self.document)

    def erase(self, job: Callable[[Document], T]) -> T:
        """Do ``job``, which takes away something for good, where the file itself can be written.

        Raises:
            Refusal: when that cannot be; nothing was changed.
            NotSaved: when the file cannot be written.
        """
        if self._why:
            raise Refusal(
                tr("The file cannot be written now, so nothing was erased. Try again when it can.")
            )
        done = job(self.document)
        self._read(edited=True)
        return done

    def close(self) -> None:
        """Close the file; what could not be saved is offered when it is opened again."""
        if self._document is None:
            return
        if self._why and steps_after(self._document, self._seen):
            self._document.close()
            self._keeper.leave()
        else:
            self._document.close()
            self._keeper.forget()
        self._document = None

    def _opened(self, path: Path, *, read_only: bool = False) -> Opening:
        return open_file(path, author=self._author, lock=True, read_only=read_only)

    def _read(self, *, edited: bool = False) -> None:
        """Hold what the file says now, when it was edited here or changed by somebody else."""
        if self._document is None or self._why:
            return
        try:
            version = self._document.data_version()
            if version == self._version and not edited:
                return
            # The number is that of the connection: its own edits leave it as it is.
            self._others |= self._version not in (None, version)
            self._version = version
            fits = self._document.size() <= MOST_HELD
            self._last = self._document.content() if fits else b""
        except (OSError, sqlite3.Error):
            pass  # what was read before is all there is

    def _content(self) -> bytes:
        """Return all that the open file holds, from wherever it can still be read.

        Raises:
            NotSaved: when it cannot be read anywhere.
        """
        try:
            return self.document.content()
        except (OSError, sqlite3.Error) as error:
            if self._last:
                return self._last
            raise NotSaved(
                tr(
                    "“{name}” cannot be read now, so no copy was made of it. What you "
                    "changed is in this window. Put the disk or stick back and try "
                    "again.",
                    name=self.path.name,
                )
            ) from error

    def _trouble(self) -> str:
        """Say why the file cannot be used as it was; empty when it can."""
        if why := self.document.out_of_place():
            return why
        lock = self.opening.lock
        if lock is not None and time.monotonic() - self._renewed >= RENEW_SECONDS:
            self._renewed = time.monotonic()
            if (other := lock.renew()) is not None:
                return other.took_over(self.path.name)
        try:
            self.document.data_version()
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            return "" if busy else saving_trouble(error).why
        return ""

    def _stand_in(self, error: NotSaved) -> None:
        """Go on with a stand-in, because of ``error``.

        Raises:
            NotSaved: with the reason of ``error``, when there is no room for one.
        """
        try:
            place = self._keeper.stand_in(self._content())
            opening = open_document(
                place, MODEL, author=self._author, read_only=not self.document.writable
            )
            document = opening.opened()
            self._keeper.note_seen(last_edit(document))
        except Refusal as trouble:
            self._keeper.forget()
            raise error from trouble
        self.document.close()
        self._document, self._why = document, error.why
        self._seen, self._carried = last_edit(document), {}
        self._tried = self._appearance()
        self._turn += 1

    def _take(self, opening: Opening, path: Path) -> None:
        """Go on with a file that holds everything; no stand-in is needed any more."""
        self.document.close()
        self._keeper.forget()
        self.opening, self._document, self.path = opening, opening.document, path
        self._keeper, self._why = Keeper(path), ""
        self._turn += 1
        self._renewed = time.monotonic()
        self._version = None
        self._read()

    def _try_if_changed(self) -> None:
        """Try again by itself when the file came back, or another took its place."""
        now = self._appearance()
        if now and now != self._tried:
            self.try_again()

    def _appearance(self) -> tuple[int, ...]:
        try:
            found = self.path.stat()
        except OSError:
            return ()
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Held(NamedTuple):
    """A file that a lane has opened, for a session to come."""

    lane: Lane
    holding: Holding
