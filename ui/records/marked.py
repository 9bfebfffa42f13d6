"""Texts in which parts are underlined while somebody types: of several lines, and of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPoint, QRect, SignalInstance
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.theme.appearance import theme


class Mark(NamedTuple):
    """A part of a text, in characters, to be underlined."""

    start: int
    end: int
    tone: str
    """The colour's name."""
    dotted: bool = False
    """With dots; else with a wave."""


class MarkedText(Protocol):
    """A text that somebody types, whose parts can be marked, chosen and replaced."""

    changed: SignalInstance
    """Its words are others."""

    @property
    def widget(self) -> QWidget:
        """What takes the keyboard."""

    def words(self) -> str:
        """Return what stands there."""

    def fixed(self) -> bool:
        """Tell whether it can only be read."""

    def place(self) -> int:
        """Return before which character the cursor stands."""

    def select(self, start: int, end: int) -> None:
        """Choose a part and go to it."""

    def replace(self, start: int, end: int, words: str) -> None:
        """Put ``words`` in the place of a part, as if typed: it can be taken back."""

    def underline(self, marks: Sequence[Mark]) -> None:
        """Underline these parts and no others."""

    def below(self, start: int) -> QPoint:
        """Return where on the screen a menu about a part opens."""


class MarkedLines:
    """A text of several lines."""

    def __init__(self, text: QPlainTextEdit) -> None:
        """Mark parts of ``text``."""
        self.widget = text
        self.changed: SignalInstance = text.textChanged

    def words(self) -> str:
        """Return what stands there."""
        return self.widget.toPlainText()

    def fixed(self) -> bool:
        """Tell whether it can only be read."""
        return self.widget.isReadOnly()

    def place(self) -> int:
        """Return before which character the cursor stands."""
        return _characters(self.words(), self.widget.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Choose a part and go to it."""
        self.widget.setTextCursor(self._at(start, end))
        self.widget.setFocus()

    def replace(self, start: int, end: int, words: str) -> None:
        """Put ``words`` in the place of a part; the text's own undo takes it back."""
        here = self._at(start, end)
        here.insertText(words)
        self.widget.setTextCursor(here)
        self.widget.setFocus()

    def underline(self, marks: Sequence[Mark]) -> None:
        """Underline these parts and no others."""
        found = []
        for mark in marks:
            selection = QTextEdit.ExtraSelection()
            selection.format, selection.cursor = _look(mark), self._at(mark.start, mark.end)
            found.append(selection)
        self.widget.setExtraSelections(found)

    def below(self, start: int) -> QPoint:
        """Return where on the screen a menu about a part opens."""
        place = self.widget.cursorRect(self._at(start, start)).bottomLeft()
        return self.widget.viewport().mapToGlobal(place)

    def _at(self, start: int, end: int) -> QTextCursor:
        words, cursor = self.words(), self.widget.textCursor()
        cursor.setPosition(_halves(words[:start]))
        cursor.setPosition(_halves(words[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor


class MarkedLine:
    """A text of one line."""

    def __init__(self, line: QLineEdit) -> None:
        """Mark parts of ``line``."""
        self.widget = line
        self.changed: SignalInstance = line.textChanged

    def words(self) -> str:
        """Return what stands there."""
        return self.widget.text()

    def fixed(self) -> bool:
        """Tell whether it can only be read."""
        return self.widget.isReadOnly()

    def place(self) -> int:
        """Return before which character the cursor stands."""
        return _characters(self.words(), self.widget.cursorPosition())

    def select(self, start: int, end: int) -> None:
        """Choose a part and go to it."""
        words = self.words()
        self.widget.setSelection(_halves(words[:start]), _halves(words[start:end]))
        self.widget.setFocus()

    def replace(self, start: int, end: int, words: str) -> None:
        """Put ``words`` in the place of a part; the line's own undo takes it back."""
        self.select(start, end)
        self.widget.insert(words)
        # What the program sets counts as shown; this was asked for, so it counts as typed.
        self.widget.textEdited.emit(self.words())

    def underline(self, marks: Sequence[Mark]) -> None:
        """Underline these parts and no others."""
        # A line takes looks for its parts only from an input method, counted from the cursor.
        words, here = self.words(), self.widget.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        looks = [
            QInputMethodEvent.Attribute(
                kind,
                _halves(words[: mark.start]) - here,
                _halves(words[mark.start : mark.end]),
                _look(mark),
            )
            for mark in marks
        ]
        QApplication.sendEvent(self.widget, QInputMethodEvent("", looks))

    def below(self, start: int) -> QPoint:
        """Return where on the screen a menu about a part opens."""
        before = self.widget.fontMetrics().horizontalAdvance(self.words()[:start])
        room: QRect = self.widget.rect()
        across = min(before, room.width())
        across = room.width() - across if self.widget.isRightToLeft() else across
        return self.widget.mapToGlobal(QPoint(across, room.bottom()))


def _look(mark: Mark) -> QTextCharFormat:
    styles = QTextCharFormat.UnderlineStyle
    look = QTextCharFormat()
    look.setUnderlineStyle(styles.DotLine if mark.dotted else styles.WaveUnderline)
    look.setUnderlineColor(QColor(theme().colour(mark.tone)))
    return look


def _halves(words: str) -> int:
    """Return how Qt counts ``words``: the rarest characters are two halves."""
    return len(words.encode("utf-16-le")) // 2


def _characters(words: str, halves: int) -> int:
    """Return how many characters the first ``halves`` of Qt's count are."""
    return len(words.encode("utf-16-le")[: 2 * halves].decode("utf-16-le", "ignore"))
