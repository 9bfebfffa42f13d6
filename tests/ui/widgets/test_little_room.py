"""What widgets do where there is little room: nothing is lost, and what is cut is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.entries import Entry
from ui.shell.navigation import Navigation
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.beside import BELOW_UNDER, LEAST, MARGIN, Beside
from ui.widgets.empty import EmptyState
from ui.widgets.inputs import CheckBox, ComboBox
from ui.widgets.marks import IconTile
from ui.widgets.markup import unmarked

LONG = "The Standing Committee for Shared Figures on Water, Health and Mobility " * 3


def test_a_box_of_long_choices_stays_narrow_and_tells_the_whole_as_a_tooltip(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.addItems([LONG, "Short"])
    box.resize(theme().em(200), box.sizeHint().height())
    box.show()
    box.grab()
    assert box.sizeHint().width() < theme().em(500)
    assert box.is_cut()
    assert box.toolTip() == LONG
    box.setCurrentIndex(1)
    box.grab()
    assert not box.is_cut()
    assert box.toolTip() == ""


def test_a_tooltip_of_its_own_stays(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.setToolTip("Choose a partner first.")
    box.addItem(LONG)
    box.resize(theme().em(200), box.sizeHint().height())
    box.show()
    box.grab()
    assert box.toolTip() == "Choose a partner first."


def test_a_tick_box_with_long_words_does_not_make_a_dialog_wider(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    box = CheckBox(LONG)
    QVBoxLayout(holder).addWidget(box)
    assert holder.minimumSizeHint().width() < theme().em(500)
    holder.resize(holder.minimumSizeHint())
    holder.show()
    assert box.toolTip() == LONG


def test_an_empty_page_does_without_its_icon_where_it_is_low(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    state = EmptyState("clock", "When did you last speak?", "One contact, by any channel.")
    state.setParent(holder)
    tile = state.findChild(IconTile)
    assert tile is not None
    state.resize(600, 400)
    holder.show()
    assert tile.isVisible()
    state.resize(600, theme().em(90))
    assert not tile.isVisible()
    state.resize(600, 400)
    assert tile.isVisible()


def test_the_page_that_is_shown_is_in_view_in_a_low_side_bar(qtbot: QtBot) -> None:
    pages = Navigation()
    qtbot.addWidget(pages)
    for n in range(12):
        pages.pages.add(Entry(str(n), f"Page {n}", "clock"))
    pages.resize(200, 600)
    pages.show()
    pages.show_as_current("11")
    pages.resize(200, 150)
    seen = pages.visualRect(pages.currentIndex())
    assert pages.viewport().rect().contains(seen)


def test_a_list_above_its_detail_keeps_a_few_rows_and_both_are_scrolled(qtbot: QtBot) -> None:
    list_, detail = QWidget(), QWidget()
    column = QVBoxLayout(list_)
    measure.margins(column, 24, 2, 8, 20)
    both = Beside(list_, detail, (3, 2), "Both")
    qtbot.addWidget(both)
    both.resize(theme().em(BELOW_UNDER) - 1, theme().em(LEAST))
    both.show()
    assert both.is_below()
    assert min(list_.height(), detail.height()) >= theme().em(LEAST)
    assert both.verticalScrollBar().maximum() > 0
    assert measure.right_margin(column) == MARGIN
    both.resize(theme().em(BELOW_UNDER), theme().em(LEAST))
    qtbot.waitUntil(lambda: both.verticalScrollBar().maximum() == 0)
    assert not both.is_below()
    assert measure.right_margin(column) == 8
    assert both.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_words_of_a_button_are_said_without_the_marks_of_its_keys() -> None:
    assert unmarked("&Undo: “A && B”") == "Undo: “A & B”"
