"""What the list of edits is filtered by: words, who edited, what kind of record, which days."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.history.browsing import Wanted
from outreach.initiative import MODEL
from ui.forms.calendar import open_calendar
from ui.forms.dates import say_day
from ui.theme import measure
from ui.widgets.flow import FlowLayout
from ui.widgets.inputs import ComboBox
from ui.widgets.search import SearchField

ONE_DAY = tr("One day…")


class Days(NamedTuple):
    """From which day on, and up to which; None for without an end."""

    since: dt.date | None = None
    until: dt.date | None = None


class DayFilter(ComboBox):
    """Any day, some that are asked for often, or one from a calendar."""

    changed = Signal()
    """Other days are wanted."""

    def __init__(self) -> None:
        """Begin with any day."""
        super().__init__()
        self.setAccessibleName(tr("Days"))
        self._days: list[Days] = []
        self._chosen = 0
        self._picked: dt.date | None = None
        self._fill()
        self.activated.connect(self._choose)

    def days(self) -> Days:
        """Return the days that are wanted."""
        return self._days[self._chosen]

    def pick(self, day: dt.date) -> None:
        """Want one day."""
        self._picked = day
        self._fill()
        self._take(self.count() - 2)

    def clear_choice(self) -> None:
        """Want any day."""
        self._take(0)

    def _fill(self) -> None:
        """List the choices as of today; a day that was picked stands before the last."""
        today = dt.date.today()
        ago = [(words, today - dt.timedelta(days=n)) for words, n in _AGO]
        found = [(tr("Any day"), Days()), (tr("Today"), Days(today, today))]
        found += [(words, Days(day)) for words, day in ago]
        if self._picked is not None:
            found.append((say_day(self._picked, today), Days(self._picked, self._picked)))
        with QSignalBlocker(self):
            self.clear()
            self.addItems([words for words, _ in found])
            self.addItem(ONE_DAY)
        self._days = [days for _, days in found]

    def _choose(self, place: int) -> None:
        if place < len(self._days):
            self._take(place)
            return
        # Until a day is picked, what was wanted before still is.
        self.setCurrentIndex(self._chosen)
        shown = self.days().until or dt.date.today()
        open_calendar(self, tr("the edits of one day"), shown, self.pick)

    def _take(self, place: int) -> None:
        self.setCurrentIndex(place)
        if place != self._chosen or self._picked is not None:
            self._chosen = place
            self.changed.emit()


_AGO = (
    (tr("Since yesterday"), 1),
    (tr("The last 7 days"), 6),
    (tr("The last 30 days"), 29),
)
"""Words, and how many days before today that begins."""


class Filters(QWidget):
    """A line of search above three lists to choose from."""

    changed = Signal()
    """Other edits are wanted."""

    def __init__(self) -> None:
        """Begin with everything."""
        super().__init__()
        self.search = SearchField(tr("Search the history"))
        self.search.set_delay(200)
        self.who, self.kind, self.day = ComboBox(), ComboBox(), DayFilter()
        self.who.setAccessibleName(tr("Who edited"))
        self.kind.setAccessibleName(tr("Kind of record"))
        self.kind.addItem(tr("All kinds"), None)
        for kind in MODEL.kinds.values():
            self.kind.addItem(kind.plural, kind.name)
        self.who.addItem(tr("Everybody"), None)
        column = QVBoxLayout(self)
        measure.margins(column, 12, 12, 12, 10)
        measure.spacing(column, 8)
        column.addWidget(self.search)
        row = FlowLayout(gap=6)
        for box in (self.who, self.kind, self.day):
            measure.maximum_width(box, 118)
            row.addWidget(box)
        column.addLayout(row)
        self.search.searched.connect(lambda _: self.changed.emit())
        self.who.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.day.changed.connect(self.changed)

    def set_people(self, names: list[str]) -> None:
        """Offer these people; who was chosen stays so."""
        chosen = self.who.currentData()
        if [self.who.itemData(n) for n in range(1, self.who.count())] == names:
            return
        with QSignalBlocker(self.who):
            self.who.clear()
            self.who.addItem(tr("Everybody"), None)
            for name in names:
                self.who.addItem(name, name)
            self.who.setCurrentIndex(max(0, self.who.findData(chosen)))

    def wanted(self) -> Wanted:
        """Return which edits are wanted."""
        since, until = self.day.days()
        return Wanted(
            person=self.who.currentData(),
            kind=self.kind.currentData(),
            since=since,
            until=until,
            words=self.search.text().strip(),
        )

    def clear(self) -> None:
        """Want everything."""
        with QSignalBlocker(self):
            self.search.clear()
            self.who.setCurrentIndex(0)
            self.kind.setCurrentIndex(0)
            self.day.clear_choice()
        self.changed.emit()
