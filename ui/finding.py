"""Find anything, do anything: the palette over the open file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from outreach.search.index import Index
from ui.dialogs.palette import Palette
from ui.session import Session

if TYPE_CHECKING:
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
    """Belongs to a session; keeps the index of its file while that is open."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        super().__init__(session)
        self._session = session
        self._index: tuple[object, Index] | None = None

    @property
    def index(self) -> Index:
        """The index of the file, which may be read from another place by now."""
        document = self._session.document
        if self._index is None or self._index[0] is not document:
            self._index = (document, Index(document))
        return self._index[1]


def find_anything(window: Host) -> None:
    """Ask for words, and go to what is chosen."""
    session = window.session
    if session is None or not window.commit():
        return
    finding = session.findChild(Finding) or Finding(session)
    palette = Palette(finding.index, window.actions, window.shell)
    palette.record_asked.connect(window.show_record)
    palette.exec()
    palette.deleteLater()
    if palette.action:
        window.actions.action(palette.action).trigger()
