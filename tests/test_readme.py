"""Every command that the README shows runs as it stands there, in the order in which it stands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.cli.main import main

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("outreach ")
]


def no_window(path: Path | None) -> int:
    raise AssertionError("the README's commands open no window")


def test_every_command_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) > 5
    for command in COMMANDS:
        status = main(command, no_window)
        said = capsys.readouterr()
        # A pack also says whose hand-out has little to say.
        note = "1 partner has no value proposition yet" if command[0] == "pack" else ""
        assert (command, status) == (command, 0) and said.err.startswith(note)
        assert len(said.err.splitlines()) == bool(note)
        assert said.out


def test_what_the_readme_says_in_passing_runs_too(tmp_path: Path) -> None:
    assert "`outreach --help`" in README
    assert "`sqlite3 k.db .schema`" in README
    said = subprocess.run(
        [sys.executable, "-m", "outreach", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    ).stdout
    assert all(f"  {command[0]} " in said for command in COMMANDS)


def test_every_file_that_the_readme_points_to_is_there() -> None:
    targets = re.findall(r"\]\(([^)]+)\)", README)
    missing = [name for name in targets if not (Path(__file__).parents[1] / name).exists()]
    assert missing == []
