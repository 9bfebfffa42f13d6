"""The responses of the library that fit an objection, best first, each with why it fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.planning.matching import DOUBTS, Match
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.marks import Chip, IconMark

MOST = 5
"""Matches shown; the others are in the list of all responses."""
GOOD = 24
"""Score from which a response on the topic is current and more than that."""


class MatchCard(Card):
    """One response: what to say, why it fits, and a button to use it."""

    used = Signal(str)
    """The response's id: make it an answer."""
    opened = Signal(str)
    """The response's id: edit it."""

    def __init__(self, match: Match, why_read_only: str) -> None:
        """Show ``match``."""
        super().__init__(match.response.headline)
        id = match.response.id
        good = match.score > GOOD
        self.head.addWidget(Chip(tr("Good match"), "ok") if good else Chip(tr("May fit"), "info"))
        self.add(Label(match.response.say or tr("No short answer is written yet."), wrap=True))
        doubtful = set(DOUBTS.values())
        for reason in match.reasons:
            line = QHBoxLayout()
            measure.spacing(line, 8)
            if reason in doubtful:
                line.addWidget(IconMark("triangle-alert", "warn", 14))
                line.addWidget(Label(reason, "caption", "warn", wrap=True), 1)
            else:
                line.addWidget(IconMark("lightbulb", "text3", 14))
                line.addWidget(Label(reason, "caption", "text2", wrap=True), 1)
            self.add(line)
        self.use = Button(tr("Use this response"), "check")
        self.use.setAccessibleName(
            tr("Use this response: {headline}", headline=match.response.headline)
        )
        self.use.clicked.connect(lambda: self.used.emit(id))
        self.use.explain(why_read_only)
        change = QuietButton(tr("Open it"), "pencil")
        change.setAccessibleName(
            tr("Open the response: {headline}", headline=match.response.headline)
        )
        change.clicked.connect(lambda: self.opened.emit(id))
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addWidget(self.use)
        row.addWidget(change)
        row.addStretch()
        self.add(row)


class FittingList(QWidget):
    """The best matches, and the way to the others and to a new response."""

    used = Signal(str)
    opened = Signal(str)
    all_asked = Signal()
    """Show all responses."""
    new_asked = Signal()
    """Write a response."""

    def __init__(self, why_read_only: str) -> None:
        """Begin empty."""
        super().__init__()
        self._why_read_only = why_read_only
        self._shown: tuple[Sequence[Match], str, bool] | None = None
        self.cards: list[MatchCard] = []
        column = QVBoxLayout(self)
        measure.margins(column, 0, 0, 0, 0)
        measure.spacing(column, 12)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Responses that fit"), "strong"), 1)
        self._order = Label(tr("Best match first"), "caption", "text2")
        head.addWidget(self._order)
        column.addLayout(head)
        self._nothing = Label("", "body", "text2", wrap=True)
        column.addWidget(self._nothing)
        self._matches = QVBoxLayout()
        measure.spacing(self._matches, 12)
        column.addLayout(self._matches)
        self.write = QuietButton(tr("Write a response"), "plus")
        self.write.clicked.connect(self.new_asked)
        self.write.explain(why_read_only)
        self._all = QuietButton(tr("All responses"), "list")
        self._all.clicked.connect(self.all_asked)
        foot = QHBoxLayout()
        foot.addWidget(self.write)
        foot.addWidget(self._all)
        foot.addStretch()
        column.addLayout(foot)

    def show_matches(self, matches: Sequence[Match], topic: str, *, others: bool) -> None:
        """Show ``matches``.

        Args:
            matches: Best first.
            topic: What the objection is about; empty when that is not said.
            others: Whether it has answers already, so that these would come on top.
        """
        if (matches, topic, others) == self._shown:
            return
        self._shown = (matches, topic, others)
        for card in self.cards:
            self._matches.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [MatchCard(match, self._why_read_only) for match in matches[:MOST]]
        for card in self.cards:
            card.used.connect(self.used)
            card.opened.connect(self.opened)
            self._matches.addWidget(card)
        self._nothing.setText(_nothing(topic, others=others))
        self._nothing.setVisible(not matches)
        self._order.setVisible(len(matches) > 1)


def _nothing(topic: str, *, others: bool) -> str:
    if others:
        return (
            tr("There is no other response about {topic} in the library yet.", topic=topic)
            if topic
            else tr("There is no other response in the library yet.")
        )
    return (
        tr("There is no response about {topic} in the library yet.", topic=topic)
        if topic
        else tr("There is no response in the library yet.")
    )
