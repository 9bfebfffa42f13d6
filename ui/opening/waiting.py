"""Opens a file in a lane of its own, and waits for it without keeping the window still.

A file that was not seen on this computer before is looked through to its end before anything in it
is trusted, which takes some seconds for a large one.
"""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from ui.holding import Held, Holding
from ui.jobs.lane import Lane
from ui.widgets.passing import passing

AT_ONCE_BYTES = 1_000_000
"""A file of so many is open before anybody notices, seen before or not."""
AT_ONCE_SECONDS = 0.03
"""So long the window waits for a larger one: as long as one takes that was seen before."""
SOON_MS = 300
"""After so many milliseconds more it is said; a dialog that only flickers says nothing."""


def held(path: Path, author: str, above: QWidget | None, *, read_only: bool = False) -> Held | None:
    """Open ``path`` for a session.

    Args:
        path: The file.
        author: Who edits.
        above: The window over which it is said that it takes long.
        read_only: Only read it.

    Returns:
        What holds it; None when the person does not want to wait for it any more. What was begun
        ends by itself then, and lets go of the file.
    """
    lane = Lane("document")
    if _bytes(path) <= AT_ONCE_BYTES:
        return Held(lane, lane.call(lambda: Holding(path, author, read_only=read_only)))
    ended, loop = threading.Event(), QEventLoop()
    found: list[Holding] = []
    failed: list[Exception] = []

    def work() -> None:
        try:
            found.append(Holding(path, author, read_only=read_only))
        except Exception as error:
            failed.append(error)
        ended.set()

    lane.submit(work, lambda _: loop.quit())
    if not ended.wait(AT_ONCE_SECONDS):
        # What is pressed meanwhile waits, until there is a dialog that takes it.
        QTimer.singleShot(SOON_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not ended.is_set() and not _waited(path.name, above, lane):
            lane.submit(lambda: _let_go(found))
            lane.end()
            return None
    if failed:
        lane.end()
        raise failed[0]
    return Held(lane, found[0])


def _waited(name: str, above: QWidget | None, lane: Lane) -> bool:
    """Say that what the lane does takes long, until it has ended; False when that is cancelled."""
    from ui.opening.looking import Looking  # few files need it

    with passing(Looking(name, above)) as dialog:
        lane.submit(lambda: None, lambda _: dialog.accept())
        return bool(dialog.exec())


def _let_go(found: list[Holding]) -> None:
    for holding in found:
        holding.close()


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
