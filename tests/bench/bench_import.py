"""Importing: a list of 100,000 people beside a raw executemany of the same rows, and duplicates."""

from __future__ import annotations

import csv
import random
import statistics
import tempfile
import time
from pathlib import Path

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


def rows() -> list[Row]:
    """Measure."""
    with tempfile.TemporaryDirectory(dir=disk()) as name:
        folder = Path(name)
        path = _list(folder)
        ours, raw = (
            statistics.median(way(folder, path) for _ in range(RUNS)) for way in (_import, _raw)
        )
        again = _again(folder, path)
        pairs = _duplicates(folder)
    return [
        Row(f"import of a CSV of {ROWS:,} people (s)", ours),
        Row("executemany of the same rows, with the change log (s)", raw),
        Row("import over executemany", f"{ours / raw:.2f}", "≤ 3"),
        Row("looking through the same list again, nothing to do (s)", again),
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


def _import(folder: Path, path: Path) -> float:
    with _new(folder) as document:
        begun = time.perf_counter()
        bring_in(document, source.read(path).proposal(document))
        return time.perf_counter() - begun


def _raw(folder: Path, _: Path) -> float:
    """Write the same rows through the triggers of the log, as plainly as SQL can."""
    with _new(folder) as document:
        begun = time.perf_counter()
        with document.edit("Raw", kind="import") as edit:
            partners = {
                f"Partner {n}": edit.add(Organisation, name=f"Partner {n}") for n in range(500)
            }
            names = ", ".join(_FIELDS)
            document.connection.executemany(
                f"INSERT INTO person (id, {names}) VALUES (?, ?, ?, ?, ?, ?)",
                ((new_id(), one[0], partners[one[1]], *one[2:]) for one in _people()),
            )
        return time.perf_counter() - begun


def _again(folder: Path, path: Path) -> float:
    with _new(folder) as document:
        bring_in(document, source.read(path).proposal(document))
        begun = time.perf_counter()
        assert not source.read(path).proposal(document)
        return time.perf_counter() - begun


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
