"""The history of a record in the window: what it says, and the ways back from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from outreach.history.changes import FieldChange
from outreach.network.kinds import Organisation
from tests.ui.history.conftest import Past
from ui.history.record import AT_A_TIME, HistoryTab
from ui.history.words import field_line
from ui.navigation import Navigator
from ui.session import Session


@pytest.fixture
def tab(session: Session, navigator: Navigator, past: Past, qtbot: QtBot) -> Iterator[HistoryTab]:
    tab = HistoryTab(session, navigator)
    qtbot.addWidget(tab)
    tab.resize(500, 700)
    tab.show()
    tab.show_record(past.telmara)
    yield tab


def labels(tab: HistoryTab) -> list[str]:
    return [card.entry.label for card in tab.history.cards]


def press(button: QWidget) -> None:
    """Press a button as who uses no mouse does."""
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def partner(session: Session, id: str) -> Organisation:
    found = session.document.get(Organisation, id)
    assert found is not None
    return found


def test_every_edit_of_the_record_is_told_newest_first(tab: HistoryTab) -> None:
    assert labels(tab) == ["Telmara moved", "Both moved", "Added two"]


def test_a_line_says_what_went_from_what_to_what() -> None:
    change = FieldChange("status", "Stage", "in talks", "<in>", None, None)
    assert field_line(change) == "Stage: <s>\u2068in talks\u2069</s> → \u2068&lt;in&gt;\u2069"
    assert field_line(replace(change, before="")) == "Stage: \u2068&lt;in&gt;\u2069"
    assert field_line(replace(change, after="")) == "Stage: <s>\u2068in talks\u2069</s>"


def test_where_people_read_from_the_right_the_arrow_points_left(qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert " ← " in field_line(FieldChange("status", "Stage", "a", "b", None, None))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_undo_this_takes_an_old_edit_back_and_does_it_again(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    press(tab.history.cards[0].buttons["undo"])
    settled()
    assert partner(session, past.telmara).status == "committed"
    assert labels(tab)[0] == "Undo: Telmara moved"
    assert tab.history.cards[1].entry.taken_back
    press(tab.history.cards[1].buttons["undo"])
    settled()
    assert partner(session, past.telmara).status == "declined"


def test_an_undo_is_an_edit_that_can_be_undone_too(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    for status in ("committed", "declined", "committed"):
        # First the edit, then its undo, then the edit that did it again.
        press(tab.history.cards[0].buttons["undo"])
        settled()
        assert partner(session, past.telmara).status == status
    assert [card.entry.taken_back for card in tab.history.cards[:2]] == [False, True]


def test_after_a_press_the_keyboard_stays_where_it_was(
    tab: HistoryTab, settled: Callable[[], None]
) -> None:
    press(tab.history.cards[0].buttons["undo"])
    settled()
    assert tab.history.cards[1].held() == "undo"


def test_what_stands_in_the_way_is_said_and_what_can_be_undone_is_offered(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    card = tab.history.cards[1]
    press(card.buttons["undo"])
    assert "“Telmara” was changed since." in card.offered()
    assert "What can be taken back: Tags of “Telmara” and Stage of “Solacell”." in card.offered()
    (rest,) = (b for b in card.findChildren(QPushButton) if b.text() == "Undo the rest")
    assert rest.hasFocus()
    press(rest)
    settled()
    telmara = partner(session, past.telmara)
    assert (telmara.status, telmara.tags) == ("declined", ())
    assert partner(session, past.solacell).status == "contacted"


def test_where_nothing_can_be_undone_that_is_all_that_is_said(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    session.set(past.telmara, "Again", status="contributing")
    settled()
    card = tab.history.cards[1]
    press(card.buttons["undo"])
    assert "Nothing of “Telmara moved” is left to undo" in card.offered()
    (close,) = (b for b in card.findChildren(QPushButton) if b.text() == "Close")
    press(close)
    assert card.offered() == "" and card.held() == "undo"


def test_any_single_value_is_put_back(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    button = tab.history.cards[1].buttons[f"field {past.telmara} status"]
    assert button.accessibleName() == "Put back Stage of Telmara: contacted"
    press(button)
    settled()
    telmara = partner(session, past.telmara)
    assert (telmara.status, telmara.tags) == ("contacted", (past.tag,))


def test_what_was_deleted_comes_back_with_all_that_hung_on_it(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    session.edit("Deleted Telmara", lambda edit: edit.delete(past.telmara))
    settled()
    card = tab.history.cards[0]
    assert card.entry.label == "Deleted Telmara"
    assert next(iter(card.buttons)) == f"bring {past.telmara}"
    assert not [key for key in card.buttons if key.startswith("field")]
    press(card.buttons[f"bring {past.telmara}"])
    settled()
    assert partner(session, past.telmara).tags == (past.tag,)
    assert not [key for key in tab.history.cards[1].buttons if key.startswith("bring")]


def test_the_file_as_it_was_is_asked_for(
    tab: HistoryTab, navigator: Navigator, past: Past, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(navigator.past_asked) as asked:
        press(tab.history.cards[1].buttons["past"])
    assert asked.args == [past.edits["Both moved"]]


def test_only_so_many_edits_are_shown_and_then_older_ones(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    for n in range(AT_A_TIME + 5):
        session.set(past.telmara, f"Edit {n}", note=f"Note {n}")
    settled()
    assert len(tab.history.cards) == AT_A_TIME
    press(tab.history.older)
    assert len(tab.history.cards) == AT_A_TIME + 8
    assert tab.history.cards[AT_A_TIME].held() == "undo"


def test_an_edit_of_something_else_leaves_the_cards_as_they_are(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    before = tab.history.cards
    session.set(past.solacell, "Website", website="example.org")
    settled()
    assert tab.history.cards == before


def test_nothing_is_read_while_it_is_out_of_view(
    tab: HistoryTab, session: Session, past: Past, settled: Callable[[], None]
) -> None:
    tab.hide()
    session.set(past.telmara, "Website", website="example.org")
    settled()
    assert labels(tab)[0] == "Telmara moved"
    tab.show()
    assert labels(tab)[0] == "Website"


def test_every_button_has_a_name(tab: HistoryTab, session: Session) -> None:
    names = [
        button.accessibleName() for card in tab.history.cards for button in card.buttons.values()
    ]
    assert all(names) and len(set(names)) == len(names)


def test_a_file_for_reading_only_says_why_nothing_can_be_changed(
    past: Past, navigator: Navigator, qtbot: QtBot
) -> None:
    session = Session(past.path, "Ines", read_only=True)
    tab = HistoryTab(session, navigator)
    qtbot.addWidget(tab)
    tab.show()
    tab.show_record(past.telmara)
    for key, button in tab.history.cards[0].buttons.items():
        assert button.isEnabled() == (key == "past")
    assert tab.history.cards[0].buttons["undo"].toolTip() == session.why_read_only
    session.close()
