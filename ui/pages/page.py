"""What every page of the window has in common."""

from __future__ import annotations

import sys

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from outreach.document.edits import Changes
from outreach.history.subject import subject_of
from ui.navigation import Navigator
from ui.session import Session


class Page(QWidget):
    """A page over one open file. It is drawn anew after a change, at once or when next shown."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the page; :meth:`refresh` fills it when it is first shown."""
        super().__init__()
        self.session = session
        self.navigator = navigator
        self._stale: Changes | None = None
        self._filled = False
        session.changed.connect(self._on_changed)
        session.reloaded.connect(self._on_reloaded)

    def refresh(self, changes: Changes | None) -> None:
        """Draw what is shown anew.

        Args:
            changes: What an edit changed, to redraw no more than that; None for everything.
        """
        raise NotImplementedError

    def show_record(self, id: str) -> bool:
        """Show a record, when it is one of this page's; say whether it was."""
        return False

    def show_field(self, id: str, field: str) -> bool:
        """Show a record, with the cursor in ``field`` if one is named; say whether it was ours."""
        if not self.show_record(id):
            return False
        if field:
            self.focus_field(id, field)
        return True

    def focus_field(self, id: str, field: str) -> None:
        """Put the cursor into a field of a record that is shown."""
        from ui.records.form import RecordForm  # a page without forms does without it

        for form in self.findChildren(RecordForm):
            if form.id == id:
                form.focus_field(field)

    def show_changes(self, changes: Changes) -> bool:
        """Go to what an edit changed, such as an undo; say whether it was this page's."""
        subject = subject_of(self.session.document, changes)
        return subject is not None and self.show_field(*subject)

    def is_asking(self) -> bool:
        """Tell whether something is written down for a new record that is not added yet."""
        from ui.records.draft import Draft  # as above

        return any(draft.is_begun() for draft in self.findChildren(Draft))

    def current_partner(self) -> str:
        """Return the id of the partner that the page is about at the moment, or nothing."""
        return ""

    def add_new(self) -> None:
        """Begin a new record of the page's kind (Ctrl+N); pages without one do nothing."""

    def focus_filter(self) -> None:
        """Put the cursor into the page's filter (Ctrl+F), when it has one."""

    def commit(self) -> bool:
        """Take over what is typed and not yet an edit; False when something does not fit."""
        return True

    def leave(self) -> None:
        """Stop what goes on in the background: the file is about to be closed."""

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page on its first showing, and whenever something changed meanwhile."""
        super().showEvent(event)
        # Qt passes on no error that Python finds in here; with Python 3.11 the program would die.
        try:
            self.fill()
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)

    def fill(self) -> None:
        """Bring the page up to date if it is not."""
        if not self._filled or self._stale is not None:
            self._filled, self._stale = True, None
            self.refresh(None)

    def _on_reloaded(self) -> None:
        """Draw everything anew, at once or when next shown."""
        self._filled = False
        if self.isVisible():
            self.fill()

    def _on_changed(self, changes: Changes) -> None:
        if not changes:
            return
        if self.isVisible():
            self.refresh(changes)
        elif self._filled:
            self._stale = changes
