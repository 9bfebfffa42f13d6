"""One candidate, so that several can be compared side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from ui.pages.champions.compared import HIGHEST, MOST_NAMED, Compared
from ui.records.quoting import quoted
from ui.session import Session
from ui.theme import measure
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.card import Card, Line
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Clamped, Label, Overline
from ui.widgets.marks import Avatar, Chip, Dots
from ui.widgets.markup import plain


class ChampionCard(Card):
    """Who they are, how they fit, whom they bring with them, and what to do."""

    plan_asked = Signal(str)
    """A person's id: plan a step through them."""
    contact_asked = Signal(str)
    """A person's id: log a contact with their organisation."""
    opened = Signal(str)
    """A person's id: show their record."""

    def __init__(self, shown: Compared, session: Session, *, first: bool) -> None:
        """Show one candidate; the ``first`` is the one to plan with."""
        super().__init__(padding=18, fills=True)
        self.person = shown.fit.person
        self._session = session
        self.setMinimumWidth(1)
        self.setAccessibleName(f"{shown.name}: {shown.chip.text}")
        measure.spacing(self.body, 8)
        self._who(shown)
        chip = QHBoxLayout()
        mark = Chip(shown.chip.text, shown.chip.tone, shown.chip.icon)
        mark.setMinimumWidth(1)
        chip.addWidget(mark)
        chip.addStretch(1)
        self.add(chip)
        self._hindrances(shown)
        self._dots(shown)
        self.add(Line())
        if shown.quote:
            self.add(Clamped(quoted(shown.quote), lines=3))
        if shown.brings:
            self.add(Overline(tr("Brings with them")))
            self._brings(shown)
        self.add(Overline(tr("Best used for")))
        self.add(Label(shown.best_for, wrap=True))
        self._why(shown)
        self.body.addStretch(1)
        self._foot(first=first)

    def _who(self, shown: Compared) -> None:
        row = QHBoxLayout()
        measure.spacing(row, 12)
        tone: Tone = "accent" if shown.fit.champion else "neutral"
        row.addWidget(Avatar(shown.name, 46, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Clamped(shown.name, "subtitle"))
        for text in (shown.title, shown.place):
            if text:
                words.addWidget(Clamped(text, "body", "text2"))
        row.addLayout(words, 1)
        self.add(row)

    def _hindrances(self, shown: Compared) -> None:
        for words in (*shown.fit.vetoes, *shown.fit.hindrances):
            self.add(Label(words, "caption", "warn", wrap=True))

    def _dots(self, shown: Compared) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        measure.spacing(grid, 5)
        grid.setColumnStretch(0, 1)
        rows = [(tr("Seniority"), shown.seniority, ""), *shown.dots]
        for n, (label, value, why) in enumerate(rows):
            name = Label(label, "body", "text2", wrap=True)
            dots = Dots(value, HIGHEST, label)
            if why:
                dots.setAccessibleDescription(why)
            name.setToolTip(plain(why))
            grid.addWidget(name, n, 0)
            grid.addWidget(dots, n, 1)
        self.add(grid)

    def _brings(self, shown: Compared) -> None:
        for name in shown.brings[:MOST_NAMED]:
            row = QHBoxLayout()
            measure.spacing(row, 8)
            row.addWidget(Avatar(name, 22))
            row.addWidget(Clamped(name, lines=1), 1)
            self.add(row)
        more = len(shown.brings) - MOST_NAMED
        if more > 0:
            self.add(Label(plural("and {n} more", "and {n} more", more), "caption", "text2"))

    def _why(self, shown: Compared) -> None:
        self.why = QuietButton(tr("Show how it adds up"), "chevron-down")
        self.reasons = QWidget()
        column = QVBoxLayout(self.reasons)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 4)
        for share in shown.fit.shares:
            most = tr(
                "{points} for {criterion} (weight {weight})",
                points=share.points,
                criterion=share.label.lower(),
                weight=f"{share.weight:g}",
            )
            column.addWidget(Label(f"{most}: {share.words}", "caption", "text2", wrap=True))
        self.reasons.hide()
        self.why.clicked.connect(self._turn_reasons)
        row = QHBoxLayout()
        row.addWidget(self.why)
        row.addStretch(1)
        self.add(row)
        self.add(self.reasons)

    def _turn_reasons(self) -> None:
        hidden = self.reasons.isHidden()
        self.reasons.setVisible(hidden)
        self.why.setText(tr("Hide how it adds up") if hidden else tr("Show how it adds up"))
        self.why.set_icon("chevron-up" if hidden else "chevron-down")

    def _foot(self, *, first: bool) -> None:
        self.plan = (PrimaryButton if first else Button)(tr("Plan a step"), "list")
        self.plan.clicked.connect(lambda: self.plan_asked.emit(self.person))
        self.plan.explain(self._session.why_read_only)
        contact = QuietButton(tr("Log a contact"), "phone")
        contact.clicked.connect(lambda: self.contact_asked.emit(self.person))
        contact.explain(self._session.why_read_only)
        opened = QuietButton(tr("Open the record"), "arrow-right")
        opened.clicked.connect(lambda: self.opened.emit(self.person))
        foot = QWidget()
        flow = FlowLayout(foot, gap=4)
        for button in (self.plan, contact, opened):
            flow.addWidget(button)
        self.add(foot)
