"""The History page: every edit, filtered and searched, and the ways back from each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.initiative import create
from outreach.network.kinds import Organisation
from tests.ui.history.conftest import Past
from tests.ui.pages.conftest import Show
from ui import reader
from ui.navigation import Navigator
from ui.pages.history.filters import ONE_DAY
from ui.pages.history.listing import AT_A_TIME
from ui.pages.history.page import MOST, HistoryPage
from ui.session import Session


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "plan.db")


@pytest.fixture
def session(past: Past, qapp: object) -> Iterator[Session]:
    session = Session(past.path, "Ines")
    yield session
    session.close()


@pytest.fixture
def page(session: Session, navigator: Navigator, show: Show) -> HistoryPage:
    page = HistoryPage(session, navigator)
    show(page)
    return page


@pytest.fixture
def settled(qtbot: QtBot, session: Session) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: session.all_saved)


def labels(page: HistoryPage) -> list[str]:
    rows = page.list.rows()
    return [rows.row_at(n).title for n in range(rows.rowCount())]


def shown(page: HistoryPage) -> str:
    return page.card.entry.label if page.card is not None else ""


def test_all_edits_are_listed_newest_first_and_the_newest_is_told(page: HistoryPage) -> None:
    assert labels(page) == ["Telmara moved", "Both moved", "Added two", "Began “Lake Basin”"]
    assert shown(page) == "Telmara moved"


def test_the_head_counts_edits_and_people(page: HistoryPage) -> None:
    assert page.header.line() == "4 edits by 2 people"


def test_an_edit_is_chosen_with_the_keyboard_and_told_with_its_records(page: HistoryPage) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert shown(page) == "Both moved"
    assert page.card is not None
    assert {change.name for change in page.card.entry.changes} == {"Telmara", "Solacell"}
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.card.held() == "undo"
    QTest.keyClick(page.card.buttons["undo"], Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_only_what_one_person_did(page: HistoryPage) -> None:
    page.filters.who.setCurrentIndex(page.filters.who.findText("Jo"))
    assert labels(page) == ["Both moved"] and shown(page) == "Both moved"


def test_only_what_was_done_to_one_kind_of_record(page: HistoryPage) -> None:
    page.filters.kind.setCurrentIndex(page.filters.kind.findText("People"))
    assert labels(page) == ["Added two"]


def test_only_what_was_done_on_one_day(page: HistoryPage) -> None:
    every, today = labels(page), dt.date.today()
    page.filters.day.pick(today - dt.timedelta(days=400))
    assert labels(page) == [] and shown(page) == ""
    page.filters.day.pick(today)
    assert labels(page) == every
    page.filters.day.clear_choice()
    assert labels(page) == every


def test_a_day_that_is_not_picked_after_all_changes_nothing(
    page: HistoryPage, qtbot: QtBot
) -> None:
    day = page.filters.day
    place = day.findText(ONE_DAY)
    day.setCurrentIndex(place)
    day.activated.emit(place)
    assert day.currentText() == "Any day" and len(labels(page)) == 4
    for menu in day.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.close()


def test_words_are_searched(page: HistoryPage, qtbot: QtBot) -> None:
    page.focus_filter()
    QTest.keyClicks(page.filters.search, "nadia")
    qtbot.waitUntil(lambda: labels(page) == ["Added two"])
    page.filters.search.setText("nobody said this")
    qtbot.waitUntil(lambda: labels(page) == [])
    assert page.nothing() == "No edit fits this filter."
    page.filters.clear()
    assert len(labels(page)) == 4


def test_a_new_edit_is_shown_at_the_top_and_what_is_chosen_stays(
    page: HistoryPage, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    page.list.select(past.edits["Both moved"])
    session.set(past.telmara, "Website", website="example.org")
    settled()
    assert labels(page)[0] == "Website" and shown(page) == "Both moved"


def test_undo_this_is_an_edit_of_its_own_and_the_old_one_is_marked(
    page: HistoryPage, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    page.list.select(past.edits["Telmara moved"])
    assert page.card is not None
    page.card.take_back()
    settled()
    assert labels(page)[:2] == ["Undo: Telmara moved", "Telmara moved"]
    assert page.list.rows().row_at(1).chips[0].text == "Taken back"
    assert page.card is not None and page.card.entry.taken_back


def test_a_record_that_an_edit_changed_is_asked_for(
    page: HistoryPage, navigator: Navigator, past: Past, qtbot: QtBot
) -> None:
    page.list.select(past.edits["Both moved"])
    assert page.card is not None
    button = page.card.buttons[f"show {past.solacell}"]
    assert button.accessibleName() == "Show Solacell"
    with qtbot.waitSignal(navigator.record_asked) as asked:
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == [past.solacell]


def test_a_long_history_is_read_in_parts_as_it_comes_into_view(
    tmp_path: Path, navigator: Navigator, show: Show, qtbot: QtBot
) -> None:
    path, edits = tmp_path / "long.db", AT_A_TIME + 150
    with create(path, "Long", author="Ines") as document:
        with document.edit("Added") as edit:
            id = edit.add(Organisation, name="Telmara")
        for n in range(edits):
            with document.edit(f"Edit {n}") as edit:
                edit.set(id, note=f"{n}")
    session = Session(path, "Ines")
    page = HistoryPage(session, navigator)
    show(page)
    assert page.list.rows().rowCount() == AT_A_TIME
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.list.rows().rowCount() == edits + 2)
    assert page.list.rows().row_at(edits + 1).title.startswith("Began")
    session.close()


def test_of_an_edit_of_very_many_records_some_are_told_and_the_rest_is_counted(
    page: HistoryPage, session: Session, settled: Callable[[], None]
) -> None:
    session.edit(
        "Imported",
        lambda edit: [edit.add(Organisation, name=f"Partner {n}") for n in range(MOST + 5)],
    )
    settled()
    page.list.select(page.list.rows().id_at(0))
    assert page.card is not None and len(page.card.entry.changes) == MOST
    assert page.card.more == 5
    QTest.keyClick(page.card.buttons["more"], Qt.Key.Key_Space)
    assert len(page.card.entry.changes) == MOST + 5 and page.card.more == 0
    page.list.select(page.list.rows().id_at(1))
    page.list.select(page.list.rows().id_at(0))
    assert len(page.card.entry.changes) == MOST


def test_everything_that_takes_the_keyboard_has_a_name(page: HistoryPage) -> None:
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_the_page_fits_into_the_smallest_window(page: HistoryPage) -> None:
    page.resize(968, 640)
    assert page.minimumSizeHint().width() <= 640 and page.minimumSizeHint().height() <= 390


def test_in_a_large_file_words_are_sought_beside_the_window(
    page: HistoryPage,
    session: Session,
    settled: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "LARGE", 0)
    page.filters.search.set_delay(0)
    every = labels(page)
    page.filters.search.setText("two")
    assert labels(page) == every and page.list.is_searching()
    qtbot.waitUntil(lambda: labels(page) == ["Added two"])
    assert shown(page) == "Added two" and not page.list.is_searching()
    page.filters.search.setText("nowhere")
    qtbot.waitUntil(lambda: labels(page) == [])
    qtbot.waitUntil(lambda: not page.list.is_searching())
    assert shown(page) == ""
    for words in ("two", "nowhere", "mov"):
        page.filters.search.setText(words)
    qtbot.waitUntil(lambda: labels(page) == ["Telmara moved", "Both moved"])
    page.filters.search.setText("two")
    page.filters.search.setText("")
    assert labels(page) == every, "what is asked next takes its place"
    page.filters.search.setText("two")
    page.leave()
    qtbot.wait(50)
    assert labels(page) == every
