from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.models.list_model import ID_ROLE, ROW_ROLE, IdListModel
from ui.models.rows import Cell, Column, Row, TableRow, initials
from ui.models.table_model import IdTableModel
from ui.widgets.row_list import RowList

MANY = [str(n) for n in range(100_000)]


class Source:
    """Rows by id, and which ids were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.suffix = ""

    def rows(self, ids: Sequence[str]) -> list[Row]:
        self.asked += ids
        return [Row(id, f"Partner {id}{self.suffix}", "Convenor") for id in ids if id != "gone"]


def test_a_hundred_thousand_rows_fetch_only_the_pages_in_view(qtbot: QtBot) -> None:
    source = Source()
    model = IdListModel(source.rows)
    view = RowList(model, "Partners")
    qtbot.addWidget(view)
    model.set_ids(MANY)
    view.resize(300, 600)
    view.grab()
    assert model.rowCount() == 100_000 and len(source.asked) <= 256
    view.scrollTo(model.index(70_000))
    view.grab()
    assert "70000" in source.asked and len(source.asked) <= 512


def test_pages_that_were_looked_at_long_ago_are_forgotten(qtbot: QtBot) -> None:
    source = Source()
    model = IdListModel(source.rows, page=10, pages=2)
    model.set_ids(MANY)
    for row in (0, 100, 200, 0):
        model.row_at(row)
    assert source.asked.count("0") == 2


def test_rows_are_found_by_id_and_ids_by_row(qtbot: QtBot) -> None:
    model = IdListModel(Source().rows)
    model.set_ids(["a", "b"])
    assert (model.row_of("b"), model.row_of("x"), model.id_at(0), model.id_at(9)) == (
        1,
        -1,
        "a",
        "",
    )


def test_a_refreshed_row_is_fetched_again_and_announced(qtbot: QtBot) -> None:
    source = Source()
    model = IdListModel(source.rows)
    model.set_ids(["a", "b"])
    assert model.index(1).data() == "Partner b"
    source.suffix = " & sons"
    with qtbot.waitSignal(model.dataChanged) as announced:
        model.refresh(["b"])
    assert announced.args is not None and announced.args[0].row() == 1
    assert model.index(1).data() == "Partner b & sons"


def test_a_row_whose_record_is_gone_is_empty(qtbot: QtBot) -> None:
    model = IdListModel(Source().rows)
    model.set_ids(["gone"])
    assert model.row_at(0) == Row("gone", "")


def test_a_row_speaks_in_one_sentence(qtbot: QtBot) -> None:
    model = IdListModel(Source().rows)
    model.set_ids(["a"])
    index = model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Partner a, Convenor"
    assert index.data(ID_ROLE) == "a" and index.data(ROW_ROLE).id == "a"
    assert Row("a", "Call Ruth", checked=True).sentence == "Call Ruth, done"


def test_qt_finds_nothing_wrong_with_the_models(qtbot: QtBot) -> None:
    rows = IdListModel(Source().rows)
    table = IdTableModel(
        [Column("Objection", stretch=True), Column("Status")],
        lambda ids: [TableRow(id, (Cell("Too dear"), Cell("open"))) for id in ids],
    )
    for model in (rows, table):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.set_ids(["a", "b"])
        model.refresh()
        model.set_ids([])


def test_the_first_cell_of_a_table_speaks_for_its_row(qtbot: QtBot) -> None:
    cells = (Cell("Too dear", "Cost"), Cell("Omar"))
    model = IdTableModel([Column("Objection"), Column("By")], lambda ids: [TableRow("a", cells)])
    model.set_ids(["a"])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(spoken) == "Too dear, Cost, Omar"
    assert model.index(0, 1).data(spoken) == "Omar"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "By"


def test_initials_leave_titles_out() -> None:
    names = ("Dr Samir Haddad", "Prof. Ines Maria Carvalho", "Telmara", "")
    assert [initials(name) for name in names] == ["SH", "IC", "T", ""]
