"""The fields of a record and its history, one at a time in the same place."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from outreach.base.language import tr
from ui.history.record import HistoryTab
from ui.navigation import Navigator
from ui.session import Session
from ui.widgets.segmented import Segmented

_FIELDS, _HISTORY = "fields", "history"


class FieldsAndHistory(QStackedWidget):
    """Shows the fields to begin with; :attr:`switch` turns to the history and back."""

    def __init__(self, session: Session, navigator: Navigator, fields: QWidget) -> None:
        """Show ``fields``; the history is built when it is first asked for."""
        super().__init__()
        self._session, self._navigator = session, navigator
        self._record = ""
        self._history: HistoryTab | None = None
        self.switch = Segmented(
            tr("What is shown"), [(_FIELDS, tr("Details")), (_HISTORY, tr("History"))]
        )
        """To be placed by whoever shows this, such as above it."""
        self.switch.changed.connect(self._turn)
        self.addWidget(fields)

    def show_record(self, id: str) -> None:
        """Show the history of another record; of none when empty."""
        self._record = id
        if self._history is not None:
            self._history.show_record(id)

    def show_fields(self) -> None:
        """Turn to the fields."""
        self.switch.set_value(_FIELDS)
        self._turn(_FIELDS)

    def _turn(self, to: str) -> None:
        if to == _HISTORY and self._history is None:
            self._history = HistoryTab(self._session, self._navigator)
            self._history.show_record(self._record)
            self.addWidget(self._history)
        self.setCurrentIndex(1 if to == _HISTORY else 0)


def turn_to_fields(widget: QWidget) -> None:
    """Turn to the fields where ``widget`` is one of them, or holds them."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, FieldsAndHistory):
            around.show_fields()
        around = around.parentWidget()
