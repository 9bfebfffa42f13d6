"""What one edit did to one record, with a way back for each single value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.history.changes import FieldChange, RecordChange
from ui.history import words
from ui.theme import measure
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.labels import Label
from ui.widgets.markup import plain

_TOP = Qt.AlignmentFlag.AlignTop


class RecordBlock(QWidget):
    """One record: what was done to it, and its fields, old and new."""

    put_back_asked = Signal(str)
    """The name of a field: give it its old value again."""
    bring_back_asked = Signal()
    """Bring the record back, with all that hung on it."""
    record_asked = Signal()
    """Show the record."""

    def __init__(
        self, change: RecordChange, *, named: bool, there: bool, comes_back: bool, why_not: str
    ) -> None:
        """Build the lines.

        Args:
            change: What was done.
            named: Whether the record is named: it is not where all is about it.
            there: Whether the record is in the file.
            comes_back: Whether it can be brought back by itself.
            why_not: Why nothing can be changed; empty when it can.
        """
        super().__init__()
        self.buttons: dict[str, QWidget] = {}
        """What can be pressed, by what it does: it has the keyboard again after a change."""
        self._change, self._why_not = change, why_not
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._column, 2)
        if named or comes_back or change.op in "DR":
            self._add_heading(there=there and named, comes_back=comes_back)
        if change.op != "D":  # what it said comes back with it
            for field in change.fields:
                if field.before or field.after:
                    self._add_field(field, there=there)

    def _add_heading(self, *, there: bool, comes_back: bool) -> None:
        row = QHBoxLayout()
        measure.spacing(row, 4)
        row.addWidget(Label(words.heading(self._change), "body", "text2", wrap=True), 1)
        if there:
            show = ToolButton("arrow-right", tr("Show {name}", name=self._change.name))
            show.clicked.connect(self.record_asked)
            self._add_button(row, f"show {self._change.id}", show)
        if comes_back:
            back = QuietButton(tr("Bring back"), "undo-2")
            back.setAccessibleName(tr("Bring back {name}", name=self._change.name))
            back.clicked.connect(self.bring_back_asked)
            back.explain(self._why_not)
            self._add_button(row, f"bring {self._change.id}", back)
        self._column.addLayout(row)

    def _add_field(self, field: FieldChange, *, there: bool) -> None:
        line = Label(wrap=True)
        line.setTextFormat(Qt.TextFormat.RichText)
        line.setText(words.field_line(field))
        line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        line.setAccessibleName(words.spoken_line(field))
        row = QHBoxLayout()
        measure.spacing(row, 4)
        row.addWidget(line, 1)
        if self._change.op == "U" and there:
            old = field.before or tr("not set")
            back = ToolButton("undo-2", tr("Put back the old value"))
            back.setAccessibleName(
                tr(
                    "Put back {label} of {name}: {old}",
                    label=field.label,
                    name=self._change.name,
                    old=old[:80],
                )
            )
            if self._why_not:
                back.setEnabled(False)
                back.setToolTip(plain(self._why_not))
            back.clicked.connect(lambda _=False, name=field.field: self.put_back_asked.emit(name))
            self._add_button(row, f"field {self._change.id} {field.field}", back)
        self._column.addLayout(row)

    def _add_button(self, row: QHBoxLayout, key: str, button: QWidget) -> None:
        self.buttons[key] = button
        row.addWidget(button, 0, _TOP)
