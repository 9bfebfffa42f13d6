"""Brings a file into the open plan: read and looked through in the lane, then done as one edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from outreach.base.errors import Refusal, expected
from outreach.base.language import tr
from outreach.base.progress import Progress
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.exchange import other_plan, source
from outreach.exchange.in_words import InWords
from outreach.exchange.incoming import Outcome, Proposal
from outreach.exchange.other_plan import OtherPlan, SamePlan
from outreach.exchange.proposal import propose
from outreach.exchange.source import Source
from outreach.exchange.taking import bring_in
from ui.bringing.along import Along
from ui.bringing.columns import Columns
from ui.bringing.dialog import BringInDialog, Told, told
from ui.bringing.outcomes import counted
from ui.bringing.work import Work
from ui.merging import Merging
from ui.session import Session
from ui.shell.window import MainShell
from ui.status import Status

Propose = Callable[[Document], Proposal]


class Host(Protocol):
    """What is needed of the window."""

    shell: MainShell
    session: Session | None
    status: Status | None
    merging: Merging | None


class BringingIn(QObject):
    """One file on its way into the open plan."""

    def __init__(self, host: Host, path: Path) -> None:
        """Read what is in the file at ``path``, then ask about it."""
        super().__init__(host.shell)
        assert host.session is not None and host.status is not None
        self._host, self._session, self._status = host, host.session, host.status
        self._path = path
        self._number = 0
        self._work: Work | None = None
        self._session.fetch(self._read, self._ask, self._not_read)

    def _read(self, document: Document) -> Source | OtherPlan:
        if source.is_plan(self._path):
            return other_plan.read(self._path, document)
        return source.read(self._path)

    def _not_read(self, error: Exception) -> None:
        self.deleteLater()
        if isinstance(error, SamePlan) and self._host.merging is not None:
            self._host.merging.bring_in(self._path)
        elif isinstance(error, Refusal):
            self._status.warn(str(error))
        else:
            raise error

    def _ask(self, found: Source | OtherPlan) -> None:
        what = Along(found) if isinstance(found, OtherPlan) else Columns(found)
        dialog = BringInDialog(self._path.name, what, self._host.shell)
        dialog.wished.connect(lambda: self._write(dialog))
        dialog.stopped.connect(self._stop)
        self._session.refused.connect(dialog.refuse)
        self._session.not_saved.connect(dialog.refuse)
        self._show(dialog, found, what)
        dialog.exec()
        self._number += 1
        self._stop()
        self._session.refused.disconnect(dialog.refuse)
        self._session.not_saved.disconnect(dialog.refuse)
        dialog.deleteLater()
        self.deleteLater()

    def _show(
        self, dialog: BringInDialog, found: Source | OtherPlan, what: Along | Columns
    ) -> None:
        """Ask about ``found``, of which ``what`` shows what it holds."""
        self._found = found
        what.changed.connect(lambda: self._look(dialog, found, what))
        if isinstance(what, Columns):
            what.read_anew.connect(
                lambda encoding, delimiter: self._read_anew(dialog, what, encoding, delimiter)
            )
        self._look(dialog, found, what)

    def _read_anew(
        self, dialog: BringInDialog, what: Columns, encoding: str, delimiter: str
    ) -> None:
        """Read the file otherwise than it was; what does not fit leaves it as it is."""
        self._number += 1
        number = self._number
        self._stop()

        def done(found: Source) -> None:
            if number == self._number:
                now = Columns(found)
                dialog.replace(now)
                self._show(dialog, found, now)
                if now.how is not None:
                    now.how.encoding.setFocus()

        def failed(error: Exception) -> None:
            expected(error)
            if number == self._number and what.how is not None:
                what.how.show_found()
                self._look(dialog, self._found, what)
                dialog.show_problem(str(error))

        dialog.wait()
        self._session.fetch(
            lambda _: source.read(self._path, encoding=encoding, delimiter=delimiter), done, failed
        )

    def _begin(self, dialog: BringInDialog) -> Work:
        """Begin work in the lane, in place of what is still looked through there."""
        self._stop()
        self._work = work = Work(self._session)
        work.told.connect(dialog.tell)
        return work

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()
            self._work = None

    def _look(
        self, dialog: BringInDialog, found: Source | OtherPlan, what: Along | Columns
    ) -> None:
        """Have the lane find out what bringing it in would do, as it is chosen now."""
        self._number += 1
        number = self._number
        work = self._begin(dialog)
        proposed = _proposed(found, what, work.progress)
        dialog.wait()

        def job(document: Document) -> Told:
            proposal = proposed(document)
            return told(proposal, InWords(document, proposal).fields)

        def done(seen: Told) -> None:
            work.deleteLater()
            if number == self._number:
                dialog.show_told(seen)

        def failed(error: Exception) -> None:
            work.deleteLater()
            expected(error)
            if number == self._number:
                dialog.refuse(str(error))

        self._session.fetch(job, done, failed)

    def _write(self, dialog: BringInDialog) -> None:
        proposal, without, found = dialog.proposal, dialog.without(), self._found
        go_on = dialog.go_on.isChecked()
        if proposal is None:
            return
        work = self._begin(dialog)

        def write(document: Document) -> Changes:
            return bring_in(
                document, proposal, go_on=go_on, without=without, progress=work.progress
            )

        def done(changes: Changes) -> None:
            if isinstance(found, Source):
                found.remember()
            dialog.finish()
            self._tell(proposal, changes)

        self._session.change(write, done)

    def _tell(self, proposal: Proposal, changes: Changes) -> None:
        """Say what came in, with a way back, where it is to be seen."""
        if changes.tables & {"organisation", "person"}:
            self._host.shell.show_page("partners")
        session, status = self._session, self._status

        def taken_back(_: Changes) -> None:
            status.tell(tr("What came in is taken back. Your plan is as it was before."))

        undo = (tr("Undo"), lambda: session.undo(taken_back, changes.edit))
        status.tell(_said(self._path.name, proposal, changes), [undo] if changes else [])


def _proposed(found: Source | OtherPlan, what: Along | Columns, progress: Progress) -> Propose:
    """Return what finds out what would change, as it is chosen now: it runs in the lane."""
    if isinstance(found, Source):
        return partial(found.proposal, progress=progress)
    assert isinstance(what, Along)
    partners, along, confidential = what.chosen()

    def proposed(document: Document) -> Proposal:
        incoming = found.incoming(
            partners, along, confidential=confidential, tags=other_plan.tags_by_name(document)
        )
        return propose(document, found.name, incoming, progress=progress)

    return proposed


def _said(name: str, proposal: Proposal, changes: Changes) -> str:
    if not changes:
        return tr("Nothing came in from “{name}”.", name=name)
    counts = proposal.counts
    done = [counted(o, counts[o]) for o in (Outcome.ADDED, Outcome.CHANGED) if counts[o]]
    return tr(
        "“{name}” was brought in: {changes}. One undo takes it back.",
        name=name,
        changes=", ".join(done),
    )
