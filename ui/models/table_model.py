"""The model of the tables: as that of the lists, with columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from outreach.base.language import tr
from ui.models.ids import Ids
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
        self._fetch = fetch
        self._rows: Pages[TableRow] = Pages(fetch, page, pages)
        self._given = Ids()
        self.sorted_by: tuple[int, bool] | None = None
        """The column by which rows are sorted, and whether backwards; None as they are given."""

    def set_ids(self, ids: Iterable[str]) -> None:
        """Show other ids, in their order or sorted as it was asked."""
        self.beginResetModel()
        self._given = Ids(ids)
        self._rows.set(self._in_order())
        self.endResetModel()

    def sort_by(self, column: int | None, backwards: bool = False) -> None:
        """Sort the rows by the words of a column, as this language does; None as they came."""
        self.beginResetModel()
        self.sorted_by = None if column is None else (column, backwards)
        self._rows.set(self._in_order())
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _in_order(self) -> Iterable[str]:
        if self.sorted_by is None:
            return self._given
        column, backwards = self.sorted_by
        words = {
            row.id: row.cells[column].words
            for row in self._fetch(list(self._given))
            if column < len(row.cells)
        }
        collator = QCollator()
        collator.setNumericMode(True)
        in_language = cmp_to_key(collator.compare)
        return sorted(
            self._given,
            key=lambda id: in_language(words.get(id, "").casefold()),
            reverse=backwards,
        )

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
        """Return the label of a column, with an arrow where rows are sorted by it."""
        if orientation != Qt.Orientation.Horizontal or role not in (_DISPLAY, _SPOKEN):
            return None
        label = self.columns[section].label
        if self.sorted_by is None or self.sorted_by[0] != section:
            return label
        backwards = self.sorted_by[1]
        if role == _SPOKEN:
            return (
                tr("{label}, sorted backwards", label=label)
                if backwards
                else tr("{label}, sorted", label=label)
            )
        return f"{label} ▾" if backwards else f"{label} ▴"
