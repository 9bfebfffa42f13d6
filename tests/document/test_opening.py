"""Opening: a closed set of outcomes, each with a sentence, whatever the file is."""

from __future__ import annotations

import os
import random
import shutil
import socket
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.base.errors import NotSaved, Refusal
from outreach.cause.kinds import Tag
from outreach.document import opening, schema
from outreach.document.connecting import address
from outreach.document.document import Document
from outreach.document.opening import Opening, Outcome
from outreach.initiative import MODEL, create, open_file, the_initiative

Open = Callable[..., Document]


def outcome(path: Path, **options: object) -> Opening:
    """Open, close what was opened, and check that the sentence is one."""
    found = open_file(path, author="Ana", **options)  # type: ignore[arg-type]
    if found.document:
        found.document.close()
    if found.outcome is not Outcome.OPENED:
        assert found.sentence.endswith((".", ")")) and path.name in found.sentence, found.sentence
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Making a file.


def test_a_file_is_made_and_opens_again(tmp_path: Path, opened: Open) -> None:
    with create(tmp_path / "a.db", "Water", author="Ana") as document:
        id = document.id
    again = opened(tmp_path / "a.db")
    assert again.id == id and the_initiative(again).name == "Water"
    assert names(tmp_path) == ["a.db"]


def test_making_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("precious")
    (tmp_path / "link.db").symlink_to(tmp_path / "nowhere")
    for taken in (path, tmp_path, tmp_path / "link.db"):
        with pytest.raises(Refusal, match="exists already"):
            create(taken, "Water", author="Ana")
    assert path.read_text() == "precious"


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match=r"could not be made \(No such file or directory\)"):
        create(tmp_path / "none" / "a.db", "Water", author="Ana")
    with pytest.raises(NotSaved, match=r"could not be made \(File name too long\)"):
        create(tmp_path / ("x" * 300), "Water", author="Ana")


def test_a_name_that_is_refused_leaves_no_file(tmp_path: Path) -> None:
    for name in ("", " ", "two\nlines", "half \ud83d"):
        with pytest.raises(Refusal, match="Name"):
            create(tmp_path / "a.db", name, author="Ana")
    assert names(tmp_path) == []


NAMES = [
    "a b.db",
    "a#b?c%20d&e=f;g.db",
    "file:x?mode=ro.db",
    "Ümläut–“quoted” 山田.db",
    "'; --.db",
    "back\\slash.db",
    " .db",
    "x" * 120,
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_file_will_do(tmp_path: Path, opened: Open, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    create(folder / name, "Water", author="Ana").close()
    document = opened(folder / name)
    with document.edit("x") as edit:
        edit.add(Tag, name="rain")
    document.copy_to(folder / f"{name[:200]}2")
    assert names(folder) == sorted([name, f"{name[:200]}2"])


def test_a_relative_path_and_a_symbolic_link_lead_to_the_file(
    file: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.parent / "folder").mkdir()
    link = file.parent / "folder" / "link.db"
    link.symlink_to(file)
    monkeypatch.chdir(file.parent)
    for path in (Path("plan.db"), link):
        document = opened(path)
        monkeypatch.chdir("folder")
        with document.edit("x") as edit:
            edit.add(Tag, name="rain")
        monkeypatch.chdir("..")
    assert link.is_symlink() and len(opened(file).all(Tag)) == 2


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (PurePosixPath("/a b/c?.db"), "/a b/c?.db"),
        (PureWindowsPath("C:\\a b\\c#.db"), "/C:/a b/c#.db"),
        (PureWindowsPath("\\\\server\\share\\c.db"), "//server/share/c.db"),
    ],
)
def test_the_address_of_a_file_names_no_host(path: PurePosixPath, where: str) -> None:
    assert unquote(address(path, "ro")) == f"file://{where}?mode=ro"
    assert address(path, "ro").count("?") == 1


# What is no file of the program.


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert outcome(tmp_path / "none.db").outcome is Outcome.MISSING
    assert outcome(tmp_path / "no" / "none.db").outcome is Outcome.MISSING
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert outcome(tmp_path / "loop").outcome is Outcome.MISSING
    assert not (tmp_path / "none.db").exists()


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    assert outcome(tmp_path / ("x" * 300)).outcome is Outcome.UNREADABLE


def test_a_path_deeper_than_sqlite_can_take_is_said(tmp_path: Path, blank: Path) -> None:
    folder = tmp_path.joinpath(*["d" * 200] * 4)
    folder.mkdir(parents=True)
    shutil.copy(blank, folder / "plan.db")
    assert outcome(folder / "plan.db").outcome is Outcome.UNREADABLE
    with pytest.raises(NotSaved, match="Choose another folder"):
        create(folder / "new.db", "Water", author="Ana")
    assert names(folder) == ["plan.db"]


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    with closing(socket.socket(socket.AF_UNIX)) as plug:
        plug.bind(str(tmp_path / "s"))
        for path in (tmp_path, tmp_path / "pipe.db", tmp_path / "s", Path("/dev/null")):
            found = outcome(path)
            assert found.outcome is Outcome.NOT_AN_INITIATIVE, path
            assert "is not a file" in found.sentence


OTHER = {
    "empty": b"",
    "text": b"Dear colleague,\n" * 100,
    "photograph": b"\xff\xd8\xff\xe0\x00\x10JFIF" + random.Random(1).randbytes(5000),
    "beginning only": b"SQLite format 3\0",
    "zeros": bytes(8192),
}


@pytest.mark.parametrize("content", OTHER.values(), ids=OTHER)
def test_another_kind_of_file_is_told_apart_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    found = outcome(path)
    assert found.outcome is Outcome.NOT_AN_INITIATIVE
    assert "It was not changed." in found.sentence
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_told_apart(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        db.execute("CREATE TABLE organisation (id)")
    found = outcome(tmp_path / "a.db")
    assert found.outcome is Outcome.NOT_AN_INITIATIVE and "not one of Outreach" in found.sentence


def patch(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as f:
        f.seek(at)
        f.write(data)


# Newer and older versions.


def test_a_file_of_a_newer_version_opens_for_reading(file: Path, opened: Open) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.executescript(
            "PRAGMA user_version=2; CREATE TABLE new (x); ALTER TABLE tag ADD hue TEXT"
        )
    before = file.read_bytes()
    found = open_file(file, author="Ana")
    document = found.opened()
    assert found.outcome is Outcome.NEWER and "newer version" in found.sentence
    assert the_initiative(document).name == "Water for all"
    with pytest.raises(Refusal, match="reading only"), document.edit("x"):
        pass
    document.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("DROP TABLE champion", Outcome.NEWER),
        ("ALTER TABLE tag RENAME COLUMN name TO title", Outcome.NEWER),
        (
            "DROP TABLE tag; CREATE VIEW tag AS SELECT 1 AS id, 2 AS name, 3 AS reference",
            Outcome.STRANGE,
        ),
        ("CREATE TRIGGER t AFTER INSERT ON tag BEGIN SELECT 1; END", Outcome.STRANGE),
    ],
)
def test_a_newer_file_that_cannot_be_read_or_trusted_is_not_opened(
    file: Path, sql: str, expected: Outcome
) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.executescript(f"PRAGMA user_version=2; {sql}")
    found = outcome(file)
    assert (found.outcome, found.document) == (expected, None)


def test_a_file_of_an_older_format_is_brought_up_to_date(file: Path, opened: Open) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.executescript(
            "PRAGMA user_version=0; DROP TABLE _sqlite_migrations; ALTER TABLE tag DROP reference;"
        )
    document = opened(file)
    assert schema.differences(document.connection, MODEL) == []
    with document.edit("x") as edit:
        edit.add(Tag, name="rain", reference="r")


def test_an_older_file_with_a_trigger_is_refused_before_anything_in_it_is_changed(
    file: Path,
) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.executescript(
            "PRAGMA user_version=0; DROP TABLE _sqlite_migrations;"
            "CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM initiative; END"
        )
    before = file.read_bytes()
    assert outcome(file).outcome is Outcome.STRANGE
    assert file.read_bytes() == before


def test_a_file_left_with_a_write_ahead_log_is_refused_with_the_reason(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("UPDATE initiative SET name='x'")
        db.commit()
    before = file.read_bytes()
    found = outcome(file)
    assert found.outcome is Outcome.STRANGE and "second file that was not sent" in found.sentence
    assert file.read_bytes() == before and names(file.parent) == ["plan.db"]


# Damage.


def test_a_file_cut_short_anywhere_is_said_to_be(file: Path) -> None:
    whole = file.read_bytes()
    draw = random.Random(7)
    sizes = {*range(4096, len(whole), 16384), len(whole) - 1, 100, 101, 512, 4095}
    for size in sizes | {draw.randrange(100, len(whole)) for _ in range(60)}:
        cut = file.with_name("cut.db")
        cut.write_bytes(whole[:size])
        for read_only in (False, True):
            found = outcome(cut, read_only=read_only)
            assert found.outcome is Outcome.DAMAGED, size
            assert f"cut short: {size:,} bytes of {len(whole):,}" in found.sentence
        assert cut.read_bytes() == whole[:size]
    for size in (0, 1, 16, 99):
        file.write_bytes(whole[:size])
        assert outcome(file).outcome is Outcome.NOT_AN_INITIATIVE


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(data=st.data())
def test_a_file_with_broken_bytes_opens_or_is_refused_in_a_sentence(
    blank: Path, tmp_path: Path, data: st.DataObject
) -> None:
    broken = tmp_path / "broken.db"
    shutil.copy(blank, broken)
    size = broken.stat().st_size
    # Most bytes of a fresh file are unused; the beginnings of its pages are what matters.
    page = data.draw(st.integers(0, size // 4096 - 1))
    at = 4096 * page + data.draw(st.integers(0, 300) | st.integers(0, 4090))
    patch(broken, at, data.draw(st.binary(min_size=1, max_size=6)))
    try:
        outcome(broken)
    finally:
        for left in tmp_path.glob("broken.db*"):
            left.unlink()


def test_a_broken_name_in_the_schema_is_damage_in_a_sentence_that_can_be_shown(file: Path) -> None:
    at = file.read_bytes().index(b'REFERENCES "log_txn"') + 2
    patch(file, at, b"\x80")
    found = outcome(file)
    assert found.outcome is Outcome.DAMAGED
    found.sentence.encode()


def test_a_page_that_is_no_page_is_damage(file: Path) -> None:
    patch(file, 100, b"\xff" * 200)
    found = outcome(file)
    assert found.outcome is Outcome.DAMAGED and "latest safe copy" in found.sentence


# Files that cannot be read or written.


@pytest.fixture
def no_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for permissions, which do not hold for the administrator who may run the tests."""
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)


@pytest.mark.usefixtures("no_writing")
def test_a_file_that_cannot_be_written_opens_for_reading_with_the_reason(file: Path) -> None:
    found = outcome(file)
    assert found.outcome is Outcome.READ_ONLY
    assert "cannot be written to" in found.sentence and "Save a copy" in found.sentence


def test_opening_for_reading_is_what_was_asked_and_needs_no_sentence(file: Path) -> None:
    before = file.stat()
    found = outcome(file, read_only=True)
    assert (found.outcome, found.sentence) == (Outcome.OPENED, "")
    assert file.stat() == before or file.stat().st_mtime_ns == before.st_mtime_ns


def test_permissions_hold_for_ordinary_people(file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the administrator may read and write everything")
    file.chmod(0o400)
    assert outcome(file).outcome is Outcome.READ_ONLY
    file.chmod(0)
    assert outcome(file).outcome is Outcome.UNREADABLE
    file.chmod(0o600)
    file.parent.chmod(0o500)
    assert outcome(file).outcome is Outcome.READ_ONLY
    file.parent.chmod(0)
    assert outcome(file).outcome is Outcome.UNREADABLE
    file.parent.chmod(0o700)


def test_a_file_that_cannot_be_read_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", no)
    found = outcome(file)
    assert found.outcome is Outcome.UNREADABLE and "(Permission denied)" in found.sentence


# Locked by another program.


@pytest.fixture
def other(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None, timeout=0)
    yield db
    db.close()


def test_a_file_locked_by_another_program_is_said_to_be(
    file: Path, other: sqlite3.Connection
) -> None:
    other.execute("BEGIN EXCLUSIVE")
    found = opening.open_document(file, MODEL, author="Ana", wait_seconds=0.01)
    assert (found.outcome, found.document) == (Outcome.LOCKED, None)
    assert "Another program is writing" in found.sentence
    with pytest.raises(Refusal, match="Another program is writing"):
        found.opened()
    other.execute("ROLLBACK")
    assert outcome(file).outcome is Outcome.OPENED


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_an_edit_that_meets_a_lock_is_not_saved_and_says_why(
    file: Path, other: sqlite3.Connection, lock: str
) -> None:
    document = opening.open_document(file, MODEL, author="Ana", wait_seconds=0.01).opened()
    other.execute(f"BEGIN {lock}")
    with (
        pytest.raises(NotSaved, match="Another program is using the file"),
        document.edit("x") as edit,
    ):
        edit.add(Tag, name="rain")
    other.execute("ROLLBACK")
    with document.edit("x") as edit:
        edit.add(Tag, name="rain")
    assert len(document.all(Tag)) == 1
    document.close()


def test_an_edit_whose_saving_meets_a_reader_waits_or_says_why(
    file: Path, other: sqlite3.Connection
) -> None:
    document = opening.open_document(file, MODEL, author="Ana", wait_seconds=0.01).opened()
    other.execute("BEGIN")
    other.execute("SELECT * FROM tag").fetchall()
    with (
        pytest.raises(NotSaved, match="Another program is using the file"),
        document.edit("x") as edit,
    ):
        edit.add(Tag, name="rain")
    other.execute("ROLLBACK")
    assert document.all(Tag) == []
    document.close()


def test_a_hand_edit_that_cannot_be_put_on_record_now_opens_for_reading(
    file: Path, other: sqlite3.Connection
) -> None:
    other.execute("UPDATE initiative SET name='By hand'")
    other.execute("BEGIN IMMEDIATE")
    found = opening.open_document(file, MODEL, author="Ana", wait_seconds=0.01)
    document = found.opened()
    assert found.outcome is Outcome.READ_ONLY and "could not be put on record" in found.sentence
    assert the_initiative(document).name == "By hand"
    document.close()
    other.execute("ROLLBACK")
    assert outcome(file).outcome is Outcome.OPENED


# One descriptor per file: closing one document must not drop the locks of another.


def test_closing_one_document_leaves_the_locks_of_another(file: Path, opened: Open) -> None:
    a = opened(file)
    link = file.with_name("hard.db")
    os.link(file, link)
    with a.edit("x") as edit:
        edit.add(Tag, name="rain")
        for path in (file, link):
            opened(path, read_only=True).close()
        found = os.spawnlp(
            os.P_WAIT, "sqlite3", "sqlite3", "-bail", str(file), "UPDATE initiative SET name='x'"
        )
        assert found != 0, "another process could write in the middle of an edit"
    assert the_initiative(a).name == "Water for all"


def test_closing_twice_is_closing_once(file: Path, opened: Open) -> None:
    a, b = opened(file), opened(file)
    a.close()
    a.close()
    with b.edit("x") as edit:
        edit.add(Tag, name="rain")


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_file_that_is_no_longer_in_its_place_is_not_written(
    document: Document, file: Path, blank: Path, opened: Open, how: str
) -> None:
    if how == "moved":
        file.rename(file.with_name("other.db"))
    elif how == "deleted":
        file.unlink()
    else:
        shutil.copy(blank, file.with_name("new.db"))
        file.with_name("new.db").rename(file)
    expected = pytest.raises(NotSaved, match="moved, deleted or replaced while it was open")
    with expected, document.edit("x") as edit:
        edit.add(Tag, name="rain")
    document.copy_to(file.with_name("saved.db"))
    assert the_initiative(opened(file.with_name("saved.db"))).name == "Water for all"


def test_a_file_that_was_replaced_opens_as_what_it_is_now(
    document: Document, file: Path, opened: Open, tmp_path: Path
) -> None:
    create(tmp_path / "new.db", "New", author="Ana").close()
    (tmp_path / "new.db").rename(file)
    new = opened(file)
    with new.edit("x") as edit:
        edit.add(Tag, name="rain")
    assert (the_initiative(document).name, the_initiative(new).name) == ("Water for all", "New")


def test_a_header_with_other_figures_is_read_by_hand(file: Path) -> None:
    (pages,) = struct.unpack(">I", file.read_bytes()[28:32])
    assert pages * 4096 == file.stat().st_size
