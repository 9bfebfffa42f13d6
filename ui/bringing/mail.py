"""A message to somebody: about what, in which words, and whether the brief goes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from outreach.base.language import tr
from outreach.document.fields import Text
from outreach.exchange.mail import Begun
from ui.dialogs.dialog import Dialog
from ui.forms.editors import editor_for
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.inputs import CheckBox, ComboBox
from ui.widgets.labels import Label

_SUBJECT = Text(label=tr("Subject"), required=True)
_TEXT = Text(label=tr("Message"), required=True, long=True)
_FILLED = tr(
    "{name}, {first name}, {job title}, {partner}, {initiative} and "
    "{sender} are filled in. A message with a gap is not written."
)
NOTHING = tr("Nothing in particular")
NOBODY = tr("Nobody here has an e-mail address yet.")


class Message(NamedTuple):
    """What was written."""

    person: str
    subject: str
    text: str
    brief: bool
    """Whether the partner's brief goes along."""


class MailDialog(Dialog):
    """Asks for a message; it stays open until the message is where it is to go."""

    saving = Signal()
    """Save it as a draft."""
    opening = Signal()
    """Hand it to the mail program."""
    given_up = Signal()
    """It is not to be written after all."""

    def __init__(
        self,
        people: Sequence[tuple[str, str]],
        steps: Sequence[tuple[str, str]],
        begin: Callable[[str], Begun],
        brief: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer whom it can go to and what it can be about.

        Args:
            people: Ids and names of those who have an address, the likeliest first.
            steps: Ids and names of the steps that it can be about, the next first.
            begin: Returns what a message about a step begins with.
            brief: The name of the partner whose brief can go along; empty for none.
            parent: The window it belongs to.
        """
        super().__init__(tr("Write a mail"), tr("Save as a draft…"), parent)
        self._begin, self._begun = begin, Begun("", "")
        self.people, self.about = _narrow(tr("To"), people), _narrow(tr("About"), steps)
        self.about.addItem(NOTHING, "")
        self.subject, self.text = editor_for(_SUBJECT), editor_for(_TEXT)
        self.brief = CheckBox(tr("With the brief for {brief}", brief=brief).replace("&", "&&"))
        self.brief.setVisible(bool(brief))
        self.brief.toggled.connect(self._explain)
        self._parts = (self.people, self.about, self.subject, self.text, self.brief)
        self.hand_over = Button(tr("Open in the mail program"))
        self.hand_over.clicked.connect(self._open)
        self._working = False
        self._lay_out()
        self.about.currentIndexChanged.connect(self._fill)
        self._fill()
        self._explain()
        if not people:
            self.show_problem(
                NOBODY + " " + tr("Give one on the page of a partner, at its people.")
            )
        self.fit(620, 640)

    def message(self) -> Message:
        """Return what was written."""
        return Message(
            str(self.people.currentData() or ""),
            str(self.subject.value() or ""),
            str(self.text.value() or ""),
            self.brief.isChecked() and not self.brief.isHidden(),
        )

    def accept(self) -> None:
        """Have it saved as a draft."""
        if self.go.isEnabled() and self._is_whole():
            self.saving.emit()

    def finish(self) -> None:
        """Close: it is where it was to go."""
        super().accept()

    def work(self) -> None:
        """Say that it is being written; until :meth:`rest` nothing of it can be changed."""
        self._set_working(True)

    def rest(self) -> None:
        """Have it changed again: it was not written."""
        self._set_working(False)

    def reject(self) -> None:
        """Close, or have it given up while it is being written."""
        if self._working:
            self.given_up.emit()
            self.rest()
        else:
            super().reject()

    def _set_working(self, working: bool) -> None:
        self._working = working
        for part in self._parts:
            part.setEnabled(not working)
        self._explain()

    def _open(self) -> None:
        if self.hand_over.isEnabled() and self._is_whole():
            self.opening.emit()

    def _is_whole(self) -> bool:
        """Take over what was typed; False when something does not fit, which is then said."""
        self.show_problem("")
        return self.subject.commit() and self.text.commit()

    def _lay_out(self) -> None:
        column = self.column(tr("The message"))
        form = QFormLayout()
        measure.spacing(form, 10)
        for box in (self.people, self.about):
            form.addRow(Label(box.accessibleName()), box)
        column.addLayout(form)
        column.addWidget(self.subject)
        column.addWidget(self.text)
        column.addWidget(Label(_FILLED, "caption", "text2", wrap=True))
        column.addWidget(self.brief)
        column.addStretch(1)
        self.body.addWidget(self.hand_over)

    def _fill(self) -> None:
        """Begin the message anew, but for what was typed."""
        had, self._begun = self._begun, self._begin(str(self.about.currentData() or ""))
        for editor, before, now in (
            (self.subject, had.subject, self._begun.subject),
            (self.text, had.text, self._begun.text),
        ):
            if editor.is_blank(before):
                editor.reset(now)

    def _explain(self) -> None:
        why = "" if self.people.count() else NOBODY
        if self._working:
            why = tr("It is being written.")
        self.go.explain(why)
        if not why and self.brief.isChecked():
            why = tr("A brief cannot be handed over this way: save a draft, and open that.")
        self.hand_over.explain(why)


def _narrow(name: str, choices: Sequence[tuple[str, str]]) -> ComboBox:
    box = ComboBox(name, choices)
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    return box
