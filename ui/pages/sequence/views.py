"""The ways to look at the steps of a sequence, one at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.snapshot import Snapshot
from ui.pages.sequence.month import MonthView
from ui.pages.sequence.pot_view import PotView
from ui.pages.sequence.timeline import Timeline
from ui.theme import measure
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState

VIEWS = (
    ("pot", tr("Pot")),
    ("timeline", tr("Timeline")),
    ("list", tr("List")),
    ("calendar", tr("Calendar")),
)


class StepViews(QStackedWidget):
    """Pot, timeline, list and calendar; only what is looked at is filled."""

    opened = Signal(str)
    """A step's id: show it whole."""
    moved = Signal(str, int)
    """A step is to be moved by so many days."""
    stone_opened = Signal()
    """Show the seed idea."""
    add_asked = Signal()
    """Add a step."""

    def __init__(self, listed: QWidget, *, read_only: bool) -> None:
        """Build the views around the list; a file that is only read takes no more steps."""
        super().__init__()
        self.pot = PotView(read_only=read_only)
        self.timeline = Timeline()
        self.month = MonthView()
        self.pot.add_asked.connect(self.add_asked)
        self.pot.stone_opened.connect(self.stone_opened)
        self.pot.step_opened.connect(self.opened)
        self.timeline.opened.connect(self.opened)
        self.month.opened.connect(self.opened)
        for timeline in (self.pot.timeline, self.timeline):
            timeline.moved.connect(self.moved)
        lanes = Card(flush=True, fills=True)
        lanes.add(self.timeline)
        alone = QWidget()
        column = QVBoxLayout(alone)
        measure.margins(column, 24, 2, 24, 20)
        column.addWidget(lanes)
        for view in (self.pot, alone, listed, self.month):
            self.addWidget(view)
        self.setFocusProxy(self.pot)

    def show_view(self, view: str) -> None:
        """Show one of :data:`VIEWS`."""
        self.setCurrentIndex([id for id, _ in VIEWS].index(view))

    def fill(
        self, snapshot: Snapshot, sequence: str, found: Sequence[Step], today: dt.date
    ) -> None:
        """Fill what is looked at; the list is filled by the page."""
        shown = VIEWS[self.currentIndex()][0]
        if shown == "pot":
            self.pot.show_steps(snapshot, sequence, found, today)
        elif shown == "timeline":
            self.timeline.show_steps(snapshot, found, today)
        elif shown == "calendar":
            self.month.show_steps(snapshot, found, today)


def nothing_yet(first: PrimaryButton) -> EmptyState:
    """Return what is shown before there is a sequence, with the button that begins one."""
    return EmptyState(
        "cooking-pot",
        tr("Who should be asked first?"),
        tr(
            "Put the asks in an order in which each yes makes the next one "
            "easier. Begin with somebody who already trusts you."
        ),
        first,
    )
