"""The answers side by side, each a card with a circle; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.fields import Text, Words
from outreach.merge.decisions import About, Answer, Decision, Option
from ui.delegates import painting
from ui.pages.merge import words
from ui.session import Session
from ui.theme import measure
from ui.theme.appearance import appearance, theme
from ui.widgets.inputs import RadioButton
from ui.widgets.labels import Label
from ui.widgets.marks import Chip

SIDE_BY_SIDE_FROM = 520
"""Design pixels of width from which two cards stand side by side."""


class AnswerCard(QWidget):
    """An answer: whose it is, when it was given, and what it says. A click anywhere takes it."""

    chosen = Signal()

    def __init__(self, title: str, said: str, text: str, other: str, note: str = "") -> None:
        """Show an answer.

        Args:
            title: What it is called, such as ``Yours``.
            said: Who said it and when.
            text: What it says.
            other: What it is compared with; the words that differ stand out.
            note: A word or two on a chip.
        """
        super().__init__()
        self.title, self.text, self._other = title, text, other
        self.circle = RadioButton()
        self.circle.setAccessibleName(", ".join(filter(None, (title, text or words.NOT_SET, note))))
        self.circle.setAccessibleDescription(said)
        self.circle.toggled.connect(self.update)
        self.circle.clicked.connect(self.chosen)
        column = QVBoxLayout(self)
        measure.margins(column, 14, 12, 14, 14)
        measure.spacing(column, 8)
        head = QHBoxLayout()
        measure.spacing(head, 6)
        head.addWidget(self.circle)
        head.addWidget(Label(title, "strong", wrap=True), 1)
        if note:
            head.addWidget(Chip(note, "info"))
        column.addLayout(head)
        self._text = Label("", "body", "text" if text else "text3", wrap=True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(self._text)
        self._show()
        column.addStretch(1)
        if said:
            column.addWidget(Label(said, "caption", "text2", wrap=True))
        appearance().changed.connect(self._show)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take this answer."""
        if self.circle.isEnabled():
            self.circle.setChecked(True)
            self.circle.setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, with a strong edge around the one that is taken."""
        now, taken = theme(), self.circle.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.rounded(painter, self.rect(), now.em(8), now.colour("surface"))
        line = now.colour("accent" if taken else "border")
        painting.outlined(painter, self.rect(), now.em(8), line, 2 if taken else 1)
        painter.end()

    def _show(self) -> None:
        self._text.setText(words.marked(self.text, self._other) or words.NOT_SET)


class AnswerCards(QWidget):
    """The answers to one decision, side by side where there is room."""

    chosen = Signal(str)
    """The word by which the answer is taken."""

    def __init__(self, decision: Decision, session: Session, *, in_file: bool) -> None:
        """Offer the answers to ``decision``; of one ``in_file``, say which is in force."""
        super().__init__()
        self.setAccessibleName(tr("Answers"))
        self._group = QButtonGroup(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._row, 14)
        self.cards: dict[str, AnswerCard] = {}
        for option in decision.options:
            card = _card(decision, option, session, in_file=in_file)
            self.cards[option.take] = card
            self._group.addButton(card.circle)
            card.chosen.connect(lambda take=option.take: self.chosen.emit(take))
            self._row.addWidget(card, 1)

    def take(self, take: Answer | None) -> None:
        """Show which answer is taken; none when it is no one's."""
        # An exclusive group would not let the last circle go.
        self._group.setExclusive(False)
        for name, card in self.cards.items():
            card.circle.setChecked(name == take)
        self._group.setExclusive(True)

    def in_order(self) -> Sequence[str]:
        """Return the answers from left to right, as they are seen."""
        names = list(self.cards)
        return names[::-1] if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else names

    def set_enabled(self, enabled: bool) -> None:
        """Let an answer be taken, or not."""
        for card in self.cards.values():
            card.circle.setEnabled(enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards side by side or one below the other."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """Turn when the text size has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._turn()

    def _turn(self) -> None:
        room = theme().em(SIDE_BY_SIDE_FROM) * len(self.cards) / 2
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self.width() >= room else ways.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)


def _card(decision: Decision, option: Option, session: Session, *, in_file: bool) -> AnswerCard:
    said = f"{words.who(option.author, session)} · {words.when(option.at)}"
    title = words.side(decision, option)
    note = tr("In force now") if in_file and option.in_force else ""
    if decision.about is not About.FIELD:
        return AnswerCard(title, said, option.label, "", note)
    first, last = decision.options[0], decision.options[-1]
    other = (last if option is first else first).words
    is_text = isinstance(words.field_of(decision, session), Text | Words)
    text = words.displayed(decision, option.words, session)
    return AnswerCard(title, said, text, other if is_text else "", note)
