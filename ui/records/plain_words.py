"""Technical words and hard sentences, marked in the texts that partners read.

The check waits for a pause in the typing. What it finds is underlined in the text and named below
it, each with a button: a plainer word is put in its place, a hard sentence is gone to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from outreach.base.language import tr
from ui.forms.editor import FieldEditor
from ui.records.marked import Mark, MarkedLine, MarkedLines, MarkedText
from ui.theme import measure
from ui.theme.appearance import appearance
from ui.widgets.buttons import QuietButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.marks import IconMark
from ui.widgets.markup import plain

if TYPE_CHECKING:
    # For their names only: the lists of words take time to load.
    from outreach.plain.check import Checked
    from outreach.plain.lists import Found
    from outreach.plain.sentences import HardSentence

PAUSE_MS = 400
MOST = 6
"""Words named below a text; all are underlined."""
_SHORT = 36


class PlainWords(QWidget):
    """What stands below one text; it is hidden while there is nothing to say."""

    def __init__(
        self,
        editor: FieldEditor,
        check: Callable[[str, Callable[[Checked], None]], object],
        allow: Callable[[str], object] | None,
        *,
        asks: bool,
    ) -> None:
        """Watch the text of ``editor``.

        Args:
            editor: A field of one line or of several.
            check: Has somebody called with what is not plain in a text, at once or after a while.
            allow: Leaves a word alone in the whole plan from now on; None when nothing can be
                changed.
            asks: Whether the text is to win somebody over, so that the one question is asked.
        """
        super().__init__()
        self.text = text = _marked(editor)
        self._check, self._allow = check, allow
        self._asked = 0
        self.checked: Checked | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._column, 2)
        self._found = QWidget()
        self._flow = FlowLayout(self._found, 4)
        self._column.addWidget(self._found)
        if asks:
            self._column.addWidget(_question())
        editor.column.addWidget(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.check)
        text.changed.connect(self._timer.start)
        appearance().changed.connect(self._underline)
        shortcut = QShortcut(QKeySequence("Ctrl+."), text.widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.show_menu)
        self._found.hide()

    def check(self) -> None:
        """Check the text as it is now."""
        self._asked += 1
        number, words = self._asked, self.text.words()

        def checked(found: Checked) -> None:
            # Of a text that was typed on, other letters would be underlined.
            if isValid(self) and number == self._asked and words == self.text.words():
                self._show(found)

        if words.strip():
            self._check(words, checked)
        else:
            self._show(None)

    def _show(self, found: Checked | None) -> None:
        if found != self.checked:
            self.checked = found
            self._underline()
            self._name()

    def replace(self, found: Found) -> None:
        """Put the plainer word in the place of a technical one; it can be undone."""
        if self.text.words()[found.start : found.end] == found.word:
            self.text.replace(found.start, found.end, _cased(found))
            self.check()

    def show_menu(self) -> None:
        """Offer what can be done about the technical word at the cursor, or the next one."""
        found = self._word_here()
        if found is None:
            return
        menu = QMenu(self)
        if found.suggestion:
            menu.addAction(
                tr("Say “{plainer}”", plainer=_cased(found)), partial(self.replace, found)
            )
        if self._allow is not None:
            menu.addAction(
                tr("Leave “{word}” alone", word=found.word), partial(self._leave_alone, found)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.text.below(found.start))

    def _leave_alone(self, found: Found) -> None:
        if self._allow is not None:
            self._allow(found.word)

    def _word_here(self) -> Found | None:
        words = self.checked.words if self.checked else ()
        place = self.text.place()
        return next((found for found in words if found.end >= place), words[0] if words else None)

    def _go_to(self, sentence: HardSentence) -> None:
        self.text.select(sentence.start, sentence.end)

    def _underline(self) -> None:
        marks = []
        if self.checked is not None:
            hard, words = self.checked.sentences, self.checked.words
            marks += [Mark(one.start, one.end, "info", dotted=True) for one in hard]
            marks += [Mark(found.start, found.end, "warn") for found in words]
        self.text.underline(marks)

    def _name(self) -> None:
        """Name what was found below the text."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        words = self.checked.words if self.checked else ()
        sentences = self.checked.sentences if self.checked else ()
        for found in _each_once(words)[:MOST]:
            self._flow.addWidget(self._word(found))
        for sentence in sentences[:MOST]:
            button = QuietButton(sentence.why, "triangle-alert")
            button.setAccessibleName(tr("Hard sentence: {why}", why=sentence.why))
            button.setToolTip(plain(sentence.text))
            button.clicked.connect(partial(self._go_to, sentence))
            self._flow.addWidget(button)
        self._found.setVisible(bool(words or sentences))
        self._found.updateGeometry()

    def _word(self, found: Found) -> QWidget:
        if not found.suggestion or self.text.fixed():
            word = _short(found.word)
            said = (
                f"“{word}”: {found.suggestion}"
                if found.suggestion
                else tr("“{word}” is a technical word", word=word)
            )
            return Label(said, "caption", "warn", wrap=True)
        button = QuietButton(f"{_short(found.word)} → {_short(_cased(found))}", "pencil")
        button.setAccessibleName(
            tr("Say {plainer} instead of {word}", plainer=_cased(found), word=found.word)
        )
        button.setToolTip(
            plain(
                tr("Say “{plainer}” instead. Ctrl+. offers it in the text.", plainer=_cased(found))
            )
        )
        button.clicked.connect(partial(self.replace, found))
        return button


def _marked(editor: FieldEditor) -> MarkedText:
    control = editor.control()
    if isinstance(control, QLineEdit):
        return MarkedLine(control)
    assert isinstance(control, QPlainTextEdit)
    return MarkedLines(control)


def _question() -> QWidget:
    from outreach.plain.check import question

    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    measure.spacing(line, 6)
    line.addWidget(IconMark("lightbulb", "accent_text", 14))
    line.addWidget(Label(question(), "caption", "accent_text", wrap=True), 1)
    return row


def _each_once(words: Sequence[Found]) -> list[Found]:
    return list({found.word.casefold(): found for found in reversed(words)}.values())[::-1]


def _cased(found: Found) -> str:
    """Return the plainer word as it stands in the place of the other: large where that was."""
    capital = found.word[:1].isupper() and not found.word.isupper()
    return found.suggestion[:1].upper() + found.suggestion[1:] if capital else found.suggestion


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"
