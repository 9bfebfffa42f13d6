"""What was saved is safe: kills, full disks, copies, two threads, another program."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved, Refusal
from outreach.cause.kinds import Tag
from outreach.document import adoption
from outreach.document.document import Document
from outreach.document.opening import Outcome
from outreach.document.writer import saving_trouble
from outreach.initiative import MODEL, create, open_file
from outreach.network.kinds import Organisation

Open = Callable[..., Document]
ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, signal, sys
from pathlib import Path
from outreach.base.errors import NotSaved
from outreach.cause.kinds import Tag
from outreach.initiative import open_file
document = open_file(Path(sys.argv[1]), author="Child").opened()
"""


def child(code: str, file: Path, **options: object) -> subprocess.Popen[str]:
    """Run ``code`` with the file open in another process."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM + code, str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def sound(document: Document) -> bool:
    (said,) = document.connection.execute("PRAGMA integrity_check").fetchone()
    return said == "ok" and adoption.differences(document.connection, MODEL) == []


# Killed at any moment: before or after, never half.


KILLED_HALF_WAY = """
# A small cache, so that the edit is on the disk in part before it is saved.
document.connection.execute("PRAGMA cache_size=4")
with document.edit("Half") as edit:
    for n in range(300):
        edit.add("tag", name=f"half {n} " + "x" * 400)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def left_half(file: Path) -> Path:
    """A file whose writer was killed in the middle of saving, with its journal beside it."""
    before = file.read_bytes()
    with child(KILLED_HALF_WAY, file) as process:
        assert process.wait() == -signal.SIGKILL
    assert file.with_name("plan.db-journal").stat().st_size > 512
    assert file.read_bytes() != before
    return file


def test_an_edit_cut_off_by_a_kill_is_taken_back_at_the_next_opening(
    left_half: Path, blank: Path, opened: Open
) -> None:
    document = opened(left_half)
    assert document.all(Tag) == [] and sound(document)
    assert left_half.read_bytes() == blank.read_bytes()
    assert not left_half.with_name("plan.db-journal").exists()


def test_a_kill_while_the_file_grew_is_no_damage(left_half: Path, opened: Open) -> None:
    # The header, which is written first, may already count pages that are not there yet.
    with left_half.open("r+b") as f:
        f.seek(28)
        f.write(struct.pack(">I", 100_000))
    assert opened(left_half).all(Tag) == []


def test_reading_only_never_touches_what_a_killed_program_left(left_half: Path) -> None:
    before = left_half.read_bytes()
    found = open_file(left_half, author="Ana", read_only=True)
    assert (found.outcome, found.document) == (Outcome.UNREADABLE, None)
    assert "A program stopped while it was writing" in found.sentence
    assert left_half.read_bytes() == before
    assert left_half.with_name("plan.db-journal").exists()


WRITES_ON_AND_ON = """
print("ready", flush=True)
for n in range(100_000):
    with document.edit(f"Edit {n}") as edit:
        first = edit.add("tag", name=f"{n} first")
        edit.add("tag", name=f"{n} second")
"""


@pytest.mark.parametrize("milliseconds", [3, 20, 47, 111])
def test_a_kill_at_any_moment_leaves_whole_edits(
    file: Path, opened: Open, milliseconds: int
) -> None:
    with child(WRITES_ON_AND_ON, file) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(milliseconds / 1000)
        process.kill()
    document = opened(file)
    assert sound(document)
    names = [tag.name for tag in document.all(Tag)]
    edits = len(names) // 2
    assert names == [f"{n} {which}" for n in range(edits) for which in ("first", "second")]
    with document.edit("Goes on") as edit:
        edit.add(Tag, name="after")


# A full disk.


FILLS_THE_DISK = """
import resource
limit = os.path.getsize(sys.argv[1]) + 40_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
saved = 0
try:
    for n in range(1000):
        with document.edit(f"Edit {n}") as edit:
            edit.add("tag", name=f"{n} " + "x" * 400)
        saved += 1
except NotSaved as error:
    print(saved, error)
assert len(document.all(Tag)) == saved
"""


def test_a_file_that_can_grow_no_further_keeps_every_edit_saved_before(
    file: Path, opened: Open
) -> None:
    with child(FILLS_THE_DISK, file) as process:
        said, _ = process.communicate()
    assert process.returncode == 0
    saved, _, sentence = said.partition(" ")
    assert "The change was not saved." in sentence and "saved before is safe" in sentence
    document = opened(file)
    assert len(document.all(Tag)) == int(saved) > 5
    assert sound(document)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=800k", "none", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("only an administrator can make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_is_lost(
    small_disk: Path, file: Path, opened: Open
) -> None:
    plan = shutil.copy(file, small_disk / "plan.db")
    with opened(plan) as document:
        with pytest.raises(NotSaved, match=r"The disk is full\. Free some space"):
            for n in range(1000):
                with document.edit(f"Edit {n}") as edit:
                    edit.add(Organisation, name=f"P{n}", about="x" * 4000)
        saved = len(document.all(Organisation))
        assert saved > 0 and sound(document)
        with pytest.raises(NotSaved, match="No space left on device"):
            document.copy_to(small_disk / "copy.db")
        assert [path.name for path in small_disk.iterdir()] == ["plan.db"]
        with pytest.raises(NotSaved, match="Choose another folder"):
            create(small_disk / "new.db", "Water", author="Ana")
        assert [path.name for path in small_disk.iterdir()] == ["plan.db"]
        document.copy_to(file.with_name("saved.db"))
    assert len(opened(file.with_name("saved.db")).all(Organisation)) == saved


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database is locked", "Another program is using the file"),
        ("database or disk is full", "The disk is full"),
        ("attempt to write a readonly database", "cannot be written to"),
        ("unable to open database file", "memory stick cannot be reached"),
        ("disk I/O error", "memory stick cannot be reached"),
        ("database disk image is malformed", "(database disk image is malformed)"),
    ],
)
def test_every_reason_for_not_saving_has_its_sentence(said: str, sentence: str) -> None:
    error = saving_trouble(sqlite3.OperationalError(said))
    assert sentence in str(error)
    assert str(error).startswith("The change was not saved.")
    assert str(error).endswith("Everything saved before is safe.")


# Copies.


def test_a_copy_is_byte_identical_and_goes_its_own_way(
    document: Document, file: Path, opened: Open
) -> None:
    with document.edit("x") as edit:
        edit.add(Organisation, name="Ministry", about="long " * 10_000)
    target = file.with_name("copy.db")
    document.copy_to(target)
    assert target.read_bytes() == file.read_bytes()
    assert sorted(p.name for p in file.parent.iterdir()) == ["copy.db", "plan.db"]
    with opened(target).edit("y") as edit:
        edit.add(Tag, name="rain")
    assert document.all(Tag) == []
    with document.edit("goes on") as edit:
        edit.add(Tag, name="sun")


def test_a_copy_never_overwrites_and_leaves_nothing_behind(document: Document, file: Path) -> None:
    taken = file.with_name("taken.db")
    taken.write_text("precious")
    file.with_name("dangling.db").symlink_to("nowhere")
    for target in (taken, file, file.with_name("dangling.db")):
        with pytest.raises(Refusal, match=f"“{target.name}” exists already"):
            document.copy_to(target)
    assert taken.read_text() == "precious"
    for target in (file.parent / "none" / "c.db", file.with_name("x" * 300)):
        with pytest.raises(NotSaved, match="Choose another folder"):
            document.copy_to(target)
    assert sorted(p.name for p in file.parent.iterdir()) == ["dangling.db", "plan.db", "taken.db"]


def test_a_memory_stick_without_links_takes_a_copy_too(
    document: Document, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    target = file.with_name("copy.db")
    document.copy_to(target)
    assert target.read_bytes() == file.read_bytes()
    with pytest.raises(Refusal, match="exists already"):
        document.copy_to(target)
    assert sorted(p.name for p in file.parent.iterdir()) == ["copy.db", "plan.db"]


def test_a_copy_while_another_program_writes_waits_or_says_why(file: Path, opened: Open) -> None:
    document = opened(file)
    document.connection.execute("PRAGMA busy_timeout=10")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NotSaved, match="could not be written"):
        document.copy_to(file.with_name("copy.db"))
    other.close()
    assert [p.name for p in file.parent.iterdir()] == ["plan.db"]


def test_a_document_open_for_reading_can_be_copied(file: Path, opened: Open) -> None:
    opened(file, read_only=True).copy_to(file.with_name("copy.db"))
    assert file.with_name("copy.db").read_bytes() == file.read_bytes()


# Several at a time.


def test_one_thread_writes_while_another_reads_whole_edits(file: Path, opened: Open) -> None:
    done = threading.Event()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            with open_file(file, author="Writer").opened() as document:
                for n in range(60):
                    with document.edit(f"Edit {n}") as edit:
                        edit.add(Tag, name=f"{n}")
                        edit.add(Tag, name=f"{n}")
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=write)
    reading = opened(file, read_only=True)
    thread.start()
    counts = []
    while not done.is_set():
        counts.append(len(reading.all(Tag)))
    thread.join()
    assert failed == []
    assert all(count % 2 == 0 for count in counts) and counts == sorted(counts)
    assert len(reading.all(Tag)) == 120


def test_another_process_and_this_one_take_turns(file: Path, opened: Open) -> None:
    document = opened(file)
    with child(WRITES_ON_AND_ON.replace("100_000", "40"), file) as process:
        for n in range(40):
            with document.edit("Mine") as edit:
                edit.add(Organisation, name=f"{n}")
        assert process.wait() == 0
    assert (len(document.all(Organisation)), len(document.all(Tag))) == (40, 80)
    assert sound(document)


def test_a_change_by_another_connection_can_be_seen_to_have_happened(
    document: Document, file: Path, opened: Open
) -> None:
    before = document.data_version()
    with document.edit("Mine") as edit:
        edit.add(Tag, name="rain")
    assert document.data_version() == before
    with opened(file).edit("Theirs") as edit:
        edit.add(Tag, name="sun")
    assert document.data_version() != before


def test_a_closed_document_leaves_no_open_file(file: Path) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not list open files")
    before = descriptors()
    for _ in range(3):
        with open_file(file, author="Ana").opened() as document, document.edit("x") as edit:
            edit.add(Tag, name="rain")
        file.with_name("text.db").write_text("text")
        open_file(file.with_name("text.db"), author="Ana")
    assert descriptors() == before
