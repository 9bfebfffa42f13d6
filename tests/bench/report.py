"""What is written into ``docs``: every figure in one table, and the drawings of how things grow."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from tests.bench import Row

DOCS = Path(__file__).parents[2] / "docs"
BENCHMARKS = "benchmarks.md"
GROWTH = "## How it grows"
HOW_IT_GROWS = (
    "Processor time, for plans of 100 to 100,000 records. The order of asks and packs are drawn up"
    " to 1,000 partners, which is about 11,000 records: beyond that they take minutes."
)


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


def page(results: Mapping[str, Sequence[Row]]) -> str:
    """Return the page with the table, without drawings."""
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
    return "\n\n".join(parts) + "\n"


def with_drawings(page: str, drawings: Sequence[Path]) -> str:
    """Return the page with these drawings in place of those that it shows."""
    if not drawings:
        return page
    parts = [page.partition(GROWTH)[0].rstrip(), GROWTH, HOW_IT_GROWS]
    for drawing in drawings:
        said = {
            part.tag.rpartition("}")[2]: part.text for part in ElementTree.parse(drawing).iter()
        }
        parts.append(f"![{said['title']}. {said['desc']}]({drawing.name})")
    return "\n\n".join(parts) + "\n"
