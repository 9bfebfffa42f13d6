"""What the window says of merges: the entry in the side bar, and what came of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from outreach.base.language import plural, tr
from outreach.document.edits import Changes
from outreach.merge.left import anything_waits, files_of
from ui.session import Session
from ui.shell.window import MainShell
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    # Few files have anything to do with merges; opening one does not wait for this.
    from outreach.merge.drafts import Draft
    from outreach.merge.report import Report
    from ui.pages.merge.reviewing import Reviewing

PAGE = "merge"
BANNER = "merged"
"""The banner's name in the shell."""


class Merging(QObject):
    """Follows the merges into one open file for as long as it is open."""

    partners_asked = Signal(object)
    """Partners of the other initiative at this path are to be brought in."""

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
        self._reviewing: Reviewing | None = None
        session.changed.connect(self._on_changed)
        session.reloaded.connect(self._look)
        self._look()

    def leave(self) -> None:
        """Take away what was said: nothing is shown of the file any more."""
        if self._reviewing is not None:
            self._shell.page_changed.disconnect(self._show)
            self._reviewing.changed.disconnect(self._show)
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
        from ui.pages.merge.page import MergePage

        self._follow()
        self._shell.set_page_shown(PAGE, True)
        self._shell.show_page(PAGE)
        page = self._shell.page(PAGE)
        assert isinstance(page, MergePage)
        page.bring_in(source)

    def _look(self) -> None:
        """See whether there is anything to review."""
        if self._reviewing is not None:
            return
        document = self._session.document
        if anything_waits(document.connection) or files_of(document.id):
            self._follow()

    def _follow(self) -> None:
        """Show from now on what there is to review."""
        if self._reviewing is not None:
            return
        from ui.pages.merge.reviewing import Reviewing

        self._reviewing = Reviewing.of(self._session)
        self._reviewing.changed.connect(self._show)
        self._reviewing.finished.connect(self._finished)
        self._reviewing.cancelled.connect(self._cancelled)
        self._reviewing.copy_asked.connect(self.ask)
        self._reviewing.partners_asked.connect(self.partners_asked)
        self._shell.page_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._reviewing is not None:
            here = self._shell.current_page() == PAGE
            self._shell.set_page_shown(PAGE, self._reviewing.under_way or here)
            self._shell.set_badge(PAGE, self._reviewing.waiting)

    def _finished(self, report: Report) -> None:
        from ui.pages.merge.words import people

        assert self._reviewing is not None
        if not self._reviewing.under_way and self._shell.current_page() == PAGE:
            self._shell.show_page(self._first)
        text = plural(
            "“{name}” by {people} was brought in: {n} record changed.",
            "“{name}” by {people} was brought in: {n} records changed.",
            len(report.fits),
            name=report.name,
            people=people(report.authors),
        )
        left = len(self._reviewing.open)
        if left:
            text += " " + plural(
                "{n} decision waits in Merge review.", "{n} decisions wait in Merge review.", left
            )
        elif report.decisions:
            text += " " + plural(
                "{n} decision taken.", "{n} decisions taken.", len(report.decisions)
            )
        self._say(text, [(tr("Undo"), lambda: self._session.undo(self._undone, report.edit))])

    def _cancelled(self, draft: Draft) -> None:
        assert self._reviewing is not None
        reviewing = self._reviewing

        def take_up() -> None:
            self._shell.hide_banner(BANNER)
            self._shell.show_page(PAGE)
            reviewing.take_up(draft)

        text = tr(
            "Bringing in “{name}” was cancelled. Your plan is as it was before.",
            name=draft.source.name,
        )
        self._say(text, [(tr("Take it up again"), take_up)])

    def _say(self, text: str, buttons: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        self._shell.show_banner(BANNER, Banner(text, tone="ok", buttons=buttons))
        self._news = True

    def _undone(self, _: Changes) -> None:
        self._say(tr("The merge was taken back. Your plan is as it was before."))

    def _on_changed(self, changes: Changes) -> None:
        """Say no more of a merge once something else was changed: then it is no news."""
        if not changes:
            return
        if self._news:
            self._news = False
            self._shell.hide_banner(BANNER)
        self._look()
