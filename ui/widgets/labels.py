"""Text on a page: labels in the type roles, one-line text that is cut, and overlines."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.delegates import painting
from ui.theme.appearance import theme
from ui.widgets.markup import plain

LONG = 24
"""Letters beyond which a word may break anywhere."""
_PART = 8
"""Letters that stay together even then."""
_LONG_WORD = re.compile(rf"\S{{{LONG + 1},}}")
_LETTERS = re.compile(rf"[^\W_]{{{_PART}}}(?=[^\W_])")


def breakable(text: str) -> str:
    """Return ``text`` with places at which its very long words may break, between two letters."""
    return _LONG_WORD.sub(lambda word: _LETTERS.sub("\\g<0>\u200b", word[0]), text)


class Label(QLabel):
    """Words in one of the type roles and one of the text colours."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` as plain text, on several lines when ``wrap``."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._words = ""
        self.setText(text)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if wrap:
            self.setMinimumWidth(1)
        self._lean()

    def setText(self, text: str) -> None:  # noqa: N802
        """Show other words; very long ones may break where they have to."""
        self._words = text
        shown = breakable(text) if self.wordWrap() else text
        super().setText(painting.led_from_right(shown) if self.isRightToLeft() else shown)

    def text(self) -> str:
        """Return the words as they were given."""
        return self._words

    def set_tone(self, tone: str) -> None:
        """Give the words another colour."""
        self._style("tone", tone)

    def _lean(self) -> None:
        """Begin where the program's direction begins; Qt would go by that of the words."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(flags)

    def _style(self, name: str, value: str) -> None:
        if self.property(name) != value:
            self.setProperty(name, value)
            self.style().unpolish(self)
            self.style().polish(self)


class Overline(Label):
    """Names a block inside a card, in small capitals."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show ``text`` in capitals; it is spoken as it was given."""
        super().__init__("", "chip", "text2", parent=parent)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self.setText(text.upper())
        self.setAccessibleName(text)


class Elided(QLabel):
    """One line of text that is cut with an ellipsis when there is no room for it.

    A label for those who read the window with a screen reader, though it paints itself.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` in a type role and colour."""
        super().__init__(parent)
        self._text, self._role, self._tone = "", role, tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()
        self._show_whole()

    def set_tone(self, tone: str) -> None:
        """Give the words another colour."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the whole text."""
        metrics = QFontMetrics(theme().font(self._role))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        return QSize(theme().em(24), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Offer the whole text as a tooltip when it is cut."""
        self._show_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the line."""
        now = theme()
        painter = QPainter(self)
        colour = now.colour(self._tone)
        painting.text(painter, self.rect(), self._text, now.font(self._role), colour)
        painter.end()

    def _show_whole(self) -> None:
        cut = self.sizeHint().width() > self.width()
        self.setToolTip(plain(self._text) if cut else "")


class Clamped(QLabel):
    """Text on a few lines at most; the rest is cut with an ellipsis and shown as a tooltip.

    A label for a screen reader, too.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` on at most ``lines`` lines."""
        super().__init__(parent)
        self._text, self._role, self._tone, self._most = "", role, tone, lines
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(plain(text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at ``width``."""
        font = theme().font(self._role)
        count = len(painting.broken(self._text, font, width, self._most))
        return max(1, count) * QFontMetrics(font).height()

    def sizeHint(self) -> QSize:
        """Return the room of a line of usual length."""
        width = theme().em(160)
        return QSize(width, self.heightForWidth(self.width() if self.isVisible() else width))

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        return QSize(theme().em(48), QFontMetrics(theme().font(self._role)).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the lines."""
        now = theme()
        font = now.font(self._role)
        step = QFontMetrics(font).height()
        painter = QPainter(self)
        for n, line in enumerate(painting.broken(self._text, font, self.width(), self._most)):
            place = self.rect().adjusted(0, n * step, 0, 0)
            place.setHeight(step)
            painting.text(painter, place, line, font, now.colour(self._tone))
        painter.end()
