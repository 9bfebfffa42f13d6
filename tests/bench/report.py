"""What is written into ``docs``: every figure in one table, and the drawings of how things grow."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench import Row

DOCS = Path(__file__).parents[2] / "docs"
BENCHMARKS = "benchmarks.md"


def one_table(results: Mapping[str, Sequence[Row]]) -> str:
    """Return all rows in one Markdown table, in columns, fit to be pasted into a note."""
    lines = [("measurement", "what", "figure", "target", "verdict")]
    for name, rows in results.items():
        for row in rows:
            cells = (name, row.name, row.figure, row.target, row.verdict)
            lines.append(tuple(cell.replace("|", "/") for cell in cells))  # type: ignore[arg-type]
    widths = [max(len(line[n]) for line in lines) for n in range(5)]
    lines.insert(1, tuple("-" * width for width in widths))  # type: ignore[arg-type]
    return "\n".join(
        "| "
        + " | ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )


def in_short(results: Mapping[str, Sequence[Row]]) -> str:
    """Return how many targets are met, and which are not."""
    judged = [(name, row) for name, rows in results.items() for row in rows if row.verdict]
    missed = [f"{name}, {row.name}" for name, row in judged if row.verdict == "MISSED"]
    met = f"{len(judged) - len(missed)} of {len(judged)} targets are met."
    return f"{met} Missed: {'; '.join(missed)}." if missed else met


def machine() -> str:
    """Return what kind of machine this is, and nothing by which it could be told from others."""
    processors = f"{os.cpu_count()} processors ({platform.machine()})"
    system = f"{platform.system()}, Python {platform.python_version()}"
    try:
        bytes_ = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError):
        return f"{processors}, {system}"
    return f"{processors}, {bytes_ / 2**30:.0f} GB of memory, {system}"


def page(results: Mapping[str, Sequence[Row]], drawings: Sequence[str]) -> str:
    """Return the page with the table, and with the drawings that are there."""
    parts = [
        "# How fast it is",
        "Made by `python -m tests.bench all`; the drawings by `python -m tests.bench plots`."
        f" The machine: {machine()}.",
        "Where a figure is a ratio, it says how long ours takes over something that anybody can"
        " run on the same machine in the same minute, or the other way round. What each is and how"
        " it is measured stands in `tests/bench/bench_NAME.py`.",
        in_short(results),
        one_table(results),
    ]
    if drawings:
        parts += [
            "## How it grows",
            "Seconds of one processor, for plans of 100 to 100,000 records.",
            *(f"![How the time grows: {Path(name).stem}]({name})" for name in drawings),
        ]
    return "\n\n".join(parts) + "\n"
