"""Colleagues' copies from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import Command


@pytest.fixture
def theirs(file: Path, tmp_path: Path) -> Path:
    return shutil.copy(file, tmp_path / "ben.db")


def partner(run: Command, file: Path) -> str:
    return str(run("list", file, "organisation", "--json").data[0]["id"])


def put(run: Command, file: Path, author: str, id: str, **fields: object) -> None:
    line = {"label": "Changed", "author": author, "changes": [{"op": "set", "id": id}]}
    line["changes"][0]["fields"] = fields  # type: ignore[index]
    assert run("apply", file, stdin=json.dumps(line)).status == 0


def test_a_copy_is_compared_merged_and_decided(run: Command, file: Path, theirs: Path) -> None:
    id = partner(run, file)
    put(run, file, "Ines", id, about="Mine")
    put(run, theirs, "Ben", id, about="Theirs", country="KE")
    before = file.read_bytes()
    said = run("compare", file, theirs, "--json")
    assert file.read_bytes() == before
    assert run("merge", file, theirs, "--dry-run", "--json").data == said.data
    merged = run("merge", file, theirs, "--json")
    assert merged.data == said.data
    (fit,) = merged.data["fits"]
    shown = {field["field"]: field["after"] for field in fit["fields"]}
    assert (fit["id"], fit["author"], shown["country"]) == (id, "Ben", "KE")
    (question,) = run("decisions", file, "--json").data
    assert [option["words"] for option in question["options"]] == ["Mine", "Theirs"]
    assert run("decide", file, question["id"], "--take", "mine", "--json").data == {"left": 0}
    assert run("get", file, id, "--json").data["about"] == "Mine"
    assert run("decisions", file).out.strip() == "Nothing waits for a decision."
    assert run("check", file).status == 0


def test_merging_a_file_with_itself_or_twice_brings_nothing(
    run: Command, file: Path, theirs: Path
) -> None:
    put(run, theirs, "Ben", partner(run, file), country="KE")
    assert run("merge", file, theirs).status == 0
    for other in (file, theirs):
        assert "nothing that is not here already" in run("merge", file, other).out


def test_one_undo_takes_the_merge_back(run: Command, file: Path, theirs: Path) -> None:
    id = partner(run, file)
    before = run("get", file, id, "--json").data
    put(run, theirs, "Ben", id, country="KE")
    put(run, theirs, "Ben", id, about="Theirs")
    run("merge", file, theirs)
    assert run("undo", file).status == 0
    assert run("get", file, id, "--json").data == before


def test_another_initiative_and_an_unknown_decision_are_refused(
    run: Command, file: Path, tmp_path: Path
) -> None:
    run("new", tmp_path / "other.db", "--name", "Roads")
    refused = run("merge", file, tmp_path / "other.db")
    assert refused.status == 1 and "another initiative" in refused.err
    refused = run("decide", file, "nonsense", "--take", "mine")
    assert refused.status == 1 and "no such decision" in refused.err
