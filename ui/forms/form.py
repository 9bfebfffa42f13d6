"""A form: the fields of a kind of record, laid out in one or two columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from outreach.document.records import Kind, Record
from ui.forms.choices import Choices
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for, is_wide
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.labels import Label

TWO_COLUMNS_FROM = 560
"""Design pixels of width."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under a heading of their own."""

    title: str
    fields: tuple[str, ...]


class Form(QWidget):
    """Shows a record and says what a person changes in it, field by field."""

    touched = Signal()
    """Something was typed that may not be an edit yet."""
    edited = Signal(str, object)
    """The name of a field and its new value, in value form."""

    def __init__(
        self,
        kind: Kind,
        fields: Sequence[str | Group] = (),
        choices: Choices | None = None,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        """Lay out editors.

        Args:
            kind: what kind of record the form shows.
            fields: names of its fields in order, or groups of them; all but the reference when
                empty.
            choices: the records that references can be made to.
            today: the day that "tomorrow" is read from.
            columns: at most so many columns, 1 or 2.
            parent: the widget it is in.
        """
        super().__init__(parent)
        self._kind, self._columns = kind, columns
        self._record_id = ""
        self._editors: dict[str, FieldEditor] = {}
        self._grids: list[tuple[QGridLayout, list[FieldEditor]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._column, 16)
        self._make = partial(editor_for, choices=choices, today=today)
        names: Sequence[str | Group] = fields or [
            field.name for field in kind.fields if field.name != "reference"
        ]
        for group in _grouped(names):
            self._add(group)
        # Rows stay as high as their words need; what is left over goes below them.
        self._column.addStretch(1)
        self._shown = 0
        self._lay_out(1)

    def editor(self, name: str) -> FieldEditor:
        """Return the editor of a field.

        Raises:
            KeyError: the form does not show it.
        """
        return self._editors[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields shown, in order."""
        return tuple(self._editors)

    def load(self, record: Record | Mapping[str, Any], id: str = "") -> None:
        """Show a record, or the values of one that does not exist yet.

        When it is the record that was shown before, words that are being typed stay. When it is
        another, they are taken first, for the record they were typed for.
        """
        values = record.values if isinstance(record, Record) else record
        id = record.id if isinstance(record, Record) else id
        same = bool(id) and id == self._record_id
        if not same and self._record_id:
            self.commit()
        self._record_id = id
        for name, editor in self._editors.items():
            value = values.get(name, editor.field.load(None))
            if same:
                editor.set_value(value)
            else:
                editor.reset(value)

    def values(self) -> dict[str, Any]:
        """Return the value of every field shown."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def commit(self) -> bool:
        """Take all that is typed; False when something does not fit, and goes there."""
        wrong = [editor for editor in self._editors.values() if not editor.commit()]
        return not wrong

    def pending(self) -> dict[str, str]:
        """Return by field the words that are typed and not taken yet."""
        found = ((name, editor.pending()) for name, editor in self._editors.items())
        return {name: words for name, words in found if words.strip()}

    def focus_problem(self) -> None:
        """Go to the first field with a problem."""
        for editor in self._editors.values():
            if editor.problem():
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def focus_field(self, name: str) -> None:
        """Go to a field."""
        self._editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, name: str, sentence: str) -> None:
        """Say under a field what is wrong with it."""
        self._editors[name].show_problem(sentence)

    def save_at_once(self) -> None:
        """Have it known that each field is an edit of the file as soon as it is given."""
        for editor in self._editors.values():
            editor.saves_at_once = True

    def set_read_only(self, read_only: bool) -> None:
        """Only show the record, or let it be edited again."""
        for editor in self._editors.values():
            editor.set_read_only(read_only)

    def minimumSizeHint(self) -> QSize:
        """Return the room of one column."""
        widest = (editor.minimumSizeHint().width() for editor in self._editors.values())
        return QSize(max(widest, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one column or two."""
        super().resizeEvent(event)
        wide = self.width() >= theme().em(TWO_COLUMNS_FROM)
        self._lay_out(min(2, self._columns) if wide else 1)

    def _add(self, group: Group) -> None:
        if group.title:
            self._column.addWidget(Label(group.title, "strong"))
        editors = []
        for name in group.fields:
            editor = self._make(self._kind.by_name[name])
            editor.edited.connect(partial(self.edited.emit, name))
            editor.touched.connect(self.touched)
            self._editors[name] = editor
            editors.append(editor)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        measure.spacing(grid, 16)
        self._column.addLayout(grid)
        self._grids.append((grid, editors))

    def _lay_out(self, columns: int) -> None:
        """Place the editors; wide ones take a row of their own."""
        if columns == self._shown:
            return
        self._shown = columns
        for grid, editors in self._grids:
            row = column = 0
            for editor in editors:
                grid.removeWidget(editor)
                span = columns if is_wide(editor.field) else 1
                if column + span > columns:
                    row, column = row + 1, 0
                grid.addWidget(editor, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
                column += span
            for n in range(2):
                grid.setColumnStretch(n, 1 if n < columns else 0)
        for first, second in pairwise(self._editors.values()):
            QWidget.setTabOrder(first, second)


def _grouped(fields: Sequence[str | Group]) -> list[Group]:
    """Return ``fields`` as groups; names that stand by themselves have no heading."""
    groups: list[Group] = []
    for field in fields:
        if isinstance(field, Group):
            groups.append(field)
        elif groups and not groups[-1].title:
            groups[-1] = Group("", (*groups[-1].fields, field))
        else:
            groups.append(Group("", (field,)))
    return groups
