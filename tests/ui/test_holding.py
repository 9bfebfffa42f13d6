"""The open file where it belongs, and what stands in for it while it cannot be written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved, Refusal
from outreach.document.backups import Why
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.keeping import everything_left, left
from outreach.document.outcomes import Outcome
from outreach.history.undo import undo
from outreach.initiative import create, open_file
from outreach.network.kinds import Organisation
from tests.document.far import far_lock
from ui import holding as module
from ui.holding import Holding


@pytest.fixture
def held(initiative_file: Path) -> Iterator[Callable[..., Holding]]:
    """Hold files as the lane of a window does, and let go of them after the test."""
    held: list[Holding] = []

    def hold(path: Path = initiative_file, **options: bool) -> Holding:
        held.append(Holding(path, "Ines", **options))
        return held[-1]

    yield hold
    for holding in held:
        holding.close()
    for kept in everything_left():
        kept.discard()


@pytest.fixture
def stick(tmp_path: Path, initiative_file: Path) -> Path:
    """The folder of a plan on a memory stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    initiative_file.rename(folder / "plan.db")
    return folder


def pull_out(stick: Path) -> Path:
    """Take the stick away; return where it is meanwhile."""
    return stick.rename(stick.with_name("in a pocket"))


def add(name: str, about: str = "") -> Callable[[Document], Changes]:
    def write(document: Document) -> Changes:
        with document.edit(f"Added {name}") as edit:
            edit.add(Organisation, name=name, about=about)
        return edit.changes

    return write


def names(document: Document) -> list[str]:
    return [partner.name for partner in document.all(Organisation)]


def in_file(path: Path) -> list[str]:
    with open_file(path, author="", read_only=True).opened() as document:
        return names(document)


# Removed and put back.


def test_a_stick_that_is_removed_loses_nothing(held: Callable[..., Holding], stick: Path) -> None:
    holding = held(stick / "plan.db")
    holding.write(add("Telmara"))
    pocket = pull_out(stick)
    holding.write(add("Lakeside"))
    standing = holding.standing()
    assert "as when a memory stick is removed" in standing.why
    assert (standing.unsaved, standing.undo) == (1, "Added Lakeside")
    assert names(holding.document) == ["Telmara", "Lakeside"]
    assert in_file(pocket / "plan.db") == ["Telmara"]


def test_a_stick_that_is_put_back_gets_the_changes(
    held: Callable[..., Holding], stick: Path
) -> None:
    holding = held(stick / "plan.db")
    pocket = pull_out(stick)
    holding.write(add("Telmara"))
    holding.write(add("Lakeside"))
    with pytest.raises(NotSaved, match="There is no file"):
        holding.try_again()
    assert "There is no file" in holding.standing().why
    pocket.rename(stick)
    assert holding.try_again() == []
    assert (holding.standing().why, holding.standing().unsaved) == ("", 0)
    holding.write(add("Highland"))
    assert in_file(stick / "plan.db") == ["Telmara", "Lakeside", "Highland"]
    assert left(stick / "plan.db") == []


def test_it_is_noticed_by_itself_that_the_stick_is_gone_and_back(
    held: Callable[..., Holding], stick: Path
) -> None:
    holding = held(stick / "plan.db")
    assert not holding.look()
    pocket = pull_out(stick)
    assert holding.look() and holding.standing().why
    assert not holding.look()
    pocket.rename(stick)
    assert holding.look() and not holding.standing().why


def test_a_file_that_was_replaced_by_its_newer_self_gets_the_changes(
    held: Callable[..., Holding], initiative_file: Path, tmp_path: Path
) -> None:
    holding = held()
    newer = Path(shutil.copy(initiative_file, tmp_path / "from-ana.db"))
    with open_file(newer, author="Ana").opened() as document:
        add("Highland")(document)
    newer.replace(initiative_file)
    holding.write(add("Telmara"))
    holding.try_again()
    assert in_file(initiative_file) == ["Highland", "Telmara"]


def test_another_initiative_in_the_place_of_the_file_is_left_alone(
    held: Callable[..., Holding], initiative_file: Path, tmp_path: Path
) -> None:
    holding = held()
    create(tmp_path / "other.db", "Another", author="Ana").close()
    (tmp_path / "other.db").replace(initiative_file)
    holding.write(add("Telmara"))
    with pytest.raises(NotSaved, match="holds another initiative"):
        holding.try_again()
    assert holding.standing().unsaved == 1 and in_file(initiative_file) == []


def broken(path: Path) -> None:
    """Make every reading and writing of a file that is open fail, as on a disk that broke."""
    nothing = os.open(path.parent, os.O_RDONLY)
    for number in list(Path("/proc/self/fd").iterdir()):
        if number.is_symlink() and number.readlink() == path.resolve():
            os.dup2(nothing, int(number.name))
    os.close(nothing)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists open files so")
def test_a_disk_that_cannot_be_read_any_more_is_replaced_by_what_was_read(
    held: Callable[..., Holding], initiative_file: Path
) -> None:
    holding = held()
    holding.write(add("Telmara"))
    broken(initiative_file)
    holding.write(add("Lakeside"))
    assert holding.standing().why == "The disk or memory stick cannot be reached."
    assert names(holding.document) == ["Telmara", "Lakeside"]


# Full, locked, taken over.


@pytest.fixture
def small_disk(tmp_path: Path, initiative_file: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("only an administrator can make a small disk")
    shutil.copy(initiative_file, folder / "plan.db")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_changes_until_there_is_room(
    held: Callable[..., Holding], small_disk: Path
) -> None:
    holding = held(small_disk / "plan.db")
    (small_disk / "film").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 8192))
    holding.write(add("Telmara", "x" * 60_000))
    assert holding.standing().why == "The disk is full."
    with pytest.raises(NotSaved):
        holding.try_again()
    (small_disk / "film").unlink()
    holding.try_again()
    assert len(in_file(small_disk / "plan.db")) == 1
    holding.close()


def test_who_was_asleep_too_long_goes_on_with_a_stand_in(
    held: Callable[..., Holding], initiative_file: Path
) -> None:
    holding = held()
    far_lock(initiative_file)
    assert not holding.look()
    holding._renewed = float("-inf")
    assert holding.look()
    standing = holding.standing()
    assert "taken over while this computer was asleep or cut off: Bo on “office-3”" in standing.why
    holding.write(add("Telmara"))
    with pytest.raises(NotSaved, match="open for editing elsewhere: Bo"):
        holding.try_again()
    initiative_file.with_name(f".{initiative_file.name}.lock").unlink()
    holding.try_again()
    assert in_file(initiative_file) == ["Telmara"]


def test_whoever_reads_is_told_when_the_file_is_free(
    held: Callable[..., Holding], initiative_file: Path
) -> None:
    place = far_lock(initiative_file)
    holding = held()
    assert holding.opening.outcome is Outcome.IN_USE
    assert not holding.look()
    place.unlink()
    assert holding.look() and holding.standing().free


# Copies.


def test_a_copy_takes_the_changes_along_and_the_place_of_the_file(
    held: Callable[..., Holding], stick: Path, tmp_path: Path
) -> None:
    holding = held(stick / "plan.db")
    pull_out(stick)
    holding.write(add("Telmara"))
    holding.save_copy(tmp_path / "copy.db")
    standing = holding.standing()
    assert (standing.path, standing.why, standing.unsaved) == (tmp_path / "copy.db", "", 0)
    holding.write(add("Lakeside"))
    assert in_file(tmp_path / "copy.db") == ["Telmara", "Lakeside"]
    assert left(stick / "plan.db") == []


def test_a_copy_of_a_file_that_is_well_leaves_the_window_where_it_is(
    held: Callable[..., Holding], initiative_file: Path, tmp_path: Path
) -> None:
    holding = held()
    holding.save_copy(tmp_path / "copy.db")
    assert holding.standing().path == initiative_file
    with pytest.raises(Refusal, match="exists already"):
        holding.save_copy(tmp_path / "copy.db")


def test_a_file_that_cannot_be_locked_is_copied_from_what_was_read(
    held: Callable[..., Holding], initiative_file: Path, tmp_path: Path
) -> None:
    holding = held()
    with open_file(initiative_file, author="Other").opened() as other:
        other.connection.execute("PRAGMA query_only=OFF")
        other.connection.execute("BEGIN EXCLUSIVE")
        holding.write(add("Telmara"))
        other.connection.execute("ROLLBACK")
    assert holding.standing().why == "Another program is using the file."
    assert names(holding.document) == ["Telmara"]


def test_without_room_for_a_stand_in_the_change_is_not_made(
    held: Callable[..., Holding], stick: Path, data_folder: Path, tmp_path: Path
) -> None:
    holding = held(stick / "plan.db")
    pull_out(stick)
    in_the_way = data_folder / "unsaved"
    shutil.rmtree(in_the_way, ignore_errors=True)
    in_the_way.write_text("")
    try:
        with pytest.raises(NotSaved, match="as when a memory stick is removed"):
            holding.write(add("Telmara"))
        holding.go_on_at(tmp_path / "copy.db")
    finally:
        in_the_way.unlink()
    holding.write(add("Telmara"))
    assert in_file(tmp_path / "copy.db") == ["Telmara"]


def test_a_very_large_file_is_not_held_in_memory(
    held: Callable[..., Holding], stick: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "MOST_HELD", 0)
    holding = held(stick / "plan.db")
    pull_out(stick)
    # What is open can still be read on this system, so that nothing is missing.
    holding.write(add("Telmara"))
    assert names(holding.document) == ["Telmara"]


# Others.


def test_what_somebody_else_changes_is_noticed_once(
    held: Callable[..., Holding], initiative_file: Path
) -> None:
    holding = held()
    holding.write(add("Telmara"))
    assert not holding.look()
    with open_file(initiative_file, author="Ana").opened() as other:
        add("Lakeside")(other)
    assert holding.look() and holding.standing().others
    assert not holding.look()


def test_what_somebody_else_changed_just_before_an_edit_is_noticed(
    held: Callable[..., Holding], initiative_file: Path
) -> None:
    holding = held()
    with open_file(initiative_file, author="Ana").opened() as other:
        add("Lakeside")(other)
    holding.write(add("Telmara"))
    assert holding.standing().others and not holding.standing().others


# Closing, and what is left for the next time.


def test_closing_with_unsaved_changes_leaves_them_for_the_next_time(
    held: Callable[..., Holding], stick: Path
) -> None:
    holding = held(stick / "plan.db")
    pull_out(stick)
    holding.write(add("Telmara"))
    holding.close()
    (kept,) = left(stick / "plan.db")
    assert kept.stand_in is not None and in_file(kept.stand_in) == ["Telmara"]


def test_closing_a_stand_in_in_which_nothing_was_changed_leaves_nothing(
    held: Callable[..., Holding], stick: Path
) -> None:
    holding = held(stick / "plan.db")
    pull_out(stick)
    holding.look()
    holding.close()
    assert left(stick / "plan.db") == []


def test_a_safe_copy_is_put_back_and_that_is_taken_back(
    held: Callable[..., Holding], initiative_file: Path
) -> None:
    holding = held()
    assert holding.opening.backups is not None
    empty = holding.opening.backups.before(holding.document, Why.ASKED)
    assert empty is not None
    holding.write(add("Telmara"))
    before = holding.restore(empty)
    assert names(holding.document) == []
    holding.restore(before)
    assert names(holding.document) == ["Telmara"]
    undo(holding.document)
    assert names(holding.document) == []


def test_nothing_is_erased_while_the_file_is_stood_in_for(
    held: Callable[..., Holding], stick: Path
) -> None:
    holding = held(stick / "plan.db")
    pull_out(stick)
    holding.write(add("Telmara"))
    asked: list[Document] = []
    with pytest.raises(Refusal, match="nothing was erased"):
        holding.erase(asked.append)
    assert asked == [] and names(holding.document) == ["Telmara"]
