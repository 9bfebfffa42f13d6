"""Says of a file that is open for reading why it is, and offers what leads to editing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.lock import holder
from outreach.document.outcomes import Outcome
from ui.holding import Standing
from ui.session import Session
from ui.shell.window import MainShell
from ui.status import READ_ONLY, Status
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    # Most files are not copied.
    from ui.files import Files

COPY, CLEAN_COPY, EDIT = (
    tr("Save a copy and edit that…"),
    tr("Save a repaired copy…"),
    tr("Edit it"),
)


class Host(Protocol):
    """What is needed of the window."""

    shell: MainShell
    status: Status | None

    @property
    def files(self) -> Files:
        """Asks where files are to go."""

    def open_path(self, path: Path) -> bool:
        """Open a file in place of this one."""


class Reading(QObject):
    """A banner for as long as a file is only read; of one that can be edited, what is news."""

    def __init__(self, host: Host, session: Session) -> None:
        """Show how ``session`` was opened."""
        super().__init__(session)
        self._host, self._session = host, session
        opening = session.opening
        if not session.read_only:
            if opening.sentence:
                host.shell.show_banner("said", Banner(opening.sentence))
            return
        self._show(self._why(), self._buttons())
        if opening.outcome is Outcome.IN_USE:
            session.looked.connect(self._looked)

    def edit(self) -> None:
        """Open the file for editing, on the page that is shown."""
        page = self._host.shell.current_page()
        if self._host.open_path(self._session.path):
            self._host.shell.show_page(page)

    def save_copy(self) -> None:
        """Ask where to, save a copy of what is read, and go on with that."""
        what = tr("repaired") if self._session.opening.rescuable else tr("copy")
        target = self._host.files.copy_of(self._session.path, what)
        if target is None:
            return
        try:
            self._session.call(lambda document: document.copy_to(target))
        except Refusal as refusal:
            if self._host.status is not None:
                self._host.status.warn(str(refusal))
        else:
            self._host.open_path(target)

    def _why(self) -> str:
        """Say why the file is only read, as shortly as can be."""
        opening, path = self._session.opening, self._session.path
        if opening.outcome is Outcome.IN_USE and (found := holder(path)) is not None:
            return tr(
                "“{name}” is open for editing elsewhere: {holder}.",
                name=path.name,
                holder=found.words,
            )
        return opening.sentence or self._session.why_read_only

    def _buttons(self) -> list[tuple[str, Callable[[], object]]]:
        opening = self._session.opening
        if opening.outcome is Outcome.NEWER:
            return []  # a copy would be as new
        return [(CLEAN_COPY if opening.rescuable else COPY, self.save_copy)]

    def _looked(self, standing: Standing) -> None:
        if standing.free:
            text = tr("“{name}” is not open elsewhere any more.", name=self._session.path.name)
            self._show(text, [(EDIT, self.edit)])

    def _show(self, text: str, buttons: list[tuple[str, Callable[[], object]]]) -> None:
        # As long as nothing can be changed, the window says so.
        banner = Banner(text, lead=tr("Reading only."), buttons=buttons, closable=False)
        self._host.shell.show_banner(READ_ONLY, banner)
