"""Runs commands in this process and hands back what they said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from outreach.cli.main import main
from tests.cli.running import Command, Said


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command; ``stdin`` is given on its standard input."""

    def run(*arguments: object, stdin: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        status = main([str(argument) for argument in arguments], no_window)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


def no_window(path: Path | None) -> int:
    raise AssertionError("a command without a window opened one")


@pytest.fixture
def file(tmp_path: Path, run: Command) -> Path:
    """The sample Kestria, made by Ines."""
    path = tmp_path / "kestria.db"
    assert run("sample", "kestria", path, "--author", "Ines").status == 0
    return path
