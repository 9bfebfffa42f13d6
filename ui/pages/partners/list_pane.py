"""The list of partners, with what filters it and the line that asks for a new one's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from outreach.document.fields import Choice
from outreach.network.kinds import Organisation
from ui.models.list_model import IdListModel
from ui.pages.partners.filtering import Filter, filter_from
from ui.pages.partners.filters import MoreFilters
from ui.pages.partners.listing import NO_STAGE, partner_ids, partner_rows
from ui.pages.views import Passing, Views
from ui.preferences import Preferences
from ui.records.draft import draft_of
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Line
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList
from ui.widgets.search import SearchField


class ListPane(QWidget):
    """Partners by name, those that the filters let through."""

    filtered = Signal()
    """Other partners are listed now."""
    named = Signal(str)
    """The name of a new partner: add it."""

    bulk_asked = Signal()
    """Change all that are marked, where that is not in view already."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences | Passing,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Begin empty; :meth:`refresh` reads the list."""
        super().__init__()
        self._session = session
        self.setObjectName("surface")
        self.search = SearchField(tr("Filter partners"))
        self.search.set_delay(60)
        self.stage = ComboBox()
        self.stage.setAccessibleName(tr("Stage"))
        for value, words in _stages():
            self.stage.addItem(words, value)
        views = Views(preferences, "partner_views", lambda: self.filter()._asdict())
        views.chosen.connect(lambda values: self.take(filter_from(values)))
        self.further = MoreFilters(session, views, today)
        self.more = self.further.more
        self.draft = draft_of(session, Organisation.KIND, ("name",))
        # The document is asked for anew each time: another one may stand in its place.
        model = IdListModel(lambda ids: partner_rows(session.document.connection, ids), self)
        self.list = RowList(model, tr("Partners"))
        self.list.own_menu = False
        self.bulk = Button("", "pencil")
        self.bulk.clicked.connect(self.bulk_asked)
        self.bulk.hide()
        self._nothing = Label(tr("No partner fits this filter."), tone="text2", wrap=True)
        self._nothing.setMargin(16)
        self._nothing.hide()
        self._arrange()
        self.search.searched.connect(self._search)
        self.stage.currentIndexChanged.connect(lambda _: self._filter())
        self.further.changed.connect(self._filter)
        self.draft.given.connect(lambda values: self.named.emit(str(values["name"]).strip()))
        self.draft.dropped.connect(self._drop)

    def is_filtered(self) -> bool:
        """Tell whether a filter hides some of the partners."""
        return self.filter() != Filter()

    def filter(self) -> Filter:
        """Return what the list lets through now."""
        words, stage = self.search.text().strip(), self.stage.currentData() or ""
        return filter_from(self.further.values())._replace(words=words, stage=stage)

    def take(self, filter: Filter) -> None:
        """Let something else through."""
        self.stage.blockSignals(True)
        self.stage.setCurrentIndex(max(0, self.stage.findData(filter.stage)))
        self.stage.blockSignals(False)
        self.search.setText(filter.words)
        self.further.take(filter._asdict())
        self._filter()

    def marked(self) -> list[str]:
        """Return the ids of all partners that are marked, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.list.rows().id_at(row) for row in rows]

    def offer_bulk(self, count: int, *, shown: bool) -> None:
        """Offer to change ``count`` partners, where that is not ``shown`` beside the list."""
        self.bulk.setText(plural("Change {n} partner", "Change {n} partners", count))
        self.bulk.updateGeometry()
        self.bulk.setVisible(count > 1 and not shown)

    def clear_filters(self) -> None:
        """List all partners."""
        self.take(Filter())

    def refresh(self) -> None:
        """Read the ids anew, and the rows in view; current row and scroll position stay."""
        connection = self._session.document.connection
        self.further.offer_tags(self._session.document)
        ids = partner_ids(connection, self.filter(), self.further.among())
        rows = self.list.rows()
        if rows.ids() == ids:
            rows.refresh()
        else:
            bar = self.list.verticalScrollBar()
            place = bar.value()
            rows.set_ids(ids)
            bar.setValue(place)
        self._nothing.setVisible(not ids and self.is_filtered())

    def ask_name(self) -> None:
        """Ask for the name of a new partner."""
        self.draft.begin()

    def _search(self) -> None:
        # After a pause in the typing, in which the file may have been closed.
        if self._session.is_open:
            self._filter()

    def _filter(self) -> None:
        self.refresh()
        self.filtered.emit()

    def _drop(self) -> None:
        self.draft.hide()
        self.list.setFocus()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        measure.margins(row, 12, 12, 12, 10)
        measure.spacing(row, 6)
        row.addWidget(self.search, 1)
        measure.fixed_width(self.stage, 128)
        row.addWidget(self.stage)
        row.addWidget(self.more)
        column.addLayout(row)
        column.addWidget(self.further)
        bulk = QHBoxLayout()
        measure.margins(bulk, 12, 0, 12, 0)
        bulk.addWidget(self.bulk)
        bulk.addStretch(1)
        column.addLayout(bulk)
        column.addWidget(Line())
        column.addWidget(self.draft)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)


def _stages() -> list[tuple[str, str]]:
    """Return the choices of the stage filter: value and words."""
    stage = Organisation.KIND.by_name["status"]
    assert isinstance(stage, Choice)
    return [
        ("", tr("All stages")),
        *((value, sentence_case(words)) for value, words in stage.choices.items()),
        (NO_STAGE, tr("No stage yet")),
    ]
