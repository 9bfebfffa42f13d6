"""Find anything, do anything: the palette over the open file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from outreach.search.index import Group, Index
from ui.dialogs.palette import Palette
from ui.reader import SecondReader
from ui.session import Session

if TYPE_CHECKING:
    from outreach.document.document import Document
    from ui.shell.actions import Actions
    from ui.shell.window import MainShell


class Host(Protocol):
    """What finding needs of the window."""

    shell: MainShell
    session: Session | None
    actions: Actions

    def commit(self) -> bool:
        """Take over everything that is typed; False when something does not fit."""

    def show_record(self, id: str) -> None:
        """Go to the page of a record, and select it there."""


class Finding(QObject):
    """Belongs to a session; reads and searches its file beside the window while that is open."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        super().__init__(session)
        self._reader = SecondReader(session, "finding", self)
        self._index: Index | None = None
        """Lives in the reader's thread."""
        self._asked = 0

    def prepare(self) -> None:
        """Begin to read, so that the first search need not wait for it."""
        self.ask("", lambda _: None)

    def ask(self, query: str, then: Callable[[list[Group]], object]) -> None:
        """Have ``then`` called with what holds the words of ``query``.

        It is not called when something else is asked before.
        """
        self._asked += 1
        number = self._asked

        def find(document: Document) -> list[Group]:
            return self._find(document, query) if number == self._asked else []

        def found(groups: list[Group]) -> None:
            if number == self._asked:
                then(groups)

        self._reader.ask(find, found)

    def _find(self, document: Document, query: str) -> list[Group]:
        if self._index is None or self._index.document is not document:
            self._index = Index(document, lambda: self._reader.closed)
        with suppress(InterruptedError):
            self._index.refresh()
            return self._index.find(query)
        return []


def finding_in(session: Session) -> Finding:
    """Return what finds things in a session, made when it is first asked for."""
    return session.findChild(Finding) or Finding(session)


def find_anything(window: Host) -> None:
    """Ask for words, and go to what is chosen."""
    session = window.session
    if session is None or not window.commit():
        return
    palette = Palette(finding_in(session), window.actions, window.shell)
    palette.record_asked.connect(window.show_record)
    palette.exec()
    palette.deleteLater()
    if palette.action:
        window.actions.action(palette.action).trigger()
