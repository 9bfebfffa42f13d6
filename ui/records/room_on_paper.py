"""Says below a field by how many lines its text is too long for the page of a brief."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from outreach.base.language import plural
from outreach.briefs.room import PLACES
from ui.forms.editor import FieldEditor
from ui.forms.form import Form
from ui.session import Session
from ui.widgets.labels import Label

PAUSE = 300
"""Milliseconds without a key after which the text is measured."""
_FITS_ANYWHERE = 60
"""So few letters on one line fit wherever they stand."""


class RoomOnPaper(Label):
    """The line below one field; hidden while its text fits."""

    def __init__(self, editor: FieldEditor, kind: str, session: Session) -> None:
        """Watch the text of ``editor``, a field of records of ``kind``."""
        super().__init__("", "caption", "warn", wrap=True)
        self._editor, self._kind, self._session = editor, kind, session
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.measure)
        control = editor.control()
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        control.textChanged.connect(self._timer.start)
        editor.column.addWidget(self)
        self.hide()

    def measure(self) -> None:
        """Measure the text as it is now, in the lane: fonts take a moment to load."""
        self._number += 1
        number, words = self._number, self._editor.words()
        if len(words) < _FITS_ANYWHERE and "\n" not in words:
            self._say(0)
            return

        def done(lines: int) -> None:
            if number == self._number and isValid(self):
                self._say(lines)

        if self._session.is_open:
            job = partial(_measured, self._kind, self._editor.field.name, words)
            self._session.fetch(job, done, _raise)

    def _say(self, lines: int) -> None:
        self.setText(
            plural(
                "Too long by one line for a brief of one page.",
                "Too long by {n} lines for a brief of one page.",
                lines,
            )
        )
        self.setVisible(lines > 0)


def tell_room(form: Form, kind: str, session: Session) -> list[RoomOnPaper]:
    """Say below each field of ``form`` that is printed on a brief whether it fits there."""
    names = [name for name in PLACES.get(kind, ()) if name in form.names()]
    return [RoomOnPaper(form.editor(name), kind, session) for name in names]


def _measured(kind: str, field: str, text: str, _document: object) -> int:
    from outreach.briefs.room import lines_too_many

    return lines_too_many(kind, field, text)


def _raise(error: Exception) -> None:
    raise error
