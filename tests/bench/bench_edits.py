"""Edits: one committed edit beside a raw UPDATE of the same file at the same durability.

The files are made in a folder on a disk, not in memory: OUTREACH_BENCH_FOLDER, or the system's
folder for temporary files that outlive a restart.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from outreach.cause.kinds import Initiative
from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from tests.bench import Row, interleaved
from tests.bench.make_large import make_large

PARTNERS = 1_000
RUNS = 300


def rows() -> list[Row]:
    """Measure with a file of 1,000 partners."""
    with tempfile.TemporaryDirectory(dir=disk()) as name:
        file = Path(name) / "plan.db"
        make_large(file, PARTNERS)
        raw_file = shutil.copy(file, file.with_name("raw.db"))
        bare = raw(raw_file)
        with open_file(file, author="Ana").opened() as document:
            edit, update = _edit(document), _update(bare)
            for _ in range(20):
                edit(), update()
            wall = interleaved(edit, update, RUNS)
            processor = interleaved(edit, update, RUNS, time.process_time)
            begun = time.perf_counter()
            for _ in range(1_000):
                edit()
            thousand = time.perf_counter() - begun
        bare.close()
        opening = interleaved(_open(file), _open_raw(raw_file), 30)
        first = interleaved(_first_edit(file), _open(file), 30)
        return [
            Row("disk", _file_system(file), "not in memory"),
            Row("one edit (ms)", wall[0] * 1000),
            Row("raw UPDATE and COMMIT (ms)", wall[1] * 1000),
            Row("edit over raw, time", f"{wall[2]:.2f}", "≤ 1.5"),
            Row("one edit, processor (ms)", processor[0] * 1000),
            Row("raw, processor (ms)", processor[1] * 1000),
            Row("edit over raw, processor", f"{processor[2]:.2f}"),
            Row("1,000 edits one after another (s)", thousand),
            Row("opening (ms)", opening[0] * 1000),
            Row("opening with bare SQLite and one read (ms)", opening[1] * 1000),
            Row("opening and a first edit (ms)", first[0] * 1000),
        ]


def disk() -> str | None:
    named = os.environ.get("OUTREACH_BENCH_FOLDER")
    return named or ("/var/tmp" if Path("/var/tmp").is_dir() else None)


def _file_system(file: Path) -> str:
    if not shutil.which("stat"):
        return "unknown"
    said = subprocess.run(["stat", "-f", "-c", "%T", file.parent], capture_output=True, text=True)
    return said.stdout.strip()


def raw(file: Path) -> sqlite3.Connection:
    """Connect with the same durability and the same care for deleted text."""
    db = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON", "mmap_size=0"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _edit(document: Document) -> Callable[[], None]:
    ids = itertools.cycle([partner.id for partner in document.all(Organisation)])
    count = itertools.count()

    def edit() -> None:
        with document.edit("Partner described") as edit:
            edit.set(next(ids), about=f"Runs {next(count)} clinics.")

    return edit


def _update(db: sqlite3.Connection) -> Callable[[], None]:
    ids = itertools.cycle([id for (id,) in db.execute("SELECT id FROM organisation ORDER BY id")])
    count = itertools.count()

    def update() -> None:
        about = f"Runs {next(count)} clinics."
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE organisation SET about=? WHERE id=?", (about, next(ids)))
        db.execute("COMMIT")

    return update


def _open(file: Path) -> Callable[[], None]:
    return lambda: open_file(file, author="Ana").opened().close()


def _open_raw(file: Path) -> Callable[[], None]:
    def read() -> None:
        db = sqlite3.connect(file)
        db.execute("SELECT count(*) FROM initiative").fetchone()
        db.close()

    return read


def _first_edit(file: Path) -> Callable[[], None]:
    with open_file(file, author="Ana").opened() as document:
        (initiative,) = document.all(Initiative)
    count = itertools.count()

    def edit() -> None:
        with open_file(file, author="Ana").opened() as document, document.edit("Note") as edit:
            edit.set(initiative.id, note=f"{next(count)}")

    return edit
