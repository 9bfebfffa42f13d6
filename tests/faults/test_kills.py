"""Whatever a program was doing when it was killed, its files are whole and hold all it told of."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from outreach.base.errors import Refusal
from outreach.base.ids import new_id
from outreach.cli.checking import examine
from outreach.document.keeping import left
from outreach.document.opening import Outcome
from outreach.exchange import json_form
from outreach.initiative import create, open_file
from tests.faults.test_going_on import tags
from tests.faults.work import IMPORTED, PLAN
from ui.holding import Holding

ROOT = Path(__file__).parents[2]
RUNS = 20


def python(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="programs cannot be forked here")
@pytest.mark.parametrize("seed", [1000, 2000])
def test_nothing_acknowledged_is_lost_by_a_kill_and_nothing_is_half_there(seed: int) -> None:
    came = python("-m", "tests.faults", "kills", "--runs", RUNS, "--seed", seed)
    assert came.returncode == 0, came.stdout + came.stderr
    assert str(RUNS) in came.stdout.splitlines()[0]


def test_a_file_has_its_name_only_once_everything_is_in_it(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def look(_: object) -> None:
        seen.append([path.name for path in tmp_path.iterdir()])

    create(tmp_path / "plan.db", "Water", author="Ana", fill=look).close()
    (while_made,) = seen
    assert "plan.db" not in while_made
    assert [path.name for path in tmp_path.iterdir()] == ["plan.db"]


def test_an_import_that_fails_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Refusal("No.")

    monkeypatch.setattr(json_form, "_fill", fail)
    with pytest.raises(Refusal, match=r"No\."):
        json_form.new_from(IMPORTED, tmp_path / "plan.db", "Ana")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_somebody_takes_meanwhile_is_left_to_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    with pytest.raises(Refusal, match="exists already"):
        create(path, "Water", author="Ana", fill=lambda _: path.write_text("theirs") and None)
    assert path.read_text() == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.db"]


def test_a_file_of_a_program_that_was_killed_while_it_made_it_is_said_to_be_damaged(
    tmp_path: Path,
) -> None:
    """Earlier versions made files under their own name."""
    path = tmp_path / "plan.db"
    create(path, "Water", author="Ana").close()
    with closing(sqlite3.connect(path)) as db:
        db.executescript("DELETE FROM log_meta; PRAGMA user_version=0")
    found = open_file(path, author="Ana")
    assert found.outcome is Outcome.DAMAGED and "which initiative it is" in found.sentence


def test_what_a_killed_program_left_half_written_is_swept_away_by_the_next(tmp_path: Path) -> None:
    ours, theirs = [f".{new_id()}.part", f".{new_id()}.part-journal"], [".film.part", "plan.part"]
    for name in (*ours, *theirs):
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - 7200,) * 2)
    fresh = tmp_path / f".{new_id()}.part"
    fresh.write_text("being written")
    create(tmp_path / "plan.db", "Water", author="Ana").close()
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"plan.db", fresh.name, *theirs}


GOES_ON_WITHOUT_ITS_STICK = """
import os, sys
from pathlib import Path
from outreach.cause.kinds import Tag
from ui.holding import Holding

def add(name):
    def write(document):
        with document.edit(name) as edit:
            edit.add(Tag, name=name)
        return edit.changes
    return write

plan, pocket = map(Path, sys.argv[1:])
holding = Holding(plan, "Ines")
holding.write(add("with it"))
plan.parent.rename(pocket)
for n in range(100_000):
    holding.write(add(f"{n}"))
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 20])
@pytest.mark.skipif(sys.platform == "win32", reason="an open folder cannot be renamed there")
def test_a_program_killed_while_its_stick_is_out_has_kept_every_change_for_the_next_time(
    begin: Path, tmp_path: Path, after: int
) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    plan = Path(shutil.copy(begin / PLAN, stick / PLAN))
    command = [sys.executable, "-c", GOES_ON_WITHOUT_ITS_STICK, str(plan), str(pocket)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _ in range(after)]
        child.kill()
    pocket.rename(stick)
    holding = Holding(plan, "Ines")
    assert holding.bring_in(left(plan)) == []
    holding.close()
    found = tags(plan)
    assert found[: after + 1] == ["with it", *told] and len(found) <= after + 2
    assert examine(plan).problems == [] and left(plan) == []
