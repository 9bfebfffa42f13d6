"""History: a file of a million edits beside the same tables without them, and undo beside DELETE.

The files are made in a folder on a disk, as those of ``bench_edits``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from outreach.cause.kinds import Tag
from outreach.document import log
from outreach.document.document import Document
from outreach.history.browsing import Wanted, part
from outreach.history.changes import entries
from outreach.history.undo import undo
from outreach.initiative import create, open_file
from outreach.network.kinds import Organisation
from tests.bench import Row, interleaved
from tests.bench.bench_edits import disk, raw
from tests.bench.make_history import make_history

EDITS = 1_000_000
IMPORTED = 20_000
RUNS = 7


def rows() -> list[Row]:
    """Measure with a million edits, and with an import of 20,000 partners."""
    with tempfile.TemporaryDirectory(dir=disk()) as name:
        return [*_opening(Path(name)), *_undoing(Path(name))]


def _opening(folder: Path) -> list[Row]:
    long, short = folder / "long.db", folder / "short.db"
    begun = time.perf_counter()
    make_history(long, EDITS)
    making = time.perf_counter() - begun
    first = _seconds(lambda: _open(long))
    _same_without_log(long, short)
    opening = interleaved(lambda: _open(long), lambda: _open(short), 100)
    looking = interleaved(lambda: _open(long, _look), lambda: _open(short, _look), 100)
    hundred = _seconds(lambda: _open(long, lambda document: _look(document, 100)))
    one = _seconds(lambda: _open(long, _look_at_one))
    long_peak, short_peak = (_peak(_OPENING, file) for file in (long, short))
    return [
        Row("edits in the log", f"{EDITS:,}"),
        Row("making the file (s)", making),
        Row("file (MB)", long.stat().st_size / 1e6),
        Row("the same tables without the edits (MB)", short.stat().st_size / 1e6),
        Row("opening (ms)", opening[0] * 1000),
        Row("opening, long log over none", f"{opening[2]:.2f}", "≤ 1.2"),
        Row("opening and reading the newest 3 edits (ms)", looking[0] * 1000),
        Row("the same, long log over none", f"{looking[2]:.2f}", "≤ 1.2"),
        Row("opening and reading the newest 100 edits (ms)", hundred * 1000),
        Row("opening and reading the newest 30 edits of one record (ms)", one * 1000),
        Row("peak memory with all records read (MB)", long_peak),
        Row("peak memory, long log over none", f"{long_peak / short_peak:.2f}", "≤ 1.1"),
        Row("first opening, which reads it all through (s)", first),
    ]


def _undoing(folder: Path) -> list[Row]:
    """Measure taking back an import; each run begins with a fresh copy of the file."""
    file = folder / "imported.db"
    with create(file, "Imported", author="Ana") as document:
        with document.edit("Before") as edit:
            edit.add(Tag, name="Lake")
        with document.edit("Imported", kind="import") as edit:
            for n in range(IMPORTED):
                edit.add(Organisation, name=f"Partner {n}", about="Runs clinics and a laboratory.")
    ways = {"undo": _undo, "bare": _delete, "logged": _delete_and_log}
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(RUNS):
        for way, do in ways.items():
            copy = folder / f"{way}.db"
            copy.unlink(missing_ok=True)
            shutil.copy(file, copy)
            taken[way].append(do(copy))
    undone, bare, logged = (statistics.median(taken[way]) for way in ways)
    peaks = [_peak(code, file) for code in (_UNDOING, _DELETING)]
    return [
        Row(f"undo of an import of {IMPORTED:,} records (ms)", undone * 1000),
        Row("plain DELETE of the same rows and COMMIT (ms)", bare * 1000),
        Row("the same with the log of it written (ms)", logged * 1000),
        Row("undo over plain DELETE", f"{undone / bare:.2f}", "≤ 3.0"),
        Row("undo over DELETE with the log of it", f"{undone / logged:.2f}"),
        Row("peak memory of the undo (MB)", peaks[0]),
        Row("peak memory of the plain DELETE (MB)", peaks[1]),
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _open(file: Path, then: Callable[[Document], object] = lambda _: None) -> None:
    with open_file(file, author="Ana").opened() as document:
        then(document)


def _look(document: Document, most: int = 3) -> None:
    # No more edits than there are in the file without the long log, too.
    assert len(part(document, Wanted(), most=most).edits) == most


def _look_at_one(document: Document) -> None:
    partner = document.all(Organisation)[0]
    assert len(entries(document, Wanted(record=partner.id), 30)) == 30


def _same_without_log(long: Path, short: Path) -> None:
    """Make a file with the same tables as ``long``, put on record in a few edits."""
    make_history(short, 0)
    db = sqlite3.connect(long)
    texts = db.execute("SELECT about FROM organisation ORDER BY id").fetchall()
    db.close()
    with open_file(short, author="Ana").opened() as document, document.edit("About") as edit:
        for partner, (about,) in zip(document.all(Organisation), texts, strict=True):
            edit.set(partner.id, about=about)


def _undo(file: Path) -> float:
    with open_file(file, author="Ana").opened() as document:
        (imported,) = log.edits(document.connection, "t.id = (SELECT max(id) FROM log_txn)")
        # With the first edit after opening a safe copy is taken, which undo has no part in.
        with document.edit("After") as edit:
            edit.add(Tag, name="River")
        seconds = _seconds(lambda: undo(document, imported.id))
        assert not document.all(Organisation)
        return seconds


_IMPORTED = "SELECT row FROM log_op WHERE txn = (SELECT max(id) FROM log_txn)"


def _delete(file: Path, *more: str) -> float:
    db = raw(file)
    # As on the program's own connection: no record may be left without one that it needs.
    db.execute("PRAGMA foreign_keys=ON")

    def delete() -> None:
        db.execute("BEGIN IMMEDIATE")
        for sql in (*more, f"DELETE FROM organisation WHERE id IN ({_IMPORTED})"):
            db.execute(sql)
        db.execute("COMMIT")

    seconds = _seconds(delete)
    db.close()
    return seconds


def _delete_and_log(file: Path) -> float:
    return _delete(
        file,
        "CREATE TEMP TABLE gone AS SELECT n, row FROM log_op"
        " WHERE txn = (SELECT max(id) FROM log_txn)",
        "INSERT INTO log_op (txn, n, tbl, row, op)"
        " SELECT 1, n + 10, 'organisation', row, 'D' FROM temp.gone",
    )


_OPENING = """
from outreach.initiative import open_file
from outreach.snapshot import take
with open_file(path, author="Ana").opened() as document:
    take(document)
"""
_UNDOING = """
from outreach.history.undo import undo
from outreach.initiative import open_file
with open_file(path, author="Ana").opened() as document:
    undo(document)
"""
_DELETING = f"""
from tests.bench.bench_edits import raw
db = raw(path)
db.execute("DELETE FROM organisation WHERE id IN ({_IMPORTED})")
"""
_MEASURED = """
import sys
from pathlib import Path
path = Path(sys.argv[1])
{}
(peak,) = (line for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1e3)
"""


def _peak(code: str, file: Path) -> float:
    """Return the most memory, in MB, that a program of its own takes for ``code`` on a copy.

    What the system keeps for others to ask (``getrusage``) begins with that of who started it, so
    this asks Linux.
    """
    copy = file.with_suffix(".copy.db")
    if code != _OPENING:
        shutil.copy(file, copy)
    said = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(code), file if code == _OPENING else copy],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    copy.unlink(missing_ok=True)
    return float(said.stdout)
