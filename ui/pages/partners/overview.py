"""The overview of a partner: why they would join, what they need, who decides, what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from ui.models.rows import ChipText, Row
from ui.pages.partners.exchange import Exchange
from ui.pages.partners.relations import CONTACTS, NEEDS, PEOPLE, PROPOSITIONS
from ui.pages.partners.summary import MOST, Summary, summary
from ui.records.relation import Relation
from ui.records.tab import PartnerTab
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.bands import WarningBand
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.card import Card
from ui.widgets.fact import Fact
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label, Overline
from ui.widgets.marks import Chip
from ui.widgets.markup import plain
from ui.widgets.panes import ScrollArea

SIDE_BY_SIDE = 560
"""Design pixels from which the two middle cards stand side by side."""


class Overview(PartnerTab):
    """Four cards of the most important. Each line opens its record in the tab of its kind."""

    record_asked = Signal(str)
    """A record's id."""
    kind_asked = Signal(str)
    """A kind's name: show all of it."""
    add_asked = Signal(str)
    """A kind's name: begin a new one."""

    def __init__(
        self, session: Session, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        """Begin empty; ``today`` is the day, for whom they trust now."""
        super().__init__(parent)
        self._session, self._today = session, today
        self._shown: Summary | None = None
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        measure.margins(self._column, 24, 16, 24, 24)
        measure.spacing(self._column, 16)
        self._middle: QBoxLayout | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(self._inner, tr("Overview")))

    def show_partner(self, partner: str) -> None:
        """Show another partner, or the same one anew when something changed."""
        found = summary(self._session, partner, self._today())
        if found == self._shown:
            return
        focused = self.focusWidget()
        back_to = focused.id if isinstance(focused, Fact) and focused.hasFocus() else ""
        self._shown = found
        self._clear()
        self._fill(found)
        for fact in self._inner.findChildren(Fact):
            if fact.id == back_to:
                fact.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the two middle cards side by side where there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._middle is not None:
            wide = self.width() >= theme().em(SIDE_BY_SIDE)
            self._middle.setDirection(
                QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
            )

    def _clear(self) -> None:
        self._middle = None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fill(self, found: Summary) -> None:
        propositions, needs, people, contacts = found.totals
        self._column.addWidget(self._proposition(found, propositions))
        middle = QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._middle, 16)
        for card in (
            self._card(tr("What they need"), NEEDS, found.needs, needs),
            self._card(tr("Who decides, who is trusted"), PEOPLE, found.people, people),
        ):
            card.setMinimumWidth(1)
            self._middle.addWidget(card, 1)
        self._column.addWidget(middle)
        self._column.addWidget(self._card(tr("Last contacts"), CONTACTS, found.contacts, contacts))
        self._column.addStretch(1)
        self._turn()

    def _proposition(self, found: Summary, total: int) -> Card:
        card = Card()
        card.setAccessibleName(tr("Value proposition"))
        card.head.addWidget(Overline(tr("Value proposition")), 1)
        self._add_buttons(card, PROPOSITIONS, len(found.propositions), total)
        for offer in found.propositions:
            card.add(Label(offer.words, "lead", wrap=True))
            if offer.ask:
                card.add(Label(tr("We ask: {ask}", ask=offer.ask), wrap=True))
            if offer.chips:
                card.add(_chips(offer.chips))
            if offer.lacks:
                lacks = "; ".join(offer.lacks)
                card.add(WarningBand(f"{sentence_case(lacks)}.", tr("Missing.")))
            card.add(Exchange(found.days, found.money, found.currency))
        if not found.propositions:
            card.add(Label(PROPOSITIONS.kind.help, "body", "text2", wrap=True))
        return card

    def _card(self, title: str, relation: Relation, rows: Sequence[Row], total: int) -> Card:
        # The lines reach to both sides of the words in them, and the title stands above the words.
        card = Card(title, padding=8)
        measure.margins(card.head, 8, 6, 6, 0)
        # Beside those who work there stand some whom they trust.
        self._add_buttons(card, relation, min(len(rows), MOST), total)
        measure.spacing(card.body, 2)
        for row in rows:
            fact = Fact(row)
            fact.chosen.connect(self.record_asked)
            card.add(fact)
        if not rows:
            question = Label(relation.question, "body", "text2", wrap=True)
            question.setMargin(theme().em(8))
            card.add(question)
        card.body.addStretch(1)
        return card

    def _add_buttons(self, card: Card, relation: Relation, shown: int, total: int) -> None:
        name = relation.kind.name
        if total > shown:
            all_of_them = QuietButton(tr("See all {total}", total=total))
            all_of_them.setAccessibleName(
                tr("See all {total} {kinds}", total=total, kinds=relation.kind.plural.lower())
            )
            all_of_them.clicked.connect(lambda: self.kind_asked.emit(name))
            card.head.addWidget(all_of_them)
        if not self._session.read_only:
            add = ToolButton("plus", relation.add)
            add.clicked.connect(lambda: self.add_asked.emit(name))
            card.head.addWidget(add)


def _chips(chips: Sequence[ChipText]) -> QWidget:
    """Return chips side by side; one that is too long for the card is cut."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for one in chips:
        chip = Chip(one.text, one.tone, one.icon)
        chip.setMinimumWidth(1)
        chip.setToolTip(plain(one.text))
        flow.addWidget(chip)
    return holder
