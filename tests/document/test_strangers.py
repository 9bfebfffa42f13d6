"""Files from anybody: broken and hostile ones end as they should, unharmed, and run nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.document.outcomes import Outcome
from tests.document import hostile, hostile_content
from tests.document.hostile import Hostile, also, in_header
from tests.document.mutated import broken, files, write
from tests.document.mutations import Sound
from tests.document.strangers import nothing_runs, repaired, tried

FEW = 200
"""So many broken files are tried here; ``python -m tests.document.mutated`` tries them all."""
CHUNK = 20

STRANGE = {
    **{f"running: {name}": make for name, make in hostile.RUNNING.items()},
    **{f"foreign: {name}": make for name, make in hostile.FOREIGN.items()},
}
ENDING = {
    **{name: Hostile(make, Outcome.STRANGE, "") for name, make in STRANGE.items()},
    **{f"header: {name}": file for name, file in hostile.LIES.items()},
    **{f"log: {name}": file for name, file in hostile_content.LOGS.items()},
    **{f"value: {name}": file for name, file in hostile_content.VALUES.items()},
    **{f"pages: {name}": file for name, file in hostile_content.PAGES.items()},
    **{f"beside: {name}": file for name, file in hostile_content.BESIDE.items()},
}


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[Sound]:
    return files(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def small(whole: list[Sound], tmp_path: Path) -> Path:
    """A small real file, in a folder of its own."""
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "plan.db"
    path.write_bytes(whole[0].whole)
    return path


@pytest.fixture
def _nothing_runs() -> Iterator[None]:
    with nothing_runs():
        yield


def test_the_files_to_be_broken_are_the_same_each_time(whole: list[Sound], tmp_path: Path) -> None:
    assert files(tmp_path) == whole


@pytest.mark.parametrize("first", range(0, FEW, CHUNK))
def test_a_broken_file_ends_in_one_of_the_outcomes_and_is_left_as_it_was(
    whole: list[Sound], tmp_path: Path, first: int
) -> None:
    for seed in range(first, first + CHUNK):
        broken(seed, whole, tmp_path)


@pytest.mark.parametrize("first", range(0, FEW // 5, CHUNK))
def test_a_broken_file_is_checked_and_repaired_and_left_as_it_was(
    whole: list[Sound], tmp_path: Path, first: int
) -> None:
    (tmp_path / "folder").mkdir()
    for seed in range(first, first + CHUNK):
        write(seed, whole, tmp_path / "folder")
        repaired(tmp_path / "folder" / "plan.db", tmp_path / "clean.db")
        (tmp_path / "clean.db").unlink(missing_ok=True)


@pytest.mark.usefixtures("_nothing_runs")
@pytest.mark.parametrize("what", ENDING)
def test_a_hostile_file_ends_as_it_should_and_nothing_of_it_runs(small: Path, what: str) -> None:
    file = ENDING[what]
    file.make(small)
    found = tried(small)
    assert (found.outcome, file.words in found.said) == (file.outcome, True), found.said


@pytest.mark.usefixtures("_nothing_runs")
@pytest.mark.parametrize("what", hostile.MISLED)
def test_a_file_that_misleads_about_its_tables_is_damaged_or_strange(
    small: Path, what: str
) -> None:
    hostile.MISLED[what](small)
    assert tried(small).outcome in (Outcome.DAMAGED, Outcome.STRANGE)


@pytest.mark.usefixtures("_nothing_runs")
@pytest.mark.parametrize("version", [b"\0\0\0\2", b"\0\0\0\0"], ids=["newer", "older"])
@pytest.mark.parametrize("what", hostile.RUNNING)
def test_what_runs_is_refused_whatever_version_the_file_says_to_be(
    small: Path, what: str, version: bytes
) -> None:
    also(hostile.RUNNING[what], in_header(60, version))(small)
    assert tried(small).outcome is Outcome.STRANGE


@pytest.mark.usefixtures("_nothing_runs")
@pytest.mark.parametrize("what", [*ENDING, *hostile.MISLED])
def test_a_hostile_file_is_checked_and_repaired_and_nothing_of_it_runs(
    small: Path, tmp_path: Path, what: str
) -> None:
    (ENDING[what].make if what in ENDING else hostile.MISLED[what])(small)
    problems = repaired(small, tmp_path / "clean.db")
    assert problems or what not in ENDING or ENDING[what].outcome is Outcome.OPENED


@pytest.mark.parametrize(
    "name", ["a?mode=memory&x.db", "a#b%00.db", ":memory:", "file:a.db", "-a\nb.db", "caf\udce9.db"]
)
def test_the_name_of_a_file_is_only_a_name(small: Path, name: str) -> None:
    shutil.move(small, small.with_name(name))
    assert tried(small.with_name(name)).outcome is Outcome.OPENED
