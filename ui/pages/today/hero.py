"""The card of the best next step: who goes to whom with what, and why now."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.planning.agenda import Agenda, Suggestion
from outreach.snapshot import Snapshot
from outreach.vocabulary import CHANNELS
from ui.forms.dates import say_day
from ui.navigation import Navigator
from ui.records.due import late_words
from ui.theme import measure
from ui.widgets.bands import ReasonBand
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label, Overline
from ui.widgets.marks import Avatar, IconTile


class Hero(Card):
    """The best next step with its reason and what can be done about it."""

    later_asked = Signal(str)
    """A step's id: not now."""

    def __init__(self, navigator: Navigator, why_read_only: str) -> None:
        """Build the card; a step is shown by :meth:`show_step`."""
        super().__init__(padding=18)
        self._navigator = navigator
        self._step, self._organisation = "", ""
        self.add(Overline(tr("Best next step")))
        self.add(self._head())
        self._why = ReasonBand(tr("Why now."), "")
        self.add(self._why)
        self.log = PrimaryButton(tr("Log a contact"), "phone")
        self.log.explain(why_read_only)
        self.log.clicked.connect(lambda: navigator.contact_asked.emit(self._organisation))
        self.brief = Button(tr("Open the brief"), "file-text")
        self.brief.clicked.connect(lambda: navigator.brief_asked.emit(self._organisation))
        self.go = QuietButton(tr("Show the step"))
        self.go.clicked.connect(self._go)
        self.later = QuietButton(tr("Not now"))
        self.later.setToolTip(tr("Move it a week later"))
        self.later.explain(why_read_only)
        self.later.clicked.connect(lambda: self.later_asked.emit(self._step))
        # In lines, as many as it takes: large text leaves no room for all of them side by side.
        buttons = FlowLayout()
        for button in (self.log, self.brief, self.go, self.later):
            buttons.addWidget(button)
        self.add(buttons)

    def show_step(self, snapshot: Snapshot, found: Agenda) -> None:
        """Show the step that ``found`` suggests, or how to plan one."""
        suggestion = found.next_step
        for part in (self.log, self.brief, self._why, self.later):
            part.setVisible(suggestion is not None)
        if suggestion is None:
            self._show_nothing()
            return
        self._step, self._organisation = suggestion.step, suggestion.organisation or ""
        step = snapshot.steps[suggestion.step]
        self.log.setText(_log_words(step.channel))
        self.log.updateGeometry()
        self.brief.explain("" if self._organisation else tr("The step names no partner yet."))
        self.go.setText(tr("Show the step"))
        self._title.setText(suggestion.text)
        self._line.setText(_who_and_when(snapshot, suggestion, found.today))
        self._avatar.setVisible(bool(suggestion.messenger))
        self._tile.setVisible(not suggestion.messenger)
        self._avatar.set(suggestion.messenger, "accent")
        self._why.set(tr("Why now."), suggestion.why)

    @property
    def step(self) -> str:
        """The id of the step that is shown; empty for none."""
        return self._step

    def _show_nothing(self) -> None:
        self._step = ""
        self._avatar.hide()
        self._tile.show()
        self._title.setText(tr("No step is ready to be taken"))
        self._line.setText(tr("Plan whom to ask for what, through whom, and what it waits for."))
        self.go.setText(tr("Plan a step"))

    def _head(self) -> QWidget:
        self._avatar = Avatar("", 48, "accent")
        self._tile = IconTile("cooking-pot", 48, "accent", round=True)
        self._title = Label("", "subtitle", wrap=True)
        self._line = Label("", "body", "text2", wrap=True)
        words = QVBoxLayout()
        measure.spacing(words, 2)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._line)
        words.addStretch()
        head = QWidget()
        row = QHBoxLayout(head)
        measure.margins(row, 0, 2, 0, 4)
        measure.spacing(row, 14)
        row.addWidget(self._avatar)
        row.addWidget(self._tile)
        row.addLayout(words, 1)
        return head

    def _go(self) -> None:
        if self._step:
            self._navigator.record_asked.emit(self._step)
        else:
            self._navigator.page_asked.emit("sequence")


def _log_words(channel: str | None) -> str:
    return (
        tr("Log the {channel}", channel=CHANNELS[channel])
        if channel and channel in CHANNELS
        else tr("Log a contact")
    )


def _who_and_when(snapshot: Snapshot, suggestion: Suggestion, today: dt.date) -> str:
    parts = []
    if suggestion.messenger:
        parts.append(tr("{messenger} makes the approach", messenger=suggestion.messenger))
    step = snapshot.steps[suggestion.step]
    if step.person:
        parts.append(tr("to {person}", person=snapshot.name(step.person)))
    if suggestion.due:
        late = (today - suggestion.due).days
        parts.append(late_words(late) if late > 0 else say_day(suggestion.due, today))
    return " · ".join(parts) or tr("Nobody is chosen yet to make the approach")
