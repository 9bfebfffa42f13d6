"""Safe copies of a document, kept in the person's own data, never beside the file itself.

A file beside the document would be mailed with it, or be lost with the memory stick. A copy's
name says all there is to know about it, so no list has to be kept in step with the folder.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import Clock, moment, wall_clock
from outreach.base.data_folder import data_folder
from outreach.base.digest import sha256
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import derived_id, is_id, new_id
from outreach.base.language import Terms, tr
from outreach.document import pages
from outreach.document.connecting import connect
from outreach.document.copying import name_anew, private_folder, reach_folder, write_new
from outreach.document.document import Document
from outreach.document.lock import holder
from outreach.document.setting_aside import set_aside
from outreach.document.thinning import LIMIT, kept
from outreach.document.writer import saving_trouble

_NAME = r"(\d{17})-([a-z]+)-([0-9a-f]{12})-([0-9a-f]{8})\.db"
_RETRY_MS = 600_000
"""A copy of the day that could not be written is tried again after ten minutes."""
_AT_ONCE = 3
"""So many copies are deleted when one is taken, unless there are more than the most."""
_PATIENCE = 20
"""So many times, 0.1 s apart, a restore waits for whoever is using the file."""


class Why(StrEnum):
    """Why a copy was taken."""

    DAY = "day"
    UPDATE = "update"
    MERGE = "merge"
    ERASURE = "erasure"
    RESTORE = "restore"
    ASKED = "asked"

    @property
    def words(self) -> str:
        """The reason in words, as in “Before a merge”."""
        return _WORDS[self]


_WORDS = Terms({
    Why.DAY: "Before the first change of the day",
    Why.UPDATE: "Before the file was brought up to date",
    Why.MERGE: "Before a merge",
    Why.ERASURE: "Before a person’s data was erased",
    Why.RESTORE: "Before a safe copy was put back",
    Why.ASKED: "Taken by hand",
})  # fmt: skip


class Backup(NamedTuple):
    """A safe copy: an ordinary file that opens like any other."""

    path: Path
    at_ms: int
    """When it was taken, in milliseconds since 1970, UTC."""
    why: Why
    size: int
    """Bytes."""
    state: str
    """What the file held, as :meth:`Document.state` says it."""
    origin: str
    """Eight characters that stand for the path of the file it was taken of."""

    @property
    def at(self) -> dt.datetime:
        """When it was taken, in local time."""
        return moment(self.at_ms)

    def is_of(self, path: Path) -> bool:
        """Tell whether it was taken of the file at ``path``, not of another one of the plan."""
        return self.origin == _origin(path)


class Backups:
    """Takes, lists, thins and restores the safe copies of this person's documents.

    One instance serves one open document; it never keeps an edit from being made.
    """

    def __init__(self, folder: Path | None = None, clock: Clock = wall_clock) -> None:
        """Keep copies in ``folder``, by default in the person's own data."""
        data = data_folder()
        self._folder = folder or (data / "backups" if data else None)
        self._clock = clock
        self._looked = self._again = 0
        self.trouble = ""
        """A sentence when the last copy could not be made; empty when all is well."""

    @property
    def folder(self) -> Path | None:
        """Where copies are kept; None when the computer does not say where there is room."""
        return self._folder

    def before(self, document: Document, why: Why) -> Backup | None:
        """Take a copy of ``document`` as it is, unless the last one of this file is the same.

        Returns:
            The copy, or the last one when nothing has changed since; None when it could not be
            made: then :attr:`trouble` says why.
        """
        self.trouble = ""
        try:
            return self._taken(document, why)
        except (Refusal, OSError, sqlite3.Error) as error:
            cause = error.__cause__ or error
            why_not = cause.strerror if isinstance(cause, OSError) else cause
            self.trouble = tr(
                "No safe copy of “{name}” could be made ({why}). Your changes "
                "are saved in the file all the same. To be safe, save a copy "
                "yourself.",
                name=document.path.name,
                why=why_not,
            )
            return None

    def before_edit(self, document: Document) -> None:
        """Take the copy of the day when this is the first edit of the day."""
        now = self._clock()
        if self._looked <= now < self._again:
            return
        today = moment(now)
        midnight = dt.datetime.combine(today.date() + dt.timedelta(days=1), dt.time()).timestamp()
        self._looked, self._again = now, int(midnight * 1000)
        if not self._has_one_of(document, today.date()):
            self.before(document, Why.DAY)
            if self.trouble:
                self._again = min(self._again, now + _RETRY_MS)

    def _has_one_of(self, document: Document, day: dt.date) -> bool:
        origin = _origin(document.path)
        try:
            return any(b.origin == origin and b.at.date() == day for b in self.of(document.id))
        except sqlite3.Error:
            return False

    def of(self, id: str) -> list[Backup]:
        """Return all copies of the initiative ``id``, newest first."""
        return sorted(_listed(self._folder_of(id)), key=_age, reverse=True)

    def of_file(self, path: Path) -> list[Backup]:
        """Return all copies, newest first, of the initiative that ``path`` is or was a file of.

        It works for a file that is damaged or gone: what counts is that copies were taken of a
        file with this path.
        """
        try:
            folders = list(self._folder.iterdir()) if self._folder else []
            origin = _origin(path)
        except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself
            return []
        found = []
        for folder in folders:
            copies = _listed(folder)
            if any(copy.origin == origin for copy in copies):
                found += copies
        return sorted(found, key=_age, reverse=True)

    def delete(self, copies: Iterable[Backup]) -> int:
        """Delete safe copies for good, as when somebody is erased; return how many are gone."""
        gone = 0
        for copy in copies:
            with suppress(OSError):
                copy.path.unlink()
                gone += 1
        return gone

    def restore(self, backup: Backup, target: Path) -> None:
        """Write what ``backup`` holds to ``target``, a path that is not taken.

        Raises:
            Refusal: when ``target`` exists.
            NotSaved: when it cannot be written or the copy cannot be read.
        """
        try:
            with backup.path.open("rb") as source:
                write_new(target, iter(lambda: source.read(1 << 20), b""))
        except FileExistsError:
            raise Refusal(
                tr(
                    "“{name}” exists already, so nothing was changed. Choose another name.",
                    name=target.name,
                )
            ) from None
        except OSError as error:
            raise NotSaved(
                tr(
                    "The safe copy could not be written to “{target}” ({strerror}). It "
                    "is still there. Choose another folder.",
                    target=target,
                    strerror=error.strerror,
                )
            ) from error

    def restore_in_place(self, backup: Backup, path: Path) -> Path | None:
        """Put what ``backup`` holds where a file is gone or not sound, all or nothing.

        What is there now stays beside it under another name, with its journal.

        Returns:
            Where that is; None when nothing was there.

        Raises:
            Refusal: when somebody has the file open, or the copy is damaged.
            NotSaved: when the folder cannot be written to.
        """
        other = holder(path)
        if other is not None:
            raise Refusal(
                tr("Nothing was put back. {sentence}", sentence=other.sentence(path.name))
            )
        real = path.resolve()
        part = real.with_name(f".{new_id()}.part")
        try:
            if not _is_sound(backup.path):
                raise _damaged()
            with backup.path.open("rb") as source:
                write_new(part, iter(lambda: source.read(1 << 20), b""))
            aside = set_aside(real)
            try:
                name_anew(part, real)
            except OSError:
                aside.undo()
                raise
            reach_folder(real.parent)
        except OSError as error:
            raise NotSaved(
                tr(
                    "The safe copy could not be put back in “{parent}” ({strerror}). "
                    "Nothing was changed there. Save the copy elsewhere instead.",
                    parent=real.parent,
                    strerror=error.strerror,
                )
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return aside.file

    def restore_over(self, backup: Backup, document: Document) -> Backup:
        """Put what ``backup`` holds in the place of what ``document`` holds, all or nothing.

        The present state is kept as a safe copy first. Everyone who has the file open goes on
        with what was put back, as with anybody else's change: read all of it anew.

        Returns:
            The safe copy of what was there before.

        Raises:
            Refusal: when the document is open for reading only, or of another initiative, or the
                copy is damaged; nothing was changed.
            NotSaved: when the present state could not be kept or the file not be written.
        """
        if not document.writable:
            raise Refusal(
                tr(
                    "The file is open for reading only, so nothing was put back. "
                    "Restore the safe copy under another name."
                )
            )
        if backup.path.parent.name != _folder_name(document.id):
            raise Refusal(tr("The safe copy is of another initiative, so nothing was put back."))
        for look in document.before_edit:
            look(document)
        before = self.before(document, Why.RESTORE)
        if before is None:
            raise NotSaved(tr("Nothing was put back. {trouble}", trouble=self.trouble))
        _write_over(backup.path, document.path)
        return before

    def _taken(self, document: Document, why: Why) -> Backup:
        there = self.of(document.id)
        state, origin = document.state(), _origin(document.path)
        last = next((backup for backup in there if backup.origin == origin), None)
        if last is not None and last.state == state:
            return last
        folder = self._folder_of(document.id)
        if folder is None:
            raise Refusal(tr("this computer does not say where your data is kept"))
        private_folder(folder)
        now, taken = self._clock(), {backup.at_ms for backup in there}
        while now in taken:
            now += 1
        target = folder / f"{_stamp(now)}-{why}-{state}-{origin}.db"
        document.copy_to(target, private=True)
        fresh = Backup(target, now, why, target.stat().st_size, state, origin)
        self._tidy([fresh, *there], fresh)
        return fresh

    def _tidy(self, there: list[Backup], fresh: Backup) -> None:
        """Delete what has become too old."""
        staying = kept([(b.at, b.origin) for b in there], moment(max(self._clock(), fresh.at_ms)))
        superfluous = [b.path for b in there if b is not fresh and (b.at, b.origin) not in staying]
        # The oldest first, and few at once: a clock that is years ahead for a day makes all of
        # them look old.
        going = superfluous[-max(_AT_ONCE, len(there) - LIMIT) :]
        # What cannot be deleted now is deleted next time.
        for path in going:
            with suppress(OSError):
                path.unlink()

    def _folder_of(self, id: str) -> Path | None:
        return self._folder / _folder_name(id) if self._folder else None


def _folder_name(id: str) -> str:
    # A stranger's file may call itself anything, “../..” too.
    return id if is_id(id) else derived_id("backups", id)


def _origin(path: Path) -> str:
    whole = os.path.normcase(path.resolve())
    return sha256(os.fsencode(whole))[:8]


def _age(backup: Backup) -> tuple[int, str]:
    return backup.at_ms, backup.path.name


def _listed(folder: Path | None) -> list[Backup]:
    """Return the copies in ``folder``; none when there is no such folder."""
    try:
        return [found for path in folder.iterdir() if (found := _read_name(path))] if folder else []
    except OSError:
        return []


def _read_name(path: Path) -> Backup | None:
    match = re.fullmatch(_NAME, path.name)
    if not match or match[2] not in set(Why):
        return None
    try:
        at = dt.datetime.strptime(f"{match[1]}000+0000", "%Y%m%d%H%M%S%f%z")
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    at_ms = round(at.timestamp() * 1000)
    return Backup(path, at_ms, Why(match[2]), size, match[3], match[4])


def _stamp(at_ms: int) -> str:
    return f"{dt.datetime.fromtimestamp(at_ms // 1000, dt.UTC):%Y%m%d%H%M%S}{at_ms % 1000:03}"


def _damaged() -> Refusal:
    return Refusal(
        tr("This safe copy is damaged, so nothing was changed. Choose an older or newer one.")
    )


def _write_over(source: Path, target: Path) -> None:
    """Replace the content of the SQLite file ``target`` in one transaction of its own."""
    waited = 0

    def wait(status: int, _remaining: int, _total: int) -> None:
        nonlocal waited
        waited += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waited > _PATIENCE:
            raise sqlite3.OperationalError("database is locked")

    if not _is_sound(source):
        raise _damaged()
    try:
        with (
            closing(connect(source, writable=False)) as copy,
            closing(connect(target, writable=True)) as over,
        ):
            copy.backup(over, progress=wait, sleep=0.1)
    except sqlite3.Error as error:
        raise saving_trouble(error) from error


def _is_sound(copy: Path) -> bool:
    try:
        with closing(connect(copy, writable=False)) as connection:
            return not pages.troubles(connection)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
            return False
        raise saving_trouble(error) from error
