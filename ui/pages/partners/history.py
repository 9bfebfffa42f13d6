"""The history of a partner: every edit of it in words, with what a field said before and after."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from outreach.history.browsing import Wanted
from outreach.history.changes import Entry, FieldChange, RecordChange, entries
from ui.forms.dates import say_day
from ui.records.tab import PartnerTab
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.markup import escaped
from ui.widgets.panes import ScrollArea

AT_A_TIME = 30
"""Edits shown to begin with, and added by each press of the button."""

_LONGEST = 400
"""Characters of a value that are shown."""

_DONE = {"I": "Added", "D": "Deleted", "R": "Brought back", "E": "Erased"}


class HistoryTab(PartnerTab):
    """The edits of one record, newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._session = session
        self._partner, self._most = "", AT_A_TIME
        self._shown: list[Entry] | None = None
        self.older = QuietButton("Show older edits", parent=self)
        self.older.hide()
        self.older.clicked.connect(self._show_older)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        measure.margins(self._column, 24, 16, 24, 24)
        measure.spacing(self._column, 8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(inner, "History"))

    def shown(self) -> int:
        """Return how many edits are shown."""
        return min(len(self._shown or ()), self._most)

    def show_partner(self, partner: str) -> None:
        """Show the history of another partner, or the same one's anew."""
        if partner != self._partner:
            self._partner, self._most = partner, AT_A_TIME
        # One more than is shown tells whether there are older ones.
        found = entries(self._session.document, Wanted(record=partner), self._most + 1)
        if found != self._shown:
            self._shown = found
            self._fill(found)

    def _fill(self, found: list[Entry]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.older:
                widget.hide()
                widget.deleteLater()
        for entry in found[: self._most]:
            self._column.addWidget(_card(entry))
        if len(found) > self._most:
            self._column.addWidget(self.older)
        self.older.setVisible(len(found) > self._most)
        self._column.addStretch(1)

    def _show_older(self) -> None:
        self._most += AT_A_TIME
        self.show_partner(self._partner)


def _card(entry: Entry) -> Card:
    card = Card(padding=12)
    measure.spacing(card.body, 4)
    words = QLabel(edit_text(entry))
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setWordWrap(True)
    words.setMinimumWidth(1)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    words.setAccessibleName(entry.label)
    card.add(words)
    card.add(Label(when_and_who(entry), "caption", "text2"))
    return card


def when_and_who(entry: Entry) -> str:
    """Return when an edit was made, and by whom."""
    at = QTime(entry.at.hour, entry.at.minute)
    time = QLocale().toString(at, QLocale.FormatType.ShortFormat)
    day = say_day(entry.at.date(), dt.date.today())
    return f"{entry.author} · {day}, {time}"


def edit_text(entry: Entry) -> str:
    """Return what an edit did to the record, as rich text: one line for each field."""
    lines = [line for change in entry.changes for line in _lines(change)]
    kind = "" if entry.kind in ("edit", "undo", "redo") else f" ({entry.kind})"
    heading = f'<span style="font-weight:600">{escaped(entry.label + kind)}</span>'
    return "<br>".join([heading, *lines])


def _lines(change: RecordChange) -> list[str]:
    done = _DONE.get(change.op)
    lines = [f"{done}: {escaped(change.name)}"] if done else []
    if change.op == "D":
        return lines  # what it said is brought back by an undo
    return lines + [_line(field) for field in change.fields if field.before or field.after]


def _line(change: FieldChange) -> str:
    before, after = _short(change.before), _short(change.after)
    label = f"{escaped(change.label)}: "
    if not change.before:
        return label + after
    if not change.after:
        return f"{label}<s>{before}</s>"
    return f"{label}<s>{before}</s> → {after}"


def _short(value: str) -> str:
    line = " ".join(value.split())
    return escaped(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")
