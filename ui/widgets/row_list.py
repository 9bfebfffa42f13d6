"""Lists of two-line rows: partners, people, contacts, tasks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QSizePolicy,
    QWidget,
)

from outreach.base.language import tr
from ui.delegates.row import RowDelegate, RowLook, row_height
from ui.icons import icon
from ui.models.list_model import IdListModel
from ui.models.rows import Row
from ui.theme.appearance import theme


class RowList(QListView):
    """Shows an :class:`IdListModel`; keeps the current row when the ids change."""

    current_changed = Signal(str)
    """The id of the row that is now current."""
    opened = Signal(str)
    """Enter or a double click on a row."""
    toggled = Signal(str, bool)
    """The person has ticked a task, or taken the tick away; the model still says the old state."""
    row_menu = Signal(str, QPoint)
    """A context menu is asked for, at a place on the screen."""

    def __init__(
        self,
        model: IdListModel | None = None,
        name: str = "",
        style: str = "pane",
        parent: QWidget | None = None,
        *,
        marks: bool = False,
    ) -> None:
        """Show ``model``.

        Args:
            model: the rows; give it here, with ``setModel``, or a few with ``set_rows``.
            name: what the rows are, for those who hear it.
            style: "pane" for a list that scrolls, "card" for a short one in a flush card,
                "plain" for a short one inside a card's padding. In the short ones a single
                click opens.
            parent: the widget it is in.
            marks: whether a short list marks the selected row, because what it opens is shown
                beside or below; a list that scrolls always does.
        """
        super().__init__(parent)
        self._look = RowLook(style)
        self._kept, self._said = "", ""
        self.setAccessibleName(name)
        self.setObjectName("plain")
        marks = marks or self._look is RowLook.PANE
        self.setItemDelegate(RowDelegate(self._look, self, marks=marks))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        several = self._look is RowLook.PANE
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection
            if several
            else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.own_menu = True
        """Whether the list itself offers to copy; where a page has a menu, that does."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self._ticked = False
        if self._look is RowLook.PANE:
            self.doubleClicked.connect(self._open)
            self.setViewportMargins(0, theme().em(6), 0, 0)
        else:
            self.clicked.connect(self._click)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setModel(model or IdListModel(lambda ids: (), self))

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """Show another model, which is an :class:`IdListModel`."""
        before = self.model()
        if before is not None:
            before.modelAboutToBeReset.disconnect(self._keep)
            before.modelReset.disconnect(self._restore)
        super().setModel(model)
        if model is not None:
            model.modelAboutToBeReset.connect(self._keep)
            model.modelReset.connect(self._restore)
        self.updateGeometry()

    def rows(self) -> IdListModel:
        """Return the model."""
        model = self.model()
        assert isinstance(model, IdListModel)
        return model

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show a few rows that are known already."""
        by_id = {row.id: row for row in rows}
        model = IdListModel(lambda ids: [by_id[id] for id in ids], self)
        model.set_ids(by_id)
        self._keep()
        before = self.rows()
        self.setModel(model)
        if before.parent() is self:
            before.deleteLater()
        self._restore()

    def current_id(self) -> str:
        """Return the id of the current row, or an empty text."""
        return self.rows().id_at(self.currentIndex().row())

    def select(self, id: str) -> bool:
        """Make the row of ``id`` current and bring it into view; False when it is not here."""
        place = self.rows().row_of(id)
        if place < 0:
            return False
        index = self.rows().index(place)
        self.setCurrentIndex(index)
        # The current row may have lost its mark, or got the keyboard without one.
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def toggle(self, id: str) -> None:
        """Ask for the tick of a task to be turned round."""
        checked = self.rows().row_at(self.rows().row_of(id)).checked
        if checked is not None:
            self._ticked = True
            self.toggled.emit(id, not checked)

    def marked(self) -> list[Row]:
        """Return the rows that are marked, or the current one, in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        here = self.currentIndex().row()
        return [self.rows().row_at(n) for n in places or ([here] if here >= 0 else [])]

    def copy(self) -> None:
        """Put the marked rows on the clipboard, as text and as a table."""
        if marked := self.marked():
            from ui.widgets.copying import copy_rows  # the first page does without it

            copy_rows(marked)

    def sizeHint(self) -> QSize:
        """Return, inside a card, the height of all rows."""
        if self._look is RowLook.PANE or self.model() is None:
            return super().sizeHint()
        return QSize(theme().em(200), row_height(theme()) * self.model().rowCount())

    def minimumSizeHint(self) -> QSize:
        """Return a little room; a list is never wider than its place."""
        pane = self._look is RowLook.PANE
        height = theme().em(80) if pane else self.sizeHint().height()
        return QSize(theme().em(120), height)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802
        """Say that another row is current, once for each row."""
        super().currentChanged(current, previous)
        id = self.rows().id_at(current.row())
        if id and id != self._said:
            self._said = id
            self.current_changed.emit(id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, tick with Space, copy with Ctrl+C."""
        id = self.current_id()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif id and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif id and event.key() == Qt.Key.Key_Space:
            self.toggle(id)
            self._ticked = False
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out again when the text size has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _click(self, index: QModelIndex) -> None:
        """Open the row, unless the click was for its tick box."""
        ticked, self._ticked = self._ticked, False
        if not ticked:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows().id_at(index.row()))

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            # By its key the menu is asked for in the middle of the list: it is of the current row.
            index = self.currentIndex()
        if not index.isValid():
            return
        where = self.viewport().mapToGlobal(place)
        self.row_menu.emit(self.rows().id_at(index.row()), where)
        if self.own_menu:
            menu = QMenu(self)
            menu.addAction(icon("copy"), tr("Copy"), self.copy)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def _keep(self) -> None:
        self._kept = self.current_id() or self._kept

    def _restore(self) -> None:
        """Go back to the row that was current before the ids changed."""
        if self._kept and self.rows().row_of(self._kept) >= 0:
            self.setCurrentIndex(self.rows().index(self.rows().row_of(self._kept)))
        else:
            self._said = ""
        self._kept = ""
        self.updateGeometry()
