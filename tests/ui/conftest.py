"""What the tests of the window may ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ui.theme.apply import apply


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The light colours in the bundled font at the design's size, whatever this machine has."""
    # Without an event loop Qt keeps the closed widgets of earlier tests, with timers running.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    apply(qapp, "light", 1.0, family="Inter", base=13.5)
