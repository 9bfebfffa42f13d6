"""What becomes of a file from anybody: it is opened, read through and closed, and is as it was."""

from __future__ import annotations

import faulthandler
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from outreach.base.errors import Refusal
from outreach.cli.checking import examine
from outreach.document import adoption, examination
from outreach.document.document import Document
from outreach.document.outcomes import Outcome
from outreach.document.rescue import rescue
from outreach.initiative import MODEL, open_file
from outreach.snapshot import take

SECONDS = 5.0
"""Of this process; no file may take longer, whatever it is."""


class Trial(NamedTuple):
    """What came of opening a file."""

    outcome: Outcome
    said: str
    """The sentence, and those on what was found."""
    readable: bool
    """Whether anything of it was open."""
    seconds: float
    """That opening, reading through and closing took this process."""


def tried(path: Path) -> Trial:
    """Open a file, read all that can be read of it, and see that it was not harmed.

    A file that opens for editing may be written while it is opened: what a program left half
    written is taken back, what another tool wrote is put on record. Then it is sound afterwards.
    Every other file is left alone, and so is what lies beside it.
    """
    before = standing(path.parent)
    began = time.process_time()
    with _no_longer_than(10 * SECONDS):
        opening = open_file(path, author="Ana")
        if document := opening.document:
            with document:
                take(document)
                if opening.outcome is Outcome.OPENED:
                    _look(document)
        seconds = time.process_time() - began
    assert isinstance(opening.outcome, Outcome) and seconds < SECONDS, seconds
    if opening.outcome is not Outcome.OPENED:
        said = (opening.sentence, *opening.found)
        assert all(one.endswith((".", ")", "”")) and one.isprintable() for one in said), said
        assert standing(path.parent) == before, f"changed, {opening.outcome}"
    said = " ".join((opening.sentence, *opening.found))
    return Trial(opening.outcome, said, opening.document is not None, seconds)


def repaired(path: Path, clean: Path) -> list[str]:
    """Check a file and write a repaired copy, which must be sound; return what was found."""
    before = standing(path.parent)
    with _no_longer_than(10 * SECONDS):
        report = examine(path)
        assert all(said.isprintable() for said in report.problems), report.problems
        if report.problems and report.repairable:
            try:
                rescue(path, clean, MODEL)
            except Refusal as refusal:
                words = "Nothing of an initiative", "no file of Outreach Planner", "bytes long"
                assert any(word in str(refusal) for word in words), refusal
            else:
                assert examine(clean).problems == []
    assert standing(path.parent) == before
    return report.problems


def _look(document: Document) -> None:
    """See that what is open for editing is sound."""
    connection = document.connection
    assert examination.damage(connection, MODEL) == []
    assert adoption.differences(connection, MODEL) == []
    assert examination.misfits(connection, MODEL) == []


def standing(folder: Path) -> dict[str, object]:
    """Return everything in a folder that must not change: names, contents and times."""
    found: dict[str, object] = {}
    for path in folder.iterdir():
        at = path.lstat()
        content = path.read_bytes() if path.is_file() and at.st_size < 1 << 30 else b""
        found[path.name] = (at.st_mode, at.st_size, at.st_mtime_ns, content)
    return found


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """End the whole process, saying where it was, when the block does not come to an end."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


class Trusting(sqlite3.Connection):
    """A connection without SQLite's own guard against what a file calls."""

    ran: list[Any] = []  # noqa: RUF012
    """What the files called."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.create_function("ran", -1, self._ran, deterministic=True)

    def _ran(self, *arguments: object) -> int:
        self.ran.append(arguments)
        return 1

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        return super().execute(sql.replace("trusted_schema=OFF", "trusted_schema=ON"), *parameters)


@contextmanager
def nothing_runs() -> Iterator[None]:
    """See that no function is called that a file calls, though SQLite would let it."""
    connect = sqlite3.connect

    def trusting(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, factory=Trusting, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", trusting)
        patch.setattr(Trusting, "ran", [])
        yield
        assert Trusting.ran == []
