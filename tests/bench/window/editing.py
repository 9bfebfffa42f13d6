"""An edit: how soon the window shows it, and the look when it is switched with every page open."""

from __future__ import annotations

import itertools
import statistics
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from outreach.network.kinds import Organisation
from tests.bench import Row
from tests.bench.window import application, p95, wait_until
from ui.pages.places import PLACES
from ui.preferences import Preferences
from ui.theme.apply import apply
from ui.window import Window

LETTERS, EDITS, SWITCHES = 200, 60, 11


def rows(file: Path) -> list[Row]:
    """Measure with ``file`` open in a window in which every page was visited."""
    application()
    window = Window(Preferences(file.parent / "bench.ini"))
    window.shell.resize(1280, 800)
    window.shell.show()
    window.open_path(file)
    for place in PLACES:
        if place.always:
            window.shell.show_page(place.id)
            QApplication.processEvents()
    window.shell.show_page("partners")
    QApplication.processEvents()
    typed, told, switched = _typed(window), _told(window), _switched(window)
    window.close_session()
    window.shell.set_close_guard(lambda: True)
    window.shell.close()
    return [
        Row("a letter that is typed is on the screen, p95 (ms)", p95(typed), "≤ 16"),
        Row("an edit is in the file and every page drawn, median (ms)", statistics.median(told)),
        Row("an edit is in the file and every page drawn, p95 (ms)", p95(told)),
        Row("light to dark and back with every page open (ms)", switched, "≤ 150"),
    ]


def _typed(window: Window) -> list[float]:
    """Return the ms from a key to the field painted with its letter."""
    window.shell.show_page("initiative")
    page = window.shell.page("initiative")
    assert page is not None
    field = next(line for line in page.findChildren(QLineEdit) if line.isVisible())
    field.setFocus()
    taken = []
    for _ in range(LETTERS):
        begun = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_A)
        QApplication.processEvents()
        field.repaint()
        taken.append((time.perf_counter() - begun) * 1000)
    while field.isUndoAvailable():
        field.undo()
    window.shell.show_page("partners")
    QApplication.processEvents()
    return taken


def _told(window: Window) -> list[float]:
    """Return the ms from asking for an edit until the page is painted with what it changed."""
    session = window.session
    assert session is not None
    ids = itertools.cycle([partner.id for partner in session.document.all(Organisation)])
    taken = []
    for n in range(EDITS):
        begun = time.perf_counter()
        session.set(next(ids), "Partner described", about=f"Runs {n} clinics.")
        wait_until(lambda: session.all_saved)
        window.shell.repaint()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _switched(window: Window) -> float:
    """Return the median ms of a change between light and dark, painted."""
    running = application()
    taken = []
    for n in range(SWITCHES):
        begun = time.process_time()
        apply(running, ("dark", "light")[n % 2], 1.0)
        running.processEvents()
        window.shell.repaint()
        taken.append((time.process_time() - begun) * 1000)
    apply(running, "light", 1.0)
    return statistics.median(taken)
