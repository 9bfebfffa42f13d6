"""Sharing through a folder from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from outreach.base.data_folder import OVERRIDE
from tests.cli.running import Command


def test_two_people_share_a_folder(
    run: Command, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    theirs = shutil.copy(file, tmp_path / "ben.db")
    partner = run("list", file, "organisation", "--json").data[0]["id"]
    change = {"op": "set", "id": partner, "fields": {"about": "Said by Ines"}}
    run("apply", file, stdin=json.dumps({"label": "Changed", "changes": [change]}))
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "ines"))
    mine = run("share", file, "--folder", folder, "--author", "Ines", "--json")
    assert mine.data["given"] is True
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "ben"))
    said = run("share", theirs, "--folder", folder, "--author", "Ben", "--json")
    assert said.data["taken"] == [{"name": mine.data["own"], "edits": 1}]
    assert run("get", theirs, partner, "--json").data["about"] == "Said by Ines"
    assert run("share", theirs, "--author", "Ben").out.strip() == "Nothing is new, here or there."


def test_a_file_that_is_not_shared_says_how_to_begin(
    run: Command, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "data"))
    said = run("share", file)
    assert (said.status, "--folder" in said.err) == (1, True)
    assert run("share", file, "--stop").out.strip() == "It was not shared."
