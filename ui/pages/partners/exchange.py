"""What an exchange costs a partner, what our offer saves it, and what is left, as a small bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.planning.balance import Sums, person_days, sums_words
from ui.delegates import painting
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.labels import Label, Overline
from ui.widgets.marks import IconMark

NOT_ESTIMATED = tr("What it costs them, and what our offer saves them, is not estimated yet.")


class BalanceBar(QWidget):
    """The cost as a bar: what is saved in green, what is left in ochre; a gain stands beyond."""

    def __init__(self, cost: float, offset: float, words: str) -> None:
        """Show ``cost`` and ``offset`` in one unit; ``words`` say it to those who do not see it."""
        super().__init__()
        self._cost, self._offset = cost, offset
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a low bar."""
        return QSize(theme().em(200), theme().em(10))

    def minimumSizeHint(self) -> QSize:
        """Return a short one."""
        return QSize(theme().em(60), theme().em(10))

    def parts(self) -> list[tuple[str, float]]:
        """Return the pieces from the leading edge: colour, and share of the whole bar."""
        whole = max(self._cost, self._offset)
        if whole <= 0:
            return []
        saved = min(self._cost, self._offset)
        left = (
            ("warn", self._cost - saved) if self._cost >= self._offset else ("info", whole - saved)
        )
        pieces = [("ok", saved / whole), (left[0], left[1] / whole)]
        return [piece for piece in pieces if piece[1] > 0]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces."""
        now, x = theme(), 0.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, share in self.parts():
            wide = share * self.width()
            rect = QRect(round(x), 0, max(1, round(wide) - now.em(2)), self.height())
            rect = QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
            painting.rounded(painter, rect, now.em(3), now.colour(colour))
            x += wide
        painter.end()


class Exchange(QWidget):
    """The balance of a partner in words, under a bar for each unit."""

    def __init__(self, days: Sums | None, money: Sums | None, currency: str) -> None:
        """Show what was estimated in person-days, and in money, which is in ``currency``."""
        super().__init__()
        column = QVBoxLayout(self)
        measure.margins(column, 0, 4, 0, 0)
        measure.spacing(column, 6)
        head = QHBoxLayout()
        measure.spacing(head, 6)
        head.addWidget(Overline(tr("Exchange")))
        head.addWidget(IconMark("lock", "text3", 12, tr("Confidential")))
        head.addStretch(1)
        column.addLayout(head)
        for sums, unit in ((days, person_days()), (money, currency)):
            if sums is not None:
                words = sums_words(sums, unit)
                column.addWidget(BalanceBar(sums.cost, sums.offset, words))
                column.addWidget(Label(words, "caption", "text2", wrap=True))
        if days is None and money is None:
            column.addWidget(Label(NOT_ESTIMATED, "caption", "text2", wrap=True))
