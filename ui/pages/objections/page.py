"""The objections: the register at one side, the answers to one of them at the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.edits import Changes, Edit
from outreach.persuasion.kinds import Answer, Objection, Response
from ui.navigation import Navigator
from ui.pages.notice import Notice
from ui.pages.objections import register
from ui.pages.objections.adding import AddingPane
from ui.pages.objections.coverage_pane import CoveragePane
from ui.pages.objections.detail import ObjectionDetail
from ui.pages.objections.filters import EVERYTHING, Filter
from ui.pages.objections.library import LibraryPane
from ui.pages.objections.register_pane import RegisterPane
from ui.pages.objections.response import ResponsePane
from ui.pages.page import Page
from ui.pages.views import Passing
from ui.preferences import Preferences
from ui.records.usual import raised
from ui.session import Session
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.segmented import Segmented
from ui.widgets.turns import Turns

BOTH_FROM = 820
"""Design pixels of page width from which register and detail stand side by side."""


class ObjectionsPage(Page):
    """Why partners say no, and what answers them."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
        preferences: Preferences | None = None,
    ) -> None:
        """Build the page.

        Args:
            session: The open file.
            navigator: Is asked for what other pages show.
            today: Says what day it is.
            preferences: Where kept views are; when None they go with the page.
        """
        super().__init__(session, navigator)
        self._today, self._preferences = today, preferences or Passing()
        self._answered = ""
        """The objection to which the response that is being written is an answer."""
        self.notice = Notice(session, self.show_changes)
        self._build_head()
        self._build_panes()
        self._body = QStackedWidget()
        self.turns = Turns(self._register(), self._right, 620, BOTH_FROM)
        for place, share in enumerate((8, 5)):
            self.turns.setStretchFactor(place, share)
        self.turns.setSizes([800, 500])
        self.turns.narrow_changed.connect(self.detail.head.back.setVisible)
        self.detail.head.back_asked.connect(self._go_back)
        self._body.addWidget(self.turns)
        self._body.addWidget(self._nothing_yet())
        self.coverage = CoveragePane(session, today)
        self.coverage.opened.connect(self._show_covered)
        self._body.addWidget(self.coverage)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.table)

    def refresh(self, changes: Changes | None) -> None:
        """Read the register anew, and what is shown of the selected objection."""
        counted = register.count(self.session.document)
        shown = self._right.currentWidget()
        self.header.set_line(counted.words)
        self._fill()
        self._show_view()
        if isinstance(shown, ResponsePane | LibraryPane):
            shown.refresh()
        if self.detail.id:
            self.detail.refresh()

    def _show_view(self) -> None:
        """Show the register or the coverage, or the question of an empty plan."""
        asking = isinstance(self._right.currentWidget(), AddingPane | ResponsePane | LibraryPane)
        if not asking and not register.count(self.session.document).total:
            self._body.setCurrentIndex(1)
        elif self.view.value() == "coverage":
            self.coverage.refresh()
            self._body.setCurrentWidget(self.coverage)
        else:
            self._body.setCurrentIndex(0)

    def _show_register(self) -> None:
        self.view.set_value("register")
        self._body.setCurrentIndex(0)

    def _show_covered(self, by: str, which: str) -> None:
        """Show the open objections of a partner, or on a topic."""
        if by == "category":
            self.register.take(Filter(topic=which))
        else:
            partner = self.session.snapshot().organisations.get(which)
            self.register.take(Filter(words=partner.name if partner else ""))
        self._show_register()
        self.table.setFocus()

    def current_partner(self) -> str:
        """Return the id of the partner whose objection is shown, or an empty text."""
        objection = self.session.document.get(Objection, self.detail.id)
        return objection.organisation if objection else ""

    def show_record(self, id: str) -> bool:
        """Show an objection, the objection of an answer, or a response."""
        self.fill()
        document = self.session.document
        if document.get(Response, id) is not None:
            return self._open_response(id)
        answer = document.get(Answer, id)
        objection = answer.objection if answer else id
        if document.get(Objection, objection) is None:
            return False
        self._reveal(objection)
        if answer:
            self.detail.tabs.show_tab("answers")
            self.detail.answers.select(id)
        return True

    def focus_field(self, id: str, field: str) -> None:
        """Put the cursor into a field of the objection or of another record that is shown."""
        if id == self.detail.id:
            self.detail.tabs.show_tab("fields")
        super().focus_field(id, field)

    def add_new(self) -> None:
        """Begin to record an objection."""
        if not self.session.read_only and self.commit():
            self._show_beside(self.adding)
            self.adding.begin_objection(self._today())

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._show_register()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        # What was never shown was never built.
        built = [part for part in ("adding", "response") if part in vars(self)]
        return self.detail.commit() and all(getattr(self, part).commit() for part in built)

    def leave(self) -> None:
        """Take nothing more in: the file is about to be closed."""
        self.detail.advice.leave()
        super().leave()

    def _build_head(self) -> None:
        self.header = PageHeader(tr("Objections"))
        self.view = Segmented(
            tr("View"), [("register", tr("Register")), ("coverage", tr("Coverage"))]
        )
        self.view.changed.connect(lambda _: self._show_view())
        self.header.set_segments(self.view)
        responses = Button(tr("All responses"), "list")
        responses.clicked.connect(self._show_library)
        self.header.add_secondary(responses)
        self.record = PrimaryButton(tr("Record an objection"), "plus")
        self.record.clicked.connect(self.add_new)
        self.record.explain(self.session.why_read_only)
        self.header.set_primary(self.record)

    def _build_panes(self) -> None:
        self.detail = ObjectionDetail(self.session, self.navigator, self._today)
        self.detail.deleted.connect(self.notice.say_deleted)
        self.detail.done.connect(self.notice.say_deleted)
        self.detail.response_asked.connect(self._open_response)
        self.detail.all_responses_asked.connect(self._show_library)
        self.detail.new_response_asked.connect(lambda: self._write_response(answers=True))
        self._none = EmptyState(
            "message-square-warning",
            tr("Which objection?"),
            tr("Choose one in the list to answer it."),
        )
        self._right = QStackedWidget()
        for pane in (self._none, self.detail):
            self._right.addWidget(pane)

    # The three panes below are built when they are first asked for: forms take time.

    @cached_property
    def response(self) -> ResponsePane:
        """The pane of one response."""
        pane = ResponsePane(self.session, self.navigator)
        pane.back_asked.connect(self._show_detail)
        pane.deleted.connect(self.notice.say_deleted)
        self._right.addWidget(pane)
        return pane

    @cached_property
    def library(self) -> LibraryPane:
        """The list of all responses."""
        pane = LibraryPane(self.session, self._today)
        pane.opened.connect(self._open_response)
        pane.new_asked.connect(lambda: self._write_response(answers=False))
        pane.back_asked.connect(self._show_detail)
        self._right.addWidget(pane)
        return pane

    @cached_property
    def adding(self) -> AddingPane:
        """Where new records are asked for."""
        pane = AddingPane(self.session)
        pane.objection_given.connect(self._add_objection)
        pane.response_given.connect(self._add_response)
        pane.dropped.connect(self._drop)
        self._right.addWidget(pane)
        return pane

    def _register(self) -> QWidget:
        self.register = RegisterPane(self.session, self._today, self._preferences)
        self.table, self.search = self.register.table, self.register.search
        self.table.current_changed.connect(self._choose)
        self.table.clicked.connect(lambda _: self._open(self.table.current_id()))
        self.table.opened.connect(self._enter)
        self.register.filtered.connect(self._follow_filter)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.detail.delete)
        return self.register

    def _nothing_yet(self) -> QWidget:
        first = PrimaryButton(tr("Record the first objection"), "plus")
        first.clicked.connect(self.add_new)
        first.explain(self.session.why_read_only)
        return EmptyState(
            "message-square-warning",
            tr("What makes partners hesitate?"),
            tr(
                "Write down a reason not to join in the words of whoever said it. "
                "Then find who can answer it."
            ),
            first,
        )

    def _fill(self) -> None:
        """List the objections anew; the one that is shown stays, whatever an edit made of it."""
        if self.session.document.get(Objection, self.detail.id) is None:
            self.detail.id = ""
        self.register.fill(keep=self.detail.id)
        self._follow_list()

    def _follow_filter(self) -> None:
        """Show one of those that are listed now; what is typed and does not fit stays in view."""
        if self.table.rows().row_of(self.detail.id) < 0 and self.detail.commit():
            self.detail.id = ""
        self._follow_list()

    def _follow_list(self) -> None:
        if not self.detail.id:
            found = self.table.rows().ids()
            if found:
                self.table.select(found[0])
                self._choose(found[0])
            if not isinstance(self._right.currentWidget(), AddingPane):
                self._show_detail()

    def _choose(self, id: str) -> None:
        if not id:
            return
        if not self.commit() or not self.detail.show_objection(id):
            self.table.select(self.detail.id)
            return
        if not isinstance(self._right.currentWidget(), AddingPane):
            self._right.setCurrentWidget(self.detail)

    def _open(self, id: str) -> None:
        """Show an objection, in place of the register where there is no room for both."""
        self._choose(id)
        if self.detail.id == id:
            self.turns.open_detail()

    def _enter(self, id: str) -> None:
        """Go into the detail with the keyboard."""
        self._open(id)
        self.detail.tabs.tabBar().setFocus()

    def _go_back(self) -> None:
        if self.commit():
            self.turns.back()
            self.table.setFocus()

    def _show_beside(self, pane: QWidget) -> None:
        """Show another pane in the place of the detail."""
        self._show_register()
        self._right.setCurrentWidget(pane)
        self.turns.open_detail()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the register with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.turns.is_narrow():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _reveal(self, id: str) -> None:
        """Show an objection, and take the filter away where it hides it."""
        self._show_register()
        if self.table.rows().row_of(id) < 0:
            self.register.take(EVERYTHING)
        self._show_detail()
        self.table.select(id)
        self._open(id)

    def _show_detail(self) -> None:
        self._right.setCurrentWidget(self.detail if self.detail.id else self._none)

    def _drop(self) -> None:
        self._show_detail()
        self.turns.back()
        self.refresh(None)
        self.table.setFocus()

    def _show_library(self) -> None:
        if self.commit():
            self._show_beside(self.library)
            self.library.refresh()
            self.library.search.setFocus()

    def _open_response(self, id: str) -> bool:
        if not self.detail.commit() or not self.response.show_response(id):
            return False
        self._show_beside(self.response)
        return True

    def _write_response(self, *, answers: bool) -> None:
        """Ask for a response; ``answers``: to the objection that is shown, which it then does."""
        if not self.session.read_only and self.commit():
            objection = self.session.document.get(Objection, self.detail.id)
            self._answered = objection.id if objection and answers else ""
            self._show_beside(self.adding)
            self.adding.begin_response(objection.category if objection else None)

    def _add_objection(self, values: dict[str, object]) -> None:
        id = new_id()

        def show(_: Changes) -> None:
            self._show_detail()
            self._reveal(id)

        self.session.edit(
            tr("Recorded an objection"),
            lambda edit: edit.add(Objection, id=id, **raised(self._today()) | values),
            show,
        )

    def _add_response(self, values: dict[str, object]) -> None:
        id, objection = new_id(), self._answered

        def change(edit: Edit) -> None:
            edit.add(Response, id=id, **values)
            if objection:
                edit.add(Answer, objection=objection, response=id)

        def show(_: Changes) -> None:
            self._open_response(id)

        self.session.edit(
            tr("Added the response “{headline}”", headline=str(values["headline"])[:120]),
            change,
            show,
        )
