"""How pages ask for each other without knowing each other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Navigator(QObject):
    """Carries what a page asks for to the window, which knows where things are shown."""

    record_asked = Signal(str)
    """A record's id: show it where its kind is shown."""
    page_asked = Signal(str)
    """A page's id: ``today``, ``partners``, ``sequence``, ``objections`` or ``briefs``."""
    brief_asked = Signal(str)
    """A partner's id: show its brief."""
    copies_asked = Signal()
    """Show the safe copies of the file."""
    past_asked = Signal(str)
    """An edit's name: show the file as it was just after it."""
    contact_asked = Signal(str)
    """A partner's id or an empty string: log a contact."""
    forget_asked = Signal(str)
    """A person's id: ask what is to go, and forget them."""
