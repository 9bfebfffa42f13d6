from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Step
from outreach.planning.remembered import agenda
from outreach.snapshot import Latest, Taken, take
from ui import reader
from ui.navigation import Navigator
from ui.pages.today.first_look import PAUSE_MS, DueCard
from ui.pages.today.page import TodayPage
from ui.session import Session

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as a large one."""
    monkeypatch.setattr(reader, "LARGE", 0)


def shown(page: TodayPage) -> int:
    return page._stack.currentIndex()


@pytest.mark.usefixtures("large")
def test_a_large_plan_shows_what_is_due_at_once_and_the_rest_when_it_is_read(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    assert kestria.latest is None and shown(page) == 2
    (due,) = page.findChildren(DueCard)
    first = list(due.list.rows().ids())
    qtbot.waitUntil(lambda: shown(page) == 0)
    assert kestria.latest is not None
    steps = [id for id in page.week.list.rows().ids() if kestria.document.get(Step, id)]
    assert first and first == steps[: len(first)]


@pytest.mark.usefixtures("large")
def test_what_is_changed_while_it_is_read_is_not_lost(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    partner = next(iter(take(kestria.document).organisations))
    kestria.set(partner, "Renamed", name="Zephyr")
    qtbot.waitUntil(lambda: kestria.all_saved and shown(page) == 0)
    assert kestria.snapshot().name(partner) == "Zephyr"
    assert kestria.snapshot() == take(kestria.document)


@pytest.mark.usefixtures("large")
def test_it_is_read_once_what_is_due_was_painted(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    page.refresh(None)
    qtbot.wait(3 * PAUSE_MS)
    assert kestria.latest is None, "nobody has seen it"
    show(page)
    qtbot.waitUntil(lambda: kestria.latest is not None)


@pytest.mark.usefixtures("large")
def test_a_file_that_could_not_be_read_just_then_is_read_when_it_is_back(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    away = kestria.path.with_name("away.db")
    page = TodayPage(kestria, navigator, today)
    show(page)
    kestria.path.rename(away)
    qtbot.waitUntil(lambda: page._first._reader is None)
    assert kestria.latest is None and shown(page) == 2
    away.rename(kestria.path)
    page.refresh(None)
    qtbot.waitUntil(lambda: shown(page) == 0)


@pytest.mark.usefixtures("large")
def test_what_was_read_of_a_file_that_another_has_replaced_is_not_shown(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    qtbot.waitUntil(lambda: page._first._reader is not None)
    first = page._first._reader
    kestria.reloaded.emit()
    assert page._first._reader is not first
    qtbot.waitUntil(lambda: shown(page) == 0)
    assert kestria.snapshot() == take(kestria.document)


@pytest.mark.usefixtures("large")
def test_the_file_can_be_closed_meanwhile(
    kestria: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    show(TodayPage(kestria, navigator, today))
    kestria.close()


def test_a_small_plan_is_shown_whole_at_once(
    kestria: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    assert shown(page) == 0 and not page.findChildren(DueCard)


def test_what_was_taken_in_one_place_is_followed_in_another(kestria: Session) -> None:
    taken = Latest(kestria.document).taken()
    assert isinstance(taken, Taken)
    assert Latest(kestria.document, taken).snapshot() is taken.snapshot


def test_what_was_worked_out_of_a_snapshot_is_not_worked_out_again(
    kestria: Session, today: Today
) -> None:
    snapshot = kestria.snapshot()
    assert agenda(snapshot, today()) is agenda(snapshot, today())
    later = agenda(snapshot, today() + dt.timedelta(days=1))
    assert later.today != agenda(snapshot, today()).today
