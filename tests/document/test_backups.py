"""Safe copies: when they are taken, where they lie, and how they are put back."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.base.clock import moment
from outreach.base.data_folder import data_folder
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.cause.kinds import Tag
from outreach.document import adoption
from outreach.document.backups import Backup, Backups, Why
from outreach.document.document import Document
from outreach.document.opening import open_document
from outreach.initiative import MODEL, create, open_file
from tests.document.far import far_lock

Open = Callable[..., Document]
ROOT = Path(__file__).parents[2]
DAY_MS = 24 * 60 * 60 * 1000


class Clock:
    def __init__(self) -> None:
        self.now = 1_795_435_200_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture
def keeper(tmp_path: Path, time: Clock) -> Backups:
    return Backups(tmp_path / "data" / "backups", time)


@pytest.fixture
def plan(file: Path, keeper: Backups) -> Iterator[Document]:
    document = open_document(file, MODEL, author="Ana", backups=keeper).opened()
    yield document
    document.close()


def tag(document: Document, name: str) -> None:
    with document.edit(f"Added {name}") as edit:
        edit.add(Tag, name=name)


def tags(path: Path) -> list[str]:
    with open_file(path, author="", read_only=True).opened() as document:
        return [tag.name for tag in document.all(Tag)]


# Where.


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {}, "~/.local/share/outreach-planner"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/outreach-planner"),
        ("linux", {"XDG_DATA_HOME": "data"}, "~/.local/share/outreach-planner"),
        ("darwin", {}, "~/Library/Application Support/Outreach Planner"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/Outreach Planner"),
        ("win32", {}, "~/AppData/Local/Outreach Planner"),
        ("win32", {"OUTREACH_DATA": "/mine", "LOCALAPPDATA": "/local"}, "/mine"),
    ],
)
def test_copies_lie_in_the_persons_own_data(
    platform: str, environment: dict[str, str], folder: str
) -> None:
    assert data_folder(environment, platform) == Path(folder).expanduser()


def test_no_test_writes_into_a_home_folder(data_folder: Path, file: Path, opened: Open) -> None:
    tag(opened(file), "rain")
    copies = Backups().of_file(file)
    assert copies and all(data_folder in copy.path.parents for copy in copies)
    assert Path.home() not in data_folder.parents


def test_nothing_is_left_beside_the_file(file: Path, opened: Open) -> None:
    before = sorted(file.parent.iterdir())
    tag(opened(file), "rain")
    assert sorted(file.parent.iterdir()) == before


def test_copies_are_for_their_owner_only(plan: Document, keeper: Backups) -> None:
    copy = keeper.before(plan, Why.ASKED)
    assert copy is not None
    folders = [copy.path.parent, copy.path.parent.parent]
    assert [stat.S_IMODE(path.stat().st_mode) for path in folders] == [0o700, 0o700]
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600


def test_a_file_that_calls_itself_anything_stays_in_its_folder(file: Path, keeper: Backups) -> None:
    with sqlite3.connect(file) as other:
        other.execute("UPDATE log_meta SET value='../../../escaped' WHERE key='doc'")
    other.close()
    with open_file(file, author="Ana", read_only=True).opened() as document:
        copy = keeper.before(document, Why.MERGE)
        assert copy is not None and keeper.of(document.id) == [copy]
    assert copy.path.parent.parent == file.parent / "data" / "backups"


# When.


def test_the_first_edit_of_a_day_is_preceded_by_a_copy(
    plan: Document, keeper: Backups, file: Path, time: Clock
) -> None:
    before = file.read_bytes()
    tag(plan, "rain")
    tag(plan, "sun")
    (copy,) = keeper.of(plan.id)
    assert (copy.why, copy.at, copy.size) == (Why.DAY, moment(time.now), len(before))
    assert copy.path.read_bytes() == before
    time.now += DAY_MS
    tag(plan, "snow")
    assert [tags(copy.path) for copy in keeper.of(plan.id)] == [["rain", "sun"], []]


def test_a_copy_of_the_day_is_taken_once_however_often_the_file_is_opened(
    file: Path, keeper: Backups, time: Clock
) -> None:
    for name in ("rain", "sun", "snow"):
        keeper = Backups(file.parent / "data" / "backups", time)
        with open_document(file, MODEL, author="Ana", backups=keeper).opened() as document:
            tag(document, name)
    assert [copy.why for copy in keeper.of_file(file)] == [Why.DAY]


def test_each_file_of_an_initiative_has_its_own_copy_of_the_day(
    plan: Document, keeper: Backups, file: Path, time: Clock
) -> None:
    tag(plan, "rain")
    plan.copy_to(file.with_name("mailed.db"))
    keeper = Backups(file.parent / "data" / "backups", time)
    mailed = open_document(file.with_name("mailed.db"), MODEL, author="Bo", backups=keeper)
    with mailed.opened() as other:
        tag(other, "sun")
    assert [tags(copy.path) for copy in keeper.of(plan.id)] == [["rain"], []]


def test_reading_and_opening_take_no_copy(file: Path, keeper: Backups) -> None:
    open_document(file, MODEL, author="Ana", backups=keeper).opened().close()
    assert keeper.of_file(file) == []


def test_what_has_not_changed_is_not_copied_again(plan: Document, keeper: Backups) -> None:
    first = keeper.before(plan, Why.MERGE)
    assert keeper.before(plan, Why.ERASURE) == first
    tag(plan, "rain")
    second = keeper.before(plan, Why.ERASURE)
    assert second is not None and second != first
    assert keeper.of(plan.id)[0] == second and keeper.trouble == ""


def test_a_change_by_another_tool_is_a_change(plan: Document, keeper: Backups, file: Path) -> None:
    keeper.before(plan, Why.MERGE)
    with sqlite3.connect(file) as other:
        other.execute("UPDATE initiative SET name='Wells'")
    other.close()
    keeper.before(plan, Why.MERGE)
    assert len(keeper.of(plan.id)) == 2


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(
    file: Path, keeper: Backups
) -> None:
    with sqlite3.connect(file) as other:
        other.executescript("DROP TABLE _sqlite_migrations; PRAGMA user_version=0")
    other.close()
    before = file.read_bytes()
    open_document(file, MODEL, author="Ana", backups=keeper)
    (copy,) = keeper.of_file(file)
    assert (copy.why, copy.path.read_bytes()) == (Why.UPDATE, before)


# Whatever stands in the way, work goes on.


@pytest.fixture
def no_room(tmp_path: Path) -> Path:
    """A place where no folder can be made."""
    (tmp_path / "data").write_text("in the way")
    return tmp_path / "data" / "backups"


def test_a_copy_that_cannot_be_written_stops_no_edit_and_is_said(
    file: Path, no_room: Path, time: Clock
) -> None:
    keeper = Backups(no_room, time)
    opening = open_document(file, MODEL, author="Ana", backups=keeper)
    with opening.opened() as document:
        tag(document, "rain")
    assert opening.backups is keeper
    assert keeper.trouble == (
        "No safe copy of “plan.db” could be made (Not a directory). Your changes are saved in the "
        "file all the same. To be safe, save a copy yourself."
    )
    assert tags(file) == ["rain"]
    assert keeper.of_file(file) == []


def test_it_is_tried_again_after_a_while(file: Path, no_room: Path, time: Clock) -> None:
    keeper = Backups(no_room, time)
    with open_document(file, MODEL, author="Ana", backups=keeper).opened() as document:
        tag(document, "rain")
        no_room.parent.unlink()
        tag(document, "sun")
        assert keeper.of(document.id) == []
        time.now += 11 * 60 * 1000
        tag(document, "snow")
        assert (len(keeper.of(document.id)), keeper.trouble) == (1, "")


def test_a_computer_that_knows_no_home_takes_no_copies(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach.document.backups.data_folder", lambda: None)
    keeper = Backups()
    with open_document(file, MODEL, author="Ana", backups=keeper).opened() as document:
        tag(document, "rain")
        assert (keeper.of(document.id), keeper.of_file(file)) == ([], [])
    assert "does not say where your data is kept" in keeper.trouble


def test_foreign_files_in_the_folder_are_left_alone(plan: Document, keeper: Backups) -> None:
    tag(plan, "rain")
    (copy,) = keeper.of(plan.id)
    strange = ["notes.txt", "x.db", copy.path.name.replace("-day-", "-why-"), f"9{copy.path.name}"]
    for name in strange:
        (copy.path.parent / name).touch()
    assert keeper.of(plan.id) == [copy]
    keeper.before(plan, Why.ASKED)
    assert {path.name for path in copy.path.parent.iterdir()} > set(strange)


def test_old_copies_are_thinned_and_half_written_ones_removed(
    plan: Document, keeper: Backups, time: Clock
) -> None:
    for number in range(40):
        tag(plan, f"tag {number}")
        keeper.before(plan, Why.MERGE)
        time.now += DAY_MS // 4
    folder = keeper.of(plan.id)[0].path.parent
    old, new = folder / f".{new_id()}.part", folder / f".{new_id()}.part"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    tag(plan, "last")
    newest = keeper.before(plan, Why.MERGE)
    left = keeper.of(plan.id)
    today = moment(time.now).date()
    old_days = [copy.at.date() for copy in left if (today - copy.at.date()).days >= 2]
    assert left[0] == newest and len(set(old_days)) == len(old_days) == 9
    assert (old.exists(), new.exists()) == (False, True)


KILLED = """
import os, signal, sys
from pathlib import Path
from outreach.document import copying
from outreach.cause.kinds import Tag
from outreach.initiative import open_file
document = open_file(Path(sys.argv[1]), author="Child").opened()
copying.name_anew = lambda part, target: os.kill(os.getpid(), signal.SIGKILL)
with document.edit("x") as edit:
    edit.add(Tag, name="rain")
"""


def test_killed_while_copying_leaves_no_half_copy_in_the_list(file: Path) -> None:
    before = file.read_bytes()
    child = subprocess.run([sys.executable, "-c", KILLED, str(file)], cwd=ROOT, check=False)
    assert child.returncode == -9
    assert (file.read_bytes(), Backups().of_file(file)) == (before, [])


# Putting back.


@pytest.fixture
def first(plan: Document, keeper: Backups) -> Backup:
    """A copy without tags, of a file that has one."""
    copy = keeper.before(plan, Why.ASKED)
    tag(plan, "rain")
    assert copy is not None
    return copy


def test_a_copy_is_restored_under_a_free_name(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    target = file.with_name("restored.db")
    keeper.restore(first, target)
    assert (tags(target), tags(file)) == ([], ["rain"])
    with pytest.raises(Refusal, match=r"“restored\.db” exists already"):
        keeper.restore(first, target)
    with pytest.raises(NotSaved, match="No such file or directory"):
        keeper.restore(first, file.parent / "none" / "x.db")
    assert not list(file.parent.glob(".*.part"))


def test_a_copy_is_put_back_where_the_file_is_gone(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    plan.close()
    file.unlink()
    assert keeper.restore_in_place(first, file) is None
    assert tags(file) == []
    assert [path.name for path in file.parent.glob("*.db")] == [file.name]


def test_what_is_damaged_stays_beside_the_copy_that_is_put_back(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    plan.close()
    file.write_bytes(b"rubbish")
    journal = file.with_name(f"{file.name}-journal")
    journal.write_bytes(b"a journal that SQLite would play back into whatever has the name")
    aside = keeper.restore_in_place(first, file)
    assert aside is not None and aside.name == f"{file.stem} set aside.db"
    assert aside.read_bytes() == b"rubbish" and not journal.exists()
    assert aside.with_name(f"{aside.name}-journal").read_bytes().startswith(b"a journal")
    assert tags(file) == []
    file.write_bytes(b"again")
    again = keeper.restore_in_place(first, file)
    assert again is not None and again.name == f"{file.stem} set aside 2.db"
    assert aside.read_bytes() == b"rubbish"


def test_what_somebody_has_open_is_not_set_aside(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    plan.close()
    far_lock(file)
    before = file.read_bytes()
    with pytest.raises(Refusal, match=r"Nothing was put back\. .*Bo on “office-3”"):
        keeper.restore_in_place(first, file)
    assert file.read_bytes() == before


def test_nothing_is_set_aside_for_a_copy_that_cannot_take_its_place(
    first: Backup, keeper: Backups, plan: Document, file: Path, tmp_path: Path
) -> None:
    plan.close()
    with pytest.raises(NotSaved, match="Nothing was changed there"):
        keeper.restore_in_place(first, tmp_path / "none" / "plan.db")
    first.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    before = file.read_bytes()
    with pytest.raises(Refusal, match="damaged, so nothing was changed"):
        keeper.restore_in_place(first, file)
    assert file.read_bytes() == before and list(file.parent.glob("*aside*")) == []


def test_copies_are_found_when_the_file_is_damaged_or_gone(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    plan.close()
    file.write_bytes(b"rubbish")
    assert first in keeper.of_file(file)
    file.unlink()
    assert first in keeper.of_file(file)
    assert keeper.of_file(file.with_name("other.db")) == []


def test_a_copy_is_put_in_the_place_of_the_open_file(
    first: Backup, keeper: Backups, plan: Document, file: Path, opened: Open
) -> None:
    reader = opened(file, read_only=True)
    version = reader.data_version()
    before = keeper.restore_over(first, plan)
    assert tags(before.path) == ["rain"]
    assert (plan.all(Tag), reader.all(Tag)) == ([], [])
    assert reader.data_version() != version
    tag(plan, "sun")
    plan.close()
    with open_file(file, author="Ana").opened() as again:
        assert [tag.name for tag in again.all(Tag)] == ["sun"]
        assert adoption.differences(again.connection, MODEL) == []
        assert again.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_is_edited_after_putting_back_never_bears_the_name_of_what_was_there(
    first: Backup, keeper: Backups, plan: Document
) -> None:
    with plan.edit("Before") as old:
        old.add(Tag, name="snow")
    keeper.restore_over(first, plan)
    for _ in range(3):
        with plan.edit("After") as new:
            new.add(Tag, name="sun")
        assert new.changes.edit.split(".")[0] != old.changes.edit.split(".")[0]


def test_nothing_is_put_back_when_the_present_state_cannot_be_kept(
    first: Backup, keeper: Backups, plan: Document, file: Path, no_home: Backups
) -> None:
    with pytest.raises(NotSaved, match=r"Nothing was put back\. No safe copy"):
        no_home.restore_over(first, plan)
    assert tags(file) == ["rain"]


@pytest.fixture
def no_home(monkeypatch: pytest.MonkeyPatch) -> Backups:
    monkeypatch.setattr("outreach.document.backups.data_folder", lambda: None)
    return Backups()


def test_a_damaged_copy_is_refused_and_changes_nothing(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    content = bytearray(first.path.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * (4096 * 6)
    first.path.write_bytes(content)
    with pytest.raises(Refusal, match="damaged, so nothing was changed"):
        keeper.restore_over(first, plan)
    first.path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(Refusal, match="damaged, so nothing was changed"):
        keeper.restore_over(first, plan)
    assert tags(file) == ["rain"]


def test_nothing_is_put_over_a_file_that_is_read_only_or_another_initiative(
    first: Backup, keeper: Backups, file: Path, opened: Open, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="reading only"):
        keeper.restore_over(first, opened(file, read_only=True))
    with (
        create(tmp_path / "other.db", "Wells", author="Bo") as other,
        pytest.raises(Refusal, match="another initiative"),
    ):
        keeper.restore_over(first, other)


BUSY = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN"); other.execute("SELECT * FROM log_meta").fetchall()
print("reading", flush=True); sys.stdin.read()
"""


def test_while_another_program_uses_the_file_nothing_is_put_back(
    first: Backup, keeper: Backups, plan: Document, file: Path
) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", BUSY, str(file)], stdin=pipe, stdout=pipe) as busy:
        assert busy.stdout is not None and busy.stdout.readline() == b"reading\n"
        with pytest.raises(NotSaved, match="Another program is using the file"):
            keeper.restore_over(first, plan)
        assert tags(file) == ["rain"]
        busy.communicate()
    keeper.restore_over(first, plan)
    assert tags(file) == []


def test_a_copy_says_when_and_why_in_words(first: Backup) -> None:
    assert first.at == dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    assert first.why.words == "Taken by hand"
    assert all(why.words for why in Why)
