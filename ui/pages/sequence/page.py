"""The sequence: steps in their order, the pot they fill, and one step in detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.edits import Changes, Edit
from outreach.planning import steps
from outreach.planning.moves import behind_all, moved, shifted
from outreach.planning.proposal.proposing import Proposal
from outreach.vocabulary import UNDER_WAY
from ui.models.rows import TableRow
from ui.models.table_model import IdTableModel
from ui.navigation import Navigator
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.pages.sequence import listing
from ui.pages.sequence.following import follow
from ui.pages.sequence.plan_pane import PlanPane
from ui.pages.sequence.pot import PotStrip, ingredients
from ui.pages.sequence.step_pane import StepPane
from ui.pages.sequence.suggesting import Suggestion
from ui.pages.sequence.views import VIEWS, StepViews, nothing_yet
from ui.records.draft import Draft, draft_of
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.inputs import ComboBox
from ui.widgets.panes import Tabs
from ui.widgets.row_table import RowTable
from ui.widgets.segmented import Segmented

POT_FROM = 680
"""Height of the page, in design pixels, from which there is room for the pot."""


class SequencePage(Page):
    """Whom to ask in which order, so that each yes makes the next one easier."""

    table: RowTable
    combo: ComboBox
    draft: Draft

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        """Build the page; ``today`` says what day it is."""
        super().__init__(session, navigator)
        self._today, self._sequence = today, ""
        self._rows: dict[str, TableRow] = {}
        self.notice = Notice(session, self.show_changes)
        self._build_head()
        self._build_detail()
        self.pot = PotStrip()
        self.pot.clicked.connect(
            lambda index: self.table.select(self.pot.model_.id_at(index.row()))
        )
        self._body = QStackedWidget()
        self.views = self._views()
        self._body.addWidget(self.views)
        self._body.addWidget(self._nothing_yet())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self.draft)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.views)

    def refresh(self, changes: Changes | None) -> None:
        """Read the sequence and its steps anew."""
        snapshot = self.session.snapshot()
        if self._sequence not in snapshot.sequences:
            running = [s for s in snapshot.sequences.values() if s.status in UNDER_WAY]
            known = running or list(snapshot.sequences.values())
            self._sequence = known[0].id if known else ""
        self._offer_sequences()
        if "suggestion" not in vars(self) or self._body.currentWidget() is not self.suggestion:
            self._body.setCurrentIndex(0 if self._sequence else 1)
        found = self._found()
        self._rows = {row.id: row for row in listing.step_rows(snapshot, found, self._today())}
        if list(self._rows) == list(self.table.rows().ids()):
            self.table.rows().refresh()
        else:
            self.table.rows().set_ids(self._rows)
        self._card.setVisible(bool(found))
        self._no_steps.setVisible(not found)
        self.header.set_line(listing.counting_line(snapshot, found, self._today()))
        self.pot.show_rows(ingredients(snapshot, found))
        self._refresh_view()
        self._fit_pot()
        self._show_detail()

    def current_partner(self) -> str:
        """Return the id of the partner whose step is shown, or an empty text."""
        step = self.session.document.get(Step, self.step.form.id)
        return (step.organisation if step else None) or ""

    def show_record(self, id: str) -> bool:
        """Show a step, the step of a prerequisite, or a sequence."""
        self.fill()
        document = self.session.document
        prerequisite = document.get(Prerequisite, id)
        step = document.get(Step, prerequisite.step if prerequisite else id)
        sequence = step.sequence if step else id
        if document.get(Sequence, sequence) is None or not self.commit():
            return False
        self._sequence = sequence
        self._back()
        self.show_view("list")
        self.refresh(None)
        self.tabs.show_tab("step" if step else "sequence")
        if step:
            self.table.select(step.id)
        if prerequisite:
            self.step.waits.select(id)
        return True

    def add_new(self) -> None:
        """Add a step at the end, and begin to fill it in."""
        if self.session.read_only or not self.commit():
            return
        id, sequence = new_id(), self._sequence or new_id()
        first = not self._sequence
        name = steps.first_name(self.session.snapshot())
        place = behind_all(self._found())

        def change(edit: Edit) -> None:
            if first:
                edit.add(Sequence, id=sequence, name=name, status="active")
            edit.add(Step, id=id, sequence=sequence, position=place, status="planned")

        def show(_: Changes) -> None:
            if self.show_record(id):
                self.step.form.form.focus_field("organisation")

        self.session.edit(tr("Added a step"), change, show)

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.step.commit() and ("plan" not in vars(self) or self.plan.commit())

    def move_step(self, by: int) -> None:
        """Move the selected step among the others, -1 for one place earlier."""
        id = self.table.current_id()
        if not id or self.session.read_only:
            return
        places = moved(self._found(), id, by)
        if not places:
            return
        name = steps.title(self.session.snapshot(), self.session.snapshot().steps[id])[:120]

        def change(edit: Edit) -> None:
            for step, place in places.items():
                edit.set(step, position=place)

        label = (
            tr("Moved earlier: {name}", name=name)
            if by < 0
            else tr("Moved later: {name}", name=name)
        )
        self.session.edit(label, change, lambda _: None)

    def show_view(self, view: str) -> None:
        """Show the pot, the timeline, the list or the calendar."""
        self.segments.set_value(view)
        self.views.show_view(view)
        self._refresh_view()

    def move_days(self, id: str, days: int) -> None:
        """Move a step by so many days; a step without a day stays without one."""
        snapshot = self.session.snapshot()
        step = snapshot.steps[id]
        values = shifted(snapshot, step, days)
        if self.session.read_only or not values:
            return
        label = listing.moved_words(steps.title(snapshot, step)[:120], days)
        self.session.set(id, label, **values)

    def suggest(self) -> None:
        """Work out an order to ask in, and show it beside what it rests on."""
        if self.commit():
            self._body.setCurrentWidget(self.suggestion)
            self._show_head(suggesting=True)
            self.suggestion.ask(self._sequence)

    def leave(self) -> None:
        """Stop what is being worked out."""
        if "suggestion" in vars(self):
            self.suggestion.leave()
        if "plan" in vars(self):
            self.plan.run.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pot away where there is no room for it."""
        super().resizeEvent(event)
        self._fit_pot()

    def _build_head(self) -> None:
        self.header = PageHeader(tr("Sequence"))
        self.segments = Segmented(tr("Look at the steps as"), VIEWS)
        self.segments.changed.connect(self.show_view)
        self.header.set_segments(self.segments)
        self._suggest = Button(tr("Suggest an order"), "route")
        self._suggest.clicked.connect(self.suggest)
        add_sequence = Button(tr("Add a sequence"), "plus")
        add_sequence.clicked.connect(lambda: self.draft.begin({}))
        for button in (self._suggest, add_sequence):
            self.header.add_secondary(button)
        self.add_step = PrimaryButton(tr("Add step"), "plus")
        self.add_step.clicked.connect(self.add_new)
        self.header.set_primary(self.add_step)
        for button in (add_sequence, self.add_step):
            button.explain(self.session.why_read_only)
        self.draft = draft_of(self.session, Sequence.KIND, ("name",))
        self.draft.given.connect(self._add_sequence)
        self.draft.dropped.connect(self.draft.hide)

    def _build_detail(self) -> None:
        self.step = StepPane(self.session, self.navigator)
        self.step.moved.connect(self.move_step)
        self.step.deleted.connect(self.notice.say_deleted)
        self._no_step = EmptyState(
            "route", tr("Which step?"), tr("Add a step, or choose one in the list to see it whole.")
        )
        self._step_stack = QStackedWidget()
        self._step_stack.addWidget(self.step)
        self._step_stack.addWidget(self._no_step)
        self.tabs = Tabs(tr("Step and sequence"))
        self.tabs.add("step", tr("The step"), self._step_stack)
        self.tabs.add("sequence", tr("The sequence"), lambda: self.plan)

    @cached_property
    def plan(self) -> PlanPane:
        """The sequence's own fields; built with its tab, for a form takes time."""
        pane = PlanPane(self.session, self.navigator, self._today)
        pane.deleted.connect(self.notice.say_deleted)
        pane.told.connect(self.notice.say)
        pane.show_sequence(self._sequence)
        return pane

    @cached_property
    def suggestion(self) -> Suggestion:
        """The suggested order; built when it is first asked for."""
        view = Suggestion(self.session, self._today)
        view.closed.connect(self._back)
        view.goal_asked.connect(self._set_goal)
        view.opened.connect(self._open_suggested)
        view.follow_asked.connect(self._follow)
        self._body.addWidget(view)
        return view

    def _back(self) -> None:
        """Show the steps again."""
        self._body.setCurrentIndex(0 if self._sequence else 1)
        self._show_head(suggesting=False)

    def _set_goal(self) -> None:
        if not self._sequence:
            self.draft.begin({})
        elif self.show_record(self._sequence):
            self.plan.form.form.focus_field("goals")

    def _show_head(self, *, suggesting: bool) -> None:
        self.segments.setVisible(not suggesting)
        self.add_step.setVisible(not suggesting)

    def _open_suggested(self, id: str) -> None:
        self._back()
        if not self.show_record(id):
            self.navigator.record_asked.emit(id)

    def _follow(self, proposal: Proposal) -> None:
        self._back()
        follow(self.session, proposal, self.notice)

    def _views(self) -> StepViews:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QHBoxLayout()
        measure.margins(strip, 24, 0, 24, 10)
        strip.addWidget(self.pot)
        column.addLayout(strip)
        column.addWidget(Beside(self._steps(), self.tabs, (3, 2), tr("Steps")), 1)
        views = StepViews(listed, read_only=self.session.read_only)
        views.add_asked.connect(self.add_new)
        views.stone_opened.connect(lambda: self.show_record(self._sequence))
        views.opened.connect(self.show_record)
        views.moved.connect(self.move_days)
        return views

    def _refresh_view(self) -> None:
        self.views.fill(self.session.snapshot(), self._sequence, self._found(), self._today())

    def _steps(self) -> QWidget:
        self.combo = ComboBox()
        self.combo.setAccessibleName(tr("Sequence"))
        self.combo.activated.connect(self._choose_sequence)
        model = IdTableModel(
            listing.COLUMNS, lambda ids: [self._rows[id] for id in ids if id in self._rows], self
        )
        self.table = RowTable(model, tr("Steps"), tall=True)
        self.table.current_changed.connect(self._choose)
        self.table.clicked.connect(lambda _: self.tabs.show_tab("step"))
        self.table.opened.connect(lambda _: self.step.form.form.focus_field("organisation"))
        for keys, act in (
            ("Alt+Up", lambda: self.move_step(-1)),
            ("Alt+Down", lambda: self.move_step(1)),
            ("Del", self.step.delete),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self._card = Card(flush=True, fills=True)
        self._card.add(self.table)
        why = tr("Add a step for the first partner to be asked.")
        self._no_steps = EmptyState("route", tr("Who comes first?"), why)
        pane = QWidget()
        column = QVBoxLayout(pane)
        measure.margins(column, 24, 2, 16, 20)
        measure.spacing(column, 10)
        column.addWidget(self.combo)
        column.addWidget(self._card, 1)
        column.addWidget(self._no_steps, 1)
        return pane

    def _nothing_yet(self) -> QWidget:
        first = PrimaryButton(tr("Plan the first step"), "plus")
        first.clicked.connect(self.add_new)
        first.explain(self.session.why_read_only)
        return nothing_yet(first)

    def _found(self) -> list[Step]:
        return steps.in_order(self.session.snapshot(), self._sequence)

    def _offer_sequences(self) -> None:
        known = self.session.snapshot().sequences
        self.combo.clear()
        for sequence in known.values():
            self.combo.addItem(sequence.name, sequence.id)
        self.combo.setCurrentIndex(self.combo.findData(self._sequence))
        self.combo.setVisible(len(known) > 1)

    def _choose_sequence(self, _: int) -> None:
        if self.commit():
            self._sequence = str(self.combo.currentData())
        self.refresh(None)

    def _choose(self, id: str) -> None:
        if not self.step.show_step(id):
            self.table.select(self.step.id)
            return
        self._step_stack.setCurrentWidget(self.step)
        self.pot.show_step(id)

    def _show_detail(self) -> None:
        if "plan" in vars(self):
            self.plan.show_sequence(self._sequence)
        if self.step.id not in self._rows:
            self.step.forget()
            self._step_stack.setCurrentWidget(self._no_step)
            if self._rows and not self.table.select(self.table.current_id()):
                self.table.select(next(iter(self._rows)))
            if self.table.current_id():
                self._choose(self.table.current_id())
        else:
            self.step.refresh(self.session.snapshot())

    def _fit_pot(self) -> None:
        tall = self.height() >= theme().em(POT_FROM)
        self.pot.setVisible(tall and self.pot.model_.rowCount() > 0)

    def _add_sequence(self, values: dict[str, object]) -> None:
        id = new_id()
        self.draft.hide()
        self.session.edit(
            tr("Added the sequence “{name}”", name=str(values["name"])[:120]),
            lambda edit: edit.add(Sequence, id=id, status="draft", **values),
            lambda _: self.show_record(id),
        )
