"""The history of one record: every edit of it in words, newest first."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.history.browsing import Wanted
from outreach.history.changes import Entry, entries
from ui.history.step import StepCard
from ui.navigation import Navigator
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea

AT_A_TIME = 30
"""Edits shown to begin with, and added by each press of the button."""


class RecordHistory(QWidget):
    """Cards for the edits of a record. It reads the file only while it is in view."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Begin with no record."""
        super().__init__()
        self._session, self._navigator = session, navigator
        self._record, self._most, self._stale = "", AT_A_TIME, True
        self._cards: dict[str, StepCard] = {}
        self._nothing = Label(tr("Nothing was changed yet."), "body", "text2", wrap=True)
        self._nothing.hide()
        self.older = QuietButton(tr("Show older edits"), parent=self)
        self.older.hide()
        self.older.clicked.connect(self._show_older)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._column, 8)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.older)
        session.changed.connect(self._on_changed)
        session.reloaded.connect(self._on_changed)

    @property
    def cards(self) -> list[StepCard]:
        """What is shown, newest first."""
        return list(self._cards.values())

    def show_record(self, id: str) -> None:
        """Show the history of another record, or the same one's anew; of none when empty."""
        if id != self._record:
            self._record, self._most = id, AT_A_TIME
        self._stale = True
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed while it was out of view."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        # One more than is shown tells whether there are older ones.
        wanted = Wanted(record=self._record)
        found = entries(self._session.document, wanted, self._most + 1) if self._record else []
        self._fill(found[: self._most])
        self.older.setVisible(len(found) > self._most)
        self._nothing.setVisible(not found)

    def _fill(self, found: list[Entry]) -> None:
        """Show the cards of ``found``; a card that says the same stays as it is."""
        held = next(((e, key) for e, card in self._cards.items() if (key := card.held())), None)
        wanted = {entry.edit: entry for entry in found}
        for edit, card in list(self._cards.items()):
            if card.entry != wanted.get(edit) or card.is_behind():
                self._take_out(self._cards.pop(edit))
        before, self._cards = self._cards, {}
        for place, entry in enumerate(found):
            card = before.get(entry.edit) or self._card(entry)
            self._cards[entry.edit] = card
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        if held is not None and self._cards:
            # A card that was built anew gets the keyboard back, or that of the newest edit.
            edit, key = held
            self._cards.get(edit, self.cards[0]).hold(key)

    def _card(self, entry: Entry) -> StepCard:
        return StepCard(self._session, self._navigator, entry, about=self._record)

    def _take_out(self, card: StepCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _show_older(self) -> None:
        shown = len(self._cards)
        self._most += AT_A_TIME
        self._refresh()
        if not self.older.isVisible() and len(self._cards) > shown:
            self.cards[shown].hold("undo")


class HistoryTab(QWidget):
    """The same, in a pane of its own in which it scrolls."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Begin with no record."""
        super().__init__()
        self.history = RecordHistory(session, navigator)
        inner = QWidget()
        column = QVBoxLayout(inner)
        measure.margins(column, 24, 16, 24, 24)
        column.addWidget(self.history)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(inner, tr("History")))

    def show_record(self, id: str) -> None:
        """Show the history of another record, or the same one's anew; of none when empty."""
        self.history.show_record(id)
