"""The model of the tables: as that of the lists, with columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.list_model import ID_ROLE, ROW_ROLE
from ui.models.pages import Pages
from ui.models.rows import Cell, Column, TableRow

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_NOWHERE = QModelIndex()
_EMPTY = Cell()


class IdTableModel(QAbstractTableModel):
    """Rows of cells by id; ``ROW_ROLE`` gives the :class:`Cell`."""

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[str]], Iterable[TableRow]],
        parent: QObject | None = None,
        page: int = 128,
        pages: int = 64,
    ) -> None:
        """Begin empty; ``fetch`` returns the rows of some ids, those that are gone left out."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Pages[TableRow] = Pages(fetch, page, pages)

    def set_ids(self, ids: Iterable[str]) -> None:
        """Show other ids."""
        self.beginResetModel()
        self._rows.set(ids)
        self.endResetModel()

    def refresh(self, ids: Iterable[str] | None = None) -> None:
        """Fetch the rows of ``ids`` (all when None) again, for they have changed."""
        if not len(self._rows):
            return
        last = len(self.columns) - 1
        if ids is None:
            self._rows.forget_all()
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, last))
            return
        for place in self._rows.forget(ids):
            self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def ids(self) -> Sequence[str]:
        """Return the ids in order."""
        return self._rows.ids

    def id_at(self, row: int) -> str:
        """Return the id of a row, or an empty text where there is none."""
        return self._rows.ids[row] if 0 <= row < len(self._rows) else ""

    def row_of(self, id: str) -> int:
        """Return the row of an id, or -1."""
        return self._rows.place(id)

    def row_at(self, row: int) -> TableRow:
        """Return what a row shows; an empty row when its record is gone."""
        return self._rows.row(row) or TableRow(self._rows.ids[row])

    def cell_at(self, row: int, column: int) -> Cell:
        """Return what a cell shows."""
        cells = self.row_at(row).cells
        return cells[column] if column < len(cells) else _EMPTY

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the cell itself, the row's id, or the cell's words."""
        if role == ROW_ROLE:
            return self.cell_at(index.row(), index.column())
        if role == _DISPLAY:
            return self.cell_at(index.row(), index.column()).text
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role == _SPOKEN:
            # The first cell speaks for the whole row: that is where a reader arrives.
            if index.column() == 0:
                return self.row_at(index.row()).sentence
            return self.cell_at(index.row(), index.column()).words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the label of a column."""
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self.columns[section].label
        return None
