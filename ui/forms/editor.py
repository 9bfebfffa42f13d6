"""What the editors of all field types share: label, help, problem, and when an edit counts."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from outreach.base.errors import InvalidValue
from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.document.fields import Field, Links
from ui.theme import measure
from ui.widgets.labels import Label
from ui.widgets.marks import IconMark

PAUSE = 800
"""Milliseconds without a key after which typing counts as an edit."""

_TAKES_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FieldEditor(QWidget):
    """Shows and takes the value of one field, in value form.

    What does not fit the field is never emitted and never thrown away: a sentence under the
    field says what is wrong, and the words stay as they were typed.

    A subclass builds its control, then says how a value is shown (:meth:`show_value`) and how
    what is there now is read (:meth:`read_value`).
    """

    takes_pauses: ClassVar[bool] = True
    """Whether a pause in the typing counts: half a number or a day means something else."""

    touched = Signal()
    """Something was typed that may not be an edit yet."""
    edited = Signal(object)
    """The value that a person has given; None or an empty tuple for "not set"."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        """Make room for the control below the label of ``field``."""
        super().__init__(parent)
        self.field = field
        self.saves_at_once = False
        """Whether what is given is an edit of the file at once; then undo is the window's."""
        self._value: Any = field.load(None)
        self._typing = False
        self._note: Label | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._take_in)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(self.column, 4)
        self._labelled = self._label_row()
        self.column.addWidget(self._labelled)
        self._problem = Label("", "caption", "danger", wrap=True)
        self._problem.hide()
        self.column.addWidget(self._problem)

    def control(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show ``value`` in the control, without saying that it was edited."""
        raise NotImplementedError

    def read_value(self) -> Any:
        """Return what the control says now.

        Raises:
            ValueError: it makes no sense; the text of the error is the sentence to show.
        """
        raise NotImplementedError

    def words(self) -> str:
        """Return what the control says now, as words that :meth:`type_in` understands."""
        raise NotImplementedError

    def type_in(self, words: str) -> None:
        """Put ``words`` into the control as if they were being typed: nothing is taken yet."""
        raise NotImplementedError

    def pending(self) -> str:
        """Return the words that are typed and not taken yet; empty when there are none."""
        return self.words() if self._typing else ""

    def value(self) -> Any:
        """Return the last value that was set or properly given."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value from the file. Words that are being typed are left alone."""
        changed = value != self._value
        self._value = value
        if not self._typing and (changed or self.problem()):
            self.show_value(value)
            self.show_problem("")

    def reset(self, value: Any) -> None:
        """Show the value of another record, whatever is being typed."""
        self._pause.stop()
        self._typing = False
        self._value = value
        self.show_value(value)
        self.show_problem("")

    def is_blank(self, otherwise: Any = None) -> bool:
        """Tell whether nothing was given or typed here but ``otherwise``."""
        try:
            value = self.read_value()
        except ValueError:
            return False
        return value in (None, "", ()) or value == otherwise

    def set_read_only(self, read_only: bool) -> None:
        """Only show the value, or let it be edited again."""
        self.control().setEnabled(not read_only)

    def problem(self) -> str:
        """Return the sentence under the field; empty when all is well."""
        return self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say under the field what is wrong; an empty sentence takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        control = self.control()
        control.setAccessibleDescription(sentence or self.field.help)
        if bool(control.property("wrong")) != bool(sentence):
            control.setProperty("wrong", bool(sentence))
            control.style().unpolish(control)
            control.style().polish(control)

    def show_note(self, sentence: str) -> None:
        """Say under the field what is to be known of it; an empty sentence takes it away."""
        if self._note is None and sentence:
            self._note = Label("", "caption", "text2", wrap=True)
            self.column.addWidget(self._note)
        if self._note is not None:
            self._note.setText(sentence)
            self._note.setVisible(bool(sentence))
            self.control().setAccessibleDescription(sentence or self.field.help)

    def commit(self) -> bool:
        """Take what the control says now; False when it does not fit, which is then said."""
        taken = self._take_in()
        if taken:
            self.show_value(self._value)
        return taken

    def _take_in(self) -> bool:
        """Take what the control says, without touching it: the person may go on typing."""
        self._pause.stop()
        try:
            value = self._checked(self.read_value())
        except InvalidValue as error:
            self.show_problem(sentence_case(error.problem))
            return False
        except ValueError as error:
            self.show_problem(str(error))
            return False
        self._typing = False
        self.show_problem("")
        if value != self._value:
            self._value = value
            self.edited.emit(value)
        return True

    # For the subclasses

    def place(self, control: QWidget) -> None:
        """Put the control between label and problem, and name it for those who hear it."""
        self.column.insertWidget(1, control)
        self.name(self.control())
        self.setFocusProxy(self.control())

    def name(self, widget: QWidget) -> None:
        """Give a widget the name of the field and its help."""
        secret = [tr("confidential")] if self.field.confidential else []
        needed = [tr("required")] if self.field.required else []
        widget.setAccessibleName(", ".join([self.field.label, *secret, *needed]))
        widget.setAccessibleDescription(self.field.help)

    def typed(self) -> None:
        """Note that a key was pressed: the words are the person's until they are taken."""
        self._typing = True
        if self.takes_pauses:
            self._pause.start()
        self.touched.emit()

    def watch(self, widget: QWidget) -> None:
        """Commit when ``widget`` loses the keyboard."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit when the control loses the keyboard; leave the keys of undo to the window."""
        if isinstance(event, QKeyEvent) and self._is_for_window(event):
            # Not taken by the control, a key that is asked about goes to the menu.
            event.ignore()
            return True
        if event.type() == QEvent.Type.FocusOut and self._typing and self._left():
            self.commit()
        return False

    def _is_for_window(self, event: QKeyEvent) -> bool:
        """Tell whether a key takes back what is in the file, not what is only in the control."""
        if not self.saves_at_once or not any(event.matches(key) for key in _TAKES_BACK):
            return False
        if not self._typing:
            return True
        return self.takes_pauses and self._fits()

    def _fits(self) -> bool:
        try:
            self._checked(self.read_value())
        except (InvalidValue, ValueError):
            return False
        return True

    def _left(self) -> bool:
        """Tell whether the keyboard has really gone elsewhere; a popup of ours does not count."""
        return True

    def _checked(self, value: Any) -> Any:
        if isinstance(self.field, Links):
            return self.field.check_ids(value)
        return self.field.load(self.field.check(value))

    def _label_row(self) -> QWidget:
        labelled = QWidget()
        row = QHBoxLayout(labelled)
        row.setContentsMargins(0, 0, 0, 0)
        measure.spacing(row, 6)
        label = Label(self.field.label, "chip", "text2")
        row.addWidget(label)
        if self.field.confidential:
            row.addWidget(IconMark("lock", "text3", 12))
            mark = Label(tr("Confidential"), "caption", "text3")
            mark.setToolTip(tr("Never printed in a hand-out, never in a redacted copy."))
            row.addWidget(mark)
        row.addStretch()
        return labelled

    def hide_label(self) -> None:
        """Show no label: what stands beside the control says what it is."""
        self._labelled.hide()

    def add_help(self) -> None:
        """Put the field's help under the control."""
        if self.field.help:
            self.column.insertWidget(2, Label(self.field.help, "caption", "text3", wrap=True))
