"""The model of the lists: ids, with rows fetched when they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.pages import Pages
from ui.models.rows import Row

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = ROW_ROLE + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_NOWHERE = QModelIndex()


class IdListModel(QAbstractListModel):
    """Rows of two lines by id."""

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], Iterable[Row]],
        parent: QObject | None = None,
        page: int = 128,
        pages: int = 64,
    ) -> None:
        """Begin empty; ``fetch`` returns the rows of some ids, those that are gone left out."""
        super().__init__(parent)
        self._rows: Pages[Row] = Pages(fetch, page, pages)

    def set_ids(self, ids: Iterable[str]) -> None:
        """Show other ids."""
        self.beginResetModel()
        self._rows.set(ids)
        self.endResetModel()

    def extend(self, ids: Sequence[str]) -> None:
        """Show more rows below the others."""
        if ids:
            there = len(self._rows)
            self.beginInsertRows(_NOWHERE, there, there + len(ids) - 1)
            self._rows.extend(ids)
            self.endInsertRows()

    def refresh(self, ids: Iterable[str] | None = None) -> None:
        """Fetch the rows of ``ids`` (all when None) again, for they have changed."""
        if not len(self._rows):
            return
        if ids is None:
            self._rows.forget_all()
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        for place in self._rows.forget(ids):
            self.dataChanged.emit(self.index(place), self.index(place))

    def ids(self) -> Sequence[str]:
        """Return the ids in order."""
        return self._rows.ids

    def id_at(self, row: int) -> str:
        """Return the id of a row, or an empty text where there is none."""
        return self._rows.ids[row] if 0 <= row < len(self._rows) else ""

    def row_of(self, id: str) -> int:
        """Return the row of an id, or -1."""
        return self._rows.place(id)

    def row_at(self, row: int) -> Row:
        """Return what a row shows; an empty row when its record is gone."""
        return self._rows.row(row) or Row(self._rows.ids[row], "")

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the row itself, its id, or its words."""
        # Asked many times for every row painted: most roles are none of ours.
        if role == ROW_ROLE:
            return self.row_at(index.row())
        if role == _DISPLAY:
            return self.row_at(index.row()).title
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role == _SPOKEN:
            return self.row_at(index.row()).sentence
        if role == _TOOL_TIP:
            return None
        if role == _CHECK:
            return _check_state(self.row_at(index.row()))
        return None


def _check_state(row: Row) -> Qt.CheckState | None:
    if row.checked is None:
        return None
    return Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked
