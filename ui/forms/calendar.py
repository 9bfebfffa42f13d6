"""The calendar that opens below a day field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QWidget, QWidgetAction

from outreach.base.language import tr
from ui.icons import icon
from ui.theme.appearance import theme

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def open_calendar(
    below: QWidget, name: str, shown: dt.date, picked: Callable[[dt.date], None]
) -> QMenu:
    """Open a calendar under a widget and call ``picked`` with the day that is chosen.

    Args:
        below: the widget that it opens under.
        name: what the day is for, as it is spoken.
        shown: the day that is marked to begin with.
        picked: called once; not at all when the calendar is closed with Esc.
    """
    menu = QMenu(below)
    calendar = _calendar(shown)
    calendar.setAccessibleName(tr("Calendar: {name}", name=name))
    holder = QWidgetAction(menu)
    holder.setDefaultWidget(calendar)
    menu.addAction(holder)

    def pick(day: QDate) -> None:
        menu.close()
        picked(dt.date(day.year(), day.month(), day.day()))

    calendar.clicked.connect(pick)
    calendar.activated.connect(pick)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
    calendar.setFocus()
    return menu


def _calendar(shown: dt.date) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
    plain = QTextCharFormat()
    plain.setForeground(theme().colour("text"))
    for day in _WEEKEND:
        # Qt draws them red, and red means late here.
        calendar.setWeekdayTextFormat(day, plain)
    for button, ahead in (("qt_calendar_prevmonth", False), ("qt_calendar_nextmonth", True)):
        found = calendar.findChild(QToolButton, button)
        if isinstance(found, QToolButton):
            found.setIcon(icon("chevron-right" if ahead else "chevron-left"))
            found.setAccessibleName(tr("Next month") if ahead else tr("Month before"))
    return calendar
