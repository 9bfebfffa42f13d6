"""What lies beside a file: played back only after it was tried, and never followed elsewhere."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from outreach.document import journal
from outreach.document.document import Document
from outreach.document.header import RawFile
from outreach.document.opening import Outcome
from outreach.initiative import open_file, the_initiative
from tests.document.mutations import sound

Open = Callable[..., Document]


@pytest.fixture
def killed(file: Path) -> Path:
    """A file as a program leaves it that is killed while it writes, with its journal."""
    left = sound(file)
    file.write_bytes(left.half)
    _beside(file).write_bytes(left.journal)
    return file


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}-journal")


def test_what_a_killed_program_left_half_written_is_taken_back(
    killed: Path, blank: Path, opened: Open
) -> None:
    with closing(sqlite3.connect(blank)) as db:
        (before,) = db.execute("SELECT name FROM initiative").fetchone()
    assert the_initiative(opened(killed)).name == before
    assert not _beside(killed).exists()


def test_nothing_is_taken_back_by_opening_for_reading(killed: Path) -> None:
    before = killed.read_bytes(), _beside(killed).read_bytes()
    found = open_file(killed, author="Ana", read_only=True)
    assert found.outcome is Outcome.UNREADABLE and "Opening it for editing" in found.sentence
    assert (killed.read_bytes(), _beside(killed).read_bytes()) == before


def test_a_journal_that_would_break_the_file_is_not_played_back(killed: Path) -> None:
    content = bytearray(_beside(killed).read_bytes())
    name = content.index(b"Water for all")
    content[name : name + 5] = b"Wafer"  # its checksum looks at every 200th byte only
    _beside(killed).write_bytes(content)
    before = killed.read_bytes()
    found = open_file(killed, author="Ana")
    assert found.outcome is Outcome.DAMAGED
    if found.document:
        found.document.close()
    assert (killed.read_bytes(), _beside(killed).read_bytes()) == (before, content)


def test_a_journal_that_names_another_file_is_not_followed(killed: Path) -> None:
    victim = killed.with_name("victim")
    victim.write_text("precious")
    name = os.fsencode(victim)
    tail = name + len(name).to_bytes(4, "big") + (sum(name) & 0xFFFFFFFF).to_bytes(4, "big")
    with _beside(killed).open("ab") as file:
        file.write(b"\0\0\0\0" + tail + bytes.fromhex("d9d505f920a163d7"))
    before = killed.read_bytes()
    found = open_file(killed, author="Ana")
    assert found.outcome is Outcome.STRANGE and "SQLite would delete" in found.sentence
    assert victim.read_text() == "precious" and killed.read_bytes() == before


@pytest.mark.parametrize("what", ["folder", "pipe", "link"])
def test_what_is_no_journal_is_said(file: Path, what: str) -> None:
    make = {"folder": Path.mkdir, "pipe": os.mkfifo, "link": lambda at: at.symlink_to("/dev/zero")}
    make[what](_beside(file))
    found = open_file(file, author="Ana")
    assert found.outcome is Outcome.STRANGE and "is no file" in found.sentence
    assert found.document is None and os.path.lexists(_beside(file))


@pytest.mark.parametrize("content", [b"", bytes(4096)], ids=["empty", "ended"])
def test_a_journal_that_has_done_its_duty_is_none(file: Path, opened: Open, content: bytes) -> None:
    _beside(file).write_bytes(content)
    assert not journal.is_hot(file)
    opened(file)


def test_a_copy_has_what_the_file_has_and_holes_where_nothing_stands(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "b.db"
    with path.open("wb") as file:
        file.write(b"begin" + bytes(1 << 20))
        file.truncate(5 << 20)
    raw = RawFile.hold(path)
    journal.copy_with(raw, path, copy)
    raw.release()
    assert copy.read_bytes() == path.read_bytes()
