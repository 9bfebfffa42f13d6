"""Asks why, before something rests or ends."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from outreach.base.language import tr
from outreach.document.fields import Text
from ui.dialogs.dialog import Dialog
from ui.forms.editors import editor_for
from ui.widgets.labels import Label

_REASON = Text(
    label=tr("Why"), required=True, long=True, help=tr("For whoever reads the plan later.")
)


class ReasonDialog(Dialog):
    """Says what will happen and asks for the reason; it is accepted only with one."""

    def __init__(
        self, title: str, accept: str, explanation: str, parent: QWidget | None = None
    ) -> None:
        """Ask; ``accept`` is what the button that goes on says."""
        super().__init__(title, accept, parent)
        self.body.addWidget(Label(explanation, tone="text2", wrap=True))
        self.editor = editor_for(_REASON)
        self.body.addWidget(self.editor)
        self.editor.control().setFocus()

    def accept(self) -> None:
        """Go on, when a reason is given."""
        if not self.editor.commit() or not self.reason():
            self.show_problem(tr("Say why: whoever reads the plan later will ask."))
            return
        super().accept()

    def reason(self) -> str:
        """Return the reason."""
        return str(self.editor.value() or "").strip()
