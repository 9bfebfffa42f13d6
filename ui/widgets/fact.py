"""A line of a card: a mark, a name, a caption; a press opens the record."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.delegates import painting
from ui.models.rows import Row
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.labels import Label
from ui.widgets.marks import Avatar, Chip, IconMark

CHIPS_MOST = 0.36
"""The part of the line's width that chips may take beside the words."""


class Fact(QAbstractButton):
    """One record in a few words, which wrap where the card is narrow."""

    chosen = Signal(str)
    """The record's id, when it is pressed."""

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        """Show ``row``."""
        super().__init__(parent)
        self.id, self.row = row.id, row
        self.setAccessibleName(row.sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: self.chosen.emit(self.id))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._line = line = QHBoxLayout(self)
        measure.margins(line, 8, 4, 8, 4)
        measure.spacing(line, 10)
        line.addWidget(_mark(row), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(row.title, "name", wrap=True))
        if row.caption:
            words.addWidget(Label(row.caption, "caption", "text2", wrap=True))
        self._block = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        measure.spacing(self._block, 4)
        self._block.addLayout(words, 1)
        chips = QHBoxLayout()
        measure.spacing(chips, 6)
        chips.addStretch(1)
        for chip in row.chips:
            chips.addWidget(Chip(chip.text, chip.tone, chip.icon))
        if row.chips:
            self._block.addLayout(chips)
        self._chips = chips
        line.addLayout(self._block, 1)
        if row.aside:
            line.addWidget(Label(row.aside, "caption", "text2"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chips below the words where both together are too wide for the line."""
        super().resizeEvent(event)
        below = self._chips.sizeHint().width() > self.width() * CHIPS_MOST
        ways = QBoxLayout.Direction
        if self._chips.count() > 1:
            self._block.setDirection(ways.TopToBottom if below else ways.LeftToRight)
            self._chips.setStretch(0, 0 if below else 1)
            self._chips.setAlignment(
                Qt.AlignmentFlag.AlignLeading if below else Qt.AlignmentFlag(0)
            )

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        return self._line.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the record with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what shows that it is pointed at or has the keyboard."""
        if not self.underMouse() and not self.hasFocus():
            return
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painting.rounded(painter, self.rect(), now.em(6), now.colour("subtle"))
        if self.hasFocus():
            painting.draw_focus(painter, now, self.rect(), now.em(6))
        painter.end()


def _mark(row: Row) -> QWidget:
    if row.initials:
        return Avatar(row.title, 32, row.tone)
    return IconMark(row.icon, "text2" if row.tone == "neutral" else row.tone)
