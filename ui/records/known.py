"""Says while the name of a new record is typed that somebody of that name is there already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.records import Kind
from outreach.exchange import alike
from ui.forms.form import Form
from ui.records.names import names_of
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label

LOOKED_FOR: dict[str, Callable[[str], tuple[str, ...]]] = {
    "organisation": alike.organisation_words,
    "person": alike.words,
}
"""By kind, what of a name tells one from others: the kinds that are looked for."""


class Known(QWidget):
    """One line with the record of the same name, and a way to it; hidden while there is none.

    It stands in nobody’s way: two people may have one name.
    """

    opened = Signal(str)
    """The id of the record that is there already."""

    def __init__(self, session: Session, kind: Kind, form: Form) -> None:
        """Follow the name in ``form``, which asks for a new record of ``kind``."""
        super().__init__()
        self._session, self._kind, self._form = session, kind, form
        self._there: dict[tuple[str, ...], str] | None = None
        self.id = ""
        self.words = Label("", tone="text2", wrap=True)
        self.open = QuietButton(tr("Open it"))
        self.open.clicked.connect(lambda: self.opened.emit(self.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(row, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.open)
        self.hide()
        if "name" in form.names():
            form.editor("name").touched.connect(self._look)

    def begin(self) -> None:
        """Forget what was there when the last record was asked for."""
        self._there = None
        self._show("")

    def _look(self) -> None:
        if not self._session.is_open:
            return
        telling = LOOKED_FOR[self._kind.name]
        if self._there is None:
            names = names_of(self._session).all_of(self._kind.name)
            self._there = {telling(name): id for id, name in reversed(names)}
        words = telling(self._form.editor("name").words())
        self._show(self._there.get(words, "") if words else "")

    def _show(self, id: str) -> None:
        self.id = id
        self.setVisible(bool(id))
        if id:
            name = names_of(self._session).name(id)
            self.words.setText(tr("{name} is already in the plan.", name=name))
            self.open.setAccessibleDescription(self.words.text())
