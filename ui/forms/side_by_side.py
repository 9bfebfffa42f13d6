"""The editor of a choice of which a few values are taken nearly always: these side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.document.fields import Choice
from ui.forms.choosing import NOT_SET, ChoiceEditor
from ui.theme import measure
from ui.widgets.flow import FlowLayout
from ui.widgets.segmented import Segmented

_OTHER = ""


class SideBySideEditor(ChoiceEditor):
    """The usual values as segments; behind “Other” all of them, and own words."""

    def __init__(self, field: Choice, usual: Sequence[str], parent: QWidget | None = None) -> None:
        """Show ``usual`` values side by side."""
        self._usual = tuple(usual)
        options = [(value, sentence_case(field.choices[value])) for value in usual]
        self._segments = Segmented(field.label, [*options, (_OTHER, tr("Other"))])
        super().__init__(field, parent)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self._segments)
        measure.minimum_width(self._combo, 150)
        flow.addWidget(self._combo)
        self.column.insertWidget(1, row)
        self._segments.changed.connect(self._turn)
        self.setFocusProxy(self._segments)

    def control(self) -> QWidget:
        """Return the box with all values where it is shown, else the segments."""
        return self._combo if self._combo.isVisibleTo(self) else self._segments

    def show_value(self, value: Any) -> None:
        """Take the segment of ``value``, or show it in the box."""
        super().show_value(value)
        usual = value in self._usual
        self._segments.set_value(value if usual else _OTHER)
        self._combo.setHidden(usual)

    def words(self) -> str:
        """Return the choice in words, or own words."""
        usual = self._segments.value()
        return self._combo.itemText(self._combo.findData(usual)) if usual else super().words()

    def type_in(self, words: str) -> None:
        """Choose what the words say, or write them down as own words."""
        super().type_in(words)
        value = super().read_value()
        self._segments.set_value(value if value in self._usual else _OTHER)
        self._combo.setHidden(value in self._usual)

    def read_value(self) -> Any:
        """Read the segment, or what stands in the box."""
        return self._segments.value() or super().read_value()

    def _turn(self, value: str) -> None:
        self._combo.setHidden(bool(value))
        if not value:
            self._combo.setCurrentText(NOT_SET)
            self._combo.setFocus()
        self.commit()
        if not value:
            self._combo.setFocus()
