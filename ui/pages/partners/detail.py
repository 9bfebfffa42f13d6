"""The detail of a partner: its name and stage, and tabs with everything that is known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.network.kinds import Organisation
from ui.icons import icon
from ui.navigation import Navigator
from ui.pages.partners.details import DetailsTab
from ui.pages.partners.history import PartnerHistory
from ui.pages.partners.overview import Overview
from ui.pages.partners.relations import SECTIONS, section_of
from ui.records.edits import delete
from ui.records.looks import partner_icon, stage_tone
from ui.records.relation import Section
from ui.records.section import SectionTab
from ui.records.tab import PartnerTab
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import Button, ToolButton
from ui.widgets.labels import Elided
from ui.widgets.marks import Chip, IconTile
from ui.widgets.panes import Tabs

LOG = tr("Log a contact")
ROOM_FOR_WORDS = 520
"""Design pixels of width below which buttons beside the name show only their icons."""


class Detail(QWidget):
    """One partner. Only the tab in view reads the file."""

    deleted = Signal(str)
    """A sentence, after the partner or something of it was deleted."""
    back_asked = Signal()
    """Go back to the list, where only one of the two is shown."""

    def __init__(
        self, session: Session, navigator: Navigator, today: Callable[[], dt.date]
    ) -> None:
        """Build head and tabs; the tabs are filled when they are looked at."""
        super().__init__()
        self._session, self._navigator, self._today = session, navigator, today
        self.partner = ""
        self._built: dict[str, PartnerTab] = {}
        self.back = ToolButton("arrow-left", tr("All partners"))
        self.back.clicked.connect(self.back_asked)
        self.back.hide()
        self._tile = IconTile("building-2", 52, "accent")
        self._name, self._what = Elided("", "title"), Elided("", "body", "text2")
        self._stage = Chip("")
        self.log = Button(LOG, "phone")
        self.log.setAccessibleName(LOG)
        self.log.clicked.connect(lambda: self._navigator.contact_asked.emit(self.partner))
        self.more = ToolButton("ellipsis", tr("More to do with this partner"))
        self.more.clicked.connect(self._show_menu)
        self.log.explain(session.why_read_only)
        self.tabs = Tabs(tr("About this partner"))
        self._add_tabs()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 6)
        column.addLayout(self._head())
        column.addWidget(self.tabs, 1)

    def show_partner(self, partner: str) -> None:
        """Show another partner, or the same one anew."""
        self.partner = partner
        found = self._session.document.get(Organisation, partner)
        if found is None:
            return
        self._say(found)
        connection = self._session.document.connection
        for section in SECTIONS:
            number = section.relations[0].count(connection, partner)
            self.tabs.set_label(
                section.id, f"{section.label} {number}" if number else section.label
            )
        self._fill(self.tabs.current())

    def show_record(self, kind: str, id: str) -> bool:
        """Show a record that belongs to the partner, in the tab of its kind."""
        section = section_of(kind)
        if section is None:
            return False
        return self._section_tab(section).show_record(kind, id)

    def forget(self) -> None:
        """Show no partner any more, for it is gone."""
        self.partner = ""
        for tab in self._built.values():
            tab.forget()

    def focus_field(self, id: str, name: str) -> None:
        """Put the cursor into a field of the partner, or of a record that is shown."""
        if id == self.partner:
            self.tabs.show_tab("details")
        tab = self._built[self.tabs.current()]
        if isinstance(tab, DetailsTab | SectionTab):
            tab.focus_field(name)

    def show_kind(self, kind: str) -> None:
        """Show all records of a kind that belong to the partner."""
        section = section_of(kind)
        if section is not None:
            self._section_tab(section).show_kind(kind)

    def add_to(self, kind: str) -> None:
        """Begin a new record of a kind that belongs to the partner."""
        section = section_of(kind)
        if section is not None:
            self.show_kind(kind)
            self._section_tab(section).add_new()

    def delete(self) -> None:
        """Delete the partner; it can be undone."""
        delete(self._session, self.partner, self.deleted.emit)

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        fits = [tab.commit() for tab in self._built.values()]
        return all(fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the name where there is little."""
        super().resizeEvent(event)
        words = LOG if self.width() >= theme().em(ROOM_FOR_WORDS) else ""
        if self.log.text() != words:
            self.log.setText(words)
            self.log.updateGeometry()
            if self.log.isEnabled():
                self.log.setToolTip("" if words else LOG)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        measure.margins(row, 24, 18, 24, 4)
        measure.spacing(row, 14)
        words = QVBoxLayout()
        measure.spacing(words, 2)
        words.addWidget(self._name)
        below = QHBoxLayout()
        measure.spacing(below, 8)
        below.addWidget(self._what)
        below.addWidget(self._stage)
        below.addStretch(1)
        words.addLayout(below)
        row.addWidget(self.back)
        row.addWidget(self._tile)
        row.addLayout(words, 1)
        row.addWidget(self.log)
        row.addWidget(self.more)
        return row

    def _say(self, found: Organisation) -> None:
        kind = found.KIND.by_name["partner_type"].words(found.partner_type)
        role = found.KIND.by_name["role"].words(found.role)
        self._tile.set(partner_icon(found.sector, found.role), "accent")
        self._name.set_text(found.name)
        self._what.set_text(sentence_case(" · ".join(part for part in (kind, role) if part)))
        stage = found.KIND.by_name["status"].words(found.status)
        self._stage.set(sentence_case(stage), stage_tone(found.status))
        self._stage.setVisible(bool(stage))

    def _add_tabs(self) -> None:
        self._add_tab("overview", tr("Overview"), self._overview)
        self._add_tab("details", tr("Details"), lambda: DetailsTab(self._session))
        for section in SECTIONS:
            self._add_tab(section.id, section.label, partial(self._section, section))
        self._add_tab(
            "history", tr("History"), lambda: PartnerHistory(self._session, self._navigator)
        )
        self.tabs.changed.connect(self._fill)

    def _add_tab(self, id: str, label: str, build: Callable[[], PartnerTab]) -> None:
        def built() -> PartnerTab:
            self._built[id] = build()
            return self._built[id]

        self.tabs.add(id, label, built)

    def _overview(self) -> PartnerTab:
        tab = Overview(self._session, self._today)
        tab.record_asked.connect(self._show_related)
        tab.kind_asked.connect(self.show_kind)
        tab.add_asked.connect(self.add_to)
        return tab

    def _section(self, section: Section) -> PartnerTab:
        tab = SectionTab(self._session, self._navigator, section)
        tab.deleted.connect(self.deleted)
        return tab

    def _section_tab(self, section: Section) -> SectionTab:
        """Bring the tab of a section into view and return it."""
        self.tabs.show_tab(section.id)
        tab = self._built[section.id]
        assert isinstance(tab, SectionTab)
        return tab

    def _show_related(self, id: str) -> None:
        kind = self._session.document.kind_of(id)
        if kind is not None and not self.show_record(kind.name, id):
            # Somebody from elsewhere, whom they trust.
            self._navigator.record_asked.emit(id)

    def _fill(self, tab: str) -> None:
        if self.partner and tab in self._built:
            self._built[tab].show_partner(self.partner)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        brief = menu.addAction(icon("file-text"), tr("Show the brief"))
        brief.triggered.connect(lambda: self._navigator.brief_asked.emit(self.partner))
        menu.addSeparator()
        gone = menu.addAction(icon("trash-2"), tr("Delete partner"))
        gone.setEnabled(not self._session.read_only)
        gone.triggered.connect(self.delete)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
