"""Who can answer an objection is worked out beside the window where there is much to look at."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.persuasion.kinds import Objection
from ui.navigation import Navigator
from ui.pages.objections import advice
from ui.pages.objections.advice import Advice, Asked, Found
from ui.pages.objections.page import ObjectionsPage
from ui.session import Session

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """In which threads the work was done."""
    seen: list[threading.Thread] = []
    real = Advice._look

    def look(self: Advice, asked: Asked) -> Found:
        seen.append(threading.current_thread())
        return real(self, asked)

    monkeypatch.setattr(Advice, "_look", look)
    return seen


def test_in_a_small_plan_nobody_waits(kestria: Session, threads: list[threading.Thread]) -> None:
    parent, found = QObject(), list[Found]()
    asking = Advice(parent)
    asking.found.connect(found.append)
    objection = kestria.document.all(Objection)[0].id
    for _ in range(3):
        asking.ask(kestria.snapshot(), TODAY, objection)
    assert threads == [threading.main_thread()]
    assert found[0].speakers and found[0].asked.objection == objection


def test_a_large_plan_never_keeps_the_window_waiting(
    kestria: Session,
    navigator: Navigator,
    show: Callable[[QWidget], None],
    threads: list[threading.Thread],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(advice, "AT_ONCE", 3)
    page = ObjectionsPage(kestria, navigator, lambda: TODAY)
    with qtbot.waitSignal(page.detail.advice.found):
        show(page)
    assert threading.main_thread() not in threads
    assert page.detail.speakers.cards and page.detail.speakers.isVisible()
    first, second = page.table.rows().ids()[:2]
    with qtbot.waitSignal(page.detail.advice.found) as answered:
        page.table.select(second)
        # What was found for the other objection is not to be read as that for this one.
        assert not page.detail.speakers.isVisible() and page.detail._waiting.isVisible()
    (found,) = answered.args or [None]
    assert isinstance(found, Found) and found.asked.objection == second != first
    assert page.detail.speakers.isVisible() and not page.detail._waiting.isVisible()
    page.leave()
