"""Lists: a frame beside one of Qt's own item model in C++, and what a million rows cost.

A frame scrolls on by three rows and paints everything that is in view.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView

from tests.bench import Row, interleaved
from tests.bench.window import FRAMES, ROOT, application
from ui.models.list_model import IdListModel
from ui.models.rows import Cell, ChipText, Column, TableRow
from ui.models.rows import Row as ListRow
from ui.models.table_model import IdTableModel
from ui.theme.apply import dress
from ui.widgets.row_list import RowList
from ui.widgets.row_table import RowTable

View = TypeVar("View", bound=QAbstractItemView)

FEW, MANY = 10_000, 1_000_000
COLUMNS = 6
SIZE = (1064, 760)

MEMORY = """
import resource
from ui.models.list_model import IdListModel
def used():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
model = IdListModel(lambda ids: ())
before = used()
model.set_ids(f"01a22da3-48af-7000-ab73-{n:012x}" for n in range(1_000_000))
print((used() - before) / 1e6)
"""


def rows() -> list[Row]:
    """Measure."""
    application()
    floor = _item_model(FEW)
    few, many = _list(FEW), _list(MANY)
    table = _table(FEW)
    frames = [_frame(view) for view in (floor, few, many, table)]
    for frame in frames:
        frame()
    floor_frame, few_frame, many_frame, table_frame = frames
    clock = time.process_time
    of_list = interleaved(few_frame, floor_frame, FRAMES, clock)
    of_table = interleaved(table_frame, floor_frame, FRAMES, clock)
    of_many = interleaved(many_frame, few_frame, FRAMES, clock)
    found = [
        Row("a frame of Qt's own item model in C++ (ms)", of_list[1] * 1000),
        Row("a frame of a list over it", f"{of_list[2]:.2f}", "≤ 1.0"),
        Row("a frame of a table over it", f"{of_table[2]:.2f}", "≤ 1.3"),
        Row(f"a frame at {MANY:,} rows over one at {FEW:,}", f"{of_many[2]:.2f}", "≤ 1.2"),
        Row(f"memory of the ids of {MANY:,} rows (MB)", _memory(), "≤ 60"),
    ]
    for view in (floor, few, many, table):
        view.close()
        view.deleteLater()
    return found


def _memory() -> str | float:
    """Return what a list of a million ids takes, in a process of its own."""
    if not sys.platform.startswith("linux"):
        return "not measured: it is read from Linux"
    command = [sys.executable, "-c", MEMORY]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return statistics.median([float(said)])


def _item_model(count: int) -> QTableView:
    model = QStandardItemModel(count, COLUMNS)
    for row in range(count):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"Ministry of water {row} {column}"))
    view = QTableView()
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().setDefaultSectionSize(40)
    view.verticalHeader().hide()
    return _shown(view)


def _list(count: int) -> RowList:
    def fetch(ids: Sequence[str]) -> list[ListRow]:
        chips = (ChipText("In talks", "info"),)
        caption = "Holds what others need · Ada Moss"
        return [ListRow(id, f"Ministry of water {id}", caption, chips, "building-2") for id in ids]

    model = IdListModel(fetch)
    model.set_ids(f"{n:036d}" for n in range(count))
    view = RowList(model, "Measured")
    model.setParent(view)
    return _shown(view)


def _table(count: int) -> RowTable:
    def fetch(ids: Sequence[str]) -> list[TableRow]:
        cells = tuple(Cell(f"Ministry of water {n}") for n in range(COLUMNS))
        return [TableRow(id, cells) for id in ids]

    columns = [Column(f"Column {n}", stretch=True) for n in range(COLUMNS)]
    model = IdTableModel(columns, fetch)
    model.set_ids(f"{n:036d}" for n in range(count))
    view = RowTable(model, "Measured")
    model.setParent(view)
    return _shown(view)


def _shown(view: View) -> View:
    dress(view)
    view.resize(*SIZE)
    view.show()
    application().processEvents()
    return view


def _frame(view: QAbstractItemView) -> Callable[[], None]:
    bar = view.verticalScrollBar()
    step = max(1, bar.singleStep()) * 3

    def frame() -> None:
        bar.setValue(bar.value() + step)
        view.viewport().repaint()

    return frame
