"""What holds for the whole plan is worked out beside the window where there are many partners."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from outreach.snapshot import Snapshot
from ui.pages.champions import overview
from ui.pages.champions.overview import Found, Overview
from ui.session import Session

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """In which threads the work was done."""
    seen: list[threading.Thread] = []
    real = overview._look

    def look(snapshot: Snapshot, today: dt.date) -> Found:
        seen.append(threading.current_thread())
        return real(snapshot, today)

    monkeypatch.setattr(overview, "_look", look)
    return seen


def test_a_small_plan_is_looked_through_at_once(
    kestria: Session, threads: list[threading.Thread]
) -> None:
    parent = QObject()
    found = Overview(parent)
    found.ask(kestria.snapshot(), TODAY)
    assert threads == [threading.main_thread()]
    assert found.found.given.leads and found.found.care


def test_a_large_one_never_keeps_the_window_waiting(
    kestria: Session,
    threads: list[threading.Thread],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(overview, "AT_ONCE", 3)
    parent = QObject()
    found = Overview(parent)
    with qtbot.waitSignal(found.changed):
        found.ask(kestria.snapshot(), TODAY)
        assert found.found == Found()
    assert threading.main_thread() not in threads
    assert found.found.given.leads and found.found.care
    found.leave()


def test_of_too_many_it_is_said_what_is_left_out(
    kestria: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "MOST", 3)
    found = Overview(QObject())
    found.ask(kestria.snapshot(), TODAY)
    assert found.found.given.leads == ()
    assert found.found.care[0].title == overview.TOO_MANY
