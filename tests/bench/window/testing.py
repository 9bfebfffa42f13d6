"""What a test of the window costs: whole processes of pytest, with and without those tests."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys

from tests.bench import Row
from tests.bench.window import ROOT

TESTS = ("tests/ui/shell", "tests/ui/widgets", "tests/ui/pages/today", "tests/ui/pages/partners")


def rows() -> list[Row]:
    """Measure."""
    seconds, passed = _run(*TESTS)
    return [Row(f"one of {passed} tests of the window (s)", seconds / passed, "≤ 0.1")]


def _run(*paths: str) -> tuple[float, int]:
    """Return the processor time of the tests in ``paths``, and how many passed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    passed = re.search(r"(\d+) passed", run.stdout)
    taken = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return taken, int(passed[1]) if passed else 1
