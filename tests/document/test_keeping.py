"""What could not be saved is kept in the person's own data, and offered at the next opening."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved
from outreach.document.keeping import Keeper, Typed, everything_left, left

ROOT = Path(__file__).parents[2]
WORDS = Typed("Log a contact: What was said", "They will ask their board.")

CRASHES = """
import os, sys
from pathlib import Path
from outreach.document.keeping import Keeper, Typed
keeper = Keeper(Path(sys.argv[1]), Path(sys.argv[2]))
keeper.keep_typed([Typed("Log a contact: What was said", "They will ask their board.")])
keeper.stand_in(b"everything")
keeper.note_seen(7)
os._exit(1)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "unsaved"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.db"


def crash(plan: Path, folder: Path) -> None:
    """Keep something in a program that crashes."""
    subprocess.run([sys.executable, "-c", CRASHES, str(plan), str(folder)], cwd=ROOT, check=False)


def test_what_a_program_that_crashed_kept_is_found_by_its_file(plan: Path, folder: Path) -> None:
    crash(plan, folder)
    (kept,) = left(plan, folder)
    assert (kept.typed, kept.seen) == ((WORDS,), 7)
    assert kept.stand_in is not None and kept.stand_in.read_bytes() == b"everything"
    assert left(plan.with_name("other.db"), folder) == []
    assert everything_left(folder) == [kept]


def test_nothing_is_offered_while_its_program_is_running(plan: Path, folder: Path) -> None:
    Keeper(plan, folder).keep_typed([WORDS])
    assert left(plan, folder) == []


def test_what_a_running_program_leaves_is_offered(plan: Path, folder: Path) -> None:
    keeper = Keeper(plan, folder)
    keeper.keep_typed([WORDS])
    keeper.leave()
    keeper.forget()
    assert [kept.typed for kept in left(plan, folder)] == [(WORDS,)]


def test_nobody_who_types_waits_for_the_disk(
    plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(plan, folder)
    keeper.keep_typed([WORDS])
    waited: list[int] = []
    wait = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (waited.append(1), wait(file)))
    for n in range(5):
        keeper.keep_typed([Typed("Name", "Telmara"[:n])])
    assert waited == []
    keeper.stand_in(b"everything")
    stood = len(waited)
    keeper.keep_typed([WORDS])
    assert len(waited) > stood > 0, "what tells of the stand-in has to last"


def test_what_is_saved_is_kept_no_longer(plan: Path, folder: Path) -> None:
    keeper = Keeper(plan, folder)
    keeper.keep_typed([WORDS])
    keeper.stand_in(b"everything")
    keeper.forget()
    assert list(folder.iterdir()) == []


def test_what_is_discarded_is_gone(plan: Path, folder: Path) -> None:
    crash(plan, folder)
    left(plan, folder)[0].discard()
    assert list(folder.iterdir()) == []


def test_only_the_last_words_are_kept(plan: Path, folder: Path) -> None:
    keeper = Keeper(plan, folder)
    keeper.keep_typed([Typed("Name", "Tel")])
    keeper.keep_typed([WORDS])
    keeper.leave()
    assert left(plan, folder)[0].typed == (WORDS,)


def test_it_is_for_its_owner_only(plan: Path, folder: Path) -> None:
    keeper = Keeper(plan, folder)
    place = keeper.stand_in(b"everything")
    assert [path.stat().st_mode & 0o077 for path in (folder, place.parent, place)] == [0, 0, 0]


def test_words_for_which_there_is_no_room_stop_nobody(plan: Path, folder: Path) -> None:
    folder.write_text("in the way")
    keeper = Keeper(plan, folder)
    keeper.keep_typed([WORDS])
    with pytest.raises(NotSaved, match="no room on this computer"):
        keeper.stand_in(b"everything")
    assert left(plan, folder) == []


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"file": 1}', '{"file": "x", "at": "y", "process": {"pid": "z"}}']
)
def test_what_makes_no_sense_is_passed_over(plan: Path, folder: Path, said: str) -> None:
    (folder / "odd").mkdir(parents=True)
    (folder / "odd" / "about.json").write_text(said)
    (folder / "file").write_text("")
    assert everything_left(folder) == []


def test_another_name_of_the_file_finds_it_too(
    plan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(plan, folder)
    monkeypatch.chdir(plan.parent)
    assert len(left(Path(plan.name), folder)) == 1
    assert os.path.lexists(plan) is False


def test_for_a_link_that_leads_to_itself_nothing_is_kept(tmp_path: Path, folder: Path) -> None:
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    assert left(loop, folder) == []
