from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.models.list_model import IdListModel
from ui.models.rows import Cell, ChipText, Column, Row, TableRow
from ui.models.table_model import IdTableModel
from ui.theme.appearance import theme
from ui.theme.apply import apply
from ui.widgets.row_list import RowList
from ui.widgets.row_table import RowTable

NAMES = {"a": "National Water Agency", "b": "Telmara", "c": "Lakeside Water District"}


@pytest.fixture
def partners(qtbot: QtBot) -> RowList:
    def fetch(ids: object) -> list[Row]:
        return [
            Row(id, NAMES[id], "Convenor", (ChipText("In talks", "info"),), icon="landmark")
            for id in ids  # type: ignore[attr-defined]
        ]

    view = RowList(IdListModel(fetch), "Partners")
    qtbot.addWidget(view)
    view._kept_model = view.rows()  # type: ignore[attr-defined]
    view.rows().set_ids(NAMES)
    view.resize(348, 400)
    view.show()
    return view


@pytest.fixture
def tasks(qtbot: QtBot) -> RowList:
    view = RowList(name="This week", style="card")
    qtbot.addWidget(view)
    view.set_rows([Row("1", "Call Ruth", checked=False), Row("2", "Thank Ines", checked=True)])
    view.resize(400, view.sizeHint().height())
    view.show()
    return view


def test_the_current_row_is_said_once(partners: RowList) -> None:
    heard: list[str] = []
    partners.current_changed.connect(heard.append)
    assert partners.select("b") and not partners.select("gone")
    partners.select("b")
    assert heard == ["b"] and partners.current_id() == "b"


def test_other_ids_keep_the_current_row(partners: RowList) -> None:
    heard: list[str] = []
    partners.select("b")
    partners.current_changed.connect(heard.append)
    partners.rows().set_ids(["c", "b"])
    assert partners.current_id() == "b" and heard == []
    partners.rows().set_ids(["c"])
    assert partners.current_id() == ""


def test_up_down_and_enter_work(partners: RowList, qtbot: QtBot) -> None:
    partners.select("a")
    qtbot.keyClick(partners, Qt.Key.Key_Down)
    with qtbot.waitSignal(partners.opened) as opened:
        qtbot.keyClick(partners, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_a_row_is_one_sentence_to_a_screen_reader(partners: RowList) -> None:
    spoken = QAccessible.queryAccessibleInterface(partners)
    assert spoken.text(QAccessible.Text.Name) == "Partners"
    assert spoken.child(1).text(QAccessible.Text.Name) == "Telmara, Convenor, In talks"


def test_a_task_is_ticked_with_space_or_a_click_on_its_box(tasks: RowList, qtbot: QtBot) -> None:
    heard: list[tuple[str, bool]] = []
    opened: list[str] = []
    tasks.toggled.connect(lambda id, on: heard.append((id, on)))
    tasks.opened.connect(opened.append)
    tasks.select("2")
    qtbot.keyClick(tasks, Qt.Key.Key_Space)
    first = tasks.visualRect(tasks.rows().index(0))
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(tasks.viewport(), click, pos=QPoint(20, first.center().y()))
    assert heard == [("2", False), ("1", True)] and opened == []
    qtbot.mouseClick(tasks.viewport(), click, pos=QPoint(200, first.center().y()))
    assert opened == ["1"]


def test_a_box_is_on_the_right_in_a_right_to_left_window(tasks: RowList, qtbot: QtBot) -> None:
    tasks.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = tasks.visualRect(tasks.rows().index(0))
    with qtbot.waitSignal(tasks.toggled):
        place = QPoint(first.right() - 20, first.center().y())
        qtbot.mouseClick(tasks.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_short_list_is_as_high_as_its_rows(tasks: RowList) -> None:
    assert tasks.sizeHint().height() == tasks.sizeHintForRow(0) * 2
    tasks.set_rows([Row("1", "Call Ruth")])
    assert tasks.sizeHint().height() == tasks.sizeHintForRow(0)


def test_a_selected_row_is_painted_in_the_colours_of_the_theme(
    partners: RowList, qapp: QApplication
) -> None:
    partners.select("b")
    for scheme in ("light", "dark"):
        apply(qapp, scheme)
        rect = partners.visualRect(partners.rows().index(1))
        image = partners.viewport().grab().toImage()
        place = QPoint(rect.center().x(), rect.top() + 5)
        assert image.pixelColor(place) == QColor(theme().tokens.sel)


def test_rows_grow_with_the_text(partners: RowList, qapp: QApplication) -> None:
    before = partners.visualRect(partners.rows().index(0)).height()
    apply(qapp, "light", 1.6)
    QApplication.processEvents()
    assert partners.visualRect(partners.rows().index(0)).height() > before * 1.4


def test_a_mirrored_row_has_its_mark_on_the_right(partners: RowList) -> None:
    soft = QColor(theme().tokens.neutral_soft)

    def marked(x: int) -> bool:
        image = partners.viewport().grab().toImage()
        row = partners.visualRect(partners.rows().index(2))
        return image.pixelColor(x, row.center().y() - 14) == soft

    width = partners.viewport().width()
    assert marked(26) and not marked(width - 26)
    partners.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert marked(width - 26) and not marked(26)


@pytest.fixture
def register(qtbot: QtBot) -> RowTable:
    columns = [Column("Objection", stretch=True), Column("Raised by", 150), Column("Status", 140)]

    def fetch(ids: object) -> list[TableRow]:
        return [
            TableRow(
                id,
                (
                    Cell("“Who is liable if the numbers are misused?”", "Regulator", quote=True),
                    Cell("Leila Aziz", "Data Protection Commission"),
                    Cell(chip=ChipText("Needs an answer", "warn")),
                ),
            )
            for id in ids  # type: ignore[attr-defined]
        ]

    model = IdTableModel(columns, fetch)
    view = RowTable(model, "Objections", tall=True)
    model.setParent(view)
    qtbot.addWidget(view)
    model.set_ids(["a", "b"])
    view.resize(620, 400)
    view.show()
    return view


def test_columns_fill_the_table_at_every_width(register: RowTable) -> None:
    for width in (620, 400, 260):
        register.resize(width, 400)
        QApplication.processEvents()
        widths = [register.columnWidth(n) for n in range(3)]
        assert abs(sum(widths) - register.viewport().width()) <= 3 and min(widths) > 0


def test_a_table_takes_whole_rows_and_keeps_them(register: RowTable, qtbot: QtBot) -> None:
    heard: list[str] = []
    register.current_changed.connect(heard.append)
    register.select("b")
    register.rows().set_ids(["b"])
    assert register.current_id() == "b" and heard == ["b"]
    assert len(register.selectedIndexes()) == 3
    with qtbot.waitSignal(register.opened):
        qtbot.keyClick(register, Qt.Key.Key_Return)


def test_a_table_is_painted_mirrored_and_large_too(register: RowTable, qapp: QApplication) -> None:
    register.select("a")
    register.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    apply(qapp, "dark", 1.6)
    assert not register.grab().isNull()
