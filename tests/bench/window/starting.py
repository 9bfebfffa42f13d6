"""Starting: until the first page with content is painted, over a bare Qt window.

Both run as whole processes, turn and turn about; the figure is the processor time of the process.
What Python compiled is kept from one start to the next, as it is for everybody who uses the
program; the first start, which compiles, does not count.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench import Row
from tests.bench.window import ROOT
from tests.ui.test_starting import SCRIPT, SLOW

RUNS = 11
COMPILING = ("PYTHONDONTWRITEBYTECODE",)
"""Settings of who measures that nobody has who uses the program."""
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""


def rows(small: Path, large: Path, partners: int) -> list[Row]:
    """Measure the window by itself, and its first page with a small file and a large one."""
    measured = (
        (f"window painted, {partners:,} partners, over a bare one", large, "window", "≤ 1.20"),
        ("first page with content, the sample, over a bare one", small, "1", "≤ 1.35"),
        (f"first page with content, {partners:,} partners, over it", large, "1", "≤ 1.35"),
    )
    folder = small.parent
    bare: list[float] = []
    found: dict[str, list[float]] = {row: [] for row, *_ in measured}
    for _ in range(RUNS + 1):
        bare.append(_seconds([sys.executable, "-c", BARE], _environment(folder)))
        for row, file, until, _target in measured:
            command = [sys.executable, "-m", "outreach", "open", str(file)]
            found[row].append(_seconds(command, _environment(folder, until)))
    plain = statistics.median(bare[1:])
    return [
        Row("a bare Qt window, processor time", f"{plain * 1000:.0f} ms"),
        *(
            Row(row, f"{statistics.median(found[row][1:]) / plain:.2f}", target)
            for row, _, _, target in measured
        ),
        Row("slow libraries loaded at the first paint", _slow(small), "≤ 0"),
    ]


def _slow(file: Path) -> float:
    """Return how many libraries are loaded that are slow to load."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(file)],
        env=_environment(file.parent, "1"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return len(SLOW & {name.partition(".")[0] for name in run.stdout.split()})


def _environment(folder: Path, until: str = "") -> dict[str, str]:
    """Return the environment for a start that ends by itself, with settings of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in COMPILING}
    return {
        **kept,
        "OUTREACH_QUIT_AFTER_FIRST_PAINT": until,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the processor time that ``command`` takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
