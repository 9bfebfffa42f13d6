"""What was said that is also kept by itself: an objection, a promise, a need of theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.cadence.kinds import Commitment
from outreach.document.records import Record
from outreach.persuasion.kinds import Need, Objection
from ui.forms.choices import Choices
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.theme import measure
from ui.theme.tokens import Tone
from ui.widgets.buttons import QuietButton, ToolButton
from ui.widgets.labels import Label
from ui.widgets.marks import Chip
from ui.widgets.markup import plain


@dataclass(frozen=True, slots=True)
class Keepable:
    """A kind of record that something said in a contact can be kept as."""

    record: type[Record]
    fields: tuple[str, ...]
    """What is asked for; the first is the words."""
    icon: str
    tone: Tone
    keys: str


KEEPABLE = (
    Keepable(
        Objection, ("statement", "category", "blocking"), "message-square-warning", "warn", "Ctrl+J"
    ),
    Keepable(Commitment, ("promise", "due"), "handshake", "pot", "Ctrl+Shift+J"),
    Keepable(Need, ("statement",), "target", "accent", ""),
)


class KeptRow(QWidget):
    """One thing that is kept: its kind, its words, and what is asked of it."""

    dropped = Signal()

    def __init__(self, what: Keepable, choices: Choices, today: Callable[[], dt.date]) -> None:
        """Ask for the words."""
        super().__init__()
        self.what, kind = what, what.record.KIND
        self.editors: dict[str, FieldEditor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        measure.spacing(grid, 8)
        chip = Chip(kind.label, what.tone, what.icon)
        grid.addWidget(chip, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        words, *others = what.fields
        # One line, and it may stay empty until the contact is saved.
        line = kind.by_name[words].but(long=False, help="", required=False, confidential=False)
        self._add(words, editor_for(line, choices))
        self.editors[words].hide_label()
        grid.addWidget(self.editors[words], 0, 1)
        drop = ToolButton("x", tr("Do not keep this {kind}", kind=kind.label.lower()))
        drop.clicked.connect(self.dropped)
        grid.addWidget(drop, 0, 2, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        measure.spacing(below, 12)
        for name in others:
            field = kind.by_name[name].but(help="", confidential=False)
            self._add(name, editor_for(field, choices, today=today))
            below.addWidget(self.editors[name], 1)
        if others:
            grid.addLayout(below, 1, 1)
        grid.setColumnStretch(1, 1)

    @property
    def words(self) -> FieldEditor:
        """The editor of the words."""
        return self.editors[self.what.fields[0]]

    def values(self) -> dict[str, object]:
        """Return what was given."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def _add(self, name: str, editor: FieldEditor) -> None:
        self.editors[name] = editor


class AlsoKeep(QWidget):
    """The rows of what is kept, and a button for each kind that adds one."""

    added = Signal(object)
    """KeptRow: begin to fill it in."""
    changed = Signal()
    """A row has come or gone."""

    def __init__(self, choices: Choices, today: Callable[[], dt.date]) -> None:
        """Begin with no row: most contacts bring nothing of the kind."""
        super().__init__()
        self.setObjectName("subtle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._choices, self._today = choices, today
        self.rows: list[KeptRow] = []
        self.buttons: dict[str, QuietButton] = {}
        column = QVBoxLayout(self)
        measure.margins(column, 12, 8, 8, 8)
        measure.spacing(column, 8)
        head = QHBoxLayout()
        measure.spacing(head, 4)
        head.addWidget(Label(tr("Also keep as"), "chip", "text2"))
        for what in KEEPABLE:
            kind = what.record.KIND
            button = QuietButton(kind.label, what.icon)
            button.setAccessibleName(tr("Also keep as: {kind}", kind=kind.label.lower()))
            if what.keys:
                # A shortcut of the button's own would press it slowly, and keys would go astray.
                shortcut = QShortcut(QKeySequence(what.keys), self)
                shortcut.activated.connect(button.click)
                keys = shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
                button.setToolTip(plain(tr("{keys}; words marked above are taken over", keys=keys)))
            button.clicked.connect(partial(self._ask, what))
            self.buttons[kind.name] = button
            head.addWidget(button)
        head.addStretch(1)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        measure.spacing(self._rows, 12)
        column.addLayout(self._rows)

    def add(self, what: Keepable) -> KeptRow:
        """Add an empty row."""
        row = KeptRow(what, self._choices, self._today)
        row.dropped.connect(partial(self._drop, row))
        self.rows.append(row)
        self._rows.addWidget(row)
        # A layout shows what is added at the next turn, which is too late for the next key.
        row.show()
        self.changed.emit()
        return row

    def _ask(self, what: Keepable) -> None:
        self.added.emit(self.add(what))

    def _drop(self, row: KeptRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        rest = self.rows[place : place + 1]
        (rest[0].words if rest else self.buttons[row.what.record.KIND.name]).setFocus()
        self.changed.emit()
