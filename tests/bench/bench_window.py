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
    """Measure with a file of 10,000 partners and with an empty one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "large.db"
        make_large(file, PARTNERS)
        ours = [sys.executable, "-m", "outreach", "open", str(file)]
        bare = [sys.executable, "-c", BARE]
        environment = {
            **os.environ,
            "OUTREACH_QUIT_AFTER_FIRST_PAINT": "1",
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "XDG_CONFIG_HOME": str(folder),
            "PYTHONPATH": str(ROOT),
        }
        _seconds(ours, environment)
        pairs = [(_seconds(bare, environment), _seconds(ours, environment)) for _ in range(RUNS)]
    plain = statistics.median(bare for bare, _ in pairs)
    window = statistics.median(ours for _, ours in pairs)
    return [
        Row("a bare Qt window, processor time", f"{plain * 1000:.0f} ms", ""),
        Row(
            f"first page painted, {PARTNERS:,} partners, over a bare window",
            f"{window / plain:.2f}",
            "≤ 1.35",
        ),
    ]


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return the processor time that ``command`` takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
