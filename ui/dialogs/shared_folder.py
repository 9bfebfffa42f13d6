"""Through which folder a plan is shared, and what that means, before anything is written there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import tr
from outreach.sharing.membership import Membership
from ui.dialogs.dialog import Dialog
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

ABOUT = tr(
    "Each of you writes one file of their own into the folder, and "
    "everybody’s program takes in what the others wrote, by the same "
    "merge as always: nothing is lost, and where two of you disagree "
    "you are asked. Any folder will do that gets from computer to "
    "computer."
)
WARNING = tr(
    "Everything in the plan goes into the folder, confidential notes "
    "too. Choose one that only your team can read."
)


class SharedFolder(Dialog):
    """Asks for the folder; or shows it, and offers to look now or to stop."""

    def __init__(
        self,
        member: Membership | None,
        choose: Callable[[QWidget], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        """Show how the plan is shared.

        Args:
            member: How it is shared here; None when it is not yet.
            choose: Asks for a folder.
            parent: The window below.
        """
        go = tr("Share") if member is None else tr("Look now")
        super().__init__(tr("Share through a folder"), go, parent)
        self._choose = choose
        self.folder: Path | None = None
        """The folder that was chosen; None when it stays as it is."""
        self.stops = False
        """Whether it is to be shared no longer."""
        self._where = Label("", wrap=True)
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        self.body.addWidget(Label(WARNING, tone="warn", wrap=True))
        self.body.addWidget(self._where)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        self.choose = Button(tr("Choose a folder…") if member is None else tr("Another folder…"))
        self.choose.clicked.connect(self._ask)
        row.addWidget(self.choose)
        self.stop = Button(tr("Stop sharing"))
        self.stop.clicked.connect(self._stop)
        self.stop.setVisible(member is not None)
        row.addWidget(self.stop)
        row.addStretch(1)
        self.body.addLayout(row)
        self.go.setEnabled(member is not None)
        self._show(member.folder if member else None, member.own if member else "")
        self.choose.setFocus()

    def where(self) -> str:
        """Return what is said of the folder."""
        return self._where.text()

    def _show(self, folder: Path | None, own: str = "") -> None:
        said = tr("Folder: {folder}", folder=folder) if folder else tr("No folder is chosen yet.")
        self._where.setText(said + "\n" + tr("Your file in it: {file}", file=own) if own else said)

    def _ask(self) -> None:
        folder = self._choose(self)
        if folder is not None:
            self.folder = folder
            self._show(folder)
            self.go.setText(tr("Share"))
            self.go.setEnabled(True)
            self.go.setFocus()

    def _stop(self) -> None:
        self.stops = True
        self.accept()
