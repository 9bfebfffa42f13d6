"""Starting: until the first page with content is painted, over a bare Qt window.

Both run as whole processes, turn and turn about; the figure is the processor time of the process.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from outreach.exchange import samples
from tests.bench import Row
from tests.bench.make_large import make_large

ROOT = Path(__file__).parents[2]
RUNS = 11
PARTNERS = 10_000
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


def rows() -> list[Row]:
    """Measure the window by itself, and its first page with the sample and with a large file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large, small = folder / "large.db", folder / "kestria.db"
        make_large(large, PARTNERS)
        samples.make("kestria", small, "Bench").close()
        measured = (
            (f"window painted, {PARTNERS:,} partners, over a bare one", large, "window"),
            ("first page with content, the sample, over a bare one", small, "1"),
            (f"first page with content, {PARTNERS:,} partners, over a bare one", large, "1"),
        )
        bare: list[float] = []
        found: dict[str, list[float]] = {row: [] for row, _, _ in measured}
        for _ in range(RUNS):
            bare.append(_seconds([sys.executable, "-c", BARE], _environment(folder)))
            for row, file, until in measured:
                command = [sys.executable, "-m", "outreach", "open", str(file)]
                found[row].append(_seconds(command, _environment(folder, until)))
    plain = statistics.median(bare)
    ratios = {row: statistics.median(seconds) / plain for row, seconds in found.items()}
    return [
        Row("a bare Qt window, processor time", f"{plain * 1000:.0f} ms"),
        *(Row(row, f"{ratio:.2f}", "≤ 1.35") for row, ratio in ratios.items()),
    ]


def _environment(folder: Path, until: str = "") -> dict[str, str]:
    """Return the environment for a start that ends by itself, with settings of its own."""
    return {
        **os.environ,
        "OUTREACH_QUIT_AFTER_FIRST_PAINT": until,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": str(ROOT),
    }


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the processor time that ``command`` takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
