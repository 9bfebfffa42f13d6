"""The bundle: starting it, over starting from the source. Made by ``packaging/build.py``."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from outreach.exchange import samples
from tests.bench import Row

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "output" / "bundle" / "outreach-planner" / "outreach"
RUNS = 11


def rows() -> list[Row]:
    """Measure the first page with content, turn and turn about; nothing when there is no bundle."""
    if not BUNDLE.exists():
        return [Row("bundle", "not made", "python3 packaging/build.py makes it")]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "kestria.db"
        samples.make("kestria", file, "Bench").close()
        starts = {"bundle": [str(BUNDLE)], "source": [sys.executable, "-m", "outreach"]}
        taken: dict[str, list[tuple[float, float]]] = {start: [] for start in starts}
        for _ in range(RUNS):
            for start, command in starts.items():
                taken[start].append(_seconds([*command, "open", str(file)], Path(name)))
    medians = {
        start: [statistics.median(times) for times in zip(*runs, strict=True)]
        for start, runs in taken.items()
    }
    (bundle, worked), (source, work) = medians["bundle"], medians["source"]
    return [
        Row("first page, from the source", f"{source * 1000:.0f} ms"),
        Row("first page, the bundle over the source", f"{bundle / source:.2f}", "≤ 1.15"),
        Row("the same in processor time", f"{worked / work:.2f}", "≤ 1.15"),
    ]


def _seconds(command: list[str], home: Path) -> tuple[float, float]:
    """Return for how long it ran, and for how long it kept a processor busy."""
    environment = {
        **os.environ,
        "OUTREACH_QUIT_AFTER_FIRST_PAINT": "1",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environment, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    ended, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ended - begun, worked
