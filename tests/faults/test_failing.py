"""Disks that are full, broken or gone: a sentence says so, nothing is lost, and it goes on after.

At whichever call the disk fails, what was asked for is done or not done, and can be done again
with the same file open once there is room.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved, Refusal
from outreach.briefs.saving import save_pdf
from outreach.document.backups import Backups, Why
from outreach.document.document import Document
from outreach.document.keeping import Keeper
from outreach.document.opening import Outcome
from outreach.initiative import create, open_file
from outreach.merge.bringing import merge
from tests.faults import verdict, vfs
from tests.faults.failing import FAULTS, JOBS, Disk, failures
from tests.faults.work import BRIEF, PDFS, PLAN, THEIRS

EVERY = {"full": 3, "full for a moment": 29, "an error": 23, "gone": 29}
"""How many calls from one failure to the next; ``python -m tests.faults disks`` tries each."""
LONG = {"update": 5, "bring_in": 5}
"""So many times as far apart where there are many; there are a hundred full disks all the same."""


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_disk_that_fails_loses_nothing(begin: Path, tmp_path: Path, job: str, fault: str) -> None:
    came = list(failures(begin, tmp_path, job, fault, EVERY.get(fault, 1) * LONG.get(job, 1)))
    assert [failed for failed in came if failed.problems] == []
    told = {failed.sentence for failed in came if failed.sentence}
    assert told or fault not in EVERY
    if fault == "full":
        assert len(came) >= 5 and {said for said in told if "disk is full" not in said} == set()


def test_an_edit_that_is_in_the_file_is_not_said_not_to_be(begin: Path, tmp_path: Path) -> None:
    """Deleting the journal saves it, even when the folder cannot be synchronised after that."""
    plan = shutil.copy(begin / PLAN, tmp_path / PLAN)
    disk = Disk(tmp_path, FAULTS["a folder that cannot be synchronised"], 1)
    with vfs.watched(disk), open_file(plan, author="Ines").opened() as document:
        disk.arm()
        with document.edit("Added") as edit:
            edit.add("tag", name="rain")
        with document.edit("Added") as second:
            second.add("tag", name="sun")
    assert disk.failed is not None
    assert verdict.edits_in(plan)[-2:] == [edit.changes.edit, second.changes.edit]


# What cannot be read is not called damaged.


@pytest.mark.parametrize("at", range(1, 60, 7))
def test_a_disk_that_cannot_be_read_is_not_taken_for_a_damaged_file(
    begin: Path, tmp_path: Path, at: int
) -> None:
    plan = shutil.copy(begin / PLAN, tmp_path / PLAN)
    disk = Disk(tmp_path, FAULTS["gone"], at)
    disk.arm()
    with vfs.watched(disk):
        found = open_file(plan, author="Ines")
    assert disk.failed is not None
    assert (found.outcome, found.document) == (Outcome.UNREADABLE, None)
    assert "could not be read" in found.sentence and "was not changed" in found.sentence


# Files that can grow no longer than so many bytes, which is a full disk in small.


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="this system sets no limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def limits(path: Path, count: int = 20) -> list[int]:
    """Return lengths from nothing to a byte less than ``path`` has."""
    length = path.stat().st_size
    return [n * (length - 1) // (count - 1) for n in range(count)]


@pytest.fixture
def document(begin: Path, tmp_path: Path) -> Iterator[Document]:
    plan = shutil.copy(begin / PLAN, tmp_path / PLAN)
    with open_file(plan, author="Ines").opened() as opened:
        yield opened


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_for_which_there_is_no_room_leaves_nothing(
    document: Document, tmp_path: Path
) -> None:
    for limit in limits(document.path):
        with no_file_longer_than(limit), pytest.raises(NotSaved, match="Choose another folder"):
            document.copy_to(tmp_path / "copy.db")
        assert names(tmp_path) == [PLAN]
    document.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == document.path.read_bytes()


def test_a_pdf_for_which_there_is_no_room_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / BRIEF
    path.write_bytes(PDFS["after"])
    for limit in limits(path):
        with no_file_longer_than(limit), pytest.raises(NotSaved, match="PDF was not saved"):
            save_pdf(path, PDFS["after"])
        assert path.read_bytes() == PDFS["after"] and names(tmp_path) == [BRIEF]


def test_a_safe_copy_for_which_there_is_no_room_keeps_nobody_from_editing(
    document: Document, tmp_path: Path
) -> None:
    backups = Backups(tmp_path / "safe")
    for limit in limits(document.path):
        with no_file_longer_than(limit):
            assert backups.before(document, Why.ASKED) is None
        assert "No safe copy" in backups.trouble and "save a copy yourself" in backups.trouble
    assert list((tmp_path / "safe").rglob("*.*")) == []
    assert backups.before(document, Why.ASKED) is not None and backups.trouble == ""


def test_a_safe_copy_that_cannot_be_put_back_for_want_of_room_changes_nothing(
    document: Document, tmp_path: Path
) -> None:
    backups = Backups(tmp_path / "safe")
    copy = backups.before(document, Why.ASKED)
    assert copy is not None
    with document.edit("Much") as edit:
        for number in range(40):
            edit.add("tag", name=f"tag {number} " + "x" * 300)
    backups.before(document, Why.ASKED)
    there = document.content()
    for limit in limits(copy.path, 8):
        with no_file_longer_than(limit), pytest.raises(NotSaved):
            backups.restore_over(copy, document)
        assert document.content() == there
    backups.restore_over(copy, document)
    assert document.content()[100:] == copy.path.read_bytes()[100:]


def test_a_stand_in_for_which_there_is_no_room_is_not_left_half_made(tmp_path: Path) -> None:
    content = b"everything " * 10_000
    for limit in (0, 100, 5_000, len(content) - 1):
        keeper = Keeper(tmp_path / PLAN, tmp_path / "unsaved")
        with no_file_longer_than(limit), pytest.raises(NotSaved, match="no room"):
            keeper.stand_in(content)
        assert names(tmp_path / "unsaved") == []


def test_a_new_file_for_which_there_is_no_room_is_not_made(tmp_path: Path) -> None:
    create(tmp_path / "whole.db", "Water", author="Ines").close()
    for limit in limits(tmp_path / "whole.db", 12):
        with no_file_longer_than(limit), pytest.raises(NotSaved, match="could not be made"):
            create(tmp_path / "new.db", "Water", author="Ines").close()
        assert names(tmp_path) == ["whole.db"]


def test_a_merge_for_which_there_is_no_room_changes_nothing(
    begin: Path, document: Document, tmp_path: Path
) -> None:
    theirs = shutil.copy(begin / THEIRS, tmp_path / THEIRS)
    before = document.content()
    for limit in limits(document.path, 8):
        with no_file_longer_than(limit), pytest.raises(Refusal):
            merge(document, theirs)
        assert document.content() == before
    assert merge(document, theirs).edits > 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(document: Document, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotSaved, match="Save a copy elsewhere"), document.edit("x") as edit:
            edit.add("tag", name="rain")
    finally:
        tmp_path.chmod(0o700)


def test_a_file_as_large_as_may_be_says_that_it_is_full(document: Document) -> None:
    (pages,) = document.connection.execute("PRAGMA page_count").fetchone()
    document.connection.execute(f"PRAGMA max_page_count={pages}")
    saved = 0
    with pytest.raises(NotSaved, match="The disk is full"):
        for number in range(1000):
            with document.edit("Added") as edit:
                edit.add("tag", name=f"{number} " + "x" * 400)
            saved += 1
    (count,) = document.connection.execute("SELECT count(*) FROM tag").fetchone()
    assert count == saved
