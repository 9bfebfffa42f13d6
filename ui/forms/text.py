"""Editors that are typed into: words, numbers, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from outreach.base.language import tr
from outreach.document.fields import Date, Field, Integer, Number, Text
from ui.forms.calendar import open_calendar
from ui.forms.dates import read_day, say_day
from ui.forms.editor import FieldEditor
from ui.forms.numbers import read_number, say_number
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import ToolButton
from ui.widgets.labels import Label

_BESIDE_DAY = 24
"""Design pixels that a line takes beside the day in it."""


class LineEditor(FieldEditor):
    """Words on one line."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        """Build the line."""
        super().__init__(field, parent)
        self._line = QLineEdit()
        self._line.setMinimumWidth(theme().em(60))
        self._line.textEdited.connect(self.typed)
        self._line.returnPressed.connect(self.commit)
        self.watch(self._line)

    def control(self) -> QWidget:
        """Return the line."""
        return self._line

    def set_read_only(self, read_only: bool) -> None:
        """Keep the words selectable, so that they can be copied."""
        self._line.setReadOnly(read_only)

    def show_value(self, value: Any) -> None:
        """Show the words, from their beginning."""
        if self._line.text() != self.say(value):
            self._line.setText(self.say(value))
            self._line.setCursorPosition(0)

    def read_value(self) -> Any:
        """Read the words; nothing but blanks is "not set"."""
        words = self._line.text().strip()
        if not words or words == self.say(self._value):
            return self._value if words else None
        return self.understand(words)

    def words(self) -> str:
        """Return what stands in the line."""
        return self._line.text()

    def type_in(self, words: str) -> None:
        """Write into the line."""
        self._line.setText(words)
        self.typed()

    def say(self, value: Any) -> str:
        """Return ``value`` as it stands in the line."""
        return "" if value is None else str(value)

    def understand(self, words: str) -> Any:
        """Return the value of ``words``, or raise ValueError with a sentence."""
        return words


class ShortTextEditor(LineEditor):
    """A short text."""

    def __init__(self, field: Text, parent: QWidget | None = None) -> None:
        """Build the line."""
        super().__init__(field, parent)
        self.place(self._line)
        self.add_help()


class NumberEditor(LineEditor):
    """An amount or a whole number, with its unit behind it."""

    takes_pauses = False

    def __init__(self, field: Number | Integer, parent: QWidget | None = None) -> None:
        """Build line and unit."""
        super().__init__(field, parent)
        self._unit = field.unit
        self._line.setPlaceholderText(tr("Not set"))
        measure.maximum_width(self._line, 140)
        if not field.unit:
            self.place(self._line)
        else:
            both = QWidget()
            row = QHBoxLayout(both)
            row.setContentsMargins(0, 0, 0, 0)
            measure.spacing(row, 8)
            row.addWidget(self._line, 1)
            row.addWidget(Label(field.unit, "body", "text2"))
            row.addStretch(1)
            self.place(both)
        self.add_help()

    def say(self, value: Any) -> str:
        """Return the number without its unit."""
        return "" if value is None else say_number(value)

    def understand(self, words: str) -> Any:
        """Read the number."""
        return read_number(words, self._unit)


class DateEditor(LineEditor):
    """A day, typed in any usual form or picked from a calendar."""

    takes_pauses = False

    def __init__(
        self, field: Date, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        """Build line, calendar button and clearing button."""
        super().__init__(field, parent)
        self._today = today
        self._line.setPlaceholderText(tr("Not set"))
        self._pick = ToolButton("calendar", tr("Pick a day: {label}", label=field.label))
        self._pick.clicked.connect(self._open_calendar)
        self._clear = ToolButton("x", tr("Clear {label}", label=field.label))
        self._clear.clicked.connect(lambda: self._take(None))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(row, 2)
        measure.maximum_width(self._line, 200)
        row.addWidget(self._line, 1)
        row.addWidget(self._pick)
        row.addWidget(self._clear)
        row.addStretch()
        self.place(both)
        self.add_help()
        self._clear.hide()

    def say(self, value: Any) -> str:
        """Return the day as people say it."""
        return "" if value is None else say_day(value, self._today())

    def words(self) -> str:
        """Return what is typed, or the day in a form that means the same on any other day."""
        taken = self._value is not None and not self._typing
        return self._value.isoformat() if taken else super().words()

    def understand(self, words: str) -> Any:
        """Read the day."""
        return read_day(words, self._today())

    def show_value(self, value: Any) -> None:
        """Show the day, and the clearing button if there is something to clear."""
        super().show_value(value)
        words = self._line.fontMetrics().horizontalAdvance(self._line.text())
        self._line.setMinimumWidth(max(theme().em(60), words + theme().em(_BESIDE_DAY)))
        self._clear.setVisible(value is not None and not self._line.isReadOnly())

    def set_read_only(self, read_only: bool) -> None:
        """Only show the day."""
        super().set_read_only(read_only)
        self._pick.setVisible(not read_only)
        self._clear.setVisible(not read_only and self._value is not None)

    def _take(self, day: dt.date | None) -> None:
        self._line.setText(self.say(day))
        if day is not None:
            self._line.setText(day.isoformat())
        self.commit()
        self._line.setFocus()

    def _open_calendar(self) -> None:
        shown = self._value or self._today()
        open_calendar(self._line, self.field.label, shown, self._take)
