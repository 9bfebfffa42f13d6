"""A tab of the detail: the kinds of records that are looked at together, one at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.navigation import Navigator
from ui.records.pane import RecordsPane
from ui.records.relation import Relation, Section
from ui.records.tab import PartnerTab
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Line
from ui.widgets.segmented import Segmented


class SectionTab(PartnerTab):
    """Shows one kind of its records, and lets the person choose which where there are several."""

    deleted = Signal(str)
    """A sentence, after a record was deleted."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        section: Section,
        parent: QWidget | None = None,
    ) -> None:
        """Show the records of ``section``."""
        super().__init__(parent)
        self._session, self._section = session, section
        self._partner = ""
        self._offered = self._options()
        self._segments = Segmented(section.label, self._offered, parent=self)
        self._segments.setVisible(len(section.relations) > 1)
        self._segments.changed.connect(self._show)
        self.add = Button("", "plus")
        self.add.clicked.connect(self.add_new)
        self._stack = QStackedWidget()
        self.tabs: dict[str, RecordsPane] = {}
        for relation in section.relations:
            tab = RecordsPane(session, navigator, relation)
            tab.deleted.connect(self.deleted)
            self.tabs[relation.kind.name] = tab
            self._stack.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        measure.margins(row, 24, 12, 24, 10)
        measure.spacing(row, 8)
        row.addWidget(self._segments)
        row.addStretch(1)
        row.addWidget(self.add)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(self._stack, 1)
        self._show(self._segments.value())

    def current(self) -> RecordsPane:
        """Return what is shown now."""
        return self.tabs[self._segments.value()]

    def show_partner(self, partner: str) -> None:
        """Show the records of another partner."""
        self._partner = partner
        options = self._options()
        if options != self._offered:
            self._offered = options
            self._segments.set_options(options)
        self.current().show_partner(partner)

    def show_kind(self, kind: str) -> None:
        """Show the records of one of the kinds."""
        self._segments.set_value(kind)
        self._show(kind)

    def show_record(self, kind: str, id: str) -> bool:
        """Open a record of one of the kinds; False when it is not here."""
        self.show_kind(kind)
        return self.current().show_record(id)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field of the record that is shown."""
        self.current().record.focus_field(name)

    def add_new(self) -> None:
        """Begin a new record of the kind that is shown."""
        self.current().add_new()

    def forget(self) -> None:
        """Show no records any more."""
        for tab in self.tabs.values():
            tab.record.forget()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.current().commit()

    def _show(self, kind: str) -> None:
        tab = self.tabs[kind]
        if tab is not self._stack.currentWidget() and not self._shown().commit():
            self._segments.set_value(self._shown().relation.kind.name)
            return
        self._stack.setCurrentWidget(tab)
        self.add.setText(tab.relation.add)
        self.add.updateGeometry()
        self.add.explain(self._session.why_read_only)
        tab.show_partner(self._partner)

    def _shown(self) -> RecordsPane:
        tab = self._stack.currentWidget()
        assert isinstance(tab, RecordsPane)
        return tab

    def _options(self) -> list[tuple[str, str]]:
        return [(r.kind.name, self._words(r)) for r in self._section.relations]

    def _words(self, relation: Relation) -> str:
        if not self._partner:
            return relation.kind.plural
        number = relation.count(self._session.document.connection, self._partner)
        return f"{relation.kind.plural} {number}" if number else relation.kind.plural
