"""The steps on their days: one lane for each partner, weeks across, a line for today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QStyle

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.planning import steps
from outreach.planning.lanes import Bar, Lane, lanes, packed
from outreach.snapshot import Snapshot
from ui.delegates import painting
from ui.forms.dates import day_as
from ui.icons import draw_icon
from ui.pages.sequence.bar_words import look_of, monday, sentence, words_of
from ui.theme.appearance import appearance, theme

NAMES, WEEK = 196, 74
"""Design pixels of the partners' names, and of a week."""
HEAD, ROW, BAR, PAD = 38, 32, 24, 8
"""Design pixels of the line of dates, a row, a bar, and the room around a lane."""
LEAST_BAR = 26
WEEKS_AFTER, NEAR = 3, 3  # drawn behind the last bar; before today and still in view
MOST_WEEKS = 260
"""Weeks that are drawn at most: a date far off must not make the picture endless."""


class _Placed(NamedTuple):
    """A bar where it is drawn, in logical pixels from the top left of the whole picture."""

    bar: Bar
    words: str
    left: int
    right: int
    top: int


class Timeline(QAbstractScrollArea):
    """Draws lanes. Left and Right move the chosen step by a day, with Shift by a week."""

    chosen = Signal(str)
    """The id of the step that is now the chosen one."""
    opened = Signal(str)
    """Enter or a double click on a step."""
    moved = Signal(str, int)
    """A step is to be moved by so many days."""

    def __init__(self, *, whole: bool = False) -> None:
        """Begin empty; a ``whole`` one is as high as all of its lanes."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("plain")
        self.setAccessibleName(tr("Timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._whole = whole
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.current = ""
        self._today = dt.date.min
        self._first = self._last = dt.date.min
        self._lanes: list[Lane] = []
        self._tops: list[int] = []
        self._bars: dict[str, _Placed] = {}
        self._spoken: dict[str, str] = {}
        self._height = 0
        self._dragged: tuple[str, int, int] | None = None
        appearance().changed.connect(self._place)

    def show_steps(self, snapshot: Snapshot, found: Sequence[Step], today: dt.date) -> None:
        """Show the steps that have a day."""
        before = (self._first, self._last)
        self._today = today
        self._lanes = lanes(snapshot, found)
        self._spoken = {
            bar.step.id: sentence(snapshot, bar, today) for lane in self._lanes for bar in lane.bars
        }
        days = [day for lane in self._lanes for bar in lane.bars for day in (bar.start, bar.end)]
        # A date far off is reached in the list; the picture ends before it.
        limit = dt.timedelta(weeks=MOST_WEEKS // 2)
        near = [day for day in days if abs(day - today) <= limit]
        self._first = monday(min([*near, today])) - dt.timedelta(weeks=1)
        self._last = monday(max([*near, today])) + dt.timedelta(weeks=WEEKS_AFTER)
        if self.current not in self._spoken:
            self.current = ""
        self._place()
        if before != (self._first, self._last):
            self.scroll_to(today)
            self._to_first_open()

    def select(self, id: str) -> bool:
        """Make a step the chosen one and bring it into view; False when it has no day."""
        if id not in self._bars:
            return False
        if id != self.current:
            self.current = id
            self.setAccessibleDescription(self._spoken[id])
            event = QAccessible.Event.DescriptionChanged
            QAccessible.updateAccessibility(QAccessibleEvent(self, event))
            self.chosen.emit(id)
        placed = self._bars[id]
        bar = self.verticalScrollBar()
        if placed.top < bar.value() + theme().em(HEAD):
            bar.setValue(placed.top - theme().em(HEAD))
        elif placed.top + theme().em(ROW) > bar.value() + self.viewport().height():
            bar.setValue(placed.top + theme().em(ROW) - self.viewport().height())
        across = self.horizontalScrollBar()
        room = self.viewport().width() - theme().em(NAMES)
        if not across.value() <= placed.left <= across.value() + room - theme().em(WEEK):
            across.setValue(placed.left - room // 3)
        self.viewport().update()
        return True

    def scroll_to(self, day: dt.date) -> None:
        """Bring a day into view, a little before the middle."""
        room = self.viewport().width() - theme().em(NAMES)
        self.horizontalScrollBar().setValue(self._x(day) - room * 2 // 5)

    def _to_first_open(self) -> None:
        """Bring the first lane to the top in which something is to be done that is in view."""
        from_day = self._today - dt.timedelta(weeks=NEAR)
        for top, lane in zip(self._tops, self._lanes, strict=False):
            if any(steps.is_open(bar.step) and bar.end >= from_day for bar in lane.bars):
                self.verticalScrollBar().setValue(top - theme().em(HEAD))
                return

    def row_of(self, id: str) -> int:
        """Return at which height a step is drawn."""
        return self._bars[id].top

    def has_steps(self) -> bool:
        """Tell whether any step has a day."""
        return bool(self._bars)

    def bar_rect(self, id: str) -> QRect:
        """Return where the bar of a step is on the viewport."""
        placed = self._bars[id]
        return self._on_view(placed.left, placed.top, placed.right - placed.left, theme().em(BAR))

    def sizeHint(self) -> QSize:
        """Return the room of all lanes, when it is to be whole."""
        return QSize(theme().em(480), self._height + theme().em(14) if self._whole else 320)

    def minimumSizeHint(self) -> QSize:
        """Return room for the names and two weeks."""
        now = theme()
        high = self.sizeHint().height() if self._whole else now.em(140)
        return QSize(now.em(NAMES + 2 * WEEK), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure what can be scrolled."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from step to step, move one, or open it."""
        key = event.key()
        back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.current:
            later = (key == Qt.Key.Key_Right) != back
            week = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(self.current, (1 if later else -1) * (7 if week else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a step, which can then be dragged."""
        id = self._at(event.position().toPoint())
        if id:
            self.select(id)
            self._dragged = (id, event.position().toPoint().x(), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a step to another day."""
        if self._dragged is not None:
            id, start, _ = self._dragged
            by = event.position().toPoint().x() - start
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                by = -by
            self._dragged = (id, start, round(by * 7 / theme().em(WEEK)))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say by how many days a step was dragged."""
        dragged, self._dragged = self._dragged, None
        if dragged is not None and dragged[2]:
            self.moved.emit(dragged[0], dragged[2])
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a step."""
        if id := self._at(event.position().toPoint()):
            self._dragged = None
            self.opened.emit(id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the weeks, the lanes, the bars, and today."""
        now, painter = theme(), QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(self.viewport().rect(), now.colour("surface"))
        self._weeks(painter)
        names = self._mirrored(QRect(0, 0, now.em(NAMES), self.viewport().height()))
        painter.save()
        painter.setClipRect(self.viewport().rect().adjusted(0, now.em(HEAD), 0, 0))
        self._lane_lines(painter)
        painter.save()
        free = self.viewport().rect()
        free.setLeft(now.em(NAMES))
        painter.setClipRect(self._mirrored(free), Qt.ClipOperation.IntersectClip)
        for id, placed in self._bars.items():
            self._bar(painter, id, placed)
        painter.restore()
        painter.fillRect(names, now.colour("surface"))
        self._lane_names(painter)
        painter.restore()
        self._today_line(painter)
        painter.end()

    # --- painting ------------------------------------------------------------------------

    def _weeks(self, painter: QPainter) -> None:
        now, small = theme(), theme().font("chip")
        day, today = self._first, self._today_chip()
        while day <= self._last:
            left = self._x(day)
            line = self._on_view(left, 0, 1, 0)
            if self._is_shown(left):
                high = self.viewport().height()
                painter.fillRect(QRect(line.left(), 0, 1, high), now.colour("border"))
                words = day_as(day, "d MMM")
                wide = QFontMetrics(small).horizontalAdvance(words) + 2
                place = self._on_view(left + now.em(6), 0, wide, now.em(HEAD))
                place.moveTop(0)
                if not place.intersects(today):
                    painting.text(painter, place, words, small, now.colour("text2"))
            day += dt.timedelta(weeks=1)
        painter.fillRect(0, now.em(HEAD) - 1, self.viewport().width(), 1, now.colour("border"))

    def _lane_lines(self, painter: QPainter) -> None:
        now, across = theme(), self.viewport().width()
        for top in self._tops[1:]:
            y = top - self.verticalScrollBar().value()
            painter.fillRect(QRect(0, y, across, 1), now.colour("border"))

    def _lane_names(self, painter: QPainter) -> None:
        now = theme()
        for top, lane in zip(self._tops, self._lanes, strict=False):
            y = top - self.verticalScrollBar().value() + now.em(PAD)
            place = QRect(now.em(16), y, now.em(NAMES - 24), now.em(BAR))
            words = lane.name or tr("No partner yet")
            painting.text(
                painter, self._mirrored(place), words, now.font("name"), now.colour("text")
            )

    def _bar(self, painter: QPainter, id: str, placed: _Placed) -> None:
        now, step = theme(), placed.bar.step
        shift, edge = 0, self.horizontalScrollBar().value()
        if self._dragged is not None and self._dragged[0] == id:
            shift = round(self._dragged[2] * now.em(WEEK) / 7)
        wide, end = placed.right - placed.left, placed.right + shift
        if end <= edge:
            return  # half a label at the names would say nothing
        seen = max(placed.left + shift, edge)
        rect = self._on_view(placed.left + shift, placed.top, wide, now.em(BAR))
        fill, ink, icon = look_of(placed.bar, self._today)
        painting.rounded(painter, rect, now.em(4), now.colour(fill))
        if step.status == "blocked":
            painting.outlined(painter, rect, now.em(4), now.colour("danger"))
        if id == self.current:
            ring = rect.adjusted(-3, -3, 3, 3)
            if self.hasFocus():
                painting.draw_focus(painter, now, ring, now.em(6))
            else:
                painting.outlined(painter, ring, now.em(6), now.colour("accent"))
        font = now.font("caption")
        inside = QFontMetrics(font).horizontalAdvance(placed.words) + now.em(16) <= wide
        if icon:
            side = now.em(14)
            mark = self._on_view(seen + now.em(6), placed.top, side, now.em(BAR))
            draw_icon(painter, mark, icon, now.colour(ink))
        if inside and not icon:
            room = end - seen - now.em(16)
            words = self._on_view(seen + now.em(8), placed.top, room, now.em(BAR))
            painting.text(painter, words, placed.words, font, now.colour(ink))
        else:
            most = edge + self.viewport().width() - now.em(NAMES) - end - now.em(10)
            room = min(QFontMetrics(font).horizontalAdvance(placed.words) + now.em(6), most)
            words = self._on_view(end + now.em(7), placed.top, room, now.em(BAR))
            painting.text(painter, words, placed.words, font, now.colour("text"))

    def _today_line(self, painter: QPainter) -> None:
        now, x = theme(), self._x(self._today)
        if not self._is_shown(x):
            return
        line = self._on_view(x, 0, 2, 0)
        high = self.viewport().height()
        painter.fillRect(QRect(line.left(), now.em(HEAD) - 6, 2, high), now.colour("pot"))
        font, place = now.font("chip"), self._today_chip()
        painting.rounded(painter, place, place.height() / 2, now.colour("pot"))
        painting.text(painter, place, tr("Today"), font, now.colour("surface"), painting.CENTRE)

    def _today_chip(self) -> QRect:
        """Return where today is named on the viewport; nowhere when it is not in view."""
        now, x = theme(), self._x(self._today)
        if not self._is_shown(x):
            return QRect()
        wide = QFontMetrics(now.font("chip")).horizontalAdvance(tr("Today")) + now.em(16)
        place = QRect(0, 0, wide, now.em(22))
        place.moveCenter(QPoint(self._on_view(x, 0, 2, 0).left(), now.em(HEAD) // 2))
        return place

    # --- places --------------------------------------------------------------------------

    def _place(self) -> None:
        """Work out where every bar is, without what is scrolled."""
        now, font = theme(), theme().font("caption")
        metrics = QFontMetrics(font)
        self._bars, self._tops = {}, []
        top = now.em(HEAD)
        for lane in self._lanes:
            self._tops.append(top)
            spans = []
            for bar in lane.bars:
                left = self._x(bar.start)
                day = now.em(WEEK) / 7
                wide = max(round(((bar.end - bar.start).days + 1) * day), now.em(LEAST_BAR))
                words = words_of(bar.step)
                label = metrics.horizontalAdvance(words) + now.em(16)
                end = left + (
                    wide if label <= wide and not look_of(bar, self._today)[2] else wide + label
                )
                spans.append((left, end, wide, words))
            rows = packed([(left, end) for left, end, *_ in spans])
            for bar, (left, _, wide, words), row in zip(lane.bars, spans, rows, strict=True):
                y = top + now.em(PAD) + row * now.em(ROW)
                self._bars[bar.step.id] = _Placed(bar, words, left, left + wide, y)
            top += (max(rows) + 1) * now.em(ROW) + now.em(PAD)
        self._tops.append(top)
        self._height = top + now.em(PAD)
        self._measure()
        self.updateGeometry()
        self.viewport().update()

    def _measure(self) -> None:
        now = theme()
        room = self.viewport().width() - now.em(NAMES)
        self.horizontalScrollBar().setRange(0, max(0, self._x(self._last) - room))
        self.horizontalScrollBar().setPageStep(max(1, room))
        self.horizontalScrollBar().setSingleStep(now.em(WEEK) // 2)
        high = 0 if self._whole else max(0, self._height - self.viewport().height())
        self.verticalScrollBar().setRange(0, high)
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(now.em(ROW))

    def _x(self, day: dt.date) -> int:
        """Return where a day begins, from the first of the picture."""
        return round((day - self._first).days * theme().em(WEEK) / 7)

    def _is_shown(self, x: int) -> bool:
        room = self.viewport().width() - theme().em(NAMES)
        return 0 <= x - self.horizontalScrollBar().value() < room

    def _on_view(self, left: int, top: int, wide: int, high: int) -> QRect:
        """Return a rectangle of the picture as it lies on the viewport now."""
        x = theme().em(NAMES) + left - self.horizontalScrollBar().value()
        y = top - self.verticalScrollBar().value()
        return self._mirrored(QRect(x, y, wide, high))

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), rect)

    def _at(self, point: QPoint) -> str:
        return next((id for id in self._bars if self.bar_rect(id).contains(point)), "")

    def _walk(self, by: int) -> None:
        ids = list(self._bars)
        if ids:
            here = ids.index(self.current) if self.current in ids else -by
            self.select(ids[min(max(here + by, 0), len(ids) - 1)])
