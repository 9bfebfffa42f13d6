"""When the power goes, what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.briefs.saving import save_pdf
from outreach.document.backups import Backups, Why
from outreach.document.keeping import Keeper, left
from outreach.exchange import json_form
from outreach.initiative import create, open_file, the_initiative
from tests.faults.forgetful import ForgetfulDisk, forgetful
from tests.faults.power import Disk, cuts, record
from tests.faults.vfs import Call
from tests.faults.work import BRIEF, IMPORTED, PDFS, PLAN, Work


@pytest.mark.parametrize("seed", [1, 2])
def test_no_edit_is_lost_or_half_there_whenever_the_power_goes(
    begin: Path, tmp_path: Path, seed: int
) -> None:
    at_work = shutil.copytree(begin, tmp_path / "work")
    recording = record(at_work, lambda tell: Work(at_work, seed, tell).in_databases())
    place = tmp_path / "after"
    place.mkdir()
    came = list(cuts(recording, place, seed, step=17))
    assert len(came) > 100
    assert [cut for cut in came if cut.problems] == []


def test_putting_a_safe_copy_back_is_done_or_not_done_when_the_power_goes(
    begin: Path, tmp_path: Path
) -> None:
    at_work = shutil.copytree(begin, tmp_path / "work")
    backups = Backups(tmp_path / "safe")

    def restore(done: Callable[[object], None]) -> None:
        with open_file(at_work / PLAN, author="Ines").opened() as document:
            copy = backups.before(document, Why.ASKED)
            assert copy is not None
            with document.edit("Renamed") as edit:
                edit.set(the_initiative(document).id, note="Before")
            done(edit)
            backups.restore_over(copy, document)
        done(copy)

    place = tmp_path / "after"
    place.mkdir()
    came = list(cuts(record(at_work, restore), place, step=19))
    assert len(came) > 10
    assert [cut for cut in came if cut.problems] == []


# The disk on which this is tried.


def disk(*calls: tuple[str, str, int, bytes]) -> Disk:
    found = Disk({"a": b"old"})
    for what, file, at, data in calls:
        found.do(Call(what, file, at, data))
    return found


def keep() -> bool:
    return True


def lose() -> bool:
    return False


def test_what_was_synchronised_is_there_whatever_happens() -> None:
    written = disk(("write", "a", 0, b"new"), ("sync", "a", 0, b""), ("write", "a", 3, b"er"))
    assert written.left(lose) == {"a": b"new"}
    assert written.left(keep) == {"a": b"newer"}


def test_a_deletion_may_not_last_unless_that_was_asked_for() -> None:
    assert disk(("delete", "a", 0, b"")).left(lose) == {"a": b"old"}
    assert disk(("delete", "a", 0, b"")).left(keep) == {}
    assert disk(("delete", "a", 1, b"")).left(lose) == {}


def test_any_sector_may_be_missing() -> None:
    written = disk(("open", "b", 0, b""), ("write", "b", 0, b"x" * 512 + b"y" * 512))
    answers = iter([True, False, True])
    assert written.left(lambda: next(answers)) == {"a": b"old", "b": bytes(512) + b"y" * 512}


# What Python writes: copies, new files, PDFs, and what is kept when a file cannot be written.


def copied(folder: Path) -> None:
    with open_file(folder / PLAN, author="Ines").opened() as document:
        document.copy_to(folder / "new")


def kept_safe(folder: Path) -> None:
    backups = Backups(folder / "safe")
    with open_file(folder / PLAN, author="Ines").opened() as document:
        copy = backups.before(document, Why.ASKED)
    assert copy is not None
    backups.restore(copy, folder / "new")


def made(folder: Path) -> None:
    create(folder / "new", "Water", author="Ines").close()


def brought_in(folder: Path) -> None:
    json_form.new_from(IMPORTED, folder / "new", "Ines").close()


@pytest.fixture
def disk_of(
    begin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ForgetfulDisk]:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux says which file is synchronised")
    place = shutil.copytree(begin, tmp_path / "disk")
    with forgetful(place, monkeypatch) as found:
        yield found


@pytest.mark.parametrize("make", [copied, kept_safe, made, brought_in])
def test_a_new_file_lasts_once_it_is_said_to_be_there_and_is_never_half_there(
    disk_of: ForgetfulDisk, make: Callable[[Path], None]
) -> None:
    make(disk_of.folder)
    whole = (disk_of.folder / "new").read_bytes()
    assert disk_of.after_power_loss(newest_names=False)["new"] == whole
    assert {found.get("new", whole) for found in disk_of.moments} == {whole}


def test_a_safe_copy_lasts_with_the_folder_that_was_made_for_it(disk_of: ForgetfulDisk) -> None:
    kept_safe(disk_of.folder)
    (copy,) = (disk_of.folder / "safe").rglob("*.db")
    where = copy.relative_to(disk_of.folder).as_posix()
    assert disk_of.after_power_loss(newest_names=False)[where] == copy.read_bytes()


def test_a_pdf_is_the_old_one_or_the_new_one_and_lasts_once_it_is_said_to_be_saved(
    disk_of: ForgetfulDisk,
) -> None:
    save_pdf(disk_of.folder / BRIEF, PDFS["after"])
    assert disk_of.after_power_loss(newest_names=False)[BRIEF] == PDFS["after"]
    assert {found[BRIEF] for found in disk_of.moments} <= set(PDFS.values())


def test_what_could_not_be_saved_is_offered_after_the_power_went(
    disk_of: ForgetfulDisk, tmp_path: Path
) -> None:
    plan = disk_of.folder / PLAN
    keeper = Keeper(plan, disk_of.folder / "unsaved")
    keeper.stand_in(b"everything")
    keeper.note_seen(7)
    keeper.leave()
    for newest in (False, True):
        place = tmp_path / f"after-{newest}"
        for name, content in disk_of.after_power_loss(newest_names=newest).items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
        (kept,) = left(plan, place / "unsaved")
        assert kept.seen == 7 and kept.stand_in is not None
        assert kept.stand_in.read_bytes() == b"everything"
