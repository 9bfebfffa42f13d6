"""Tables, where people need columns: the register of objections."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from outreach.base.language import tr
from ui.delegates.table import TableDelegate
from ui.icons import icon
from ui.models.rows import TableRow
from ui.models.table_model import IdTableModel
from ui.theme.appearance import theme
from ui.widgets.copying import copy_table_rows


class RowTable(QTableView):
    """Shows an :class:`IdTableModel`; whole rows are taken, and kept when the ids change."""

    current_changed = Signal(str)
    """The id of the row that is now current."""
    opened = Signal(str)
    """Enter or a double click on a row."""

    def __init__(
        self,
        model: IdTableModel,
        name: str = "",
        *,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``model``, with rows for two-line quotations when ``tall``."""
        super().__init__(parent)
        self._kept, self._said = "", ""
        self._cells = TableDelegate(tall, self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.sort_by)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self._open(index))
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self._measure()

    def rows(self) -> IdTableModel:
        """Return the model."""
        model = self.model()
        assert isinstance(model, IdTableModel)
        return model

    def current_id(self) -> str:
        """Return the id of the current row, or an empty text."""
        return self.rows().id_at(self.currentIndex().row())

    def select(self, id: str) -> bool:
        """Make the row of ``id`` current and bring it into view; False when it is not here."""
        place = self.rows().row_of(id)
        if place < 0:
            return False
        index = self.rows().index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def sort_by(self, column: int) -> None:
        """Sort by a column; again to sort backwards, and once more to have the page's own order."""
        before = self.rows().sorted_by
        if before == (column, True):
            self.rows().sort_by(None)
        else:
            self.rows().sort_by(column, backwards=before == (column, False))

    def show_column(self, column: int, shown: bool) -> None:
        """Show a column or leave it out; one always stays."""
        if shown or len(self.shown_columns()) > 1:
            self.setColumnHidden(column, not shown)
            self._share()

    def shown_columns(self) -> list[int]:
        """Return the numbers of the columns that are shown."""
        return [n for n in range(len(self.rows().columns)) if not self.isColumnHidden(n)]

    def marked(self) -> list[TableRow]:
        """Return the rows that are marked, or the current one, in the order of the table."""
        places = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        here = self.currentIndex().row()
        return [self.rows().row_at(n) for n in places or ([here] if here >= 0 else [])]

    def copy(self) -> None:
        """Put the marked rows on the clipboard, as text and as a table, with their heading."""
        if marked := self.marked():
            columns = self.rows().columns
            copy_table_rows(marked, [(n, columns[n].label) for n in self.shown_columns()])

    def minimumSizeHint(self) -> QSize:
        """Return a little room; the columns share what there is."""
        return QSize(theme().em(240), theme().em(120))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802
        """Say that another row is current, once for each row."""
        super().currentChanged(current, previous)
        id = self.rows().id_at(current.row())
        if id and id != self._said:
            self._said = id
            self.current_changed.emit(id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self.current_id() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def _measure(self) -> None:
        if self.model() is not None:
            self.verticalHeader().setDefaultSectionSize(self._cells.row_height())
            self._share()

    def _share(self) -> None:
        """Give fixed columns their width, or less where room is short, and the rest to others."""
        columns = self.rows().columns
        room = self.viewport().width()
        shown = self.shown_columns()
        fixed = [
            0 if column.stretch or n not in shown else theme().em(column.width)
            for n, column in enumerate(columns)
        ]
        stretching = [n for n in shown if columns[n].stretch]
        # The stretching columns keep at least two fifths: the sentence matters most.
        most = round(room * 0.6) if stretching else room
        if sum(fixed) > most > 0:
            fixed = [width * most // sum(fixed) for width in fixed]
        left = room - sum(fixed)
        for n, width in enumerate(fixed):
            if n in shown:
                self.setColumnWidth(n, left // len(stretching) if n in stretching else width)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows().id_at(index.row()))

    def _ask_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """Return what can be done with the table: copy, sort, choose columns."""
        menu = QMenu(self)
        menu.addAction(icon("copy"), tr("Copy"), self.copy).setEnabled(bool(self.marked()))
        sorting, showing = menu.addMenu(tr("Sort by")), menu.addMenu(tr("Columns"))
        for number, column in enumerate(self.rows().columns):
            by = sorting.addAction(column.label.replace("&", "&&"))
            by.setCheckable(True)
            by.setChecked(self.rows().sorted_by in ((number, False), (number, True)))
            by.triggered.connect(lambda _=False, n=number: self.sort_by(n))
            one = showing.addAction(column.label.replace("&", "&&"))
            one.setCheckable(True)
            one.setChecked(number in self.shown_columns())
            one.toggled.connect(lambda shown, n=number: self.show_column(n, shown))
        return menu

    def _keep(self) -> None:
        self._kept = self.current_id() or self._kept

    def _restore(self) -> None:
        if self._kept and self.rows().row_of(self._kept) >= 0:
            self.setCurrentIndex(self.rows().index(self.rows().row_of(self._kept), 0))
        else:
            self._said = ""
        self._kept = ""
