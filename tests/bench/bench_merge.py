"""Merging: beside a raw copy of the same rows, and beside KeePassXC's merge of as many entries.

The files are made in a folder on a disk, as those of ``bench_edits``. KeePassXC is measured where
its command line is installed (``keepassxc-cli``), as a whole process like ours.
"""

from __future__ import annotations

import base64
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

from outreach.initiative import create, open_file
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation
from tests.bench import Row
from tests.bench.bench_edits import disk

RECORDS = 100_000
CHANGES = 10_000
ENTRIES = 5_000
BATCH = 100
"""Changes in one edit of the copy."""
RUNS = 5
PASSWORD = "a"


def rows() -> list[Row]:
    """Measure with 100,000 records of which 10,000 were changed, then with 5,000."""
    with tempfile.TemporaryDirectory(dir=disk()) as name:
        return [*_beside_raw(Path(name)), *_beside_keepassxc(Path(name))]


def _beside_raw(folder: Path) -> list[Row]:
    mine, theirs = folder / "mine.db", folder / "theirs.db"
    _make(mine, RECORDS)
    shutil.copy(mine, theirs)
    _change(theirs, "Ben", CHANGES)
    ways = (_merge, _merge_in_words, _copy_raw)
    taken: dict[Callable[[Path, Path], None], list[float]] = {way: [] for way in ways}
    for _ in range(RUNS):
        for way, seconds in taken.items():
            copy = folder / "copy.db"
            copy.unlink(missing_ok=True)
            shutil.copy(mine, copy)
            # A file from somebody else is looked through once; one's own is known.
            open_file(copy, author="Ana").opened().close()
            begun = time.perf_counter()
            way(copy, theirs)
            seconds.append(time.perf_counter() - begun)
    ours, told, raw = (statistics.median(seconds) for seconds in taken.values())
    return [
        Row(f"merge of {CHANGES:,} changes in {RECORDS:,} records (s)", ours),
        Row("the same, each record told in words (s)", told),
        Row("ATTACH and INSERT … SELECT of the same rows (s)", raw),
        Row("merge over the raw copy", f"{ours / raw:.2f}", "≤ 4"),
        Row("peak memory of the merge (MB)", _peak(_MERGING, mine, theirs, folder)),
    ]


def _beside_keepassxc(folder: Path) -> list[Row]:
    mine, theirs = folder / "small.db", folder / "small-theirs.db"
    _make(mine, ENTRIES)
    shutil.copy(mine, theirs)
    _change(theirs, "Ben", ENTRIES)
    ours = statistics.median(_whole_process(mine, theirs, folder) for _ in range(RUNS))
    found = [Row(f"merge of two files of {ENTRIES:,} records, whole process (s)", ours)]
    if shutil.which("keepassxc-cli") is None:
        return [*found, Row("KeePassXC", "is not installed here")]
    other = _keepassxc(folder)
    return [
        *found,
        Row(f"KeePassXC: two databases of {ENTRIES:,} entries (s)", other),
        Row("KeePassXC over ours", f"{other / ours:.1f}", "≥ 20"),
    ]


def _make(file: Path, records: int) -> None:
    with create(file, "Merged", author="Ana") as document:
        for begin in range(0, records, 5000):
            with document.edit("Added", kind="import") as edit:
                for n in range(begin, min(records, begin + 5000)):
                    edit.add(Organisation, name=f"Partner {n}", about="Runs clinics.")


def _change(file: Path, author: str, changes: int) -> None:
    with open_file(file, author=author).opened() as document:
        ids = [partner.id for partner in document.all(Organisation)][:changes]
        for begin in range(0, changes, BATCH):
            with document.edit("Changed") as edit:
                for id in ids[begin : begin + BATCH]:
                    edit.set(id, about="Runs clinics and a laboratory.", country="KE")


def _merge(mine: Path, theirs: Path) -> None:
    with open_file(mine, author="Ana").opened() as document:
        merge(document, theirs, in_words=False)


def _merge_in_words(mine: Path, theirs: Path) -> None:
    with open_file(mine, author="Ana").opened() as document:
        merge(document, theirs)


def _copy_raw(mine: Path, theirs: Path) -> None:
    """Take over the rows that differ, and the log of how they came to, by plain SQL."""
    with closing(sqlite3.connect(mine, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=FULL")
        db.execute("ATTACH ? AS theirs", (str(theirs),))
        db.execute("BEGIN IMMEDIATE")
        for table, column in (("log_site", "ord"), ("log_txn", "id"), ("log_op", "txn")):
            db.execute(
                f"INSERT INTO main.{table} SELECT * FROM theirs.{table} "
                f"WHERE {column} > (SELECT max({column}) FROM main.{table})"
            )
        db.execute(
            "INSERT OR REPLACE INTO main.organisation SELECT * FROM theirs.organisation WHERE id IN"
            " (SELECT row FROM theirs.log_op WHERE op='U')"
        )
        db.execute("COMMIT")


_MERGING = """
import sys
from pathlib import Path
from tests.bench.bench_merge import _merge
_merge(Path(sys.argv[1]), Path(sys.argv[2]))
from tests.bench.bench_briefs import most_memory
print(most_memory())
"""


def _peak(code: str, mine: Path, theirs: Path, folder: Path) -> float:
    copy = folder / "peak.db"
    shutil.copy(mine, copy)
    # Looking through a file from somebody else takes more than merging: it is measured elsewhere.
    open_file(copy, author="Ana").opened().close()
    command = [sys.executable, "-c", code, str(copy), str(theirs)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _whole_process(mine: Path, theirs: Path, folder: Path) -> float:
    copy = folder / "whole.db"
    copy.unlink(missing_ok=True)
    shutil.copy(mine, copy)
    open_file(copy, author="Ana").opened().close()
    command = [sys.executable, "-m", "outreach", "merge", str(copy), str(theirs)]
    # As it is installed: the second time, Python has compiled the program.
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment = os.environ | kept
    return _child_seconds(
        lambda: subprocess.run(command, check=True, capture_output=True, env=environment)
    )


def _child_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of the child processes that ``work`` runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def _keepassxc(folder: Path) -> float:
    """Return the processor time of a merge, without what it takes to unlock the two databases."""
    mine, theirs = folder / "mine.kdbx", folder / "theirs.kdbx"
    for file, changed in ((mine, False), (theirs, True)):
        xml = folder / "entries.xml"
        xml.write_text(_entries(changed), encoding="utf-8")
        command = ["keepassxc-cli", "import", "-p", "-t", "100", str(xml), str(file)]
        said = f"{PASSWORD}\n{PASSWORD}\n"
        subprocess.run(command, input=said, text=True, check=True, capture_output=True)
    both = ["keepassxc-cli", "merge", "-q", "-s", str(folder / "copy.kdbx"), str(theirs)]
    unlocking = ["keepassxc-cli", "ls", "-q", str(mine)]

    def run(command: list[str]) -> float:
        shutil.copy(mine, folder / "copy.kdbx")
        said = f"{PASSWORD}\n"
        return _child_seconds(
            lambda: subprocess.run(command, input=said, text=True, check=True, capture_output=True)
        )

    merging = statistics.median(run(both) for _ in range(3))
    return merging - 2 * statistics.median(run(unlocking) for _ in range(3))


def _entries(changed: bool) -> str:
    """Return the entries as KeePass exports them; the changed ones are a day younger."""
    day = 25 if changed else 24
    text = "Runs clinics and a laboratory." if changed else "Runs clinics."
    parts = []
    for n in range(ENTRIES):
        uuid = _base64(n)
        fields = {"Title": f"Partner {n}", "UserName": "", "Password": "", "URL": "", "Notes": text}
        strings = "".join(
            f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>"
            for key, value in fields.items()
        )
        times = (
            f"<Times><LastModificationTime>2026-11-{day}T12:00:00Z</LastModificationTime>"
            "<CreationTime>2026-11-24T12:00:00Z</CreationTime></Times>"
        )
        parts.append(f"<Entry><UUID>{uuid}</UUID>{times}{strings}</Entry>")
    return (
        '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta><Generator>bench</Generator>'
        f"</Meta><Root><Group><UUID>{_base64(1 << 40)}</UUID><Name>Root</Name>"
        f"{''.join(parts)}</Group></Root></KeePassFile>"
    )


def _base64(number: int) -> str:
    return base64.b64encode(number.to_bytes(16, "big")).decode()
