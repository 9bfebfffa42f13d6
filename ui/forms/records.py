"""Editors of references: to one record, or to any number of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.fields import Links, Ref, Words
from ui.forms.choices import NO_CHOICES, Choices, Option, meant
from ui.forms.editor import FieldEditor
from ui.forms.picker import Picker, narrow
from ui.forms.token import Token
from ui.theme import measure
from ui.widgets.buttons import ToolButton
from ui.widgets.flow import FlowLayout


class RefEditor(FieldEditor):
    """One record, found by typing a part of its name."""

    takes_pauses = False

    def __init__(
        self, field: Ref, choices: Choices | None = None, parent: QWidget | None = None
    ) -> None:
        """Build the line."""
        super().__init__(field, parent)
        self._choices = choices or NO_CHOICES
        self._picker = Picker(lambda: self._choices.options(field.kinds))
        self._picker.setPlaceholderText(tr("Not set"))
        self._clear = ToolButton("x", tr("Clear {label}", label=field.label))
        # Tab goes on to the next field: with the keys, the words are taken away instead.
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(lambda: self._take(None))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(row, 2)
        row.addWidget(self._picker, 1)
        row.addWidget(self._clear)
        self.place(both)
        self.add_help()
        self._clear.hide()
        self._picker.textEdited.connect(self.typed)
        self._picker.picked.connect(self._take)
        self._picker.returnPressed.connect(self.commit)
        self.watch(self._picker)

    def control(self) -> QWidget:
        """Return the line."""
        return self._picker

    def set_read_only(self, read_only: bool) -> None:
        """Only show the name."""
        self._picker.set_read_only(read_only)
        self._clear.setVisible(not read_only and self._can_clear())

    def show_value(self, value: Any) -> None:
        """Show the record's name."""
        self._picker.setText(self._choices.name(value) if value else "")
        self._picker.setCursorPosition(0)
        self._clear.setVisible(self._can_clear() and not self._picker.isReadOnly())

    def words(self) -> str:
        """Return the name that is typed."""
        return self._picker.text()

    def type_in(self, words: str) -> None:
        """Write a name."""
        self._picker.setText(words)
        self.typed()

    def read_value(self) -> Any:
        """Return the record whose name is typed."""
        words = self._picker.text().strip()
        if not words:
            return None
        if self._value and words == self._choices.name(self._value):
            return self._value
        found = self._picker.id_of(words)
        if found is None:
            raise ValueError(
                tr("“{words}” is not in the list. Choose one of the names.", words=words[:40])
            )
        return found

    def _can_clear(self) -> bool:
        return self._value is not None and not self.field.required

    def _left(self) -> bool:
        return not self._picker.is_open()

    def _take(self, id: str | None) -> None:
        self._picker.setText(self._choices.name(id) if id else "")
        self._typing = False
        self._value, before = id, self._value
        self.show_value(id)
        self.show_problem("")
        if id != before:
            self.edited.emit(id)


class TokensEditor(FieldEditor):
    """Any number of things as chips, with a line behind them that adds one."""

    takes_pauses = False

    def __init__(self, field: Links | Words, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._keys: tuple[str, ...] = ()
        self._adder = narrow(Picker(self.offered))
        self._adder.setPlaceholderText(tr("Add"))
        self._area = QWidget()
        self._flow = FlowLayout(self._area, 6)
        self._flow.addWidget(self._adder)
        self.place(self._area)
        self.add_help()
        self._adder.textEdited.connect(self.typed)
        self._adder.picked.connect(self._add)
        self._adder.returnPressed.connect(self.commit)
        self.watch(self._adder)

    def is_blank(self, otherwise: Any = None) -> bool:
        """Tell whether there is no chip but ``otherwise``, and nothing typed."""
        # Reading what is typed could make a record, which is more than a question may do.
        return not self._adder.text().strip() and super().is_blank(otherwise)

    def offered(self) -> list[Option]:
        """Return what can be added."""
        raise NotImplementedError

    def words_of(self, key: str) -> str:
        """Return what the chip of ``key`` says."""
        raise NotImplementedError

    def key_of(self, words: str) -> str:
        """Return the key that ``words`` mean, or raise ValueError with a sentence."""
        raise NotImplementedError

    def control(self) -> QWidget:
        """Return the line that adds."""
        return self._adder

    def set_read_only(self, read_only: bool) -> None:
        """Only show the chips."""
        self._adder.setVisible(not read_only)
        for token in self._tokens():
            token.setEnabled(not read_only)

    def show_value(self, value: Any) -> None:
        """Show a chip for each thing."""
        self._keys = tuple(value or ())
        for token in self._tokens():
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        for place, key in enumerate(self._keys):
            token = Token(key, self.words_of(key), self._area)
            token.setEnabled(self._adder.isVisibleTo(self))
            token.removed.connect(self._remove)
            self._flow.insert(place, token)
            token.show()
        if not self._typing:
            self._adder.clear()
        self._tab_in_order()
        self._area.updateGeometry()

    def words(self) -> str:
        """Return the words of the chips and what is typed behind them, one a line."""
        said = [self.words_of(key) for key in self._keys]
        typed = self._adder.text().strip()
        return "\n".join([*said, typed] if typed else said)

    def type_in(self, words: str) -> None:
        """Make a chip of each line but the last, which is written behind them."""
        *lines, last = words.split("\n")
        for line in lines:
            self._adder.setText(line)
            if not self._take_in():
                break
            self._adder.clear()
            self.show_value(self._value)
        self._adder.setText(last)
        self.typed()

    def read_value(self) -> Any:
        """Return the keys, with what is typed and not yet added behind them."""
        words = self._adder.text().strip()
        there = {self.words_of(key).casefold() for key in self._keys}
        if not words or words.casefold() in there:
            return self._keys
        return tuple(dict.fromkeys((*self._keys, self.key_of(words))))

    def _add(self, key: str) -> None:
        self._adder.clear()
        self._give(tuple(dict.fromkeys((*self._keys, key))))
        self._adder.setFocus()
        # Qt writes the choice into the line once it has told of it.
        QTimer.singleShot(0, self._adder.clear)

    def _remove(self, key: str) -> None:
        self._give(tuple(k for k in self._keys if k != key))
        self._adder.setFocus()

    def _give(self, keys: tuple[str, ...]) -> None:
        before, self._value = self._value, keys
        self._typing = False
        self.show_value(keys)
        self.show_problem("")
        if keys != before:
            self.edited.emit(keys)

    def _left(self) -> bool:
        return not self._adder.is_open()

    def _tokens(self) -> list[Token]:
        items = [self._flow.itemAt(n) for n in range(self._flow.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, Token)]

    def _tab_in_order(self) -> None:
        """Let Tab go from chip to chip and then to the line."""
        chain: list[QWidget] = [*self._tokens(), self._adder]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)


class LinksEditor(TokensEditor):
    """Any number of records of one kind."""

    def __init__(
        self, field: Links, choices: Choices | None = None, parent: QWidget | None = None
    ) -> None:
        """Build chips and line."""
        self._choices = choices or NO_CHOICES
        self._kind = field.kind
        super().__init__(field, parent)

    def offered(self) -> list[Option]:
        """Return the records that are not linked yet."""
        found = self._choices.options((self._kind,))
        return [option for option in found if option.id not in self._keys]

    def words_of(self, key: str) -> str:
        """Return the name of a record."""
        return self._choices.name(key)

    def key_of(self, words: str) -> str:
        """Return the record of that name, made now when its kind can be made by a name."""
        found = self._adder.id_of(words)
        if found is None and self._choices.create is not None:
            found = self._choices.create(self._kind, words)
        if found is None:
            raise ValueError(
                tr("“{words}” is not in the list. Choose one of the names.", words=words[:40])
            )
        return found


class WordsEditor(TokensEditor):
    """Any number of words or phrases, the usual ones offered."""

    def __init__(self, field: Words, parent: QWidget | None = None) -> None:
        """Build chips and line."""
        self._usual = dict(field.choices)
        super().__init__(field, parent)

    def offered(self) -> list[Option]:
        """Return the usual words that are not there yet."""
        return [Option(k, w) for k, w in self._usual.items() if k not in self._keys]

    def words_of(self, key: str) -> str:
        """Return what people see for a word."""
        return self._usual.get(key, key)

    def key_of(self, words: str) -> str:
        """Return the usual word that is meant, or the words themselves."""
        return meant(words, self._usual)
