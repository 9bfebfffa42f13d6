"""The window: every target of its design in one table.

``OUTREACH_BENCH_WINDOW=lists,search`` asks for some parts of it only. What waits for a disk is
measured on one, as ``bench_edits`` does.
"""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from outreach.exchange import samples
from tests.bench import Row
from tests.bench.bench_edits import disk
from tests.bench.make_large import make_large

PARTNERS, FEWER = 10_000, 1_000
"""In a file of about 100,000 records, and in one of about 10,000."""


class Files:
    """The files that are measured, each made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def small(self) -> Path:
        """The sample."""
        path = self._folder / "kestria.db"
        if not path.exists():
            samples.make("kestria", path, "Bench").close()
        return path

    def large(self, partners: int) -> Path:
        """A plan with so many partners."""
        path = self._folder / f"{partners}.db"
        if not path.exists():
            make_large(path, partners)
        return path

    def copy(self, path: Path) -> Path:
        """A copy that may be changed."""
        return Path(shutil.copy(path, path.with_name(f"copy-{path.name}")))


def rows() -> list[Row]:
    """Measure all parts, or those that are asked for."""
    asked = os.environ.get("OUTREACH_BENCH_WINDOW", "")
    with tempfile.TemporaryDirectory(dir=disk()) as name:
        files = Files(Path(name))
        parts: dict[str, Callable[[], list[Row]]] = {
            "start": lambda: _part("starting")(files.small(), files.large(PARTNERS), PARTNERS),
            "lists": lambda: _part("painting")(),
            "search": lambda: _part("searching")(
                {
                    "10,000 records": (files.large(FEWER), 5),
                    "100,000 records": (files.large(PARTNERS), 12),
                }
            ),
            "layout": lambda: _part("drawing")(),
            "busy": lambda: _part("busy")(files.copy(files.large(FEWER))),
            "edits": lambda: _part("editing")(files.copy(files.small())),
            "committed": _committed,
            "tests": lambda: _part("testing")(),
        }
        return [row for part in asked.split(",") if part for row in parts[part]()] or [
            row for measure in parts.values() for row in measure()
        ]


def _part(name: str) -> Callable[..., list[Row]]:
    """Return what measures a part; Qt is loaded where the first that needs it is."""
    measure: Callable[..., list[Row]] = importlib.import_module(f"tests.bench.window.{name}").rows
    return measure


def _committed() -> list[Row]:
    """Measure what is committed over a raw commit, as ``bench_edits`` does."""
    from tests.bench import bench_edits

    return [row for row in bench_edits.rows() if row.name.startswith("edit over raw")]
