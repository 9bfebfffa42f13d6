"""Long work beside the window: how late its clock of 5 ms comes, and how soon work is given up."""

from __future__ import annotations

import importlib
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

from outreach.briefs.render import Paper, render_pack
from outreach.initiative import open_file
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation
from outreach.planning.order.model import Stopped
from outreach.planning.order.solve import solve
from tests.bench import Row
from tests.bench.bench_briefs import _pack
from tests.bench.make_orders import large
from tests.bench.window import application, p95, wait_until
from ui.jobs.task import Task

TICK_MS, SECONDS = 5, 2.5
CHANGES = 300
MOMENTS = (0.1, 0.25, 0.4, 0.55, 0.7, 1.0)
"""Seconds after which a search for an order is given up, each in another part of its work."""


def rows(file: Path) -> list[Row]:
    """Measure with ``file``, which is merged with a copy of it that was changed."""
    application()
    idle = p95(_ticks(None))
    pdf = p95(_ticks(lambda: render_pack(_pack(4), Paper.A4)))
    merging = p95(_ticks(_merging(file)))
    return [
        Row("the window's clock of 5 ms while nothing goes on, p95 (ms)", idle),
        Row("the same while PDFs are made, over it", f"{pdf / idle:.2f}", "≤ 3.0"),
        Row("the same while copies are merged, over it", f"{merging / idle:.2f}", "≤ 3.0"),
        Row(
            f"work given up at one of {len(MOMENTS)} moments ends after, at worst (ms)",
            max(map(_given_up, MOMENTS)) * 1000,
            "≤ 50",
        ),
    ]


def _ticks(work: Callable[[], object] | None) -> list[float]:
    """Return the ms between the ticks of the window's thread while ``work`` is done in another."""
    times: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(TICK_MS)
    timer.timeout.connect(lambda: times.append(time.perf_counter()))
    task = Task("measured")

    def again(_: Callable[[float], None], given_up: Callable[[], bool]) -> None:
        while work is not None and not given_up():
            work()

    task.start(again, lambda _: None)
    timer.start()
    loop = QEventLoop()
    QTimer.singleShot(round(SECONDS * 1000), loop.quit)
    loop.exec()
    timer.stop()
    task.close()
    return [1000 * (after - before) for before, after in pairwise(times)]


def _merging(file: Path) -> Callable[[], None]:
    theirs = Path(shutil.copy(file, file.with_name("theirs.db")))
    with open_file(theirs, author="Ben").opened() as document:
        ids = [partner.id for partner in document.all(Organisation)][:CHANGES]
        for id in ids:
            with document.edit("Changed") as edit:
                edit.set(id, about="Runs clinics and a laboratory.")

    def again() -> None:
        mine = Path(shutil.copy(file, file.with_name("mine.db")))
        with open_file(mine, author="Ana").opened() as document:
            merge(document, theirs)
        mine.unlink()

    return again


def _given_up(after: float) -> float:
    """Return the seconds that the search for an order goes on when it is given up ``after`` some.

    numpy, which is loaded when the first order is worked out, is there already.
    """
    importlib.import_module("numpy")
    task, instance = Task("measured"), large(0, 300)

    def work(_: Callable[[float], None], given_up: Callable[[], bool]) -> None:
        with suppress(Stopped):
            solve(instance, cancelled=given_up)

    task.start(work, lambda _: None)
    end = time.perf_counter() + after
    wait_until(lambda: time.perf_counter() > end)
    lane = task._state.lane
    assert lane is not None
    begun = time.perf_counter()
    task.give_up()
    lane.call(lambda: None)
    taken = time.perf_counter() - begun
    task.close()
    return taken
