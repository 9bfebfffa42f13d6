"""Two people, one file: the second is told who has it, and nothing is ever left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.base.errors import NotSaved
from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.document.lock import FRESH_SECONDS, Holder, Lock, holder, silence, take_away
from outreach.document.opening import Opening, Outcome
from outreach.document.process import this_process
from outreach.initiative import open_file
from tests.document.far import far_lock

Open = Callable[..., Document]
ROOT = Path(__file__).parents[2]

WINDOW = """
import sys
from pathlib import Path
from outreach.initiative import open_file
opening = open_file(Path(sys.argv[1]), author="Bo", lock=True)
print(opening.outcome, flush=True)
sys.stdin.read()
opening.document.close()
"""


@contextmanager
def window(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Have the file open for editing in another process on this computer."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(file)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "opened\n"
        yield other
        if other.poll() is None:
            other.communicate()


@pytest.fixture
def place(file: Path) -> Path:
    return file.with_name(".plan.db.lock")


@pytest.fixture
def far(file: Path) -> Callable[..., None]:
    """Write the lock file of somebody on another computer."""

    def write(seconds_old: float = 0, **said: Any) -> None:
        far_lock(file, seconds_old, **said)

    return write


def opening(file: Path, **options: Any) -> Opening:
    """Open and close a file as a window does."""
    found = open_file(file, author="Ana", **{"lock": True, **options})
    if found.document is not None:
        found.document.close()
    return found


def alone(file: Path) -> bool:
    """Whether nothing was left beside the file."""
    return [path.name for path in file.parent.iterdir()] == [file.name]


def tag(document: Document) -> None:
    with document.edit("Added rain") as edit:
        edit.add(Tag, name="rain")


# On one computer.


def test_a_window_leaves_a_note_while_it_is_open_and_none_after(file: Path, place: Path) -> None:
    opened = open_file(file, author="Ana", lock=True)
    assert (opened.outcome, opened.sentence) == (Outcome.OPENED, "")
    told = json.loads(place.read_text())
    assert (told["who"], told["pid"], told["host"]) == ("Ana", os.getpid(), this_process().host)
    tag(opened.opened())
    opened.opened().close()
    assert alone(file)


def test_the_second_window_is_told_who_where_and_since_when_and_may_read(file: Path) -> None:
    with window(file):
        found = open_file(file, author="Ana", lock=True)
        with found.opened() as document:
            assert not document.writable and document.all(Tag) == []
            document.copy_to(file.with_name("copy.db"))
        assert found.outcome is Outcome.IN_USE
        assert found.sentence.startswith(
            "“plan.db” is open for editing elsewhere: Bo on this computer, since "
        )
        assert found.sentence.endswith(
            "You can read it, or save a copy and edit that. Close it there to edit it here."
        )
        assert opening(file.with_name("copy.db")).outcome is Outcome.OPENED
    assert opening(file).outcome is Outcome.OPENED


def test_whoever_reads_takes_no_lock_and_needs_none(file: Path, place: Path) -> None:
    assert opening(file, read_only=True).outcome is Outcome.OPENED
    with open_file(file, author="Ana", read_only=True, lock=True).opened():
        assert not place.exists()
    with window(file):
        assert opening(file, read_only=True).outcome is Outcome.OPENED


def test_short_edits_on_the_same_computer_go_ahead(file: Path, opened: Open) -> None:
    with window(file):
        tag(opened(file))
    assert opened(file, read_only=True).all(Tag) != []


def test_the_lock_of_a_killed_program_is_taken_over_and_said(file: Path, place: Path) -> None:
    with window(file) as other:
        other.kill()
    assert place.exists()
    found = opening(file)
    assert found.outcome is Outcome.OPENED
    assert found.sentence.startswith("“plan.db” was not closed by Bo on this computer, since ")
    assert alone(file)


def test_the_number_of_a_killed_process_may_be_used_again(
    file: Path, far: Callable[..., None]
) -> None:
    here = this_process()
    far(host=here.host, machine=here.machine, pid=os.getppid(), started="long ago")
    assert opening(file).outcome is Outcome.OPENED


def test_a_program_that_hangs_still_has_the_file(file: Path, place: Path) -> None:
    with window(file):
        os.utime(place, (0, 0))
        assert opening(file).outcome is Outcome.IN_USE


def test_two_windows_of_one_program_do_not_stand_in_each_others_way(file: Path) -> None:
    first = open_file(file, author="Ana", lock=True).opened()
    again = open_file(file, author="Ana", lock=True)
    assert (again.outcome, again.sentence) == (Outcome.OPENED, "")
    tag(first)
    first.close()
    assert holder(file) is None and not alone(file)
    again.opened().close()
    assert alone(file)


def test_another_name_of_the_file_has_the_same_lock(file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.db"
    link.symlink_to(file)
    with window(link):
        assert opening(file).outcome is Outcome.IN_USE


def test_of_many_who_open_at_once_one_may_edit(file: Path) -> None:
    pipe = subprocess.PIPE
    others = [
        subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(file)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
        )
        for _ in range(4)
    ]
    said = sorted(other.stdout.readline().strip() for other in others if other.stdout)
    for other in others:
        other.communicate()
    assert said == ["in use", "in use", "in use", "opened"]
    assert alone(file)


def test_a_file_that_is_not_opened_is_not_locked(file: Path) -> None:
    file.write_bytes(b"rubbish")
    assert opening(file).outcome is Outcome.NOT_AN_INITIATIVE
    assert alone(file)


# From another computer.


def test_another_computer_keeps_windows_and_short_edits_out(
    file: Path, far: Callable[..., None]
) -> None:
    far()
    for lock in (True, False):
        found = opening(file, lock=lock)
        assert found.outcome is Outcome.IN_USE
        assert found.sentence.startswith(
            "“plan.db” is open for editing elsewhere: Bo on “office-3”, since 23 November 2026, "
        )


def test_a_lock_from_another_computer_counts_for_a_quarter_of_an_hour(
    file: Path, far: Callable[..., None]
) -> None:
    far(seconds_old=FRESH_SECONDS - 30)
    assert opening(file).outcome is Outcome.IN_USE
    far(seconds_old=FRESH_SECONDS + 30)
    assert opening(file, lock=False).outcome is Outcome.OPENED
    found = opening(file)
    assert found.outcome is Outcome.OPENED
    assert found.sentence.startswith("“plan.db” was not closed by Bo on “office-3”, since ")
    assert alone(file)


def test_renewing_keeps_the_lock_fresh(file: Path, place: Path) -> None:
    with open_file(file, author="Ana", lock=True).opened() as document:
        lock = Lock.take(file, "Ana")
        assert isinstance(lock, Lock)
        os.utime(place, (0, 0))
        assert lock.renew() is None
        assert time.time() - place.stat().st_mtime < 60
        place.unlink()
        assert lock.renew() is None and place.exists()
        lock.release()
        tag(document)


def test_who_was_asleep_too_long_learns_who_took_the_file_over(
    file: Path, far: Callable[..., None], place: Path
) -> None:
    opened = open_file(file, author="Ana", lock=True)
    far()
    assert opened.lock is not None
    other = opened.lock.renew()
    assert isinstance(other, Holder) and other.who == "Bo"
    with pytest.raises(NotSaved, match=r"Bo on “office-3”.*taken over while this computer"):
        tag(opened.opened())
    opened.opened().close()
    assert place.exists()


# Whatever lies there.


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 4000, b"x" * 100_000, b'{"pid": -1}',
     b'{"pid": true, "token": "t"}', b'{"pid": 1e9, "token": "t"}', b'{"pid": 5}',
     b'{"pid": 99999999999999999999, "token": "t"}'],
)  # fmt: skip
def test_a_damaged_lock_counts_for_a_while_and_is_then_put_aside(
    file: Path, place: Path, content: bytes
) -> None:
    place.write_bytes(content)
    found = opening(file)
    assert found.outcome is Outcome.IN_USE
    assert "elsewhere: Somebody. You can" in found.sentence
    os.utime(place, (0, 0))
    assert opening(file).sentence == (
        "A damaged note of who has “plan.db” open was put aside. Nothing was lost."
    )
    assert alone(file)


@given(
    said=st.dictionaries(
        st.sampled_from(["who", "host", "machine", "pid", "started", "since", "token"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_lock_says_opening_ends_in_a_sentence(
    blank: Path, said: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "plan.db"
    file.write_bytes(blank.read_bytes())
    (tmp_path / ".plan.db.lock").write_text(json.dumps({"pid": 5, "token": "t"} | said))
    found = opening(file)
    assert found.outcome in (Outcome.IN_USE, Outcome.OPENED)
    assert found.sentence.isprintable() and len(found.sentence) < 500


def test_what_is_no_file_is_left_alone(file: Path, place: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    for make in (place.mkdir, lambda: place.symlink_to(precious), lambda: os.mkfifo(place)):
        make()
        found = open_file(file, author="Ana", lock=True)
        assert found.outcome is Outcome.OPENED and found.lock is not None
        assert not found.lock.held and found.lock.renew() is None
        tag(found.opened())
        found.opened().close()
        assert os.path.lexists(place) and precious.read_text() == "mine"
        if place.is_dir() and not place.is_symlink():
            place.rmdir()
        else:
            place.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.db", "precious"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_to_is_read_without_a_lock(file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        assert opening(file).outcome is Outcome.READ_ONLY
    finally:
        file.parent.chmod(0o700)


def test_where_nothing_can_be_written_the_file_is_had_without_a_lock(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path / "none" / "plan.db", "Ana")
    assert isinstance(lock, Lock) and not lock.held
    lock.check()
    assert lock.renew() is None
    lock.release()


# Somebody who may have crashed.


def test_of_a_running_program_something_is_always_heard(file: Path, place: Path) -> None:
    with window(file):
        os.utime(place, (0, 0))
        found = holder(file)
        assert found is not None and silence(file, found) == 0


def test_silence_is_counted_by_the_clock_of_the_folder(
    file: Path, far: Callable[..., None]
) -> None:
    far(400)
    found = holder(file)
    assert found is not None and 399 <= silence(file, found) <= 410
    assert {path.name for path in file.parent.iterdir()} == {file.name, f".{file.name}.lock"}


def test_of_whoever_left_a_damaged_note_nothing_is_ever_heard(file: Path, place: Path) -> None:
    place.write_text("{")
    found = holder(file)
    assert found is not None and silence(file, found) == float("inf")
    take_away(file, found)
    assert opening(file).outcome is Outcome.OPENED


def test_only_the_program_that_was_seen_is_the_document_taken_from(
    file: Path, far: Callable[..., None]
) -> None:
    far(token="first")
    seen = holder(file)
    assert seen is not None
    far(token="second")
    take_away(file, seen)
    assert opening(file).outcome is Outcome.IN_USE
    there = holder(file)
    assert there is not None
    take_away(file, there)
    assert opening(file).outcome is Outcome.OPENED


def test_whom_the_document_was_taken_from_learns_it_before_the_next_edit(file: Path) -> None:
    mine = Lock.take(file, "Ana")
    assert isinstance(mine, Lock)
    take_away(file, mine.mine)
    far_lock(file)
    with pytest.raises(NotSaved, match="open for editing elsewhere: Bo"):
        mine.check()
