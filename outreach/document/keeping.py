"""What could not be saved, kept in the person's own data until it is in its file.

Two things are kept. Words that somebody is typing and that are in no file yet; and, once a file
cannot be written any more, a *stand-in*: a whole file with everything in it, in which the changes
that could not be saved are ordinary edits. Either has a folder of its own, which goes as soon as
everything is saved. What a program that crashed leaves is offered when its file is opened again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from outreach.base.clock import wall_clock
from outreach.base.data_folder import data_folder
from outreach.base.errors import NotSaved
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.copying import private_folder, write_new, write_over
from outreach.document.process import Process, this_process

_ABOUT, _STAND_IN = "about.json", "plan.db"


class Typed(NamedTuple):
    """Words that somebody was typing."""

    where: str
    """The field, as people know it: “Log a contact: What was said”."""
    words: str
    record: str = ""
    """The record's id; empty for one that was not added yet."""
    field: str = ""
    """The field's name in its kind, or in the dialog; empty where the words belong to none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept for a file, by a program that is gone."""

    folder: Path
    file: Path
    """The file that it belongs in."""
    at_ms: int
    """When it was last written, in milliseconds since 1970, UTC."""
    seen: int
    """The last edit, by its number in the stand-in, that is in the file too."""
    typed: tuple[Typed, ...]

    @property
    def stand_in(self) -> Path | None:
        """The file with the changes that could not be saved, when there is one."""
        path = self.folder / _STAND_IN
        return path if path.is_file() else None

    def without(self, names: Callable[[Typed], bool]) -> int:
        """Forget the words for which ``names`` holds; return how many there were.

        Raises:
            NotSaved: when that cannot be written.
        """
        staying = [one for one in self.typed if not names(one)]
        gone = len(self.typed) - len(staying)
        if gone and not staying and self.stand_in is None:
            self.discard()
        elif gone:
            try:
                about = json.loads((self.folder / _ABOUT).read_text("utf-8"))
                about["typed"] = [list(one) for one in staying]
                write_over(self.folder / _ABOUT, json.dumps(about).encode(), private=True)
            except (OSError, ValueError) as error:
                raise _no_room(error) from error
        return gone

    def discard(self) -> None:
        """Delete it; there is no way back."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Keeper:
    """Keeps what is not saved of one file, for as long as it is not."""

    def __init__(self, file: Path, folder: Path | None = None) -> None:
        """Keep what belongs in ``file``, below ``folder``; by default in the person's own data."""
        self._file = file
        whole = folder or _place()
        self._folder = whole / new_id() if whole else None
        self._about: dict[str, Any] = {}

    def keep_typed(self, typed: Sequence[Typed]) -> bool:
        """Keep these words, and no others; False where nothing can be written.

        Somebody is typing: so the disk is not waited for, unless a stand-in hangs on it.
        """
        stands_in = self._folder is not None and (self._folder / _STAND_IN).exists()
        try:
            self._write(lasting=stands_in, typed=[list(one) for one in typed])
        except NotSaved:
            return False
        return True

    def stand_in(self, content: bytes) -> Path:
        """Write a stand-in that holds ``content`` and return its path.

        Raises:
            NotSaved: when it cannot be written.
        """
        try:
            place = self._write() / _STAND_IN
            write_new(place, [content], private=True)
        except OSError as error:
            self.forget()
            raise _no_room(error.strerror) from error
        except NotSaved:
            self.forget()
            raise
        return place

    def note_seen(self, seen: int) -> None:
        """Note that the edits of the stand-in up to number ``seen`` are in the file.

        Raises:
            NotSaved: when that cannot be written.
        """
        self._write(seen=seen)

    def leave(self) -> None:
        """Leave what is kept to whoever opens the file next, though this program goes on."""
        if self._about:
            with suppress(NotSaved):
                self._write(process=None)
            self._about = {}

    def forget(self) -> None:
        """Keep nothing any more."""
        if self._about and self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._about = {}

    def _write(self, *, lasting: bool = True, **more: Any) -> Path:
        if self._folder is None:
            raise _no_room(tr("this computer does not say where your data is kept"))
        said = self._about | {"file": str(_whole(self._file)), "process": this_process()._asdict()}
        self._about = said | {"at": wall_clock()} | more
        try:
            private_folder(self._folder)
            content = json.dumps(self._about).encode()
            write_over(self._folder / _ABOUT, content, private=True, lasting=lasting)
        except OSError as error:
            raise _no_room(error.strerror) from error
        return self._folder


def left(file: Path, folder: Path | None = None) -> list[Kept]:
    """Return what programs that are gone have kept for ``file``, oldest first.

    Args:
        file: The file; it need not be there any more.
        folder: Where things are kept, by default in the person's own data.
    """
    wanted = str(_whole(file))
    return [kept for kept in everything_left(folder) if str(kept.file) == wanted]


def everything_left(folder: Path | None = None) -> list[Kept]:
    """Return what programs that are gone have kept, for whatever file, oldest first."""
    whole = folder or _place()
    try:
        folders = sorted(whole.iterdir()) if whole else []
    except OSError:
        return []
    return [kept for one in folders if (kept := _read(one)) is not None]


def _place() -> Path | None:
    data = data_folder()
    return data / "unsaved" if data else None


def _whole(file: Path) -> Path:
    try:
        whole = file.resolve()
    except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself
        whole = file.absolute()
    return Path(os.path.normcase(whole))


def _read(folder: Path) -> Kept | None:
    """Return what ``folder`` holds; None when its program is running, or it makes no sense."""
    try:
        said = json.loads((folder / _ABOUT).read_text("utf-8"))
        process = Process(**said["process"]) if said["process"] else None
        typed = tuple(Typed(*map(str, one)) for one in said.get("typed", ()))
        kept = Kept(folder, Path(said["file"]), int(said["at"]), int(said.get("seen", 0)), typed)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    if process is not None and process.here and process.running:
        return None
    return kept if kept.typed or kept.stand_in else None


def _no_room(why: object) -> NotSaved:
    return NotSaved(
        tr("There is no room on this computer to keep what could not be saved ({why}).", why=why)
    )
