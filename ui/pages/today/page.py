"""Today: the best next step, what the week asks for, and what needs attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.document.edits import Changes, Edit
from outreach.planning import steps
from outreach.planning.agenda import Agenda, Suggestion
from outreach.planning.coverage import Gap
from outreach.planning.moves import shifted
from outreach.planning.remembered import agenda, gaps
from outreach.snapshot import Snapshot
from ui.forms.dates import whole_day
from ui.jobs.working_out import WorkingOut
from ui.navigation import Navigator
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.today.best import BestStep
from ui.pages.today.first_look import DueCard, FirstLook
from ui.pages.today.hero import Hero
from ui.pages.today.people import AfterNoCard, AgainCard, QuietCard, TellFirstCard
from ui.pages.today.side import CardOfRecords, GapsCard, PotCard, UnansweredCard
from ui.pages.today.week import WeekCard
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import appearance, theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.panes import ScrollArea

STACK_BELOW = 1100
"""Window width, in design pixels, below which the side cards come under the others."""
SIDE = 316
WEEK = 7


class TodayPage(Page):
    """What to do today, and why."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Build the page; ``today`` says what day it is."""
        super().__init__(session, navigator)
        self._today = today
        self.header = PageHeader(tr("Today"))
        contact = Button(tr("Log a contact"), "phone")
        contact.clicked.connect(lambda: navigator.contact_asked.emit(""))
        contact.explain(session.why_read_only)
        self.header.add_secondary(contact)
        self.notice = Notice(session)
        self.hero = Hero(navigator, session.why_read_only)
        self.hero.later_asked.connect(self.put_off)
        self._beside = WorkingOut("today", self)
        self.best = BestStep(self)
        self.best.found.connect(self._show_best)
        self._first = FirstLook(session, self, lambda: self.refresh(None))
        self.week = WeekCard(session)
        self.week.opened.connect(navigator.record_asked)
        self.pot, self.quiet = PotCard(), QuietCard()
        self.tell_first, self.again, self.after_no = TellFirstCard(), AgainCard(), AfterNoCard()
        self.unanswered, self.missing = UnansweredCard(), GapsCard()
        for card in self._lists():
            card.opened.connect(navigator.record_asked)
        self.unanswered.prepare.connect(lambda: navigator.page_asked.emit("objections"))
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollArea(self._columns(), tr("Today")))
        self._stack.addWidget(self._nothing_yet())
        column = QVBoxLayout(self)
        measure.margins(column, 0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.week.list)
        appearance().changed.connect(self._arrange)

    def show_changes(self, changes: Changes) -> bool:
        """Stay here when an edit was about what is ticked off here: steps and promises."""
        return all(
            op.op == "U"
            and op.table in ("step", "commitment")
            and op.data.keys() <= {"status", "done_on"}
            for op in changes.ops
        )

    def refresh(self, changes: Changes | None) -> None:
        """Work out anew what the day asks for; of a large plan at first only what is due."""
        if self._first.wanted():
            self._show_first()
            return
        snapshot, day = self.session.snapshot(), self._today()
        if not snapshot.organisations:
            self.header.set_line(whole_day(day))
            self._stack.setCurrentIndex(1)
            return
        self._beside.work_out(
            snapshot,
            lambda: (agenda(snapshot, day), gaps(snapshot, day)),
            lambda found: self._show(snapshot, day, *found),
        )

    def _show(self, snapshot: Snapshot, day: dt.date, found: Agenda, missing: list[Gap]) -> None:
        self._stack.setCurrentIndex(0)
        self.header.set_line(f"{whole_day(day)} · {_count(found)}")
        self.hero.show_step(snapshot, found)
        self.week.show_week(snapshot, found)
        self._show_side(snapshot, found, missing)
        self._arrange()
        self._found = found
        self.best.ask(snapshot, found)

    def _show_first(self) -> None:
        """Show what a quick look finds, until everything is read."""
        day = self._today()
        self.header.set_line(whole_day(day))
        if self._stack.count() < 3:
            due = DueCard()
            due.list.opened.connect(self.navigator.record_asked)
            self._stack.addWidget(ScrollArea(due, tr("Today")))
            due.show_due(self.session.document, day)
        self._stack.setCurrentIndex(2)
        self._first.read(day)

    def put_off(self, step: str) -> None:
        """Move a step a week later; one without a day gets the day a week from now."""
        snapshot = self.session.snapshot()
        if step not in snapshot.steps or self.session.read_only:
            return
        late = steps.due_on(snapshot, snapshot.steps[step])
        day = self._today() + dt.timedelta(weeks=1)
        values: dict[str, Any] = {"due": day}
        if late is not None and late >= self._today():
            values = shifted(snapshot, snapshot.steps[step], WEEK)
        name = steps.title(snapshot, snapshot.steps[step])[:120]

        def change(edit: Edit) -> None:
            edit.set(step, **values)

        def done(_: Changes) -> None:
            edit = self.session.last_edit
            undo = (tr("Undo"), lambda: self.session.undo(None, edit))
            self.notice.say(tr("It was put off for a week."), buttons=[undo])

        self.session.edit(tr("Put off for a week: {name}", name=name), change, done)

    def leave(self) -> None:
        """Stop what is being worked out."""
        self._beside.leave()
        self.best.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side cards beside the others or under them."""
        super().resizeEvent(event)
        self._arrange()

    def _show_side(self, snapshot: Snapshot, found: Agenda, missing: list[Gap]) -> None:
        step = found.next_step
        self.pot.show_pot(snapshot, snapshot.steps[step.step] if step else None)
        self.tell_first.show_surprises(found, snapshot)
        self.again.show_turns(found)
        self.after_no.show_said_no(found)
        self.quiet.show_quiet(found, snapshot)
        self.unanswered.show_unanswered(found)
        self.missing.show_gaps(missing)

    def _lists(self) -> tuple[CardOfRecords, ...]:
        """Return the cards at the side whose rows lead to records, in their order."""
        people = (self.tell_first, self.after_no, self.again, self.quiet)
        return (*people, self.unanswered, self.missing)

    def _show_best(self, suggestion: Suggestion) -> None:
        """Show what the planner found instead of the first step that waits for nothing."""
        if not self.session.is_open:
            return
        snapshot = self.session.snapshot()
        if suggestion.step not in snapshot.steps:
            return
        self.hero.show_step(snapshot, self._found._replace(next_step=suggestion))
        self.pot.show_pot(snapshot, snapshot.steps[suggestion.step])

    def _columns(self) -> QWidget:
        content, self._main, self._side = QWidget(), QWidget(), QWidget()
        for part, cards in (
            (self._main, (self.hero, self.week)),
            (self._side, (self.pot, *self._lists())),
        ):
            column = QVBoxLayout(part)
            measure.margins(column, 0, 0, 0, 0)
            measure.spacing(column, 16)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
        self._grid = QGridLayout(content)
        measure.margins(self._grid, 24, 2, 24, 24)
        measure.spacing(self._grid, 16)
        self._grid.addWidget(self._main, 0, 0)
        self._grid.addWidget(self._side, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(2, 1)
        return content

    def _arrange(self) -> None:
        """Give the side cards their column, or the whole width under the others."""
        now = theme()
        beside = self.window().width() >= now.em(STACK_BELOW)
        self._grid.removeWidget(self._side)
        self._grid.addWidget(self._side, *((0, 1) if beside else (1, 0)))
        self._side.setMinimumWidth(now.em(SIDE) if beside else 0)
        self._side.setMaximumWidth(now.em(SIDE) if beside else 1 << 20)

    def _nothing_yet(self) -> QWidget:
        add = PrimaryButton(tr("Add the first partner"), "plus")
        add.clicked.connect(lambda: self.navigator.page_asked.emit("partners"))
        return EmptyState(
            "users-round",
            tr("Who could add something to the pot?"),
            tr(
                "Start with one organisation you already know. This page then says "
                "each day what to do next, and why."
            ),
            add,
        )


def _count(found: Agenda) -> str:
    tasks = (*found.steps, *found.promises)
    late = sum(task.days_late > 0 for task in tasks)
    if not tasks:
        return tr("nothing to do this week")
    things = plural("{n} thing to do this week", "{n} things to do this week", len(tasks))
    return ", ".join([things, *([plural("{n} is late", "{n} are late", late)] if late else [])])
