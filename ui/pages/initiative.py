"""The initiative itself: what it is for, its use cases, the proofs and tags that all share."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from outreach.base.language import tr
from outreach.cadence.kinds import QuietPeriod
from outreach.cause.kinds import Initiative, Tag, UseCase
from outreach.document.edits import Changes
from outreach.network.kinds import Person
from outreach.persuasion.kinds import Proof
from ui.history.record import HistoryTab
from ui.navigation import Navigator
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.records.form import RecordForm
from ui.records.relation import Relation, Section
from ui.records.section import SectionTab
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.header import PageHeader
from ui.widgets.panes import Tabs

SECTIONS = (
    Section(
        "use_cases",
        tr("Use cases"),
        (
            Relation(
                UseCase,
                (),
                add=tr("Add a use case"),
                icon="target",
                question=tr("What will be decided better?"),
            ),
        ),
    ),
    Section(
        "people",
        tr("People"),
        (
            Relation(
                Person,
                (),
                order="name COLLATE NOCASE, id",
                add=tr("Add a person"),
                icon="users-round",
                question=tr("Whom do you know?"),
            ),
        ),
    ),
    Section(
        "proofs",
        tr("Proofs"),
        (
            Relation(
                Proof,
                (),
                order="title COLLATE NOCASE, id",
                add=tr("Add a proof"),
                icon="shield-check",
                question=tr("Which facts can anybody check?"),
            ),
        ),
    ),
    Section(
        "quiet",
        tr("Quiet periods"),
        (
            Relation(
                QuietPeriod,
                (),
                order="first, id",
                add=tr("Add a quiet period"),
                icon="calendar",
                question=tr("When is nobody to be approached?"),
            ),
        ),
    ),
    Section(
        "tags",
        tr("Tags"),
        (
            Relation(
                Tag,
                (),
                order="name COLLATE NOCASE, id",
                add=tr("Add a tag"),
                icon="tag",
                question=tr("Which words group your records?"),
            ),
        ),
    ),
)


class InitiativePage(Page):
    """The form of the initiative, and the lists of what belongs to no single partner."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the tabs; each is filled when it is looked at."""
        super().__init__(session, navigator)
        self.header = PageHeader(tr("Initiative"))
        copies = Button(tr("Safe copies…"), "history")
        copies.clicked.connect(navigator.copies_asked)
        self.header.add_secondary(copies)
        self.notice = Notice(session, self.show_changes)
        self.form = RecordForm(session, Initiative.KIND, scrolls=True)
        self.tabs = Tabs(tr("About the initiative"))
        self.tabs.add("initiative", tr("The effort"), self.form)
        self.sections: dict[str, SectionTab] = {}
        for section in SECTIONS:
            tab = SectionTab(session, navigator, section)
            tab.deleted.connect(self.notice.say_deleted)
            self.sections[section.id] = tab
            self.tabs.add(section.id, section.label, tab)
        self.history = HistoryTab(session, navigator)
        self.form.shown.connect(self.history.show_record)
        self.tabs.add("history", tr("History"), self.history)
        self.tabs.changed.connect(lambda _: self.refresh(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self.tabs, 1)

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what the tab in view shows, and how many there are of what, on the tabs."""
        (initiative,) = self.session.document.all(Initiative)
        for section in SECTIONS:
            (relation,) = section.relations
            number = relation.count(self.session.document.connection, "")
            label = f"{section.label} {number}" if number else section.label
            self.tabs.set_label(section.id, label)
        self.header.set_title(initiative.name)
        self.header.set_line(initiative.pitch or "")
        current = self.tabs.current()
        if current in self.sections:
            self.sections[current].show_partner("")
        else:
            self.form.show_record(initiative.id)

    def show_record(self, id: str) -> bool:
        """Show the initiative, a use case, a proof or a tag."""
        kind = self.session.document.kind_of(id)
        if kind is None:
            return False
        for section in SECTIONS:
            if any(relation.kind.name == kind.name for relation in section.relations):
                self.tabs.show_tab(section.id)
                self.sections[section.id].show_partner("")
                return self.sections[section.id].show_record(kind.name, id)
        self.tabs.show_tab("initiative")
        return kind.name == "initiative"

    def add_new(self) -> None:
        """Begin a new record of the list in view."""
        current = self.tabs.current()
        if current in self.sections:
            self.sections[current].add_new()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        fits = [self.form.commit(), *(tab.commit() for tab in self.sections.values())]
        return all(fits)
