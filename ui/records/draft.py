"""Asks for what a new record cannot be without; nothing is in the file before it is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.keeping import Typed
from outreach.document.records import Kind
from ui.forms.choices import Choices
from ui.forms.form import Form
from ui.records.choices import choices
from ui.records.known import LOOKED_FOR, Known
from ui.records.plain_forms import mark_plain_words
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton


def draft_of(session: Session, kind: Kind, fields: Sequence[str]) -> Draft:
    """Return a draft of a record of ``session``'s file, which keeps what is typed into it.

    What partners will read is marked where it is not plain, as in the record's own form.
    """
    draft = Draft(kind, fields, choices(session))
    if kind.name in LOOKED_FOR:
        draft.look_for_known(session)
    mark_plain_words(draft.form, kind.name, session)
    session.unsaved_words.watch(draft)
    return draft


class Draft(QWidget):
    """A short form with the required fields of a kind, and a button that adds the record."""

    given = Signal(dict)
    """The values of the fields: add a record with them."""
    dropped = Signal()
    """Esc or Cancel: nothing is added."""
    known_asked = Signal(str)
    """The id of a record that is there already under this name: it is to be shown instead."""

    def __init__(
        self, kind: Kind, fields: Sequence[str], choices: Choices, parent: QWidget | None = None
    ) -> None:
        """Ask for ``fields``."""
        super().__init__(parent)
        self.setObjectName("subtle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("New {kind}", kind=kind.label.lower()))
        self._kind, self._fields = kind, tuple(fields)
        self._known: Known | None = None
        self._preset: dict[str, object] = {}
        self._asking = False
        self.dropped.connect(self._stop)
        self.form = Form(kind, self._fields, choices, columns=1)
        self.touched = self.form.touched
        column = QVBoxLayout(self)
        measure.margins(column, 12, 10, 12, 12)
        measure.spacing(column, 10)
        column.addWidget(self.form)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        self.add = Button(tr("Add"), "plus")
        self.add.clicked.connect(self._give)
        cancel = QuietButton(tr("Cancel"))
        cancel.clicked.connect(self.dropped)
        row.addWidget(self.add)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._give)
        self.hide()

    def look_for_known(self, session: Session) -> None:
        """Offer who is in ``session``'s file already under the name that is typed."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self._known = Known(session, self._kind, self.form)
        self._known.opened.connect(self._open_known)
        column.insertWidget(1, self._known)

    def begin(self, preset: Mapping[str, object] | None = None) -> None:
        """Ask anew, with ``preset`` values filled in, and put the cursor into the first field."""
        self._preset = dict(preset or {})
        self.form.load(self._preset, new_id())
        self._asking = True
        if self._known is not None:
            self._known.begin()
        self.show()
        self.form.focus_field(self._fields[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter, drop with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def is_begun(self) -> bool:
        """Tell whether something is written down that is not added yet."""
        return self._asking and not self._untouched()

    def commit(self) -> bool:
        """Add what was asked for before something else is shown; False when it does not fit.

        A draft in which nothing was typed is put away.
        """
        if not self._asking:
            return True
        if self._untouched():
            self._stop()
            self.hide()
            return True
        return self._give()

    def unsaved_words(self) -> list[Typed]:
        """Return all that is written down and not added yet."""
        if not self.is_begun():
            return []
        editors = [self.form.editor(name) for name in self._fields]
        return [
            Typed(f"{self.accessibleName()}: {editor.field.label}", words)
            for editor in editors
            if (words := editor.words()).strip()
        ]

    def _open_known(self, id: str) -> None:
        self.dropped.emit()
        self.known_asked.emit(id)

    def _stop(self) -> None:
        self._asking = False

    def _untouched(self) -> bool:
        editors = [self.form.editor(name) for name in self._fields]
        return all(editor.is_blank(self._preset.get(editor.field.name)) for editor in editors)

    def _give(self) -> bool:
        # A field that may not stay empty says so under itself.
        if not self.form.commit():
            self.form.focus_problem()
            return False
        self._stop()
        self.given.emit(self.form.values())
        return True
