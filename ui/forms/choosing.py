"""Editors that are chosen from: a list of values, yes or no, a judged scale."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCompleter, QHBoxLayout, QSizePolicy, QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.document.fields import Choice, Flag, Scale
from ui.forms.choices import meant
from ui.forms.editor import FieldEditor
from ui.theme import measure
from ui.widgets.buttons import ToolButton
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Elided
from ui.widgets.markup import plain
from ui.widgets.segmented import Segment, SegmentBar, Segmented

NOT_SET = tr("Not set")


class ChoiceEditor(FieldEditor):
    """One of a few values, in a combo box; own words can be typed where the field is open."""

    takes_pauses = False

    def __init__(self, field: Choice, parent: QWidget | None = None) -> None:
        """Build the combo box."""
        super().__init__(field, parent)
        self._choice = field
        self._combo = ComboBox()
        self._combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._combo.setMinimumContentsLength(8)
        if field.open:
            self._combo.setEditable(True)
            self._combo.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
            # Completing within the line would let the Down key take another choice unseen.
            completer = QCompleter(self._combo.model(), self._combo)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._combo.setCompleter(completer)
        self._combo.addItem(NOT_SET, None)
        for value, words in field.choices.items():
            self._combo.addItem(sentence_case(words), value)
        self.place(self._combo)
        self.add_help()
        self._combo.activated.connect(self.commit)
        line = self._combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(NOT_SET)
            self.name(line)
            line.textEdited.connect(self.typed)
            self.watch(self._combo)
            self.watch(line)
        self.show_value(None)

    def control(self) -> QWidget:
        """Return the combo box."""
        return self._combo

    def show_value(self, value: Any) -> None:
        """Show the choice, or own words."""
        place = self._combo.findData(value)
        self._combo.setCurrentIndex(place)
        if self._choice.open:
            words = "" if value is None else self._combo.itemText(place) if place >= 0 else value
            self._combo.setEditText(words)

    def words(self) -> str:
        """Return the choice in words, or own words."""
        words = self._combo.currentText()
        return "" if words == NOT_SET else words

    def type_in(self, words: str) -> None:
        """Choose what the words say, or write them down as own words."""
        self._combo.setCurrentIndex(max(0, self._combo.findText(words)))
        if self._choice.open:
            self._combo.setEditText(words)
        self.typed()

    def read_value(self) -> Any:
        """Read the choice; own words that say one of the choices are that choice."""
        if not self._choice.open:
            return self._combo.currentData()
        words = self._combo.currentText().strip()
        if not words or words == NOT_SET:
            return None
        return meant(words, self._choice.choices)


class FlagEditor(FieldEditor):
    """Yes, no, or not set."""

    def __init__(self, field: Flag, parent: QWidget | None = None) -> None:
        """Build the three segments."""
        super().__init__(field, parent)
        self._segments = Segmented(
            field.label, [("yes", tr("Yes")), ("no", tr("No")), ("", NOT_SET)], current=""
        )
        row = _left_aligned(self._segments)
        self.column.insertWidget(1, row)
        self.setFocusProxy(self._segments)
        self.add_help()
        self._segments.setAccessibleDescription(field.help)
        self._segments.changed.connect(lambda _: self.commit())
        self.show_value(None)

    def control(self) -> QWidget:
        """Return the segments."""
        return self._segments

    def show_value(self, value: Any) -> None:
        """Show yes, no or not set."""
        self._segments.set_value("" if value is None else "yes" if value else "no")

    def words(self) -> str:
        """Return yes, no or nothing."""
        return self._segments.value()

    def type_in(self, words: str) -> None:
        """Choose yes, no or not set."""
        self._segments.set_value(words if words in ("yes", "no") else "")
        self.typed()

    def read_value(self) -> Any:
        """Read yes, no or not set."""
        return {"yes": True, "no": False}.get(self._segments.value())


class ScaleEditor(FieldEditor):
    """A judgement: one button for each step, and its words; it can be taken back."""

    def __init__(self, field: Scale, parent: QWidget | None = None) -> None:
        """Build the steps."""
        super().__init__(field, parent)
        self._scale = field
        self._bar = SegmentBar()
        self._group = QButtonGroup(self)
        for value, words in field.steps.items():
            step = Segment(_signed(value, field.low), f"{field.label}: {field.words(value)}")
            step.setToolTip(plain(sentence_case(words)))
            step.installEventFilter(self)
            self._group.addButton(step, value - field.low)
            self._bar.row.addWidget(step)
        self._words = Elided(NOT_SET, "caption", "text2")
        self._clear = ToolButton("x", tr("Clear {label}", label=field.label))
        self._clear.clicked.connect(self._take_back)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        measure.spacing(across, 8)
        across.addWidget(self._bar)
        across.addWidget(self._clear)
        across.addWidget(self._words, 1)
        self.column.insertWidget(1, row)
        self.name(self._bar)
        self.setFocusProxy(self._group.buttons()[0])
        self.add_help()
        self._group.idClicked.connect(lambda _: self.commit())
        self.show_value(None)

    def control(self) -> QWidget:
        """Return the bar of steps."""
        return self._bar

    def set_read_only(self, read_only: bool) -> None:
        """Only show the judgement."""
        self._bar.setEnabled(not read_only)
        self._clear.setVisible(not read_only and self._value is not None)

    def show_value(self, value: Any) -> None:
        """Show the judgement and its words."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        if value is not None:
            self._group.button(value - self._scale.low).setChecked(True)
        words = NOT_SET if value is None else self._scale.steps.get(value, "")
        self._words.set_text(sentence_case(words))
        self._clear.setVisible(value is not None and self._bar.isEnabled())

    def words(self) -> str:
        """Return the number of the step."""
        value = self.read_value()
        return "" if value is None else str(value)

    def type_in(self, words: str) -> None:
        """Take the step of this number; none when there is no such step."""
        known = {str(value): value for value in self._scale.steps}
        self.show_value(known.get(words))
        self.typed()

    def read_value(self) -> Any:
        """Read the step that is taken; None when there is none."""
        button = self._group.checkedButton()
        return None if button is None else self._group.id(button) + self._scale.low

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the judgement back with Del or Backspace."""
        if isinstance(event, QKeyEvent) and _clears(event):
            self._take_back()
            return True
        return super().eventFilter(watched, event)

    def _take_back(self) -> None:
        self.show_value(None)
        self.commit()
        self._group.buttons()[0].setFocus()


def _clears(event: QKeyEvent) -> bool:
    keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
    return event.type() == QEvent.Type.KeyPress and event.key() in keys


def _signed(value: int, low: int) -> str:
    if low >= 0:
        return str(value)
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    # The mark keeps the sign before the digit in a right-to-left window.
    return f"\u200e{sign}{abs(value)}"


def _left_aligned(widget: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(widget)
    across.addStretch()
    return row
