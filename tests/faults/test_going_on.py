"""The window goes on whatever the disk does: every change is in the file once, or in a stand-in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.cause.kinds import Tag
from outreach.cli.checking import examine
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.keeping import everything_left
from outreach.initiative import open_file
from tests.faults import vfs
from tests.faults.failing import FAULTS, Disk
from tests.faults.work import PLAN
from ui.holding import Holding


def add(name: str) -> Callable[[Document], Changes]:
    def write(document: Document) -> Changes:
        before = len(document.all(Tag))  # as most of what people do, it reads first
        with document.edit(f"Added {name}") as edit:
            edit.add(Tag, name=name, reference=f"{before}")
        return edit.changes

    return write


def tags(path: Path) -> list[str]:
    with open_file(path, author="", read_only=True).opened() as document:
        return [tag.name for tag in document.all(Tag)]


@pytest.fixture
def plan(begin: Path, tmp_path: Path) -> Iterator[Path]:
    yield shutil.copy(begin / PLAN, tmp_path / PLAN)
    for kept in everything_left():
        kept.discard()


def written_while_failing(plan: Path, fault: str, at: int) -> Disk:
    """Write while the disk fails at its ``at``-th call, then go on with one that is well again."""
    disk = Disk(plan.parent, FAULTS[fault], at)
    with vfs.watched(disk):
        holding = Holding(plan, "Ines")
        holding.write(add("first"))
        disk.arm()
        holding.write(add("second"))
        standing = holding.standing()
        assert standing.undo in ("Added second", None)
        if standing.why:
            assert (standing.why[-1], standing.unsaved) == (".", 1)
        holding.look()
        disk.put_right()
        holding.write(add("third"))
        holding.try_again()
        assert holding.standing().why == ""
        holding.close()
    return disk


@pytest.mark.parametrize(("fault", "step"), [("full", 4), ("an error", 5), ("gone", 5)])
def test_every_change_is_in_the_file_once_when_the_disk_is_well_again(
    plan: Path, fault: str, step: int
) -> None:
    before, at = plan.read_bytes(), 1
    while True:
        plan.write_bytes(before)
        disk = written_while_failing(plan, fault, at)
        assert tags(plan) == ["first", "second", "third"], at
        assert examine(plan).problems == []
        assert everything_left() == []
        if disk.failed is None:
            break
        at += step
    assert at > 30


@pytest.mark.parametrize("at", range(1, 60, 9))
def test_a_copy_has_every_change_when_the_disk_is_gone_for_good(
    plan: Path, tmp_path_factory: pytest.TempPathFactory, at: int
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy.db"
    disk = Disk(plan.parent, FAULTS["gone"], at)
    with vfs.watched(disk):
        holding = Holding(plan, "Ines")
        holding.write(add("first"))
        disk.arm()
        holding.write(add("second"))
        holding.write(add("third"))
        holding.save_copy(elsewhere)
        holding.write(add("fourth"))
        holding.close()
    assert tags(elsewhere)[:3] == ["first", "second", "third"]
    assert examine(elsewhere).problems == []
    assert everything_left() == []


def test_closing_while_the_disk_is_gone_keeps_every_change_for_the_next_time(plan: Path) -> None:
    disk = Disk(plan.parent, FAULTS["gone"], 1)
    with vfs.watched(disk):
        holding = Holding(plan, "Ines")
        holding.write(add("first"))
        disk.arm()
        holding.write(add("second"))
        holding.close()
    holding = Holding(plan, "Ines")
    holding.bring_in(everything_left())
    holding.close()
    assert tags(plan) == ["first", "second"]
    assert everything_left() == []
