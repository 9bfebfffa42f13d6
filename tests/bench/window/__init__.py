"""What is measured of the window, one module for each question; ``bench_window`` asks them all."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[3]
FRAMES = 60


def application() -> QApplication:
    """Return the application of the measurements, in the light look and without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.theme.apply import apply

    running = QApplication.instance() or QApplication([])
    assert isinstance(running, QApplication)
    apply(running, "light", 1.0, family="Inter", base=13.5)
    return running


def p95(taken: Sequence[float]) -> float:
    """Return the time that 95 of 100 do not take longer than."""
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the window work until something is so.

    Raises:
        TimeoutError: when it never is.
    """
    running = application()
    end = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > end:
            raise TimeoutError("What is measured did not come about.")
        running.processEvents()
        time.sleep(0.0002)
