"""Two people, one file: a small file beside the document says who has it open for editing.

SQLite's own locks keep the file whole while it is being written. This one is for people: whoever
opens the file second is told who has it, on which computer and since when. It lives only while
the document is open, and one that a crashed program left behind is taken over.
"""

from __future__ import annotations

import json
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from outreach import __version__
from outreach.base.clock import day_words, moment, wall_clock
from outreach.base.errors import NotSaved
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.copying import name_anew
from outreach.document.log import LATEST_MS
from outreach.document.process import Process, this_process

PROGRAM = f"Outreach Planner {__version__}"
FRESH_SECONDS = 15 * 60
"""A lock from another computer counts for so long after it was last renewed."""
RENEW_SECONDS = 4 * 60
"""How often whoever holds a lock renews it."""
OVERDUE_SECONDS = RENEW_SECONDS + 60
"""Whoever has not renewed a lock for so long has probably crashed."""
_LONGEST = 4096
"""Bytes of a lock file; a longer one is none of ours."""


class Holder(NamedTuple):
    """Who has a file open for editing, as far as the lock file says so."""

    who: str
    process: Process
    since_ms: int
    token: str

    @property
    def here(self) -> bool:
        """Whether it is on this computer."""
        return self.process.here

    @property
    def words(self) -> str:
        """Who, where and since when: “Ana on “office-3”, since 23 November 2026, 09:12”."""
        who, host = self.who or tr("Somebody"), self.process.host
        if self.here:
            who = tr("{name} on this computer", name=who)
        elif host:
            who = tr("{name} on “{computer}”", name=who, computer=host)
        if not self.since_ms:
            return who
        at = moment(self.since_ms)
        day, time = day_words(at.date()), f"{at:%H:%M}"
        return tr("{who}, since {day}, {time}", who=who, day=day, time=time)

    def took_over(self, name: str) -> str:
        """Say that the file ``name`` was taken over while this computer could not be reached."""
        return tr(
            "“{name}” was taken over while this computer was asleep or cut off: {holder}.",
            name=name,
            holder=self.words,
        )

    def sentence(self, name: str) -> str:
        """Say that the file ``name`` is taken, what is safe and what can be done."""
        return tr(
            "“{name}” is open for editing elsewhere: {holder}. You can read it, "
            "or save a copy and edit that. Close it there to edit it here.",
            name=name,
            holder=self.words,
        )


class Lock:
    """This program's hold of a document, until :meth:`release`."""

    def __init__(self, document: Path, mine: Holder) -> None:
        """Prepare to hold ``document``, whatever other names lead to it; see :meth:`take`."""
        self.document = document
        self.mine = mine
        self.held = False
        """Stays False where the folder takes no lock file: then nobody can be told."""
        self.note = ""
        """A sentence when the lock of somebody who is gone was taken over."""

    @classmethod
    def take(cls, path: Path, author: str) -> Lock | Holder:
        """Take the document at ``path`` for editing, or return who has it.

        What cannot be locked, because the folder cannot be written to, is had without a lock.
        """
        document = path.resolve()
        mine = Holder(author, this_process(), wall_clock(), new_id())
        lock = cls(document, mine)
        place, part = _place(document), document.with_name(f".{mine.token}.part")
        try:
            part.write_text(_written(mine), "utf-8")
            # The folder's own clock, which on a network share need not be this computer's.
            now = part.stat().st_mtime
            if os.path.lexists(place):
                if (other := _holder(place, now)) is not None:
                    return other
                lock.note = _put_aside(place, document)
            name_anew(part, place)
            lock.held = True
        except FileExistsError:
            # Somebody was quicker by a moment, or something that is no lock file has the name.
            return _holder(place, now) or lock
        except OSError:
            pass
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return lock

    def renew(self) -> Holder | None:
        """Say anew that the document is in use; return who took it over meanwhile, if anybody.

        Call it every :data:`RENEW_SECONDS`. Another computer takes a document over when this one
        was asleep, or cut off from the network, for longer than :data:`FRESH_SECONDS`.
        """
        if not self.held:
            return None
        if (other := self._lost_to()) is not None:
            return other
        place, part = _place(self.document), self.document.with_name(f".{self.mine.token}.part")
        with suppress(OSError):
            if _read(place) is not None:
                os.utime(place)
            else:  # somebody tidied up
                part.write_text(_written(self.mine), "utf-8")
                part.replace(place)
        return None

    def check(self, document: object = None) -> None:
        """Make sure before an edit that nobody took the document over.

        Raises:
            NotSaved: when somebody did.
        """
        if self.held and (other := self._lost_to()) is not None:
            raise NotSaved(
                tr(
                    "The change was not saved. {sentence} It was taken over while this "
                    "computer was asleep or cut off.",
                    sentence=other.sentence(self.document.name),
                ),
                other.took_over(self.document.name),
            )

    def release(self) -> None:
        """Let go of the document; nothing stays beside it."""
        if not self.held:
            return
        self.held = False
        place = _place(self.document)
        found = _read(place)
        if found is not None and found.token == self.mine.token:
            with suppress(OSError):
                place.unlink(missing_ok=True)

    def _lost_to(self) -> Holder | None:
        found = _read(_place(self.document))
        return found if found is not None and found.process != self.mine.process else None


def holder(path: Path) -> Holder | None:
    """Return who has the document at ``path`` open for editing, if anybody."""
    return _holder(_place(path.resolve()), time.time())


def silence(path: Path, found: Holder) -> float:
    """Return for how many seconds nothing was heard of whoever has the document at ``path``.

    The folder's own clock counts, which on a network share need not be this computer's. Of a
    program on this computer that is certainly running, it is 0; of one that cannot be told, it
    is endless.
    """
    document = path.resolve()
    if found.here and found.process.started:
        return 0
    if not found.token:
        return float("inf")
    part = document.with_name(f".{new_id()}.part")
    try:
        renewed = _place(document).lstat().st_mtime
        part.touch()
        return max(0.0, part.stat().st_mtime - renewed)
    except OSError:
        return 0
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def take_away(path: Path, found: Holder) -> None:
    """Take the document at ``path`` from ``found``, whose program has crashed for all one can tell.

    If it is running all the same, it notices before its next edit, and keeps that on its computer.
    Nothing happens when somebody else has the document by now.
    """
    place = _place(path.resolve())
    there = _read(place)
    if (there.token if there else "") == found.token:
        with suppress(OSError):
            _put_aside(place, path)


def _place(document: Path) -> Path:
    return document.with_name(f".{document.name}.lock")


def _holder(place: Path, now: float) -> Holder | None:
    """Return who holds the lock file ``place``; None when it is free or its holder is gone."""
    try:
        there = place.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(there.st_mode):
        return None
    fresh = abs(now - there.st_mtime) <= FRESH_SECONDS
    found = _read(place)
    if found is None:
        # Damaged, or being written at this moment: somebody is there, we cannot say who.
        nobody = Process("", "", 0, "")
        return Holder("", nobody, 0, "") if fresh else None
    if found.process == this_process():
        # This very window had it: it is opening the file anew.
        return None
    if found.here and not found.process.running:
        return None
    if found.here and found.process.started:
        return found
    return found if fresh else None


def _put_aside(place: Path, document: Path) -> str:
    """Remove the lock of somebody who is gone and say so.

    Raises:
        FileExistsError: when somebody else took it over in this moment.
        OSError: when it cannot be removed.
    """
    gone, before = _read(place), place.lstat()
    if not stat.S_ISREG(before.st_mode):
        raise FileExistsError
    aside = place.with_name(f".{new_id()}.part")
    place.rename(aside)
    # Two may have found the same lock abandoned: what was put aside may be the other's new one.
    now = aside.lstat()
    if (now.st_ino, now.st_mtime_ns) != (before.st_ino, before.st_mtime_ns):
        name_anew(aside, place)
        aside.unlink(missing_ok=True)
        raise FileExistsError
    aside.unlink()
    return _taken_over(document.name, gone)


def _taken_over(name: str, gone: Holder | None) -> str:
    if gone is None:
        return tr(
            "A damaged note of who has “{name}” open was put aside. Nothing was lost.", name=name
        )
    if gone.process == this_process():
        return ""
    return tr(
        "“{name}” was not closed by {holder}. That program is gone, so the "
        "file is yours to edit. Everything that was saved is there.",
        name=name,
        holder=gone.words,
    )


def _written(mine: Holder) -> str:
    said = {"who": mine.who, "since": mine.since_ms, "program": PROGRAM, "token": mine.token}
    return json.dumps(said | mine.process._asdict())


def _read(place: Path) -> Holder | None:
    """Return what a lock file says; None when it is not there or says nothing that makes sense."""
    try:
        # A pipe or a device of that name would keep the program waiting.
        if not stat.S_ISREG(place.lstat().st_mode):
            return None
        with place.open("rb") as file:
            said = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    pid, since, token = said.get("pid"), said.get("since"), said.get("token")
    if type(pid) is not int or not 0 < pid < 1 << 31 or not isinstance(token, str):
        return None
    if type(since) is not int or not 0 < since < LATEST_MS:
        since = 0
    process = Process(_text(said, "host"), _text(said, "machine"), pid, _text(said, "started"))
    return Holder(_text(said, "who"), process, since, token)


def _text(said: dict[str, Any], name: str) -> str:
    """Return a text that can be shown in a sentence, whoever wrote it."""
    value = said.get(name)
    return "".join(c for c in value if c.isprintable())[:80] if isinstance(value, str) else ""
