"""What the window as a whole can ask; what it takes is loaded when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.passing import passing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from outreach.document.keeping import Typed
    from ui.finding import Host
    from ui.session import Session


def find(window: Host) -> None:
    """Ask for words, and go to what is chosen among all that is there and can be done."""
    from ui.finding import find_anything

    find_anything(window)


def prepare(window: Host) -> None:
    """Begin to read what will be searched, so that the first search need not wait for it."""
    if window.session is not None:
        from ui.finding import finding_in

        finding_in(window.session).prepare()


def log_contact(session: Session, organisation: str, typed: Sequence[Typed], over: QWidget) -> None:
    """Ask for a contact with a partner, beginning with what was ``typed`` before."""
    from ui.dialogs.log_contact import LogContact

    with passing(LogContact(session, organisation, over)) as dialog:
        dialog.go_on_with(typed)
        dialog.exec()
