"""The steps in a calendar: one month, a box for each day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.snapshot import Snapshot
from ui.delegates import painting
from ui.forms.dates import day_as, whole_day
from ui.theme import measure
from ui.theme.appearance import theme
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, ToolButton
from ui.widgets.card import Card
from ui.widgets.labels import Label

DAYS = 7
ENTRY = 22
"""Design pixels of a step in its day."""


class MonthView(QWidget):
    """A month with buttons to go to others."""

    opened = Signal(str)
    """A step's id."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self.grid = MonthGrid()
        self.grid.opened.connect(self.opened)
        self.grid.month_changed.connect(self._name)
        self._month = Label("", "subtitle")
        before = ToolButton(
            "chevron-left", tr("The month before"), tr("The month before (Page up)")
        )
        after = ToolButton(
            "chevron-right", tr("The month after"), tr("The month after (Page down)")
        )
        now = Button(tr("Today"))
        before.clicked.connect(lambda: self.grid.turn(-1))
        after.clicked.connect(lambda: self.grid.turn(1))
        now.clicked.connect(self.grid.to_today)
        row = QHBoxLayout()
        measure.margins(row, 16, 10, 12, 8)
        measure.spacing(row, 6)
        row.addWidget(self._month, 1)
        for button in (before, now, after):
            row.addWidget(button)
        card = Card(flush=True, fills=True)
        card.add(row)
        card.add(self.grid)
        column = QVBoxLayout(self)
        measure.margins(column, 24, 2, 24, 20)
        column.addWidget(card)
        self.setFocusProxy(self.grid)

    def show_steps(self, snapshot: Snapshot, found: Sequence[Step], today: dt.date) -> None:
        """Show the steps that have a day."""
        self.grid.show_steps(snapshot, found, today)

    def _name(self, year: int, month: int) -> None:
        self._month.setText(day_as(dt.date(year, month, 1), "MMMM yyyy"))


class MonthGrid(QWidget):
    """The days of a month. Arrow keys go from day to day, Enter opens the first step of one."""

    opened = Signal(str)
    """A step's id."""
    month_changed = Signal(int, int)
    """Year and month that are now shown."""

    def __init__(self) -> None:
        """Begin at the first month that there is."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Calendar"))
        self.day = self._today = dt.date(1, 1, 1)
        self.by_day: dict[dt.date, list[tuple[str, str, Tone]]] = {}
        """By day: the steps on it, with their words and tone."""

    def show_steps(self, snapshot: Snapshot, found: Sequence[Step], today: dt.date) -> None:
        """Show the steps that have a day; the first time, the month of ``today``."""
        first = self._today == dt.date(1, 1, 1)
        self._today = today
        self.by_day = {}
        for step in found:
            if (due := steps.due_on(snapshot, step)) is not None:
                entry = (step.id, steps.title(snapshot, step), _tone(step, due, today))
                self.by_day.setdefault(due, []).append(entry)
        self.go_to(today if first else self.day)

    def go_to(self, day: dt.date) -> None:
        """Make a day the chosen one."""
        self.day = day
        self.month_changed.emit(day.year, day.month)
        self.setAccessibleDescription(self._sentence(day))
        event = QAccessible.Event.DescriptionChanged
        QAccessible.updateAccessibility(QAccessibleEvent(self, event))
        self.update()

    def to_today(self) -> None:
        """Go to the month of today."""
        self.go_to(self._today)

    def turn(self, by: int) -> None:
        """Go so many months on."""
        months = self.day.year * 12 + self.day.month - 1 + by
        year, month = divmod(months, 12)
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return
        last = calendar.monthrange(year, month + 1)[1]
        self.go_to(dt.date(year, month + 1, min(self.day.day, last)))

    def sizeHint(self) -> QSize:
        """Return room for a few steps in each day."""
        return QSize(theme().em(700), theme().em(480))

    def minimumSizeHint(self) -> QSize:
        """Return room for the numbers of the days."""
        return QSize(theme().em(280), theme().em(200))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another day or month, or open a step."""
        back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        by = {
            Qt.Key.Key_Left: 1 if back else -1,
            Qt.Key.Key_Right: -1 if back else 1,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }.get(Qt.Key(event.key()))
        if by is not None:
            self.go_to(self.day + dt.timedelta(days=by))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.day in self.by_day:
            self.opened.emit(self.by_day[self.day][0][0])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day."""
        for day, box in self._boxes():
            if box.contains(event.position().toPoint()):
                self.go_to(day)
                return

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the step that is pointed at."""
        if id := self._step_at(event.position().toPoint()):
            self.opened.emit(id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the days, and a box for each day."""
        now, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        head = self._head()
        for n in range(DAYS):
            day, box = boxes[n]
            words = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
            place = QRect(box.left() + now.em(8), 0, box.width() - now.em(8), head)
            place = QStyle.visualRect(
                self.layoutDirection(), QRect(box.left(), 0, box.width(), head), place
            )
            painting.text(painter, place, words, now.font("chip"), now.colour("text2"))
        for day, box in boxes:
            self._box(painter, day, box)
        painter.end()

    def _box(self, painter: QPainter, day: dt.date, box: QRect) -> None:
        now = theme()
        inside = day.month == self.day.month
        painter.fillRect(box, now.colour("surface" if inside else "subtle"))
        painter.setPen(now.colour("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        number = box.adjusted(now.em(8), now.em(4), -now.em(6), 0)
        number.setHeight(QFontMetrics(now.font("strong")).height())
        if day == self._today:
            mark = QRect(0, 0, now.em(24), number.height() + 2)
            mark.moveCenter(QPoint(number.left() + now.em(8), number.center().y()))
            mark = QStyle.visualRect(self.layoutDirection(), box, mark)
            painting.rounded(painter, mark, mark.height() / 2, now.colour("pot"))
            painting.text(
                painter,
                mark,
                str(day.day),
                now.font("strong"),
                now.colour("surface"),
                painting.CENTRE,
            )
        else:
            font = now.font("body")
            ink = now.colour("text" if inside else "text3")
            painting.text(painter, number, str(day.day), font, ink)
        for place, (_, words, tone) in self._entries(day, box):
            ink, soft = now.tone(tone)
            painting.rounded(painter, place, now.em(4), soft)
            within = place.adjusted(now.em(6), 0, -now.em(6), 0)
            painting.text(painter, within, words, now.font("caption"), ink)
        if day == self.day:
            if self.hasFocus():
                painting.draw_focus(painter, now, box, now.em(4))
            else:
                painting.outlined(painter, box, now.em(4), now.colour("accent"))

    def _entries(self, day: dt.date, box: QRect) -> list[tuple[QRect, tuple[str, str, Tone]]]:
        """Return the steps of a day that there is room for, and how many more there are."""
        now, found = theme(), self.by_day.get(day, [])
        top = box.top() + now.em(8) + QFontMetrics(now.font("strong")).height()
        most = max(0, (box.bottom() - top) // now.em(ENTRY))
        shown = found if len(found) <= most else found[: max(0, most - 1)]
        if len(shown) < len(found) and most:
            more = len(found) - len(shown)
            shown = [
                *shown,
                (
                    "",
                    plural("and {n} more", "and {n} more", more)
                    if shown
                    else plural("{n} step", "{n} steps", more),
                    "neutral",
                ),
            ]
        return [
            (
                QRect(
                    box.left() + now.em(4),
                    top + n * now.em(ENTRY),
                    box.width() - now.em(8),
                    now.em(ENTRY) - 3,
                ),
                entry,
            )
            for n, entry in enumerate(shown)
        ]

    def _step_at(self, point: QPoint) -> str:
        for day, box in self._boxes():
            for place, (id, *_) in self._entries(day, box):
                if place.contains(point):
                    return id
        return ""

    def _head(self) -> int:
        return QFontMetrics(theme().font("chip")).height() + theme().em(10)

    def _boxes(self) -> list[tuple[dt.date, QRect]]:
        """Return the days that are shown, in whole weeks, and where each is."""
        begins = QLocale().firstDayOfWeek().value
        first = self.day.replace(day=1)
        lead = (first.isoweekday() - begins) % DAYS
        length = calendar.monthrange(first.year, first.month)[1]
        weeks = -(-(lead + length) // DAYS)
        head = self._head()
        wide, high = self.width() / DAYS, (self.height() - head - 1) / weeks
        boxes = []
        for n in range(weeks * DAYS):
            left, top = round(n % DAYS * wide), head + round(n // DAYS * high)
            right, low = round((n % DAYS + 1) * wide), head + round((n // DAYS + 1) * high)
            box = QRect(left, top, right - left, low - top)
            ordinal = min(max(first.toordinal() - lead + n, 1), dt.date.max.toordinal())
            boxes.append(
                (
                    dt.date.fromordinal(ordinal),
                    QStyle.visualRect(self.layoutDirection(), self.rect(), box),
                )
            )
        return boxes

    def _sentence(self, day: dt.date) -> str:
        found = [entry[1] for entry in self.by_day.get(day, [])]
        words = whole_day(day)
        return f"{words}: {'; '.join(found)}" if found else tr("{day}: no step", day=words)


def _tone(step: Step, due: dt.date, today: dt.date) -> Tone:
    if not steps.is_open(step):
        return "neutral"
    return "danger" if due < today else "accent"
