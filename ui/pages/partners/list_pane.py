"""The list of partners, with what filters it and the line that asks for a new one's name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.words import sentence_case
from outreach.document.fields import Choice
from outreach.network.kinds import Organisation
from ui.forms.choices import NO_CHOICES
from ui.models.list_model import IdListModel
from ui.pages.partners.listing import NO_STAGE, partner_ids, partner_rows
from ui.records.draft import Draft
from ui.session import Session
from ui.theme import measure
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

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Begin empty; :meth:`refresh` reads the list."""
        super().__init__(parent)
        self._session = session
        self.setObjectName("surface")
        self.search = SearchField("Filter partners")
        self.search.set_delay(60)
        self.stage = ComboBox()
        self.stage.setAccessibleName("Stage")
        for value, words in _stages():
            self.stage.addItem(words, value)
        self.draft = Draft(Organisation.KIND, ("name",), NO_CHOICES)
        session.unsaved_words.watch(self.draft)
        # The document is asked for anew each time: another one may stand in its place.
        model = IdListModel(lambda ids: partner_rows(session.document.connection, ids), self)
        self.list = RowList(model, "Partners")
        self._nothing = Label("No partner fits this filter.", tone="text2", wrap=True)
        self._nothing.setMargin(16)
        self._nothing.hide()
        self._arrange()
        self.search.searched.connect(lambda _: self._filter())
        self.stage.currentIndexChanged.connect(lambda _: self._filter())
        self.draft.given.connect(lambda values: self.named.emit(str(values["name"]).strip()))
        self.draft.dropped.connect(self._drop)

    def is_filtered(self) -> bool:
        """Tell whether a filter hides some of the partners."""
        return bool(self.search.text().strip() or self.stage.currentData())

    def clear_filters(self) -> None:
        """List all partners."""
        self.search.clear()
        self.stage.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Read the ids anew, and the rows in view; current row and scroll position stay."""
        connection = self._session.document.connection
        ids = partner_ids(connection, self.search.text(), self.stage.currentData() or "")
        rows = self.list.rows()
        if ids == list(rows.ids()):
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
        measure.spacing(row, 8)
        row.addWidget(self.search, 1)
        measure.fixed_width(self.stage, 136)
        row.addWidget(self.stage)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(self.draft)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)


def _stages() -> list[tuple[str, str]]:
    """Return the choices of the stage filter: value and words."""
    stage = Organisation.KIND.by_name["status"]
    assert isinstance(stage, Choice)
    return [
        ("", "All stages"),
        *((value, sentence_case(words)) for value, words in stage.choices.items()),
        (NO_STAGE, "No stage yet"),
    ]
