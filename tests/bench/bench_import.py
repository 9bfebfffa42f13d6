"""Importing: a list of 100,000 people beside a raw executemany of the same rows, and duplicates."""

from __future__ import annotations

import csv
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from outreach.base.ids import new_id
from outreach.document.document import Document
from outreach.exchange import source
from outreach.exchange.duplicates import duplicates
from outreach.exchange.taking import bring_in
from outreach.initiative import create
from outreach.network.kinds import Organisation, Person
from tests.bench import Row
from tests.bench.bench_edits import disk

ROWS = 100_000
PEOPLE = 10_000
RUNS = 3
_FIELDS = ("name", "organisation", "email", "phone", "job_title")


class Taken(NamedTuple):
    """What one piece of work took."""

    seconds: float
    """That a person waits."""
    processor: float
    """Seconds of the processor, which other programs on the machine do not lengthen."""


def rows() -> list[Row]:
    """Measure."""
    with tempfile.TemporaryDirectory(dir=disk()) as name:
        folder = Path(name)
        path = _list(folder)
        turns = [(_import(folder, path), _raw(folder)) for _ in range(RUNS)]
        ours, raw = (
            Taken(*map(statistics.median, zip(*way, strict=True)))
            for way in zip(*turns, strict=True)
        )
        again = _again(folder, path)
        seconds, memory, named = _bad_lines(folder)
        pairs = _duplicates(folder)
    return [
        Row(f"import of a CSV of {ROWS:,} people (s)", ours.seconds),
        Row("executemany of the same rows, with the change log (s)", raw.seconds),
        Row("import over executemany", f"{ours.seconds / raw.seconds:.2f}", "≤ 3"),
        Row("the same by the processor’s time", f"{ours.processor / raw.processor:.2f}", "≤ 3"),
        Row("looking through the same list again, nothing to do (s)", again.seconds),
        Row("the same over executemany", f"{again.seconds / raw.seconds:.2f}"),
        Row("the same list with 1 % bad lines, by the command line (s)", seconds),
        Row("bad lines that are named by number", f"{named:,}", f"≥ {ROWS // 100:,}"),
        Row("most memory of it (MB)", round(memory), "≤ 500"),
        Row(f"duplicates among {PEOPLE:,} people (s)", f"{pairs:.2f}", "≤ 5"),
    ]


def _people() -> list[tuple[str, ...]]:
    return [
        (f"Ada {n} Okello", f"Partner {n % 500}", f"a{n}@x.example", f"+254 {n}", "Counsel")
        for n in range(ROWS)
    ]


def _list(folder: Path) -> Path:
    path = folder / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Name", "Company", "E-mail", "Phone", "Job title")])
        csv.writer(file).writerows(_people())
    return path


def _new(folder: Path) -> Document:
    path = folder / "plan.db"
    path.unlink(missing_ok=True)
    return create(path, "Measured", author="Ines")


def _usual(runs: Iterable[Taken]) -> Taken:
    return Taken(*map(statistics.median, zip(*runs, strict=True)))


def _taking(work: Callable[[], object]) -> Taken:
    begun, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - begun, time.process_time() - processor)


def _import(folder: Path, path: Path) -> Taken:
    with _new(folder) as document:
        return _taking(lambda: bring_in(document, source.read(path).proposal(document)))


def _raw(folder: Path) -> Taken:
    """Write the same rows through the triggers of the log, as plainly as SQL can."""

    def write() -> None:
        with document.edit("Raw", kind="import") as edit:
            partners = {
                f"Partner {n}": edit.add(Organisation, name=f"Partner {n}") for n in range(500)
            }
            names = ", ".join(_FIELDS)
            document.connection.executemany(
                f"INSERT INTO person (id, {names}) VALUES (?, ?, ?, ?, ?, ?)",
                ((new_id(), one[0], partners[one[1]], *one[2:]) for one in _people()),
            )

    with _new(folder) as document:
        return _taking(write)


def _again(folder: Path, path: Path) -> Taken:
    def look() -> None:
        assert not source.read(path).proposal(document)

    with _new(folder) as document:
        bring_in(document, source.read(path).proposal(document))
        return _taking(look)


_COMMAND = """
import sys
from outreach.cli.main import main
from tests.bench.bench_briefs import most_memory
main(sys.argv[1:], lambda _: 0)
print(most_memory(), file=sys.stderr)
"""


def _bad_lines(folder: Path) -> tuple[float, float, int]:
    """Bring in the list with one line in a hundred that does not fit, by the command line.

    Returns:
        The seconds, the most memory in MB, and how many lines were named by their number.
    """
    path = folder / "bad.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow(["Name", "Company", "E-mail", "Phone", "Job title", "Seniority"])
        csv.writer(file).writerows(
            (*one, "very" if n % 100 == 50 else "3") for n, one in enumerate(_people())
        )
    _new(folder).close()
    words = ["import", str(folder / "plan.db"), str(path), "--skip-refused"]
    begun = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", _COMMAND, *words], capture_output=True, encoding="utf-8", check=True
    )
    seconds = time.perf_counter() - begun
    named = {int(n) for n in re.findall(r"^line (\d+), ", told.stdout, re.MULTILINE)}
    bad = {n + 2 for n in range(50, ROWS, 100)}
    return seconds, float(told.stderr.split()[-1]), len(named & bad)


def _duplicates(folder: Path) -> float:
    chance = random.Random(1)
    parts = [
        "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(length))
        for length in (2, 3, 4)
        for _ in range(600)
    ]
    with _new(folder) as document:
        with document.edit("Added", kind="import") as edit:
            for n in range(PEOPLE):
                name = " ".join(chance.sample(parts, 2)).title()
                edit.add(Person, name=name, email=f"a{n}@x.example")
        begun = time.perf_counter()
        duplicates(document)
        return time.perf_counter() - begun
