"""A suggested order, each move explained; it is followed only when a person says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from outreach.base.errors import expected
from outreach.base.language import plural, tr
from outreach.planning.proposal.bands import in_words
from outreach.planning.proposal.proposing import Proposal, ProposedStep, propose
from outreach.snapshot import Snapshot
from ui.forms.dates import say_day
from ui.jobs.task import Task
from ui.models.rows import ChipText, Row
from ui.pages.sequence.assuming import WhatIfPane, clear
from ui.session import Session
from ui.theme import measure
from ui.widgets.bands import ReasonBand, WarningBand
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.labels import Label, Overline
from ui.widgets.marks import Chip, IconMark
from ui.widgets.middle import Middle
from ui.widgets.panes import ScrollArea, Tabs
from ui.widgets.row_list import RowList

MOST_SAID = 5
"""Sentences of a kind that are shown."""


class Suggestion(QWidget):
    """Works an order out beside the window, shows it, and what would be if."""

    follow_asked = Signal(object)
    """Proposal: bring the plan into this order."""
    closed = Signal()
    """Nothing is to be done with it."""
    goal_asked = Signal()
    """There is no goal to order by: say it."""
    opened = Signal(str)
    """A step's or partner's id: show it."""

    def __init__(self, session: Session, today: Callable[[], dt.date]) -> None:
        """Begin without a suggestion; :meth:`ask` works one out."""
        super().__init__()
        self._session, self._today = session, today
        self._task = Task("order", self)
        self._snapshot: Snapshot | None = None
        self.proposal: Proposal | None = None
        """What is shown; None while it is worked out, or when there is none."""
        self._goal = ""
        self.waiting = Waiting()
        self._task.progress.connect(self.waiting.tell)
        self.waiting.stop.clicked.connect(self.give_up)
        self.refusal = Middle(tr("No order"))
        self._why = Label("", "body", "text2", wrap=True)
        self.refusal.head(IconMark("route", "text2", 44), tr("No order can be suggested yet"), "")
        self.refusal.column.addWidget(self._why)
        self.set_goal = PrimaryButton(tr("Set the goal"))
        self.set_goal.clicked.connect(self.goal_asked)
        self.set_goal.explain(session.why_read_only)
        back = Button(tr("Go back"))
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self.set_goal)
        row.addWidget(back)
        row.addStretch()
        self.refusal.column.addLayout(row)
        self.what_if = WhatIfPane(session, today)
        self.tabs = Tabs(tr("Suggested order"))
        self.tabs.add("order", tr("Suggested order"), self._result())
        self.tabs.add("what_if", tr("What if…"), self.what_if)
        self._stack = QStackedWidget()
        for part in (self.waiting, self.refusal, self.tabs):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.list)

    def ask(self, sequence: str) -> None:
        """Work an order out for a sequence, from what is in the file now."""
        snapshot, today, goal = self._session.snapshot(), self._today(), sequence
        self._goal, self.proposal = goal, None
        self.waiting.bar.setValue(0)
        self._stack.setCurrentWidget(self.waiting)

        def work(tell: Callable[[float], None], given_up: Callable[[], bool]) -> Proposal:
            return propose(snapshot, today, goal or None, progress=tell, cancelled=given_up)

        self._task.start(work, lambda found: self._show(snapshot, found), self._refuse)

    def give_up(self) -> None:
        """Stop working it out."""
        self._task.give_up()
        self.what_if.give_up()
        self.closed.emit()

    def leave(self) -> None:
        """Stop for good: the file is about to be closed."""
        self._task.close()
        self.what_if.leave()

    def _refuse(self, error: Exception) -> None:
        self._why.setText(str(expected(error)))
        self._stack.setCurrentWidget(self.refusal)

    def _show(self, snapshot: Snapshot, found: Proposal) -> None:
        self._snapshot, self.proposal = snapshot, found
        self._say_outlook(found)
        rows = [_row(step, n, self._today()) for n, step in enumerate(found.steps, 1)]
        self.list.set_rows(rows)
        self._facts(found)
        if found.steps:
            self.list.select(found.steps[0].organisation)
            self._choose(found.steps[0].organisation)
        why = self._session.why_read_only
        if found.edit.is_empty:
            why = why or tr("The steps are in this order already.")
        self.follow.explain(why)
        self.what_if.offer(snapshot, self._goal)
        self._stack.setCurrentWidget(self.tabs)

    def _say_outlook(self, found: Proposal) -> None:
        outlook = found.outlook
        said = tr("The goal: {chance}.", chance=outlook.words)
        if outlook.band != outlook.words:
            said += " " + tr("Were each judgement a step off: {chances}.", chances=outlook.band)
        adaptive = outlook.adaptive
        if adaptive is not None and in_words(adaptive) != outlook.words:
            said += " " + tr(
                "With a new order after each answer: {chance}.", chance=in_words(adaptive)
            )
        if found.proven:
            said += " " + tr("No other order does better on these judgements.")
        self.band.set(tr("Outlook."), said)
        self.warning.set(" ".join((*found.lost, *(one.sentence for one in found.unplaced))))
        self.warning.setVisible(bool(found.lost or found.unplaced))

    def _result(self) -> QWidget:
        self.band = ReasonBand("", "")
        self.warning = WarningBand("")
        self.follow = PrimaryButton(tr("Use this order"), "check")
        self.follow.clicked.connect(lambda: self.follow_asked.emit(self.proposal))
        close = Button(tr("Leave it as it is"))
        close.clicked.connect(self.closed)
        self.list = RowList(name=tr("Suggested order"))
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(self._open)
        card = Card(flush=True, fills=True)
        card.add(self.list)
        left = QWidget()
        column = QVBoxLayout(left)
        measure.margins(column, 24, 12, 12, 20)
        measure.spacing(column, 10)
        column.addWidget(self.band)
        column.addWidget(self.warning)
        column.addWidget(card, 1)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addWidget(self.follow)
        row.addWidget(close)
        row.addStretch(1)
        column.addLayout(row)
        detail = QWidget()
        inner = QVBoxLayout(detail)
        measure.margins(inner, 16, 12, 24, 20)
        measure.spacing(inner, 16)
        self._why_here, self._hangs = Card(), Card(tr("What it hangs on"))
        inner.addWidget(self._why_here)
        inner.addWidget(self._hangs)
        inner.addStretch(1)
        return Beside(left, ScrollArea(detail, tr("Why")), (3, 2), tr("Suggested order"))

    def _choose(self, organisation: str) -> None:
        if self.proposal is None or self._snapshot is None:
            return
        steps = {step.organisation: step for step in self.proposal.steps}
        step = steps.get(organisation)
        if step is None:
            return
        self._why_here.set_title(step.name)
        clear(self._why_here.body)
        chips = QHBoxLayout()
        chips.addWidget(Chip(tr("Yes: {chance}", chance=step.chance_words), "info"))
        chips.addStretch(1)
        self._why_here.add(chips)
        messenger = self._snapshot.name(step.messenger)
        if messenger:
            self._why_here.add(
                Label(tr("Through {messenger}", messenger=messenger), "body", "text2", wrap=True)
            )
        self._why_here.add(Overline(tr("Why here")))
        for reason in step.reasons:
            self._why_here.add(Label(reason.words, wrap=True))

    def _facts(self, found: Proposal) -> None:
        clear(self._hangs.body)
        groups: Sequence[tuple[str, Sequence[str]]] = (
            (tr("Whom the goal needs most"), [one.words for one in found.worths]),
            (tr("Judgements that matter most"), [_capital(one.words) for one in found.matters]),
            (tr("Not judged yet, taken to be in the middle"), [one.words for one in found.guesses]),
        )
        for title, sentences in groups:
            if sentences:
                self._hangs.add(Overline(title))
                for words in sentences[:MOST_SAID]:
                    self._hangs.add(Label(words, "body", "text2", wrap=True))
                if len(sentences) > MOST_SAID:
                    more = len(sentences) - MOST_SAID
                    self._hangs.add(
                        Label(plural("and {n} more", "and {n} more", more), "caption", "text2")
                    )

    def _open(self, organisation: str) -> None:
        steps = {step.organisation: step for step in self.proposal.steps} if self.proposal else {}
        step = steps.get(organisation)
        if step is not None:
            self.opened.emit(step.steps[0] if step.steps else organisation)


class Waiting(Middle):
    """How far the work is, and a way to stop it."""

    def __init__(self) -> None:
        """Begin at nothing."""
        super().__init__(tr("Working out an order"))
        self.head(
            IconMark("route", "accent", 44),
            tr("Working out an order"),
            tr("Each order is weighed by who listens to whom. Nothing is changed in your plan."),
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("How far it is"))
        self.column.addWidget(self.bar)
        self.stop = Button(tr("Cancel"))
        self.column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)

    def tell(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.bar.setValue(round(100 * share))


def _row(step: ProposedStep, number: int, today: dt.date) -> Row:
    moved = ChipText(tr("New"), "accent")
    if step.was is not None:
        places = step.was + 1 - number
        moved = ChipText(tr("Stays"), "neutral")
        if places:
            way = (
                plural("{n} earlier", "{n} earlier", places)
                if places > 0
                else plural("{n} later", "{n} later", -places)
            )
            moved = ChipText(way, "accent")
    first = step.reasons[0].words if step.reasons else ""
    dates = ""
    if step.start is not None:
        dates = say_day(step.start, today)
    return Row(
        step.organisation,
        f"{number}  {step.name}",
        " · ".join(part for part in (dates, first) if part),
        (moved,),
        spoken=f"{number}, {step.name}, {moved.text}, {dates}, {first}",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
