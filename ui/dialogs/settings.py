"""Settings: who edits, how the window looks, and the paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from outreach.base.language import LANGUAGES, tr
from ui.dialogs.dialog import Dialog
from ui.language import SYSTEM
from ui.preferences import Preferences
from ui.widgets.inputs import CheckBox, ComboBox
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented

SIZES = (0.9, 1.0, 1.15, 1.3, 1.45, 1.6)
"""Text sizes that are offered, as parts of the usual one."""


class Settings(Dialog):
    """Asks for the settings; looks change at once, so that one sees them."""

    looks_changed = Signal(str, float)
    """Scheme and text scale to show."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        """Show what is set now."""
        super().__init__(tr("Settings"), tr("Done"), parent)
        self._preferences = preferences
        self._was = (preferences.scheme, preferences.scale)
        self._author = QLineEdit(preferences.author)
        self._scheme = Segmented(
            tr("Colours"),
            [
                ("system", tr("As the system")),
                ("light", tr("Light")),
                ("dark", tr("Dark")),
            ],
            preferences.scheme,
        )
        self._size = ComboBox()
        for size in SIZES:
            self._size.addItem(f"{round(size * 100)} %", size)
        self._size.setCurrentIndex(max(0, self._size.findData(preferences.scale)))
        self._paper = Segmented(
            tr("Paper"), [("A4", "A4"), ("LETTER", tr("Letter"))], preferences.paper
        )
        self._language = ComboBox()
        self._language.addItem(tr("As the system"), SYSTEM)
        for code, name in LANGUAGES.items():
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(preferences.language))
        self._notify = CheckBox(tr("Have the desktop say what is late when I open a plan"))
        self._notify.setChecked(preferences.notify)
        self._column = self.column(tr("Settings"))
        self._row(tr("Your name, as your changes are signed"), self._author)
        self._row(tr("Colours"), self._scheme)
        self._row(tr("Text size"), self._size)
        self._row(tr("Language, from the next start on"), self._language)
        self._row(tr("Paper for briefs"), self._paper)
        self._column.addWidget(self._notify)
        self.fit(460, 600)
        self._scheme.changed.connect(self._show_looks)
        self._size.currentIndexChanged.connect(self._show_looks)

    def _row(self, label: str, control: QWidget) -> None:
        name = Label(label, role="caption", tone="text2")
        name.setBuddy(control)
        control.setAccessibleName(label)
        self._column.addWidget(name)
        self._column.addWidget(control)

    def _show_looks(self) -> None:
        self.looks_changed.emit(self._scheme.value(), self._size.currentData())

    def accept(self) -> None:
        """Keep the settings."""
        if not self._author.text().strip():
            self.show_problem(tr("Your name is needed: your changes are signed with it."))
            return
        self._preferences.author = self._author.text().strip()
        self._preferences.scheme = self._scheme.value()
        self._preferences.scale = self._size.currentData()
        self._preferences.language = self._language.currentData()
        self._preferences.paper = self._paper.value()
        self._preferences.notify = self._notify.isChecked()
        self._preferences.sync()
        super().accept()

    def reject(self) -> None:
        """Go back to the looks from before."""
        self.looks_changed.emit(*self._was)
        super().reject()
