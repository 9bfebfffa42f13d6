"""The editor of long texts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from outreach.document.fields import Text
from ui.forms.editor import FieldEditor
from ui.theme.appearance import theme


class GrowingText(QPlainTextEdit):
    """A text field as high as its text, within bounds; Tab leaves it."""

    LEAST, MOST = 2, 12
    """Lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme().em(80))
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def sizeHint(self) -> QSize:
        """Return the room of the text."""
        step = QFontMetrics(theme().font("body")).lineSpacing()
        lines = self.document().documentLayout().documentSize().height()
        lines = min(max(int(lines), self.LEAST), self.MOST)
        return QSize(theme().em(200), lines * step + theme().em(20))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, narrower."""
        return QSize(theme().em(80), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when the lines break anew."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        if self.sizeHint().height() != self.height():
            self.updateGeometry()


class LongTextEditor(FieldEditor):
    """A long text."""

    def __init__(self, field: Text, parent: QWidget | None = None) -> None:
        """Build the text field."""
        super().__init__(field, parent)
        self._text = GrowingText()
        self._silent = False
        self._text.textChanged.connect(self._changed)
        self.watch(self._text)
        self.place(self._text)
        self.add_help()

    def control(self) -> QWidget:
        """Return the text field."""
        return self._text

    def set_read_only(self, read_only: bool) -> None:
        """Keep the words selectable, so that they can be copied."""
        self._text.setReadOnly(read_only)

    def show_value(self, value: Any) -> None:
        """Show the words; the cursor stays where it was when they are the same."""
        if self._text.toPlainText() != (value or ""):
            self._silent = True
            self._text.setPlainText(value or "")
            self._silent = False

    def words(self) -> str:
        """Return the text."""
        return self._text.toPlainText()

    def type_in(self, words: str) -> None:
        """Write the text."""
        self._text.setPlainText(words)

    def read_value(self) -> Any:
        """Read the words; nothing but blanks is "not set"."""
        words = self._text.toPlainText()
        return words if words.strip() else None

    def _changed(self) -> None:
        if not self._silent:
            self.typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit with Ctrl+Enter too, and let it go on to the dialog."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                event.ignore()
                return False
        return super().eventFilter(watched, event)
