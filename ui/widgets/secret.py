"""Fields for what nobody who looks over the shoulder is to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.theme import measure
from ui.widgets.inputs import CheckBox
from ui.widgets.labels import Label

_LEARN_NOTHING = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
SHOW = tr("Show what I type")


class SecretFields(QWidget):
    """One field or several side by side, and a box to tick that shows what is in them."""

    changed = Signal()
    """Something was typed."""

    def __init__(self, labels: tuple[str, ...], parent: QWidget | None = None) -> None:
        """Make a field for each of ``labels``, empty and hidden."""
        super().__init__(parent)
        self.fields: list[QLineEdit] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 4)
        row = QHBoxLayout()
        measure.spacing(row, 12)
        column.addLayout(row)
        for label in labels:
            row.addLayout(self._field(label), 1)
        self.show_box = CheckBox(SHOW)
        self.show_box.toggled.connect(self._show)
        column.addWidget(self.show_box)
        self.setFocusProxy(self.fields[0])

    def _field(self, label: str) -> QVBoxLayout:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(label)
        field.textChanged.connect(lambda _: self.changed.emit())
        self.fields.append(field)
        name = Label(label, "chip", "text2")
        name.setBuddy(field)
        column = QVBoxLayout()
        measure.spacing(column, 4)
        column.addWidget(name)
        column.addWidget(field)
        return column

    def texts(self) -> list[str]:
        """Return what is in the fields."""
        return [field.text() for field in self.fields]

    def fill(self, text: str) -> None:
        """Put the same into every field, and show it."""
        for field in self.fields:
            field.setText(text)
            field.setCursorPosition(0)
        self.show_box.setChecked(True)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self.fields:
            field.setEchoMode(mode)
            # A keyboard that learns words is not to learn these.
            field.setInputMethodHints(field.inputMethodHints() | _LEARN_NOTHING)
