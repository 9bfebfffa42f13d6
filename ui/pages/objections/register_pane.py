"""The register as a table, with what filters it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.models.table_model import IdTableModel
from ui.pages.filter_boxes import FilterBoxes
from ui.pages.objections import register
from ui.pages.objections.filters import MORE, STATES, Filter, filter_from
from ui.pages.views import Passing, Views
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label
from ui.widgets.row_table import RowTable
from ui.widgets.search import SearchField


class RegisterPane(QWidget):
    """Objections, those that the filters let through."""

    filtered = Signal()
    """Other objections are listed now."""

    def __init__(
        self, session: Session, today: Callable[[], dt.date], preferences: Preferences | Passing
    ) -> None:
        """Begin empty; :meth:`fill` reads the list. Views are kept in ``preferences``."""
        super().__init__()
        self._session = session
        model = IdTableModel(
            register.COLUMNS, lambda ids: register.rows(session.document, ids, today()), self
        )
        self.table = RowTable(model, tr("Objections"), tall=True)
        self.search = SearchField(tr("Filter objections"))
        self.topic, self.state = ComboBox(), ComboBox()
        self.topic.setAccessibleName(tr("Topic"))
        self.state.setAccessibleName(tr("Which objections"))
        for value, words in STATES:
            self.state.addItem(words, value)
        self._offered: list[tuple[str, str]] = []
        self._no_match = Label("", "body", "text2", wrap=True)
        self._no_match.setContentsMargins(16, 16, 16, 16)
        self.search.searched.connect(lambda _: self._filter())
        for box in (self.topic, self.state):
            box.currentIndexChanged.connect(lambda _: self._filter())
        views = Views(preferences, "objection_views", lambda: self.filter()._asdict())
        views.chosen.connect(lambda values: self.take(filter_from(values)))
        self.further = FilterBoxes(MORE, views)
        self.further.changed.connect(self._filter)
        self._arrange()

    def filter(self) -> Filter:
        """Return what is let through now."""
        further = filter_from(self.further.values())
        topic, state = self.topic.currentData() or "", self.state.currentData()
        return further._replace(words=self.search.text().strip(), topic=topic, state=state)

    def fill(self, keep: str = "") -> None:
        """Read the list anew; ``keep`` stays in it where it was, even if it no longer fits."""
        document, rows = self._session.document, self.table.rows()
        self._offer_topics()
        self.further.offer_tags(document)
        filter = self.filter()
        found = register.ids(document, filter)
        if keep and keep not in found and rows.row_of(keep) >= 0:
            found.insert(rows.row_of(keep), keep)
        if found == list(rows.ids()):
            rows.refresh()
        else:
            rows.set_ids(found)
        self.table.setVisible(bool(found))
        self._no_match.setVisible(not found)
        self._no_match.setText(
            tr("No objection is open.")
            if filter == Filter()
            else tr("No objection fits this filter.")
        )

    def take(self, filter: Filter) -> None:
        """Let something else through."""
        for box, value in ((self.topic, filter.topic), (self.state, filter.state)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)
        self.search.setText(filter.words)
        self.further.take(filter._asdict())
        self._filter()

    def _filter(self) -> None:
        self.fill()
        self.filtered.emit()

    def _offer_topics(self) -> None:
        offered = register.topics(self._session.document)
        if offered == self._offered:
            return
        self._offered, now = offered, self.topic.currentData()
        self.topic.blockSignals(True)
        self.topic.clear()
        self.topic.addItem(tr("All topics"), "")
        for value, words in offered:
            self.topic.addItem(words, value)
        self.topic.setCurrentIndex(max(0, self.topic.findData(now)))
        self.topic.blockSignals(False)

    def _arrange(self) -> None:
        card = Card(flush=True, fills=True)
        card.add(self._no_match)
        card.add(self.table)
        filters = QHBoxLayout()
        measure.spacing(filters, 8)
        filters.addWidget(self.search, 1)
        for box, width in ((self.topic, 128), (self.state, 148)):
            measure.fixed_width(box, width)
            filters.addWidget(box)
        filters.addWidget(self.further.more)
        column = QVBoxLayout(self)
        measure.margins(column, 24, 2, 16, 20)
        measure.spacing(column, 10)
        column.addLayout(filters)
        column.addWidget(self.further)
        column.addWidget(card, 1)
