"""Words that were typed and not saved before the program stopped, beside what the plan says now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from outreach.base.language import tr
from outreach.document.fields import Field
from outreach.document.keeping import Typed
from ui.dialogs.dialog import Dialog
from ui.forms.choosing import NOT_SET
from ui.forms.editor import FieldEditor
from ui.forms.editors import editor_for
from ui.records.choices import choices
from ui.records.edits import save_field
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea

ABOUT = tr("The plan was not changed. You can still edit the words before you save them.")


class TypedWords(Dialog):
    """Shows what was typed; what is saved or dropped is no longer in :attr:`left` afterwards."""

    def __init__(self, session: Session, typed: Sequence[Typed], parent: QWidget) -> None:
        """Show ``typed``."""
        super().__init__(tr("What you were typing"), tr("Save all"), parent)
        self._session = session
        self.left = list(typed)
        self.contact: list[Typed] = []
        """What a contact was to be logged with: go on with that."""
        self._editors: dict[Typed, FieldEditor] = {}
        self._cards: dict[Card, list[Typed]] = {}
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self._column, 12)
        for one in typed:
            if (field := field_of(session, one)) is not None and not session.read_only:
                self._add_field(one, field)
        contact = [one for one in typed if _of_contact(one)]
        if contact:
            self._add_words(tr("Log a contact"), contact, goes_on=not session.read_only)
        for one in typed:
            if one not in self._editors and one not in contact:
                self._add_words(one.where, [one])
        self._column.addStretch(1)
        area = ScrollArea(inner, tr("What you were typing"))
        measure.minimum_height(area, 190)
        self.body.addWidget(area, 1)
        self.go.explain("" if self._editors else tr("There is no field to save these words in."))

    def editor(self, typed: Typed) -> FieldEditor:
        """Return the editor in which words stand that can be saved."""
        return self._editors[typed]

    def accept(self) -> None:
        """Save all that fits its field."""
        for one, editor in list(self._editors.items()):
            if editor.commit():
                save_field(self._session, one.record, one.field, editor.value())
                self._drop([one])
        if self._editors:
            self.show_problem(tr("Something above does not fit its field; it was not saved."))
        elif self.left:
            self.show_problem(tr("The rest belongs to no field. Copy what you need, then drop it."))
        else:
            super().accept()

    def _add_field(self, typed: Typed, field: Field) -> None:
        """Show a field twice: as it is in the plan, and as it was typed."""
        card, offered = Card(typed.where), choices(self._session)
        plain = field.but(help="", required=False)
        now = editor_for(plain.but(label=tr("In the plan now")), offered)
        record = self._session.document.get(
            self._session.document.model.kinds[_kind(self._session, typed)].record, typed.record
        )
        now.reset(record.values.get(typed.field) if record else None)
        now.set_read_only(True)
        if isinstance(line := now.control(), QLineEdit | QPlainTextEdit):
            line.setPlaceholderText(NOT_SET)
        mine = editor_for(field.but(label=tr("As you typed it"), help=""), offered)
        mine.reset(record.values.get(typed.field) if record else None)
        mine.type_in(typed.words)
        both = QHBoxLayout()
        measure.spacing(both, 16)
        for editor in (now, mine):
            both.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        card.add(both)
        self._editors[typed] = mine
        self._finish(card, [typed])

    def _add_words(self, title: str, typed: list[Typed], *, goes_on: bool = False) -> None:
        """Show words that belong to no record yet, or to none any more."""
        card = Card(title)
        for one in typed:
            name = one.where.removeprefix(f"{title}: ") if len(typed) > 1 else ""
            said = Label(f"{name}: {one.words}" if name else one.words, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.add(said)
        self._finish(card, typed, goes_on=goes_on)

    def _finish(self, card: Card, typed: list[Typed], *, goes_on: bool = False) -> None:
        row = QHBoxLayout()
        measure.spacing(row, 8)
        if goes_on:
            go_on = Button(tr("Go on with it…"), "phone")
            go_on.clicked.connect(lambda: self._go_on(typed))
            row.addWidget(go_on)
        row.addStretch(1)
        copy = QuietButton(tr("Copy"), "copy")
        copy.clicked.connect(lambda: _copy(typed))
        drop = QuietButton(tr("Drop it"), "trash-2")
        drop.clicked.connect(lambda: self._drop(typed, closes=True))
        row.addWidget(copy)
        row.addWidget(drop)
        card.add(row)
        self._cards[card] = typed
        self._column.addWidget(card)

    def _go_on(self, typed: list[Typed]) -> None:
        self.contact = typed
        self._drop(typed)
        self.reject()

    def _drop(self, typed: list[Typed], *, closes: bool = False) -> None:
        """Show these words no more; close when they were the last."""
        for card, shown in list(self._cards.items()):
            if shown == typed:
                card.hide()
                del self._cards[card]
        for one in typed:
            self.left.remove(one)
            self._editors.pop(one, None)
        if closes and not self.left:
            self.reject()


def field_of(session: Session, typed: Typed) -> Field | None:
    """Return the field that words were typed into; None when its record is not there."""
    kind = session.document.kind_of(typed.record) if typed.record else None
    return kind.by_name.get(typed.field) if kind is not None else None


def is_saved(session: Session, typed: Typed) -> bool:
    """Tell whether the field says what was typed into it."""
    field = field_of(session, typed)
    if field is None:
        return False
    kind = session.document.model.kinds[_kind(session, typed)]
    record = session.document.get(kind.record, typed.record)
    editor = editor_for(field, choices(session))
    editor.reset(record.values.get(typed.field) if record else None)
    return editor.words().strip() == typed.words.strip()


def _kind(session: Session, typed: Typed) -> str:
    kind = session.document.kind_of(typed.record)
    assert kind is not None
    return kind.name


def _of_contact(typed: Typed) -> bool:
    return not typed.record and typed.field != ""


def _copy(typed: list[Typed]) -> None:
    QApplication.clipboard().setText("\n".join(one.words for one in typed))
