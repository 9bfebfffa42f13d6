"""Asks for an answer of one's own, with the editor that the field has everywhere."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from outreach.base.language import tr
from outreach.document.fields import Field, Stored
from outreach.merge.decisions import Answer, Decision, Written, both_of
from ui.dialogs.dialog import Dialog
from ui.forms.editors import editor_for
from ui.pages.merge import words
from ui.records.choices import choices
from ui.session import Session
from ui.widgets.labels import Label


class WriteInstead(Dialog):
    """Nothing is written to the file: what is given is an answer like the others."""

    def __init__(
        self, decision: Decision, begin_with: Answer, session: Session, parent: QWidget | None
    ) -> None:
        """Ask what the field of ``decision`` is to say; ``begin_with`` stands there first."""
        super().__init__(tr("Write something else"), tr("Use this"), parent)
        declared = words.field_of(decision, session)
        assert declared is not None
        self._field = declared
        self.body.addWidget(
            Label(f"{decision.name} · {decision.label}", "body", "text2", wrap=True)
        )
        # A new record would be an edit of the file, and this is none yet.
        self.editor = editor_for(declared, replace(choices(session), create=None))
        self.body.addWidget(self.editor)
        self.editor.reset(declared.load(_stored(decision, declared, begin_with)))
        self.editor.setFocus()

    def accept(self) -> None:
        """Close when what is given fits."""
        if self.editor.commit():
            super().accept()

    def answer(self) -> Written:
        """Return what was given."""
        return Written(self._field.check(self.editor.value()))


def _stored(decision: Decision, declared: Field, answer: Answer) -> Stored:
    if isinstance(answer, Written):
        return answer.value
    option = decision.option(answer)
    if option is not None:
        return option.value
    return both_of(declared, [option.value for option in decision.options])
