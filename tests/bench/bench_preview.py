"""How soon the preview of a brief follows what was changed, in the window."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from outreach.exchange import samples
from outreach.persuasion.kinds import ValueProposition
from tests.bench import Row
from ui.navigation import Navigator
from ui.pages.briefs.page import PAUSE, BriefsPage
from ui.session import Session
from ui.theme.apply import apply

_RUNS = 25
_LONGEST = 10_000
"""Milliseconds after which nobody waits any longer."""


def rows() -> list[Row]:
    """Change the headline again and again; wait each time until its page is painted."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply(application, "light", 1.0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kestria.db")
        samples.make("kestria", path, "Bench").close()
        session = Session(path, "Bench")
        page = BriefsPage(session, Navigator(), lambda: dt.date(2026, 11, 24))
        page.resize(1060, 760)
        page.show()
        value = session.document.all(ValueProposition)[0]
        page.fill()
        page.show_record(value.organisation)
        _wait(page)
        clock, processor = [], []
        for number in range(_RUNS):
            begun, worked = time.perf_counter(), time.process_time()
            session.set(value.id, "Typed", headline=f"See the whole country {number} times a year")
            _wait(page)
            clock.append(1000 * (time.perf_counter() - begun))
            processor.append(1000 * (time.process_time() - worked))
        page.leave()
        session.close()
    return [
        Row("Pause and processor time until it is painted (ms)",
            round(PAUSE + statistics.median(processor)), "≤ 300"),
        Row("By the clock, which whatever else runs here slows down (ms)",
            round(statistics.median(clock)), "no target"),
    ]  # fmt: skip


def _wait(page: BriefsPage) -> None:
    """Wait until pictures of what was drawn anew are there, and paint them."""
    loop = QEventLoop()
    drawn: list[object] = []

    def painted(_found: object) -> None:
        if drawn:
            page.preview.sheets.repaint()
            loop.quit()

    page._drawing.drawn.connect(drawn.append)
    page._drawing.pictures.connect(painted)
    QTimer.singleShot(_LONGEST, loop.quit)
    loop.exec()
    page._drawing.drawn.disconnect(drawn.append)
    page._drawing.pictures.disconnect(painted)
