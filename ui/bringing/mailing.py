"""Writes a step's message: as a draft that any mail program opens, or straight into one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from outreach.base.errors import expected
from outreach.base.file_names import fit_for_a_name
from outreach.base.language import tr
from outreach.briefs.content import Edition
from outreach.briefs.how import How
from outreach.document.document import Document
from outreach.exchange import mail
from outreach.exchange.mail import Pdf
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import CLOSED_STEPS
from ui.bringing.mail import MailDialog, Message
from ui.jobs.task import Task
from ui.privacy.host import Host
from ui.widgets.save_as import ask_where


class Mailing(QObject):
    """One message, about a partner or about nobody in particular."""

    def __init__(self, host: Host, partner: str, paper: str) -> None:
        """Ask about a message to somebody of ``partner``; a brief is drawn on ``paper``."""
        super().__init__(host.shell)
        assert host.session is not None and host.status is not None
        self._session, self._status, self._partner = host.session, host.status, partner
        self._paper = paper
        snapshot, document = host.session.snapshot(), host.session.document
        self.dialog = MailDialog(
            _people(snapshot, partner),
            _steps(snapshot, partner),
            lambda step: mail.begun(document, step),
            snapshot.name(partner) if partner else "",
            host.shell,
        )
        self.dialog.saving.connect(self._ask_where)
        self.dialog.opening.connect(self._open)
        self._drawing = Task("brief", self)
        self._over = False
        self.dialog.given_up.connect(self._drawing.give_up)

    def run(self) -> None:
        """Ask until it is written or given up."""
        self.dialog.exec()
        self._over = True
        self._drawing.close()
        self.dialog.deleteLater()
        self.deleteLater()

    def _ask_where(self) -> None:
        message = self.dialog.message()
        name = fit_for_a_name(self.dialog.people.currentText(), 150, otherwise=tr("Message"))
        start = self._session.path.parent / f"{name}.eml"
        chosen = ask_where(self.dialog, tr("Save as a draft"), start, tr("Mail"), ".eml")
        if chosen is None:
            return
        self.dialog.work()
        if message.brief:
            self._draw(lambda brief: self._save(chosen, message, [brief]))
        else:
            self._save(chosen, message, [])

    def _draw(self, then: Callable[[Pdf], None]) -> None:
        """Draw the brief that goes along, beside the window and what is written into the plan."""
        snapshot, partner, paper = self._session.snapshot(), self._partner, self._paper
        self._drawing.start(lambda _, __: _brief(snapshot, partner, paper), then, self._failed)

    def _save(self, path: Path, message: Message, attached: list[Pdf]) -> None:
        def job(document: Document) -> None:
            content = mail.letter(document, message.person, message.subject, message.text, attached)
            mail.save(path, content)

        def done(_: None) -> None:
            if not self._over:
                self.dialog.finish()
            self._status.tell(
                tr("“{name}” was written. Your mail program opens it as a draft.", name=path.name)
            )

        self._session.fetch(job, done, self._failed)

    def _open(self) -> None:
        message = self.dialog.message()

        def job(document: Document) -> str:
            return mail.address(document, message.person, message.subject, message.text)

        def done(address: str) -> None:
            if self._over:
                return
            if QDesktopServices.openUrl(QUrl(address)):
                self.dialog.finish()
            else:
                self.dialog.rest()
                self.dialog.show_problem(
                    tr("No mail program could be opened. Save it as a draft instead.")
                )

        self.dialog.work()
        self._session.fetch(job, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if not self._over:
            self.dialog.rest()
        refusal = expected(error)
        if not self._over:
            self.dialog.show_problem(str(refusal))


def _people(snapshot: Snapshot, partner: str) -> list[tuple[str, str]]:
    """Return who has an address, those of the partner first."""
    found = [person for person in snapshot.people.values() if person.email]
    found.sort(key=lambda person: (person.organisation != partner, person.name.casefold()))
    return [(person.id, f"{person.name}, {person.email}") for person in found]


def _steps(snapshot: Snapshot, partner: str) -> list[tuple[str, str]]:
    """Return the steps to a partner that are still to come, the next first."""
    coming = [
        step
        for step in snapshot.steps.values()
        if step.organisation == partner and step.done_on is None and step.status not in CLOSED_STEPS
    ]
    coming.sort(key=lambda step: (step.position or 0.0, step.id))
    return [(step.id, steps.title(snapshot, step)) for step in coming]


def _brief(snapshot: Snapshot, partner: str, paper: str) -> Pdf:
    """Draw the brief of a partner, as it is handed out; it loads what draws."""
    from outreach.briefs.render import Paper, printed, title_of

    how = How((partner,), Edition.HANDOUT, dt.date.today(), paper=paper)
    content = how.content(snapshot)
    name = fit_for_a_name(title_of(content), 150, otherwise=tr("Brief"))
    return Pdf(f"{name}.pdf", printed(content, Paper[paper]).pdf)
