"""The history of a record inside a card, out of sight until it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.history.record import RecordHistory
from ui.navigation import Navigator
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton

SHOW, HIDE = tr("Show history"), tr("Hide history")


class Unfolding(QWidget):
    """A button, and below it the edits of the record once it was pressed."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Begin folded, with no record."""
        super().__init__()
        self._session, self._navigator = session, navigator
        self._record = ""
        self.history: RecordHistory | None = None
        self.button = QuietButton(SHOW, "history")
        self.button.clicked.connect(self._turn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._column, 8)
        self._column.addWidget(self.button)

    def show_record(self, id: str) -> None:
        """Show the history of another record when it is asked for; of none when empty."""
        self._record = id
        if self.history is not None:
            self.history.show_record(id)

    def _turn(self) -> None:
        if self.history is None:
            self.history = RecordHistory(self._session, self._navigator)
            self._column.addWidget(self.history)
            self.history.show_record(self._record)
            self.history.show()
        else:
            self.history.setVisible(self.history.isHidden())
        self.button.setText(SHOW if self.history.isHidden() else HIDE)
        self.button.updateGeometry()
