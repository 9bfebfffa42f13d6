"""Large rows to begin with: the whole card is a button."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from ui.delegates import painting
from ui.icons import draw_icon
from ui.theme.appearance import theme
from ui.theme.tokens import Tone
from ui.widgets.buttons import ENTER
from ui.widgets.markup import plain


class BigRow(QAbstractButton):
    """An icon on a tile, what it does in strong words, and a line about it."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        tone: Tone = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``title``; ``text`` says what to expect."""
        super().__init__(parent)
        self._icon, self._line, self._tone = icon, text, tone
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for two lines and air."""
        now = theme()
        lines = sum(QFontMetrics(now.font(r)).height() for r in ("strong", "body"))
        return QSize(now.em(560), lines + now.em(38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Enter as with Space."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, narrower."""
        return QSize(theme().em(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer all words as a tooltip when they are cut."""
        super().resizeEvent(event)
        now = theme()
        room = self.width() - now.em(16 + 42 + 16 + 8 + 34)
        wide = (
            QFontMetrics(now.font(role)).horizontalAdvance(words)
            for role, words in (("strong", self.text()), ("body", self._line))
        )
        self.setToolTip(plain(f"{self.text()}: {self._line}") if max(wide) > room else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card, tile and words."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.underMouse() or self.isDown()
        painting.rounded(painter, self.rect(), now.em(8), now.colour("surface"))
        line = now.colour("border_strong" if active else "border")
        painting.outlined(painter, self.rect(), now.em(8), line)
        if self.hasFocus():
            painting.draw_focus(painter, now, self.rect(), now.em(8))
        side, tall = now.em(42), self.height()
        tile = QRect(now.em(16), (tall - side) // 2, side, side)
        painting.draw_tile(painter, now, self._place(tile), self._icon, self._tone)
        arrow = QRect(self.width() - now.em(34), (tall - now.em(18)) // 2, now.em(18), now.em(18))
        draw_icon(painter, self._place(arrow), "chevron-right", now.colour("text2"))
        self._words(painter, tile.right() + now.em(16), arrow.left() - now.em(8))
        painter.end()

    def _words(self, painter: QPainter, left: int, right: int) -> None:
        now = theme()
        strong, body = now.font("strong"), now.font("body")
        high, low = QFontMetrics(strong).height(), QFontMetrics(body).height()
        top = (self.height() - high - low - now.em(4)) // 2
        first = QRect(left, top, right - left, high)
        second = QRect(left, top + high + now.em(4), right - left, low)
        painting.text(painter, self._place(first), self.text(), strong, now.colour("text"))
        painting.text(painter, self._place(second), self._line, body, now.colour("text2"))

    def _place(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
