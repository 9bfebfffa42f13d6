"""One decision: what it is about, what was said before, the answers, and what was going on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.merge.around import Going
from outreach.merge.decisions import About, Answer, Decision, Written
from ui.pages.merge import words
from ui.pages.merge.cards import AnswerCard, AnswerCards
from ui.session import Session
from ui.theme import measure
from ui.widgets.bands import ReasonBand
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.card import Card, Line
from ui.widgets.labels import Clamped, Label
from ui.widgets.marks import IconMark

SHORT = 60
"""Characters up to which what was said before stands in one line with what it is."""

_ICONS = {"touchpoint": "message-circle", "commitment": "handshake", "step": "route"}


class DecisionPane(QWidget):
    """Says which answer is taken; it keeps none."""

    chosen = Signal(str)
    """The word by which an answer is taken: ``mine``, ``theirs``, ``both``, ``keep`` …"""
    write_asked = Signal()
    """Something else is to be written."""
    take_back_asked = Signal()

    def __init__(
        self,
        decision: Decision,
        around: Sequence[Going],
        session: Session,
        *,
        in_file: bool,
    ) -> None:
        """Show a decision.

        Args:
            decision: What is to be decided.
            around: What was going on when the answers were given.
            session: The open file.
            in_file: Whether it waits in the file itself, where one of the answers is in force.
        """
        super().__init__()
        self.decision, self.in_file, self._session = decision, in_file, session
        self.setAccessibleName(f"{decision.name}, {decision.label}")
        self._column = QVBoxLayout(self)
        measure.margins(self._column, 24, 18, 24, 18)
        measure.spacing(self._column, 12)
        self._add_head()
        if decision.about is About.FIELD:
            self._column.addWidget(_before(words.displayed(decision, decision.before, session)))
        self.cards = AnswerCards(decision, session, in_file=in_file)
        self.cards.chosen.connect(self.chosen)
        self._column.addWidget(self.cards)
        self._instead = QVBoxLayout()
        self.instead: AnswerCard | None = None
        """What is taken that is neither of the answers."""
        self._column.addLayout(self._instead)
        if words.can_write(decision):
            self._add_band()
        if around:
            self._column.addWidget(_going_on(around, session))
        self._column.addStretch(1)

    def take(self, take: Answer | None, *, given: bool) -> None:
        """Show which answer is taken, and whether it was ``given`` already."""
        self.cards.take(take)
        self.take_back.setVisible(given)
        if self.instead is not None:
            self._instead.removeWidget(self.instead)
            self.instead.hide()
            self.instead.deleteLater()
            self.instead = None
        own = isinstance(take, Written)
        if take is not None and (own or self.decision.option(str(take)) is None):
            text = words.comes_to(self.decision, take, self._session)
            text = words.displayed(self.decision, text, self._session)
            title = tr("Something else") if own else tr("Both")
            self.instead = AnswerCard(title, "", text, "")
            self.instead.circle.setChecked(True)
            self._instead.addWidget(self.instead)

    def set_enabled(self, why_not: str) -> None:
        """Let answers be taken, or say why they cannot be."""
        self.cards.set_enabled(not why_not)
        for button in self.findChildren(QuietButton):
            button.explain(why_not)

    def _add_head(self) -> None:
        decision, model = self.decision, self._session.document.model
        row = QHBoxLayout()
        measure.spacing(row, 8)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Clamped(decision.name, "title"))
        kind = model.owner(model.tables[decision.kind]).label
        lines.addWidget(Label(f"{kind} · {decision.label}", "body", "text2", wrap=True))
        row.addLayout(lines, 1)
        self.take_back = ToolButton("undo-2", tr("Take this answer back (Del)"))
        self.take_back.clicked.connect(self.take_back_asked)
        self.take_back.hide()
        row.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _add_band(self) -> None:
        both = bool(self.decision.both)
        text = (
            tr("These may both be true. You can keep one and the other together.")
            if both
            else tr("If neither is right, say what is.")
        )
        band = ReasonBand("", text)
        row = band.layout()
        assert isinstance(row, QHBoxLayout)
        if both:
            keep = QuietButton(tr("Keep both"))
            keep.setToolTip(tr("Keep both (B)"))
            keep.clicked.connect(lambda: self.chosen.emit("both"))
            row.addWidget(keep)
        write = QuietButton(tr("Write something else…"))
        write.setToolTip(tr("Write something else (E)"))
        write.clicked.connect(self.write_asked)
        row.addWidget(write)
        self._column.addWidget(band)


def _before(before: str) -> QWidget:
    """Return a line on what the field said before any of them changed it."""
    box = QWidget()
    box.setObjectName("subtle")
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(box)
    measure.margins(column, 14, 9, 14, 9)
    measure.spacing(column, 4)
    row = QHBoxLayout()
    measure.spacing(row, 8)
    row.addWidget(IconMark("history", "text2", 16))
    short = len(before) <= SHORT and "\n" not in before
    row.addWidget(Label(tr("Before it was changed"), "caption", "text2"), 0 if short else 1)
    value = Label(before or words.NOT_SET, "name" if before else "body", wrap=True)
    value.set_tone("text" if before else "text3")
    column.addLayout(row)
    if short:
        side = Qt.AlignmentFlag.AlignLeft if box.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        value.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(value, 1)
    else:
        column.addWidget(value)
    box.setAccessibleName(tr("Before it was changed: {words}", words=before or words.NOT_SET))
    return box


def _going_on(around: Sequence[Going], session: Session) -> Card:
    card = Card(tr("What was going on"))
    for n, going in enumerate(around):
        if n:
            card.add(Line())
        row = QHBoxLayout()
        measure.spacing(row, 12)
        row.addWidget(IconMark(_ICONS.get(going.kind, "pencil")), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(
            Label(f"{words.who(going.author, session)}: {going.label}", "name", wrap=True)
        )
        if going.words:
            lines.addWidget(Label(going.words, "caption", "text2", wrap=True))
        row.addLayout(lines, 1)
        row.addWidget(Label(words.when(going.at), "caption", "text2"))
        card.add(row)
    return card
