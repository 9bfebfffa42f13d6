"""Work in a process of its own: done, or what it raised is raised here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved, Refusal
from outreach.privacy.sealing import open_sealed
from ui.jobs.apart import apart


def test_it_is_done_elsewhere(tmp_path: Path) -> None:
    apart(os.mkdir, tmp_path / "made")
    assert (tmp_path / "made").is_dir()


def test_what_it_raised_is_raised_here(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Hello")
    with pytest.raises(Refusal, match="not a sealed copy"):
        apart(open_sealed, tmp_path / "letter", tmp_path / "out", "words")
    with pytest.raises(FileNotFoundError):
        apart(os.rmdir, tmp_path / "missing")
    with pytest.raises(NotSaved, match="it was full"):
        apart(_full)


def _full() -> None:
    raise NotSaved("The disk: it was full.", "it was full")


def test_a_process_that_is_stopped_is_told_of() -> None:
    with pytest.raises(Refusal, match="stopped before it was done"):
        apart(os._exit, 3)  # type: ignore[arg-type]


CLOSED_MEANWHILE = """
import sys, threading, time
from ui.jobs.apart import apart
from tests.ui.jobs.test_apart import slowly

if __name__ == "__main__":
    threading.Thread(target=apart, args=(slowly, sys.argv[1]), daemon=True).start()
    time.sleep(0.5)
"""


def slowly(path: str) -> None:
    time.sleep(2)
    Path(path).write_text("done")


def test_what_is_begun_is_done_when_the_window_is_closed_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "closed.py").write_text(CLOSED_MEANWHILE)
    root = Path(__file__).parents[3]
    subprocess.run(
        [sys.executable, tmp_path / "closed.py", tmp_path / "out"],
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert (tmp_path / "out").read_text() == "done"
