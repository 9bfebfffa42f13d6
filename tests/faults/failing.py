"""Lets the disk fail at any call that SQLite makes, once or from then on."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from outreach.base.errors import Refusal
from outreach.document.writer import saving
from tests.faults import verdict, vfs, work
from tests.faults.vfs import Call
from tests.faults.work import Done, Work


class Fault(NamedTuple):
    """How a disk fails."""

    codes: dict[str, int]
    """What fails, and with which error."""
    lasting: bool
    """Whether it fails from then on, until it is put right."""


_BREAKS = {
    "open": vfs.CANTOPEN,
    "read": vfs.IOERR_READ,
    "write": vfs.IOERR_WRITE,
    "sync": vfs.IOERR_FSYNC,
    "truncate": vfs.IOERR_TRUNCATE,
    "delete": vfs.IOERR_DELETE,
}
FAULTS = {
    "full": Fault({"write": vfs.FULL}, lasting=True),
    "full for a moment": Fault({"write": vfs.FULL}, lasting=False),
    "an error": Fault(_BREAKS, lasting=False),
    "gone": Fault(_BREAKS, lasting=True),
    "a folder that cannot be synchronised": Fault({"delete": vfs.IOERR_DIR_FSYNC}, lasting=False),
}


class Disk:
    """Watches a folder, and fails at the ``at``-th call that its fault concerns."""

    def __init__(self, folder: Path, fault: Fault, at: int) -> None:
        """Work until :meth:`arm` is called."""
        self.failed: Call | None = None
        """The first call that failed."""
        self._folder = folder
        self._fault = fault
        self._at = at
        self._count = 0
        self._armed = False

    def arm(self) -> None:
        """Begin to count."""
        self._armed = True

    def put_right(self) -> None:
        """Work again."""
        self._armed = False

    def __call__(self, call: Call) -> int:
        """Answer for :func:`vfs.watched`."""
        code = self._fault.codes.get(call.what, vfs.OK)
        if not self._armed or not code or Path(call.file).parent != self._folder:
            return vfs.OK
        self._count += 1
        if self._count == self._at or (self._fault.lasting and self._count > self._at):
            self.failed = self.failed or call
            return code
        return vfs.OK


_NEEDS = {"merge": [work.THEIRS], "update": [work.OLD]}
JOBS = ("edit", "much", "delete", "undo", "merge", "update", "bring_in")


class Failed(NamedTuple):
    """What came of one failure."""

    job: str
    fault: str
    at: int
    sentence: str
    """What the person was told; empty when all went well all the same."""
    problems: list[str]


def failures(begin: Path, folder: Path, job: str, fault: str, step: int = 1) -> Iterator[Failed]:
    """Let the disk fail at every ``step``-th call of a job.

    Args:
        begin: The files that the work begins with.
        folder: An empty folder for copies of them.
        job: One of :data:`JOBS`.
        fault: One of :data:`FAULTS`.
        step: How many calls from one failure to the next.
    """
    at = 1
    while (came := _failure(begin, folder / "place", job, fault, at)) is not None:
        yield came
        at += step


def _failure(begin: Path, place: Path, job: str, fault: str, at: int) -> Failed | None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name in (work.PLAN, work.BRIEF, *_NEEDS.get(job, ())):
        shutil.copy(begin / name, place)
    edits = set(verdict.edits_in(begin / work.PLAN))
    disk, told = Disk(place, FAULTS[fault], at), list[Done]()
    with vfs.watched(disk):
        at_work = Work(place, 0, told.append)
        at_work.edit()
        disk.arm()
        problems, sentence = [], ""
        try:
            with saving():
                getattr(at_work, job)()
        except Refusal as refusal:
            sentence = str(refusal)
            problems += _unfit(sentence)
        except Exception as error:
            problems.append(f"{type(error).__name__}: {error}")
        if disk.failed is None:
            at_work.close()
            return None
        disk.put_right()
        if sentence:
            try:
                getattr(at_work, job)()
            except Exception as error:
                problems.append(f"it could not be done again: {type(error).__name__}: {error}")
        at_work.close()
    problems += verdict.problems(place, told, edits, killed=False)
    return Failed(job, fault, at, sentence, problems)


def _unfit(sentence: str) -> list[str]:
    """Say what is wrong with a sentence about a disk."""
    said = [f"“{sentence}” says that something is damaged"] if "damaged" in sentence else []
    return said + ([] if sentence.endswith(".") else [f"“{sentence}” is no sentence"])


def table(came: list[Failed]) -> str:
    """Return what came of all failures, as lines of text."""
    points = Counter((failed.fault, failed.job) for failed in came)
    bad = [failed for failed in came if failed.problems]
    lines = [
        ("times the disk failed", len(came)),
        *[(f"  {fault}: {job}", count) for (fault, job), count in points.items()],
        ("with anything lost, half there or not said", len(bad)),
    ]
    said = [f"{line:<48}  {figure:>6}" for line, figure in lines]
    said += [
        f"{failed.fault}: {failed.job}, call {failed.at}: {problem}"
        for failed in bad
        for problem in failed.problems
    ]
    return "\n".join(said)
