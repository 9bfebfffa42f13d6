"""Rolling 300 files up, over opening and reading each of them."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from outreach.exchange import samples
from outreach.initiative import open_file
from outreach.rollup.gather import roll_up
from outreach.snapshot import take
from tests.bench import Row, interleaved

FILES = 300
RUNS = 3


def rows() -> list[Row]:
    """Measure with 300 copies of the samples, each an initiative of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number:03}.db" for number in range(FILES)]
        for number, path in enumerate(paths):
            samples.make("kestria" if number % 2 else "alder", path, "Bench").close()
        made = iter(range(RUNS))

        def roll() -> None:
            roll_up(paths, folder / f"all-{next(made)}.db", today=dt.date(2026, 11, 24))

        def read() -> None:
            for path in paths:
                with open_file(path, author="", read_only=True).opened() as document:
                    take(document)

        seconds, _, ratio = interleaved(roll, read, RUNS)
    return [
        Row(f"rolling {FILES} files up", f"{seconds:.2f} s"),
        Row("over opening and reading each", f"{ratio:.2f}", "≤ 1.5"),
    ]
