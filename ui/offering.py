"""Offers what could not be saved in a file, when that is opened again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from outreach.base.clock import day_words, moment
from outreach.document.keeping import Kept, left
from ui.session import Session
from ui.shell.window import MainShell
from ui.widgets.banner import Banner

KEY = "kept"
"""The banner's name in the shell."""
BRING_IN, DELETE, KEEP = "Bring them in", "Delete them…", "Keep them"


class Offer(QObject):
    """A banner about changes that were kept on this computer; without any, nothing is shown."""

    def __init__(self, shell: MainShell, session: Session) -> None:
        """Look for what was kept for the file of ``session``."""
        super().__init__(session)
        self._shell, self._session = shell, session
        self._kept: list[Kept] = [kept for kept in left(session.path) if kept.stand_in]
        if self._kept:
            self._show()

    def bring_in(self) -> None:
        """Make the changes again in the file, as edits of their own that can be undone."""
        self._shell.hide_banner(KEY)
        self._session.bring_in(self._kept, self._brought, self._not_brought)

    def delete(self) -> None:
        """Give the changes up, after asking: there is no way back."""
        box = QMessageBox(
            QMessageBox.Icon.Question,
            DELETE,
            "Delete the changes that could not be saved?",
            parent=self._shell,
        )
        box.setInformativeText("There is no way back. The file itself stays as it is.")
        yes = box.addButton(DELETE.removesuffix("…"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(KEEP, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is yes:
            self._shell.hide_banner(KEY)
            for kept in self._kept:
                kept.discard()

    def _show(self) -> None:
        at = moment(self._kept[-1].at_ms)
        text = (
            f"Changes of {day_words(at.date())}, {at:%H:%M}, could not be saved in this file then. "
            "They were kept on this computer."
        )
        buttons = [(BRING_IN, self.bring_in), (DELETE, self.delete)]
        if self._session.read_only:
            text += " Open the file where it can be edited to bring them in."
            buttons = buttons[1:]
        self._shell.show_banner(KEY, Banner(text, tone="warn", buttons=buttons))

    def _brought(self, said: list[str]) -> None:
        self._kept = []
        text = " ".join(["The changes that were kept are in the file now.", *said])
        self._shell.show_banner(KEY, Banner(text, tone="info"))

    def _not_brought(self, error: Exception) -> None:
        text = f"The changes that were kept could not be brought in. They are still there. {error}"
        self._shell.show_banner(KEY, Banner(text, tone="warn"))
