from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Prerequisite, Sequence, Step
from ui.navigation import Navigator
from ui.pages.sequence.page import SequencePage
from ui.session import Session
from ui.widgets.buttons import Button

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> SequencePage:
    page = SequencePage(kestria, navigator, today)
    show(page)
    page.show_view("list")
    return page


def order(page: SequencePage) -> list[str]:
    return list(page.table.rows().ids())


def test_alt_up_moves_a_step_earlier_and_undo_takes_it_back(
    page: SequencePage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    before = order(page)
    page.table.select(before[3])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    saved(kestria)
    assert order(page) == [*before[:2], before[3], before[2], *before[4:]]
    assert page.table.current_id() == before[3]
    kestria.undo()
    saved(kestria)
    assert order(page) == before


def test_the_buttons_move_a_step_and_the_first_one_stays_first(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    before = order(page)
    page.table.select(before[0])
    page.step.up.click()
    saved(kestria)
    assert order(page) == before
    page.step.down.click()
    saved(kestria)
    assert order(page)[:2] == [before[1], before[0]]


def test_late_steps_and_what_a_step_waits_for_are_said_in_words(page: SequencePage) -> None:
    late, waiting = (page.table.rows().row_at(row).sentence for row in (3, 5))
    assert "late 29 days" in late
    assert "waits for Office of the Data Protection Commissioner to be in conversation" in waiting
    assert page.header._line.text() == "12 steps · 3 done · 4 late"


def test_a_step_is_added_at_the_end_and_its_partner_asked_for(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    before = order(page)
    page.add_new()
    saved(kestria)
    assert order(page)[:-1] == before
    assert page.step.id == order(page)[-1] == page.table.current_id()


def test_a_deleted_step_goes_and_the_notice_brings_it_back(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    before = order(page)
    page.table.select(before[1])
    page.step.delete()
    saved(kestria)
    assert order(page) == [before[0], *before[2:]]
    page.notice.findChild(Button).click()
    saved(kestria)
    assert order(page) == before


def test_what_a_step_waits_for_is_added_and_taken_away(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    step = order(page)[0]
    page.table.select(step)
    partner = kestria.document.all(Step)[-1].organisation
    page.step.waits.add_button.click()
    page.step.waits.draft.form.editor("organisation").set_value(partner)
    page.step.waits.draft.add.click()
    saved(kestria)
    (added,) = kestria.document.all(Prerequisite, step=step)
    assert (added.organisation, added.status) == (partner, "committed")
    assert page.show_record(added.id)
    page.step.waits.remove.click()
    saved(kestria)
    assert kestria.document.all(Prerequisite, step=step) == []


def test_a_second_sequence_is_shown_and_can_be_chosen(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    assert not page.combo.isVisible()
    page.draft.begin({})
    page.draft.form.editor("name").set_value("Another way")
    page.draft.add.click()
    saved(kestria)
    assert page.combo.isVisible() and page.combo.currentText() == "Another way"
    assert order(page) == []
    page.combo.setCurrentIndex(0)
    page.combo.activated.emit(0)
    assert len(order(page)) == 12


def test_a_click_on_a_step_shows_it_even_when_the_sequence_was_shown(
    page: SequencePage, qtbot: QtBot
) -> None:
    page.tabs.show_tab("sequence")
    where = page.table.visualRect(page.table.model().index(2, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.step.isVisible() and page.step.id == order(page)[2]


def test_the_pot_numbers_what_each_step_adds(page: SequencePage) -> None:
    row = page.pot.model_.row_at(3)
    assert (row.aside, row.title, row.chips[0].text) == ("4", "Seed grant", "Asked")
    page.pot.clicked.emit(page.pot.model_.index(3))
    assert page.table.current_id() == row.id


@pytest.mark.parametrize("kind", [Step, Prerequisite, Sequence])
def test_every_field_can_be_reached(page: SequencePage, kind: type) -> None:
    forms = (page.step.form, page.step.waits.form, page.plan.form)
    shown = {form.form._kind.name: set(form.form.names()) for form in forms}
    assert shown[kind.KIND.name] == set(kind.KIND.by_name)


def test_the_first_step_of_an_empty_plan_begins_a_sequence(
    empty: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    page = SequencePage(empty, navigator, today)
    show(page)
    assert not page.table.isVisible()
    page.add_new()
    saved(empty)
    (sequence,) = empty.document.all(Sequence)
    (step,) = empty.document.all(Step)
    assert step.sequence == sequence.id and page.table.isVisible()


def test_nothing_can_be_changed_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = SequencePage(locked, navigator, today)
    show(page)
    before = order(page)
    page.add_new()
    page.move_step(1)
    page.step.delete()
    assert order(page) == before and locked.all_saved
    assert not page.step.up.isEnabled()


def test_everything_that_takes_the_keyboard_has_a_name(page: SequencePage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
