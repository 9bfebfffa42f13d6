"""A password for a PDF that is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from outreach.base.language import tr
from ui.dialogs.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.secret import SecretFields

ABOUT = tr(
    "Only its password opens the PDF, in any reader. Without it nobody "
    "can, not even you. It is no substitute for the hand-out edition: "
    "who has the password reads everything."
)


class NewPassword(Dialog):
    """Asks for a password, typed twice; accepted with :meth:`password`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask."""
        super().__init__(tr("Save with a password"), tr("Choose where to save it…"), parent)
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        self.secret = SecretFields((tr("Password"), tr("The same again")))
        self.secret.changed.connect(lambda: self.show_problem(""))
        self.body.addWidget(self.secret)
        self.secret.setFocus()

    def password(self) -> str:
        """Return what was typed."""
        return self.secret.texts()[0]

    def accept(self) -> None:
        """Go on when there is one, and twice the same."""
        first, second = self.secret.texts()
        if not first:
            self.show_problem(tr("Type a password."))
        elif first != second:
            self.show_problem(tr("The two are not the same. Type the password again."))
        else:
            super().accept()
            return
        self.secret.fields[1 if first else 0].setFocus()
