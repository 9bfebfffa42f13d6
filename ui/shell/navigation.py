"""The list of pages in the side bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from outreach.base.language import tr
from ui.shell.entries import Entries, EntryDelegate
from ui.theme.appearance import theme


class Navigation(QListView):
    """The list of pages; the current row is the page that is shown."""

    chosen = Signal(str)
    """The person wants to see this page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pages."""
        super().__init__(parent)
        self.pages = Entries(self)
        self._painter = EntryDelegate(self)
        self.setItemDelegate(self._painter)
        self.setModel(self.pages)
        self.setAccessibleName(tr("Pages"))
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_as_current(self, id: str) -> None:
        """Mark a page as the one that is shown, without asking for it."""
        index = self.pages.index(self.pages.place(id))
        if index != self.currentIndex():
            blocked = self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(blocked)

    def show_none_as_current(self) -> None:
        """Mark no page, as when none is shown."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.blockSignals(blocked)

    def set_shown(self, id: str, shown: bool) -> None:
        """Show or hide the entry of a page."""
        self.setRowHidden(self.pages.place(id), not shown)
        self.scheduleDelayedItemsLayout()

    def is_shown(self, id: str) -> bool:
        """Tell whether the entry of a page is there."""
        return not self.isRowHidden(self.pages.place(id))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only."""
        self._painter.narrow = narrow
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:  # noqa: N802
        """Lay the entries out, and keep the page that is shown in view."""
        super().doItemsLayout()
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page that is shown in view."""
        super().resizeEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def minimumSizeHint(self) -> QSize:
        """Return room for two entries; the list scrolls."""
        return QSize(theme().em(36), theme().em(80))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802
        """Ask for the page that has become current."""
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.chosen.emit(self.pages.entries[current.row()].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard without choosing a page where none is shown."""
        none = not self.currentIndex().isValid()
        blocked = self.blockSignals(none or self.signalsBlocked())
        super().focusInEvent(event)
        self.blockSignals(blocked)
        if none:
            self.show_none_as_current()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the entries out again when the text size has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
