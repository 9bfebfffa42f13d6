from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.models.list_model import IdListModel
from ui.models.rows import Cell, ChipText, Column, Row, TableRow
from ui.models.table_model import IdTableModel
from ui.widgets.row_list import RowList
from ui.widgets.row_table import RowTable

NAMES = {"a": "Ward 12", "b": "Ward 3", "c": "émile & sons", "d": "=SUM(A1)"}


@pytest.fixture
def partners(qtbot: QtBot) -> RowList:
    def fetch(ids: Iterable[str]) -> list[Row]:
        return [Row(id, NAMES[id], "Holds\nfigures", (ChipText("In talks"),)) for id in ids]

    model = IdListModel(fetch)
    view = RowList(model, "Partners")
    model.setParent(view)
    qtbot.addWidget(view)
    model.set_ids(NAMES)
    view.show()
    return view


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    columns = [Column("Name", stretch=True), Column("Stage", 150)]

    def fetch(ids: Iterable[str]) -> list[TableRow]:
        return [TableRow(id, (Cell(NAMES[id]), Cell(chip=ChipText("In talks")))) for id in ids]

    model = IdTableModel(columns, fetch)
    view = RowTable(model, "Partners")
    model.setParent(view)
    qtbot.addWidget(view)
    model.set_ids(NAMES)
    view.show()
    return view


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def names(table: RowTable) -> list[str]:
    return [NAMES[id] for id in table.rows().ids()]


def test_marked_rows_of_a_list_are_copied_as_text_and_as_a_table(
    partners: RowList, qtbot: QtBot
) -> None:
    partners.select("a")
    qtbot.keyClick(partners, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(partners, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text, html = clipboard()
    assert text == "Ward 12\tHolds figures\tIn talks\nWard 3\tHolds figures\tIn talks"
    assert "<td>Ward 3</td><td>Holds figures</td>" in html


def test_of_nothing_marked_the_current_row_is_copied_and_of_no_row_nothing(
    partners: RowList,
) -> None:
    QGuiApplication.clipboard().setText("before")
    partners.setCurrentIndex(QModelIndex())
    partners.clearSelection()
    partners.copy()
    assert clipboard()[0] == "before"
    partners.select("b")
    partners.clearSelection()
    partners.copy()
    assert clipboard()[0].startswith("Ward 3")


def test_a_table_is_copied_with_its_heading_and_only_what_is_shown(
    table: RowTable, qtbot: QtBot
) -> None:
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text, html = clipboard()
    # A spreadsheet must not take what somebody is called for a formula.
    assert text.splitlines()[0] == "Name\tStage" and "'=SUM(A1)\tIn talks" in text
    assert "<th>Name</th>" in html and "émile &amp; sons" in html
    table.show_column(1, False)
    table.copy()
    assert clipboard()[0].splitlines()[0] == "Name"


def test_a_click_on_a_heading_sorts_then_backwards_then_no_more(table: RowTable) -> None:
    head = table.horizontalHeader()
    head.sectionClicked.emit(0)
    assert names(table) == ["=SUM(A1)", "émile & sons", "Ward 3", "Ward 12"]
    model = table.rows()
    assert "▴" in model.headerData(0, Qt.Orientation.Horizontal)
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    assert model.headerData(0, Qt.Orientation.Horizontal, spoken) == "Name, sorted"
    head.sectionClicked.emit(0)
    assert names(table)[0] == "Ward 12"
    head.sectionClicked.emit(0)
    assert names(table) == list(NAMES.values())


def test_sorted_stays_sorted_when_other_rows_come_and_the_current_one_stays(
    table: RowTable,
) -> None:
    table.select("a")
    table.sort_by(0)
    assert table.current_id() == "a"
    table.rows().set_ids(["a", "c", "b"])
    assert names(table) == ["émile & sons", "Ward 3", "Ward 12"] and table.current_id() == "a"


def test_columns_can_be_left_out_but_not_all(table: RowTable) -> None:
    table.show_column(0, False)
    table.show_column(1, False)
    assert table.shown_columns() == [1]
    table.show_column(0, True)
    assert table.shown_columns() == [0, 1]
    assert table.columnWidth(0) > 0


def test_the_menu_does_all_of_it_without_a_mouse(table: RowTable) -> None:
    table.select("a")
    menu = table.menu()
    copy, sorting, showing = menu.actions()
    copy.trigger()
    assert "Ward 12" in clipboard()[0]
    sorting.menu().actions()[0].trigger()
    assert table.rows().sorted_by == (0, False)
    showing.menu().actions()[1].trigger()
    assert table.shown_columns() == [0]
