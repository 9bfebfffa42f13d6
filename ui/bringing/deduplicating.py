"""Finds who may be there twice in the open plan, and writes what is decided about each pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from outreach.base.errors import NotFound, expected
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.exchange.combining import Compared, combine, compared
from outreach.exchange.duplicates import Duplicate, duplicates, tell_apart
from ui.bringing.duplicates import DuplicatesDialog
from ui.session import Session
from ui.shell.window import MainShell


class Deduplicating(QObject):
    """One look through the plan, with a dialog that stays until it is closed."""

    def __init__(self, session: Session, shell: MainShell) -> None:
        """Look for pairs, then ask about each."""
        super().__init__(shell)
        self._session = session
        self.dialog = DuplicatesDialog(self._compared, shell)
        self._open = True

    def run(self) -> None:
        """Ask until the dialog is closed."""
        dialog, session = self.dialog, self._session
        dialog.combining.connect(self._combine)
        dialog.telling_apart.connect(self._tell_apart)
        session.refused.connect(self._refused)
        session.not_saved.connect(self._refused)
        self._look()
        dialog.exec()
        self._open = False
        session.refused.disconnect(self._refused)
        session.not_saved.disconnect(self._refused)
        dialog.deleteLater()
        self.deleteLater()

    def _look(self) -> None:
        def done(found: list[Duplicate]) -> None:
            if self._open:
                self.dialog.show_pairs(found)

        def failed(error: Exception) -> None:
            expected(error)
            if self._open:
                self.dialog.refuse(str(error))

        self._session.fetch(duplicates, done, failed)

    def _compared(self, pair: Duplicate) -> Sequence[Compared]:
        try:
            return compared(self._session.document, pair.keep, pair.other)
        except NotFound:
            # It was combined with a third one just now; the pairs are looked for anew.
            return ()

    def _combine(self, keep: str, other: str, take: Mapping[str, str]) -> None:
        self._session.change(
            lambda document: combine(document, keep, other, take), lambda _: self._look()
        )

    def _tell_apart(self, one: str, other: str) -> None:
        def write(document: Document) -> Changes:
            return tell_apart(document, one, other)

        self._session.change(write, lambda _: self._look())

    def _refused(self, sentence: str) -> None:
        self.dialog.refuse(sentence)
