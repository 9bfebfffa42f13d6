"""What ways that are about privacy need of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ui.files import Files
    from ui.session import Session
    from ui.shell.window import MainShell
    from ui.status import Status


class Host(Protocol):
    """What is needed of the window."""

    shell: MainShell
    session: Session | None
    status: Status | None

    @property
    def files(self) -> Files:
        """Asks where files are to go."""

    def commit(self) -> bool:
        """Take over everything that is typed; False when something does not fit."""
