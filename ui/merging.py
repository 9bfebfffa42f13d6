"""What the window says of merges: the entry in the side bar, and what came of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from outreach.document.edits import Changes
from outreach.merge.report import Report
from ui.pages.merge.reviewing import Reviewing
from ui.pages.merge.words import counted, people
from ui.session import Session
from ui.shell.window import MainShell
from ui.widgets.banner import Banner

PAGE = "merge"
BANNER = "merged"
"""The banner's name in the shell."""


class Merging(QObject):
    """Follows the merges into one open file for as long as it is open."""

    def __init__(
        self,
        shell: MainShell,
        session: Session,
        first_page: str,
        choose: Callable[[], Path | None],
    ) -> None:
        """Show the review's entry for as long as there is anything in it.

        Args:
            shell: The window around the pages.
            session: The open file.
            first_page: The page to go to when there is nothing left to review.
            choose: Asks for a colleague's copy.
        """
        super().__init__(session)
        self._shell, self._session = shell, session
        self._first, self._choose = first_page, choose
        self._news = False
        self.reviewing = Reviewing.of(session)
        self.reviewing.changed.connect(self._show)
        self.reviewing.finished.connect(self._finished)
        self.reviewing.copy_asked.connect(self.ask)
        session.changed.connect(self._on_changed)
        shell.page_changed.connect(self._show)
        self._show()

    def leave(self) -> None:
        """Take away what was said: nothing is shown of the file any more."""
        self._shell.page_changed.disconnect(self._show)
        self.reviewing.changed.disconnect(self._show)
        self._shell.hide_banner(BANNER)
        self._shell.set_page_shown(PAGE, False)

    def ask(self) -> bool:
        """Ask for a colleague's copy, and show what it would change; tell whether there is one."""
        source = None if self._session.read_only else self._choose()
        if source is not None:
            self.bring_in(source)
        return source is not None

    def bring_in(self, source: Path) -> None:
        """Show what bringing in the copy at ``source`` would change."""
        from ui.pages.merge.page import MergePage  # only now is it needed

        self._shell.show_page(PAGE)
        page = self._shell.page(PAGE)
        assert isinstance(page, MergePage)
        page.bring_in(source)

    def _show(self) -> None:
        here = self._shell.current_page() == PAGE
        self._shell.set_page_shown(PAGE, self.reviewing.under_way or here)
        self._shell.set_badge(PAGE, self.reviewing.waiting)

    def _finished(self, report: Report) -> None:
        if not self.reviewing.under_way and self._shell.current_page() == PAGE:
            self._shell.show_page(self._first)
        records = counted(len(report.fits), "record")
        text = f"“{report.name}” by {people(report.authors)} was brought in: {records} changed."
        left = len(self.reviewing.open)
        if left:
            waits = "waits" if left == 1 else "wait"
            text += f" {counted(left, 'decision')} {waits} in Merge review."
        elif report.decisions:
            text += f" {counted(len(report.decisions), 'decision')} taken."
        self._say(text, report.edit)

    def _say(self, text: str, edit: str = "") -> None:
        buttons = [("Undo", lambda: self._session.undo(self._undone, edit))] if edit else []
        self._shell.show_banner(BANNER, Banner(text, tone="ok", buttons=buttons))
        self._news = True

    def _undone(self, _: Changes) -> None:
        self._say("The merge was taken back. Your plan is as it was before.")

    def _on_changed(self, changes: Changes) -> None:
        """Say no more of a merge once something else was changed: then it is no news."""
        if changes and self._news:
            self._news = False
            self._shell.hide_banner(BANNER)
