"""What if somebody says no, leaves or is late, or a judgement is off: now beside then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from outreach.base.errors import expected
from outreach.base.language import plural, tr
from outreach.planning import steps
from outreach.planning.proposal.happenings import HAPPENINGS, assume, may_happen, subjects
from outreach.planning.proposal.proposing import Proposal
from outreach.planning.proposal.what_if import WhatIf, what_if
from outreach.snapshot import Snapshot
from ui.jobs.task import Task
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.bands import ReasonBand, WarningBand
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label, Overline
from ui.widgets.panes import ScrollArea

MOST_STEPS = 12
"""Partners of an order that are shown."""
BESIDE_FROM = 560
"""Design pixels from which the two orders stand side by side."""


class WhatIfPane(QWidget):
    """Asks what is to be assumed, and shows what would come of it. Nothing is written."""

    def __init__(self, session: Session, today: Callable[[], dt.date]) -> None:
        """Begin without a question; :meth:`offer` fills the choices."""
        super().__init__()
        self._session, self._today = session, today
        self._task = Task("what-if", self)
        self._task.progress.connect(self._tell)
        self._snapshot: Snapshot | None = None
        self._goal = ""
        self.found: WhatIf | None = None
        """What is shown."""
        column = QVBoxLayout(self)
        measure.margins(column, 24, 12, 24, 12)
        measure.spacing(column, 10)
        column.addLayout(self._question())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(tr("How far it is"))
        self.bar.hide()
        column.addWidget(self.bar)
        self.band = ReasonBand("", "")
        self.warning = WarningBand("")
        content = QWidget()
        self._result = QVBoxLayout(content)
        self._result.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._result, 16)
        self._result.addWidget(self.band)
        self._result.addWidget(self.warning)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        measure.spacing(self._sides, 16)
        self._now, self._then = Card(tr("Now")), Card(tr("Then"))
        for card in (self._now, self._then):
            self._sides.addWidget(card, 1)
        self._result.addLayout(self._sides)
        self._after = Card(tr("What would change"))
        self._result.addWidget(self._after)
        self._result.addStretch(1)
        column.addWidget(ScrollArea(content, tr("What if")), 1)
        self._clear()

    def offer(self, snapshot: Snapshot, goal: str) -> None:
        """Offer the partners, people and ties of a plan, whose goal is a sequence."""
        self._snapshot, self._goal = snapshot, goal
        self.who.clear()
        for id, name in subjects(snapshot):
            self.who.addItem(name, id)
        self._clear()
        self._fit()

    def try_it(self) -> None:
        """Work out what would be if."""
        snapshot, today, goal = self._snapshot, self._today(), self._goal or None
        id = str(self.who.currentData() or "")
        if snapshot is None or not id:
            return
        what = assume(snapshot, id, str(self.happens.currentData()), today, goal)
        self._clear()
        self.bar.setValue(0)
        self.bar.show()
        self.stop.show()

        def work(tell: Callable[[float], None], given_up: Callable[[], bool]) -> WhatIf:
            return what_if(snapshot, today, what, goal, progress=tell, cancelled=given_up)

        self._task.start(work, self._show, self._refuse)

    def give_up(self) -> None:
        """Stop working it out."""
        self._task.give_up()
        self.bar.hide()
        self.stop.hide()

    def leave(self) -> None:
        """Stop for good."""
        self._task.close()

    def resizeEvent(self, event: object) -> None:
        """Put the two orders side by side, or below each other."""
        beside = self.width() >= theme().em(BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _tell(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _question(self) -> QHBoxLayout:
        self.who, self.happens = ComboBox(), ComboBox()
        self.who.setAccessibleName(tr("What if: who"))
        self.who.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.who.setMinimumContentsLength(8)
        self.who.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.who.currentIndexChanged.connect(lambda _: self._fit())
        self.happens.setAccessibleName(tr("What if: what happens"))
        self.ask = Button(tr("Try it"), "arrow-right")
        self.ask.clicked.connect(self.try_it)
        self.stop = Button(tr("Cancel"))
        self.stop.clicked.connect(self.give_up)
        self.stop.hide()
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addWidget(Label(tr("What if")))
        row.addWidget(self.who, 1)
        row.addWidget(self.happens)
        row.addWidget(self.ask)
        row.addWidget(self.stop)
        return row

    def _fit(self) -> None:
        """Offer what can happen to the partner, the person or the tie."""
        before, chosen = self.happens.currentData(), self.who.currentData()
        self.happens.clear()
        if self._snapshot is not None and chosen:
            for id in may_happen(self._snapshot, chosen, self._goal or None):
                self.happens.addItem(HAPPENINGS[id], id)
        self.happens.setCurrentIndex(max(0, self.happens.findData(before)))

    def _clear(self) -> None:
        self.found = None
        for part in (self.band, self.warning, self._now, self._then, self._after):
            part.hide()

    def _refuse(self, error: Exception) -> None:
        expected(error)
        self.give_up()
        self.warning.set(str(error))
        self.warning.show()

    def _show(self, found: WhatIf) -> None:
        self.give_up()
        self.found = found
        self.band.set(tr("Then."), f"{found.comparison.outlook} {found.advice}".strip())
        self.band.show()
        self.warning.set(found.as_planned)
        self.warning.setVisible(bool(found.stranded or found.then.lost))
        for card, proposal in ((self._now, found.now), (self._then, found.then)):
            _fill(card, proposal)
            card.show()
        self._say_changes(found)

    def _say_changes(self, found: WhatIf) -> None:
        assert self._snapshot is not None
        snapshot = self._snapshot
        clear(self._after.body)

        def of(step: str, words: str) -> str:
            return f"{steps.title(snapshot, snapshot.steps[step])}: {words}"

        groups: Sequence[tuple[str, list[str]]] = (
            (tr("Steps that are stranded"), [of(one.step, one.words) for one in found.stranded]),
            (tr("Ways round"), [of(one.step, one.words) for one in found.instead]),
            (tr("What moves"), [one.words for one in found.comparison.moved]),
        )
        for title, sentences in groups:
            if sentences:
                self._after.add(Overline(f"{title} ({len(sentences)})"))
                for words in sentences:
                    self._after.add(Label(words, wrap=True))
        self._after.setVisible(any(sentences for _, sentences in groups))


def _fill(card: Card, proposal: Proposal) -> None:
    clear(card.body)
    outlook = proposal.outlook
    card.add(Label(tr("The goal: {chance}", chance=outlook.words), "name", wrap=True))
    card.add(
        Label(
            tr("With judgements a step off: {chances}", chances=outlook.band),
            "caption",
            "text2",
            wrap=True,
        )
    )
    for number, step in enumerate(proposal.steps[:MOST_STEPS], 1):
        card.add(Label(f"{number}  {step.name}: {step.chance_words}", wrap=True))
    if len(proposal.steps) > MOST_STEPS:
        card.add(
            Label(
                plural("and {n} more", "and {n} more", len(proposal.steps) - MOST_STEPS),
                "caption",
                "text2",
            )
        )


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and out of those in it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
