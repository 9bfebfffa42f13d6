"""How a page is divided: scrolled columns, a list beside its detail, tabs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QMenu,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from outreach.base.language import tr
from ui.theme.appearance import theme
from ui.widgets.buttons import ToolButton

_BESIDE_LABEL = 20
"""Design pixels of a tab beside its label, as the style sheet has it, and a little more."""


_FOLLOWED = "columns follow the keyboard"


class ScrollArea(QScrollArea):
    """A column that scrolls up and down, and follows the keyboard."""

    def __init__(self, widget: QWidget, name: str = "", parent: QWidget | None = None) -> None:
        """Show ``widget`` as wide as there is room."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)
        self.viewport().setAutoFillBackground(False)
        widget.setAutoFillBackground(False)
        _follow_the_keyboard()

    def minimumSizeHint(self) -> QSize:
        """Return the width that the column needs at least, and a little height."""
        inner = self.widget()
        width = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(max(width, 0) + theme().em(10), theme().em(80))


def _follow_the_keyboard() -> None:
    """Have all columns follow, by one connection for the whole program.

    A column that was connected itself would still be called while Qt takes it down.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not app.property(_FOLLOWED):
        app.setProperty(_FOLLOWED, True)
        app.focusChanged.connect(_bring_into_view)


def _bring_into_view(_: QWidget | None, now: QWidget | None) -> None:
    around = now.parentWidget() if now is not None else None
    while now is not None and around is not None:
        if isinstance(around, ScrollArea):
            around.ensureWidgetVisible(now, 0, theme().em(24))
        around = around.parentWidget()


def read_in_order(split: QSplitter) -> None:
    """Have a screen reader come to the parts of ``split`` in the order in which they lie.

    Qt puts each new one before those that are there.
    """
    parts = [split.widget(place) for place in range(split.count())]
    for part in reversed(parts):
        if part is not None:
            part.lower()


class PaneSplit(QSplitter):
    """A list beside the detail of its current row; the border between them can be dragged."""

    def __init__(
        self, side: QWidget, detail: QWidget, width: int = 348, parent: QWidget | None = None
    ) -> None:
        """Give the ``side`` pane ``width`` design pixels to begin with, and the rest to detail."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(side)
        self.addWidget(detail)
        read_in_order(self)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([theme().em(width), theme().em(2 * width)])


class Tabs(QTabWidget):
    """Views of one thing, each built when it is first looked at.

    No label is ever cut: tabs for which there is no room are in a menu at the end.
    """

    changed = Signal(str)
    """The id of the tab that is now shown."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """Begin without tabs."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.tabBar().setAccessibleName(name or tr("Tabs"))
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setUsesScrollButtons(True)
        self.more = ToolButton("ellipsis", tr("More views"))
        self.more.clicked.connect(self._show_menu)
        # In a holder, for Qt shows what stands in the corner whenever it likes.
        corner = QWidget()
        inside = QVBoxLayout(corner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.more)
        self.setCornerWidget(corner)
        self.more.hide()
        self._ids: list[str] = []
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self.currentChanged.connect(self._show)

    def add(self, id: str, label: str, content: QWidget | Callable[[], QWidget]) -> None:
        """Add a tab; ``content`` is its widget, or makes it on the first visit."""
        self._ids.append(id)
        if isinstance(content, QWidget):
            self.addTab(content, label)
            return
        self._factories[id] = content
        holder = QWidget()
        QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        self.addTab(holder, label)
        if self.current() == id:
            self._build(id)

    def set_label(self, id: str, label: str) -> None:
        """Show another label, such as one with another count."""
        if self.tabText(self._ids.index(id)) != label:
            self.setTabText(self._ids.index(id), label)
            self._fit()

    def in_menu(self) -> list[str]:
        """Return the ids of the tabs for which there is no room now."""
        return [id for n, id in enumerate(self._ids) if not self.isTabVisible(n)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """Put into the menu what has no room, from the end; never the tab in view."""
        metrics = QFontMetrics(theme().font("strong"))
        gap = theme().em(_BESIDE_LABEL)
        widths = [metrics.horizontalAdvance(self.tabText(n)) + gap for n in range(self.count())]
        free, current = self.width(), self.currentIndex()
        hidden: set[int] = set()
        for n in reversed(range(self.count())):
            room = free - (theme().em(40) if hidden else 0)
            if sum(width for k, width in enumerate(widths) if k not in hidden) <= room:
                break
            if n != current:
                hidden.add(n)
        for n in range(self.count()):
            if self.isTabVisible(n) == (n in hidden):
                self.setTabVisible(n, n not in hidden)
        self.more.setVisible(bool(hidden))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        for id in self.in_menu():
            action = menu.addAction(self.tabText(self._ids.index(id)))
            action.triggered.connect(partial(self.show_tab, id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def show_tab(self, id: str) -> None:
        """Show the tab ``id``."""
        place = self._ids.index(id)
        self.setTabVisible(place, True)
        self.setCurrentIndex(place)
        self._fit()

    def current(self) -> str:
        """Return the id of the tab that is shown."""
        place = self.currentIndex()
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def minimumSizeHint(self) -> QSize:
        """Return the room of the tab in view; the labels scroll when there is no room for all."""
        inner = QSize(0, 0)
        if self.count():
            page = self.currentWidget()
            inner = page.minimumSizeHint().expandedTo(page.minimumSize())
        return QSize(max(inner.width(), theme().em(160)), inner.height() + theme().em(40))

    def _show(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self._build(self._ids[place])
            self.changed.emit(self._ids[place])

    def _build(self, id: str) -> None:
        factory = self._factories.pop(id, None)
        holder = self.widget(self._ids.index(id))
        inside = holder.layout() if holder is not None else None
        if factory is not None and inside is not None:
            inside.addWidget(factory())
