"""One of several things in a field: a chip that can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from outreach.base.language import tr
from ui.delegates import painting
from ui.icons import draw_icon
from ui.theme.appearance import theme
from ui.widgets.markup import plain


class Token(QAbstractButton):
    """A chip with a cross; a click, Del or Backspace takes it away."""

    removed = Signal(str)
    """The key of what is to go."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None) -> None:
        """Show ``words`` for the thing with this ``key``."""
        super().__init__(parent)
        self.key = key
        self.setText(words)
        self.setAccessibleName(tr("Remove {words}", words=words))
        self.setToolTip(plain(tr("Remove {words}", words=words)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.removed.emit(self.key))

    def sizeHint(self) -> QSize:
        """Return the room of words and cross."""
        now = theme()
        metrics = QFontMetrics(now.font("chip"))
        wide = min(metrics.horizontalAdvance(self.text()) + 2, now.em(360))
        return QSize(wide + now.em(34), metrics.height() + now.em(9))

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters and the cross."""
        return QSize(theme().em(60), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it away with Del or Backspace too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint chip, words and cross."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, soft = now.tone("accent")
        radius = self.height() / 2
        active = self.underMouse() and self.isEnabled()
        painting.rounded(painter, self.rect(), radius, now.colour("sel") if active else soft)
        if self.hasFocus():
            painting.draw_focus(painter, now, self.rect(), radius)
        words = self.rect().adjusted(now.em(10), 0, -now.em(24), 0)
        words = QStyle.visualRect(self.layoutDirection(), self.rect(), words)
        painting.text(painter, words, self.text(), now.font("chip"), ink)
        if self.isEnabled():
            side = now.em(12)
            cross = QRect(self.width() - now.em(20), (self.height() - side) // 2, side, side)
            cross = QStyle.visualRect(self.layoutDirection(), self.rect(), cross)
            draw_icon(painter, cross, "x", ink)
        painter.end()
