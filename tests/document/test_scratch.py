"""Scratch folders: gone afterwards, also when the program was killed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from outreach.document.scratch import scratch_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_for_oneself_and_gone_afterwards(place: Path) -> None:
    with scratch_folder() as folder:
        (folder / "copy.db").write_text("names of people")
        if os.name == "posix":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_is_deleted_by_the_next(place: Path) -> None:
    killed = (
        "import os, tempfile\n"
        "from outreach.document.scratch import scratch_folder\n"
        f"tempfile.tempdir = {str(place)!r}\n"
        "with scratch_folder() as folder:\n"
        "    (folder / 'copy.db').write_text('names of people')\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    (left,) = place.iterdir()
    assert (left / "copy.db").exists()
    with scratch_folder():
        assert not left.exists()


def test_what_a_running_program_uses_or_another_made_is_left_alone(place: Path) -> None:
    (place / "outreach-notes").mkdir()
    (place / "outreach-0a0a0a0a-1-5-x").mkdir()  # of another computer
    with scratch_folder() as first, scratch_folder() as second:
        assert first.is_dir() and second.is_dir()
    assert sorted(path.name for path in place.iterdir()) == [
        "outreach-0a0a0a0a-1-5-x",
        "outreach-notes",
    ]
