"""Merge review: how far a merge is, what is to be decided, and finishing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.document.edits import Changes
from ui.navigation import Navigator
from ui.pages.merge import words
from ui.pages.merge.deciding import Deciding
from ui.pages.merge.keys import Keys
from ui.pages.merge.reviewing import Reviewing, Stage
from ui.pages.merge.waiting import Comparing, Stopped, beginning
from ui.pages.notice import Notice
from ui.pages.page import Page
from ui.session import Session
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.header import PageHeader


class MergePage(Page):
    """Decides what copies disagree on, before a merge and after it."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Build the page over what is under way in ``session``."""
        super().__init__(session, navigator)
        self.reviewing = Reviewing.of(session)
        self._shown: object = None
        self.notice = Notice(session)
        self._build_heads()
        self.deciding = Deciding(self.reviewing)
        self.deciding.all_decided.connect(self._all_decided)
        self.deciding.list.later_asked.connect(self.finish_later)
        self.setFocusProxy(self.deciding)
        self._body = QStackedWidget()
        self._body.addWidget(self.deciding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self._plain, self.notice):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        self.keys = Keys(self, self.deciding, self.finish)
        self.reviewing.changed.connect(self._on_reviewing)
        self.reviewing.told.connect(self.notice.say)

    # --- what the window asks for --------------------------------------------------------

    def choose(self) -> None:
        """Ask for a colleague's copy."""
        self.reviewing.copy_asked.emit()

    def bring_in(self, source: Path) -> None:
        """Compare the copy at ``source``, to look through what it brings."""
        self.deciding.begin()
        self.notice.clear()
        self.reviewing.bring_in(source)

    def refresh(self, changes: Changes | None) -> None:
        """Draw everything anew; what is typed or chosen stays."""
        self._on_reviewing()

    def show_changes(self, changes: Changes) -> bool:
        """Show the decision that an undo has brought back, when it is one."""
        for decision in self.deciding.decisions():
            if self.reviewing.review is None and decision.record in changes.rows:
                self.deciding.list.decisions.select(decision.id)
                return True
        return False

    def leave(self) -> None:
        """Stop what goes on in the background."""
        self.reviewing.close()

    def finish(self) -> None:
        """Finish the merge when everything is decided."""
        if self.finish_button.isEnabled() and self.reviewing.review is not None:
            self.reviewing.finish()

    def finish_later(self) -> None:
        """Finish the merge; what is not decided waits in the file."""
        self.reviewing.finish()

    # --- building ------------------------------------------------------------------------

    def _build_heads(self) -> None:
        self.header = PageHeader(tr("Merge review"))
        cancel = Button(tr("Cancel merge"))
        cancel.clicked.connect(self._cancel)
        self.header.add_secondary(cancel)
        self.finish_button = PrimaryButton(tr("Finish merge"), "git-merge")
        self.finish_button.clicked.connect(self.finish)
        self.header.set_primary(self.finish_button)
        self._plain = PageHeader(tr("Merge review"))

    # --- drawing -------------------------------------------------------------------------

    def _on_reviewing(self) -> None:
        if not self.isVisible():
            self._filled = False
            return
        stage = self.reviewing.stage
        has_lists = bool(self.reviewing.review or (stage is Stage.NONE and self._has_open()))
        self.header.setVisible(self.reviewing.review is not None)
        self._plain.setVisible(self.reviewing.review is None)
        self._say_heads()
        if has_lists:
            new = self._shown is not None
            self._show_part(None)
            self.deciding.fill()
            if new:
                self.deciding.setFocus()
        elif stage is Stage.COMPARING:
            self._show_part(("comparing", self.reviewing.source))
        elif stage in (Stage.REFUSED, Stage.NOTHING):
            self._show_part((stage, self.reviewing.sentence))
        else:
            self._show_part(("begin", self.reviewing.left))

    def _has_open(self) -> bool:
        return self.reviewing.left is None and bool(self.reviewing.open)

    def _show_part(self, wanted: object) -> None:
        """Show what there is instead of a review, built anew only when it is something else."""
        if wanted is None:
            self._body.setCurrentWidget(self.deciding)
        if wanted == self._shown:
            return
        self._shown = wanted
        while self._body.count() > 1:
            old = self._body.widget(1)
            assert old is not None
            self._body.removeWidget(old)
            old.deleteLater()
        if wanted is not None:
            self._body.addWidget(self._part())
            self._body.setCurrentIndex(1)

    def _part(self) -> QWidget:
        stage = self.reviewing.stage
        if stage is Stage.COMPARING:
            return Comparing(self.reviewing)
        if stage is Stage.NONE:
            return beginning(self.reviewing, self.choose)
        stopped = Stopped(self.reviewing)
        stopped.another_asked.connect(self.choose)
        return stopped

    def _say_heads(self) -> None:
        review = self.reviewing.review
        line = tr("Bring in a copy that a colleague sends back.")
        if self.reviewing.open:
            line = plural(
                "{n} decision waits in this file. What is in force stays until you decide.",
                "{n} decisions wait in this file. What is in force stays until you decide.",
                len(self.reviewing.open),
            )
        self._plain.set_line(line)
        if review is None:
            return
        report = review.report
        fits = len(report.fits) + len(report.erasures)
        asked = len(report.decisions)
        self.header.set_line(
            tr(
                "“{name}” by {people} · {records}, {decisions}",
                name=report.name,
                people=words.people(report.authors),
                records=plural("{n} record fits", "{n} records fit", fits),
                decisions=plural("{n} decision to take", "{n} decisions to take", asked),
            )
        )
        left = len(review.to_decide)
        why = self.reviewing.why_not_finished
        if not why and left:
            why = plural(
                "{n} decision to take before that.", "{n} decisions to take before that.", left
            )
        self.finish_button.explain(why)
        if not why:
            self.finish_button.setToolTip(tr("Finish the merge (Ctrl+Enter)"))
        self.deciding.list.later.explain(self.reviewing.why_not_finished)

    # --- small things --------------------------------------------------------------------

    def _all_decided(self) -> None:
        if self.finish_button.isEnabled():
            self.finish_button.setFocus()

    def _cancel(self) -> None:
        self.deciding.begin()
        self.reviewing.cancel()
