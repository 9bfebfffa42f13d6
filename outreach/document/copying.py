"""Writes files whole or not at all, so that they last even when the power goes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import is_id, new_id
from outreach.base.language import tr

_ABANDONED_SECONDS = 3600
"""A half-written file of this age was left by a program that was stopped."""


def write_new(target: Path, chunks: Iterable[bytes], *, private: bool = False) -> None:
    """Write ``chunks`` to ``target``; nothing half-written ever has that name.

    Args:
        target: A path that is not taken.
        chunks: The content.
        private: Let nobody but the person who runs the program read the file.

    Raises:
        FileExistsError: when the path is taken.
        OSError: when it cannot be written; nothing stays.
    """
    with _part(target, chunks, private=private) as part:
        name_anew(part, target)
        reach_folder(target.parent)


def write_over(
    target: Path, content: bytes, *, private: bool = False, lasting: bool = True
) -> None:
    """Write ``content`` to ``target``, in the place of what is there.

    Args:
        target: A path.
        content: The content.
        private: Let nobody but the person who runs the program read the file.
        lasting: Wait for the disk; else it outlives the program, but perhaps no power cut.

    Raises:
        OSError: when it cannot be written; what was there stays.
    """
    with _part(target, [content], private=private, lasting=lasting) as part:
        part.replace(target)
        if lasting:
            reach_folder(target.parent)


@contextmanager
def _part(
    target: Path, chunks: Iterable[bytes], *, private: bool, lasting: bool = True
) -> Iterator[Path]:
    """Write ``chunks`` to a file beside ``target`` that goes when the block has not renamed it."""
    part = target.with_name(f".{new_id()}.part")
    mode = 0o600 if private else 0o666
    try:
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as out:
            for chunk in chunks:
                out.write(chunk)
            out.flush()
            if lasting:
                os.fsync(out.fileno())
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    sweep(target.parent)


def sweep(folder: Path) -> None:
    """Delete from ``folder`` what a program that was killed left there half written."""
    with suppress(OSError):
        for path in folder.glob(".*.part*"):
            id, _, ending = path.name[1:].partition(".")
            if is_id(id) and ending in ("part", "part-journal"):
                _delete_abandoned(path)


def _delete_abandoned(path: Path) -> None:
    # What cannot be deleted now is deleted next time.
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
            path.unlink()


def private_folder(folder: Path) -> None:
    """Make ``folder`` where it is not there, and keep it and the one it is in to their owner.

    Raises:
        OSError: when that cannot be done.
    """
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for above in (folder.parent, folder.parent.parent):
            reach_folder(above)
    for private in (folder.parent, folder):
        private.chmod(0o700)


def copying_trouble(target: Path, error: Exception) -> Refusal:
    """Say in a sentence why a copy could not be written to ``target``."""
    if isinstance(error, FileExistsError):
        return Refusal(tr("“{name}” exists already. Choose another name.", name=target.name))
    why = error.strerror if isinstance(error, OSError) else error
    return NotSaved(
        tr(
            "The copy could not be written to “{target}” ({why}). The file "
            "itself is unchanged. Choose another folder.",
            target=target,
            why=why,
        )
    )


def name_anew(part: Path, target: Path) -> None:
    """Give the file ``part`` the name ``target``.

    Raises:
        FileExistsError: when the name is taken; ``part`` may then still be there.
        OSError: when the folder cannot be written to.
    """
    # A link fails where the name is taken; a rename would overwrite.
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a memory stick that knows no links
        if os.path.lexists(target):
            raise FileExistsError from None
        part.rename(target)


def reach_disk(path: Path) -> None:
    """Have everything that was written to the file ``path`` reach the disk.

    Raises:
        OSError: when it cannot.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def reach_folder(folder: Path) -> None:
    """Have the names that were given in ``folder`` reach the disk, so that power may go."""
    if sys.platform == "win32":  # which writes them down by itself, and cannot be asked to
        return
    with suppress(OSError):  # some network shares do not know of this
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
