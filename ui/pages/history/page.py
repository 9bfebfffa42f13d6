"""The History page: a list of edits beside what the one that is chosen did."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.edits import Changes
from outreach.history.browsing import authors
from outreach.history.changes import entry
from ui.history.step import StepCard
from ui.navigation import Navigator
from ui.pages.history.filters import Filters
from ui.pages.history.listing import EditList, count_words
from ui.pages.page import Page
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Line
from ui.widgets.header import PageHeader
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea
from ui.widgets.turns import Turns

BOTH_FROM = 760
"""Design pixels of page width from which list and detail stand side by side."""

MOST = 15
"""Changes of one edit that are told of, and added by each press of the button."""


class HistoryPage(Page):
    """Everything that was ever changed. However long it is, the page opens at once."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(session, navigator)
        self.header = PageHeader(tr("History"))
        self.filters = Filters()
        self.list = EditList(session)
        self.card: StepCard | None = None
        self._people: list[str] = []
        self._most = MOST
        self._nothing = Label("", "body", "text2", wrap=True)
        self._nothing.setMargin(16)
        self._back = QuietButton(tr("All edits"), "arrow-left")
        self._back.hide()
        self._turns = Turns(self._side(), self._detail(), 400, BOTH_FROM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Line())
        column.addWidget(self._turns, 1)
        self.setFocusProxy(self.list)
        self._connect()

    def refresh(self, changes: Changes | None) -> None:
        """Read the newest edits anew; the one that is chosen stays."""
        document = self.session.document
        if changes is None:
            self._people = authors(document)
        elif changes and changes.author not in self._people:
            self._people = sorted([*self._people, changes.author], key=str.casefold)
        (edits,) = document.connection.execute("SELECT count(*) FROM log_txn").fetchone()
        self.header.set_line(count_words(edits, len(self._people)))
        self.filters.set_people(self._people)
        self._filter()

    def nothing(self) -> str:
        """Return what is said instead of a list; empty while there is one."""
        return "" if self._nothing.isHidden() else self._nothing.text()

    def focus_filter(self) -> None:
        """Put the cursor into the search."""
        self._turns.back()
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def leave(self) -> None:
        """Read no more."""
        self.list.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("surface")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(Line())
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        return side

    def _detail(self) -> QWidget:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        measure.margins(self._column, 24, 16, 24, 24)
        measure.spacing(self._column, 8)
        self._column.addWidget(self._back)
        self._column.addStretch(1)
        return ScrollArea(inner, tr("What was changed"))

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.list.read.connect(self._say_nothing_found)
        self.list.current_changed.connect(lambda _: self._show_current())
        self.list.clicked.connect(lambda _: self._turns.open_detail())
        self.list.opened.connect(lambda _: self._enter())
        self._back.clicked.connect(self._go_back)
        self._turns.narrow_changed.connect(self._back.setVisible)

    def _filter(self) -> None:
        self.list.show_wanted(self.filters.wanted())
        self._show_current()

    def _say_nothing_found(self) -> None:
        empty, searching = not self.list.rows().ids(), self.list.is_searching()
        self._nothing.setText(
            tr("Looking further back…") if searching else tr("No edit fits this filter.")
        )
        self._nothing.setVisible(empty)
        self.list.setVisible(not empty)
        if empty:
            self._replace(None)
        elif self.list.rows().row_of(self.list.current_id()) < 0:
            self.list.select(self.list.rows().id_at(0))

    def _show_current(self) -> None:
        """Tell what the edit that is chosen did."""
        head = self.list.head(self.list.current_id())
        if head is None:
            self._replace(None)
            return
        if self.card is None or self.card.entry.edit != head.id:
            self._most = MOST
        found = entry(self.session.document, head, self._most)
        (rows,) = self.session.document.connection.execute(
            "SELECT count(*) FROM log_op WHERE txn=?", (head.txn,)
        ).fetchone()
        if self.card is None or self.card.entry != found or self.card.is_behind():
            left = max(0, rows - self._most)
            card = StepCard(self.session, self.navigator, found, more=left)
            card.more_asked.connect(self._show_more)
            self._replace(card)

    def _show_more(self) -> None:
        self._most += MOST
        self._show_current()

    def _replace(self, card: StepCard | None) -> None:
        before, self.card = self.card, card
        key = before.held() if before is not None else ""
        if card is not None:
            self._column.insertWidget(1, card)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        if card is not None and key:
            card.hold(key)

    def _enter(self) -> None:
        """Go into the detail with the keyboard."""
        self._turns.open_detail()
        if self.card is not None:
            self.card.hold("undo")

    def _go_back(self) -> None:
        self._turns.back()
        self.list.setFocus()
