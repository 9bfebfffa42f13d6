"""Measurements: each ``bench_*.py`` has ``rows()``; ``python -m tests.bench [NAME …]`` prints them.

``python -m tests.bench all`` writes all of them as one table into ``docs``, and ``plots`` draws
there how things grow; ``--quick`` tries that out, with small plans and nothing written.

A figure is a ratio to something that anybody can run (the bare library, the same machine, the same
minute), taken turn and turn about, so that it says something on any machine.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure."""

    name: str
    value: str | float
    """The figure, with its unit when it is text."""
    target: str = ""
    """Such as ``≤ 1.5`` or ``≥ 30``; anything else is a remark."""

    @property
    def figure(self) -> str:
        """The value as it is printed."""
        return self.value if isinstance(self.value, str) else f"{self.value:.3g}"

    @property
    def verdict(self) -> str:
        """Whether the target is met; empty when there is none."""
        wanted = re.match(r"([≤≥<>])\s*([\d.,]+)", self.target)
        figure = re.match(r"-?[\d,]+(\.\d+)?", str(self.value))
        if not wanted or not figure:
            return ""
        value, bound = (float(text.replace(",", "")) for text in (figure[0], wanted[2]))
        met = {"≤": value <= bound, "<": value < bound, "≥": value >= bound, ">": value > bound}
        return "met" if met[wanted[1]] else "MISSED"


def table(rows: Iterable[Row]) -> str:
    """Return ``rows`` as lines of text in columns."""
    lines = [("what", "figure", "target", "verdict")]
    lines += [(row.name, row.figure, row.target, row.verdict) for row in rows]
    widths = [max(len(line[n]) for line in lines) for n in range(4)]
    return "\n".join(
        f"{name:<{widths[0]}}  {figure:>{widths[1]}}  {target:<{widths[2]}}  {verdict}".rstrip()
        for name, figure, target, verdict in lines
    )


def interleaved(
    a: Callable[[], object],
    b: Callable[[], object],
    runs: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, float]:
    """Run ``a`` and ``b`` turn and turn about.

    Args:
        a: What is measured.
        b: What it is measured against.
        runs: How often each is run.
        clock: ``time.perf_counter`` for the time that people wait, ``time.process_time`` for
            what the processor did.

    Returns:
        The median seconds of each, and the first over the second.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, seconds in zip((a, b), taken, strict=True):
            begun = clock()
            work()
            seconds.append(clock() - begun)
    median_a, median_b = map(statistics.median, taken)
    return median_a, median_b, median_a / median_b if median_b else float("inf")
