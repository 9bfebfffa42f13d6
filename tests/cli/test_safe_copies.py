"""backups and backup: safe copies from a terminal; and edits while somebody has the file."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.cli.running import Command

RAIN = '{"label": "Rain", "changes": [{"op": "add", "kind": "tag", "fields": {"name": "rain"}}]}'


@pytest.fixture(autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("OUTREACH_DATA", str(folder))
    return folder


def test_the_first_edit_of_the_day_takes_a_copy(run: Command, file: Path, own_data: Path) -> None:
    assert run("backups", file).out == "There are no safe copies.\n"
    before = file.read_bytes()
    run("apply", file, stdin=RAIN)
    run("undo", file)
    (copy,) = run("backups", file, "--json").data
    assert (copy["number"], copy["why"], copy["size"]) == (1, "day", len(before))
    assert own_data in Path(copy["path"]).parents
    assert Path(copy["path"]).read_bytes() == before


def test_a_copy_is_taken_by_hand_unless_nothing_has_changed(run: Command, file: Path) -> None:
    taken = run("backup", file, "--json")
    assert (taken.status, taken.data["new"], taken.data["why"]) == (0, True, "asked")
    assert run("backup", file).out.startswith("Nothing has changed since the safe copy of ")
    run("apply", file, stdin=RAIN)
    assert run("backup", file).out.startswith("Took a safe copy (")
    listed = run("backups", file).out.splitlines()
    assert len(listed) == 3 and "Taken by hand" in listed[1]


def test_a_copy_is_restored_to_a_free_name(run: Command, file: Path, tmp_path: Path) -> None:
    run("backup", file)
    run("apply", file, stdin=RAIN)
    out = tmp_path / "restored.db"
    restored = run("backups", file, "--restore", 1, "-o", out)
    assert (restored.status, restored.err) == (0, "")
    tags = {path: run("list", path, "tag", "--json").data for path in (file, out)}
    assert len(tags[file]) == len(tags[out]) + 1
    again = run("backups", file, "--restore", 1, "-o", out)
    assert (again.status, "exists already" in again.err) == (1, True)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"rubbish")])
def test_a_file_that_is_gone_or_damaged_still_has_its_copies(
    run: Command, file: Path, tmp_path: Path, damage: object
) -> None:
    run("backup", file)
    damage(file)  # type: ignore[operator]
    assert len(run("backups", file, "--json").data) == 1
    assert run("backups", file, "--restore", 1, "-o", tmp_path / "b.db").status == 0
    assert run("check", tmp_path / "b.db").status == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--restore", "1"], "Say which safe copy and where to"),
        (["-o", "x.db"], "Say which safe copy and where to"),
        (["--restore", "2", "-o", "x.db"], "There is no safe copy 2; there are 1"),
        (["--restore", "0", "-o", "x.db"], "There is no safe copy 0"),
    ],
)
def test_what_cannot_be_restored_is_said(
    run: Command, file: Path, options: list[str], said: str
) -> None:
    run("backup", file)
    refused = run("backups", file, *options)
    assert (refused.status, said in refused.err) == (1, True)


def test_a_copy_that_cannot_be_written_stops_no_edit(
    run: Command, file: Path, own_data: Path
) -> None:
    (own_data / "backups").write_text("in the way")
    assert run("apply", file, stdin=RAIN).status == 0
    failed = run("backup", file)
    assert failed.status == 1 and failed.err.startswith("No safe copy of “kestria.db” could be")


def test_edits_are_refused_while_somebody_on_another_computer_has_the_file(
    run: Command, file: Path
) -> None:
    lock = file.with_name(".kestria.db.lock")
    since = int(time.time() * 1000)
    lock.write_text(
        json.dumps({"who": "Bo", "host": "office-3", "pid": 7, "token": "t", "since": since})
    )
    before = file.read_bytes()
    for command in (["apply", file], ["undo", file]):
        refused = run(*command, stdin=RAIN)
        assert refused.status == 1
        assert "is open for editing elsewhere: Bo on “office-3”, since" in refused.err
    assert (file.read_bytes(), run("list", file, "tag").status) == (before, 0)
