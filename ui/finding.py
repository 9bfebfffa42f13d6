"""Find anything, do anything: the palette over the open file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from outreach.document.opening import open_document
from outreach.initiative import MODEL
from outreach.search.index import Group, Index
from ui.dialogs.palette import Palette
from ui.jobs.lane import Lane
from ui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

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
        self._session = session
        self._reading = _Reading()
        self._lane = Lane("finding", self)
        self._asked = 0
        session.closing.connect(self._close)

    def prepare(self) -> None:
        """Begin to read, so that the first search need not wait for it."""
        self.ask("", lambda _: None)

    def ask(self, query: str, then: Callable[[list[Group]], object]) -> None:
        """Have ``then`` called with what holds the words of ``query``.

        It is not called when something else is asked before.
        """
        if self._lane.closed:
            return
        self._asked += 1
        number, reading = self._asked, self._reading
        place, author = self._session.document.place, self._session.author

        def find() -> list[Group] | None:
            if number != self._asked:
                return None
            return reading.find(place, author, query)

        def found(groups: list[Group] | None) -> None:
            if groups is not None and number == self._asked:
                then(groups)

        self._lane.submit(find, found)

    def _close(self) -> None:
        if not self._lane.closed:
            reading = self._reading
            reading.given_up = True
            self._lane.submit(reading.close)
            self._lane.close()


class _Reading:
    """Lives in the lane: the file as it is read there, and the index of its words."""

    given_up = False

    def __init__(self) -> None:
        self._document: Document | None = None
        self._index: Index | None = None

    def find(self, place: Path, author: str, query: str) -> list[Group]:
        if self._document is None or self._document.place != place:
            self.close()
            self._document = open_document(place, MODEL, author=author, read_only=True).document
            if self._document is not None:
                self._index = Index(self._document, lambda: self.given_up)
        if self._index is None:
            return []
        with suppress(InterruptedError):
            self._index.refresh()
            return self._index.find(query)
        return []

    def close(self) -> None:
        if self._index is not None:
            self._index.close()
        if self._document is not None:
            self._document.close()
        self._document = self._index = None


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
