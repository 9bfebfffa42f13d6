"""Runs measurements: ``python -m tests.bench [NAME … | all | plots] [--quick]``."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

from outreach.base.data_folder import OVERRIDE
from tests.bench import Row, report, table

QUICK = ("bundle", "preview")
"""What is measured when the table itself is tried out."""


def main(words: list[str]) -> int:
    """Measure and print; return 1 when a target is missed or a name is unknown."""
    quick = "--quick" in words
    names = [word for word in words if word != "--quick"]
    known = sorted(
        path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
    )
    if unknown := set(names) - {*known, "all", "plots"}:
        print(f"No measurement named {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        return 1
    with TemporaryDirectory() as folder:
        # Safe copies of what is measured are nothing that the person who measures wants to keep.
        os.environ[OVERRIDE] = folder
        if "plots" in names:
            _draw(quick)
            return 0
        if "all" in names:
            results = {name: _measured(name) for name in (QUICK if quick else known)}
            _write(results, quick)
        else:
            results = {name: _measured(name) for name in names or known}
    return int(any(row.verdict == "MISSED" for rows in results.values() for row in rows))


def _measured(name: str) -> list[Row]:
    """Measure and print; what ends in an error is a target missed, and the others are measured."""
    try:
        rows: list[Row] = importlib.import_module(f"tests.bench.bench_{name}").rows()
    except Exception:
        traceback.print_exc()
        rows = [Row("measured without an error", 0, "≥ 1")]
    print(f"\n{name}\n{table(rows)}", flush=True)
    return rows


def _write(results: dict[str, list[Row]], quick: bool) -> None:
    print(f"\n{report.in_short(results)}\n\n{report.one_table(results)}", flush=True)
    if not quick:
        _write_page(report.page(results))


def _write_page(text: str) -> None:
    """Write the page, with the drawings that are there."""
    report.DOCS.mkdir(exist_ok=True)
    drawings = sorted(report.DOCS.glob("scaling-*.svg"))
    text = report.with_drawings(text, drawings)
    (report.DOCS / report.BENCHMARKS).write_text(text, encoding="utf-8")


def _draw(quick: bool) -> None:
    from tests.bench import scaling

    for name, plot in scaling.plots(scaling.FEWER if quick else scaling.PARTNERS).items():
        print(f"{name}: {plot.in_words()}")
        if not quick:
            report.DOCS.mkdir(exist_ok=True)
            (report.DOCS / f"scaling-{name}.svg").write_text(plot.svg(), encoding="utf-8")
    page = report.DOCS / report.BENCHMARKS
    if not quick and page.exists():
        _write_page(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
