"""Says that a file is looked through before it is opened."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from outreach.base.language import tr
from ui.dialogs.dialog import Dialog
from ui.widgets.labels import Label


class Looking(Dialog):
    """Accepted once it is open; cancelling it leaves the file unopened."""

    def __init__(self, name: str, parent: QWidget | None) -> None:
        """Say so of the file called ``name``."""
        title = tr("Open “{name}”", name=name)
        super().__init__(title, title, parent)
        said = tr(
            "It was not seen on this computer before, so all of it is looked through first. "
            "Nothing in it is changed."
        )
        self.body.addWidget(Label(said, wrap=True))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("It is being looked through…"))
        self.body.addWidget(bar)
        self.go.hide()
        self.hint.hide()
        self.cancel.setFocus()
