"""What the window as a whole can ask; what it takes is loaded when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.finding import Host


def find(window: Host) -> None:
    """Ask for words, and go to what is chosen among all that is there and can be done."""
    from ui.finding import find_anything

    find_anything(window)


def prepare(window: Host) -> None:
    """Begin to read what will be searched, so that the first search need not wait for it."""
    if window.session is not None:
        from ui.finding import finding_in

        finding_in(window.session).prepare()
