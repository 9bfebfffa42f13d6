"""Moves a file that is not sound out of the way, under a name beside its old one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from outreach.base.language import tr
from outreach.document.copying import name_anew

_COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite would take for a part of another file that got the name."""


class Aside(NamedTuple):
    """Files that were moved, as (where each was, where it is)."""

    moved: tuple[tuple[Path, Path], ...]

    @property
    def file(self) -> Path | None:
        """Where the file itself is now; None when only something beside it was left of it."""
        return next((new for _, new in self.moved if not _is_companion(new)), None)

    def undo(self) -> None:
        """Give them their old names again, as far as that can be."""
        for old, new in reversed(self.moved):
            with suppress(OSError):
                _move(new, old)


def set_aside(path: Path) -> Aside:
    """Give the file at ``path`` another name in its folder, and what lies beside it too.

    Raises:
        OSError: when that cannot be; then everything is as it was.
    """
    real = path.resolve()
    new, aside = _free(real), Aside(())
    for companion in ("", *_COMPANIONS):
        old, to = (one.with_name(one.name + companion) for one in (real, new))
        if os.path.lexists(old):
            try:
                _move(old, to)
            except OSError:
                aside.undo()
                raise
            aside = Aside((*aside.moved, (old, to)))
    return aside


def _move(old: Path, new: Path) -> None:
    name_anew(old, new)
    try:
        old.unlink(missing_ok=True)
    except OSError:
        new.unlink()
        raise


def _is_companion(path: Path) -> bool:
    return path.name.endswith(_COMPANIONS)


def _free(real: Path) -> Path:
    number = 1
    while True:
        end = f" {number}" if number > 1 else ""
        found = real.with_name(tr("{name} set aside", name=real.stem) + end + real.suffix)
        if not any(os.path.lexists(f"{found}{companion}") for companion in ("", *_COMPANIONS)):
            return found
        number += 1
