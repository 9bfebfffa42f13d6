"""The foot of the side bar: whether everything is saved, in which file, and the settings."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.theme import measure
from ui.widgets.buttons import ToolButton
from ui.widgets.card import Line
from ui.widgets.labels import Elided
from ui.widgets.marks import IconMark
from ui.widgets.markup import plain


class Saved(Enum):
    """Whether what is on the screen is in the file."""

    SAVED = auto()
    SAVING = auto()
    NOT_SAVED = auto()
    READING = auto()

    @property
    def words(self) -> str:
        """What is said of it."""
        return _WORDS[self]


_WORDS = {
    Saved.SAVED: tr("All changes saved"),
    Saved.SAVING: tr("Saving…"),
    Saved.NOT_SAVED: tr("Not saved"),
    Saved.READING: tr("Only reading"),
}


_ICONS = {
    Saved.SAVED: ("circle-check", "ok"),
    Saved.SAVING: ("loader-circle", "text2"),
    Saved.NOT_SAVED: ("circle-alert", "danger"),
    Saved.READING: ("file-text", "text2"),
}


class Foot(QWidget):
    """Says that nothing is lost, and names the file."""

    settings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with everything saved and no file named."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        measure.margins(column, 0, 0, 0, 8)
        measure.spacing(column, 8)
        column.addWidget(Line())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        measure.margins(self._row, 5, 0, 0, 0)
        measure.spacing(self._row, 8)
        column.addLayout(self._row)
        self._mark = IconMark("circle-check", "ok", 16)
        self._words = QWidget()
        lines = QVBoxLayout(self._words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._state = Elided("", "caption")
        self._file = Elided("", "caption", "text2")
        lines.addWidget(self._state)
        lines.addWidget(self._file)
        self._settings = ToolButton("settings", tr("Settings"))
        self._settings.clicked.connect(self.settings_asked)
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._settings, 0, Qt.AlignmentFlag.AlignCenter)
        self.set_saved(Saved.SAVED)

    def set_saved(self, state: Saved) -> None:
        """Say whether everything is in the file."""
        icon, tone = _ICONS[state]
        self._mark.set(icon, tone, state.words)
        self._state.set_text(state.words)
        self._tell()

    def set_file(self, name: str, time: str = "") -> None:
        """Name the file and when it was last written."""
        self._file.set_text(" · ".join(part for part in (name, time) if part))
        self._tell()

    def saved_words(self) -> str:
        """Return what the foot says."""
        return self._state.text()

    def set_narrow(self, narrow: bool) -> None:
        """Show only the two icons, one above the other."""
        self._words.setVisible(not narrow)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        measure.margins(self._row, 0 if narrow else 5, 0, 0, 0)

    def _tell(self) -> None:
        said = f"{self._state.text()}. {self._file.text()}".strip()
        self._mark.setToolTip(plain(said))
        self.setAccessibleName(said)
