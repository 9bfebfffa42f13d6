"""Folders for files that nobody needs afterwards, even when the program does not get there."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.document.process import Process, this_process

_NAME = re.compile(r"outreach-([0-9a-f]{8})-([0-9]{1,9})-([0-9_]*)-[^-]+")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield a folder that nobody else may read, and delete it with all that is in it.

    A program that was killed could not do so; what it left is deleted by the next that asks here.

    Raises:
        OSError: when it cannot be made.
    """
    _sweep()
    me = this_process()
    prefix = f"outreach-{_computer(me)}-{me.pid}-{_plain(me.started)}-"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _sweep() -> None:
    """Delete the folders of programs that are gone."""
    try:
        with os.scandir(tempfile.gettempdir()) as found:
            names = [one.name for one in found if one.is_dir(follow_symlinks=False)]
    except OSError:
        return
    me = this_process()
    for name in names:
        match = _NAME.fullmatch(name)
        if match and match[1] == _computer(me) and not _running(me, int(match[2]), match[3]):
            # Somebody else's cannot be deleted, and is not.
            shutil.rmtree(Path(tempfile.gettempdir(), name), ignore_errors=True)


def _running(me: Process, pid: int, started: str) -> bool:
    return Process(me.host, me.machine, pid, started.replace("_", ":")).running


def _computer(process: Process) -> str:
    """Return what tells computers apart that share a folder for such files."""
    return hashlib.sha256(f"{process.host}\n{process.machine}".encode()).hexdigest()[:8]


def _plain(started: str) -> str:
    return started.replace(":", "_")
