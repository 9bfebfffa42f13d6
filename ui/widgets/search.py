"""The field above a list that filters it."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from outreach.base.language import tr
from ui.icons import icon
from ui.theme.appearance import theme


class SearchField(QLineEdit):
    """A line to type into, with a glass before it and a button that clears it."""

    searched = Signal(str)
    """The words to look for, as they are typed, or after the pause that was set."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        """Show ``placeholder``, such as "Filter partners", which is also the spoken name."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = self.addAction(
            icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(self._typed)
        self._name_inner_buttons()

    def set_delay(self, milliseconds: int) -> None:
        """Wait for a pause in the typing; for lists so long that a search takes time."""
        self._pause.setInterval(milliseconds)

    def sizeHint(self) -> QSize:
        """Return room for a few words."""
        return QSize(theme().em(194), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a word."""
        return QSize(theme().em(110), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the field with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        if self._pause.interval() == 0:
            self.searched.emit(self.text())
        else:
            self._pause.start()

    def _name_inner_buttons(self) -> None:
        """Name the two small buttons inside, which Qt leaves without a name."""
        for button in self.findChildren(QToolButton):
            glass = button.defaultAction() is self._glass
            button.setAccessibleName(tr("Search") if glass else tr("Clear"))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
