"""Opens files. Opening has a closed set of outcomes, each with a sentence."""

from __future__ import annotations

from pathlib import Path

from outreach.base.clock import Clock, wall_clock
from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document import outcomes
from outreach.document.attempt import Attempt
from outreach.document.backups import Backups
from outreach.document.header import RawFile
from outreach.document.outcomes import Opening, Outcome
from outreach.document.records import Model

__all__ = ["Opening", "Outcome", "open_document"]


def open_document(
    path: Path,
    model: Model,
    *,
    author: str,
    clock: Clock = wall_clock,
    read_only: bool = False,
    lock: bool = False,
    backups: Backups | None = None,
    wait_seconds: float = 2.0,
) -> Opening:
    """Open ``path``; never raises for what may be wrong with a file.

    Args:
        path: The file.
        model: The declarations of this version.
        author: Who edits from now on.
        clock: The time.
        read_only: Open for reading whatever the file allows; nothing is written, ever.
        lock: Hold the file while it is open for editing, so that others are told. Without it, only
            somebody on another computer who holds the file keeps it from being edited.
        backups: Takes the safe copies, and finds the latest when the file cannot be edited.
        wait_seconds: How long to wait for another program that is writing.
    """
    opening = _opening(path, model, author, clock, read_only, lock, backups, wait_seconds)
    return outcomes.with_latest_copy(opening, path, backups)


def _opening(
    path: Path,
    model: Model,
    author: str,
    clock: Clock,
    read_only: bool,
    lock: bool,
    backups: Backups | None,
    wait_seconds: float,
) -> Opening:
    try:
        if not path.exists():
            return Opening(
                Outcome.MISSING,
                tr("There is no file “{path}”. Check the name and folder.", path=path),
            )
        if not path.is_file():
            return Opening(
                Outcome.NOT_AN_INITIATIVE,
                tr("“{name}” is not a file. Choose a file instead.", name=path.name),
            )
        raw = RawFile.hold(path)
    except OSError as error:
        return outcomes.unreadable(path.name, error.strerror)
    attempt = Attempt(path, raw, model, author, clock, read_only, lock, backups, wait_seconds)
    opening = attempt.opening()
    if opening.document is None:
        raw.release()
        return _partly(opening, path, model)
    return opening


def _partly(opening: Opening, path: Path, model: Model) -> Opening:
    """Open what can be read of a damaged file, which is put together anew somewhere else."""
    if not opening.rescuable or opening.outcome is Outcome.STRANGE:
        return opening
    from outreach.document.rescue import open_rescued

    try:
        document = open_rescued(path, model)
    except Refusal as refusal:
        found = opening.found or (opening.sentence,)
        return opening._replace(
            outcome=Outcome.DAMAGED, rescuable=False, found=(*found, str(refusal))
        )
    return outcomes.partly_read(opening, document, document.report.lost)
