"""Copies that are sent to somebody: redacted, sealed, or both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from outreach.base.errors import NotSaved, expected
from outreach.base.language import tr
from outreach.document.document import Document
from outreach.initiative import the_initiative
from outreach.privacy.redacting import redacted_content, withheld, write_redacted
from outreach.privacy.sealing import write_sealed
from ui.dialogs.new_passphrase import NewPassphrase
from ui.dialogs.redacted_copy import RedactedCopy
from ui.jobs.apart import apart
from ui.jobs.lane import Lane
from ui.privacy.host import Host
from ui.session import Session

Content = Callable[[Document], bytes]
BACK = tr("Bring it in when it comes back.")


class Sending(QObject):
    """Asks what goes into a copy and where to, and has it written."""

    def __init__(self, host: Host) -> None:
        """Work for ``host``, as long as there is work."""
        super().__init__(host.shell)
        self._host = host

    def redacted(self) -> None:
        """Ask what may leave, and write a copy that holds no more."""
        session = self._host.session
        if session is None:
            return
        if session.document.redaction.mark is not None:
            self._warn(tr("This plan is a redacted copy itself. Save a copy of it as it is."))
            return
        dialog = RedactedCopy(partial(withheld, session.document), self._host.shell)
        agreed, only, seals = dialog.exec(), dialog.only(), dialog.seal.isChecked()
        dialog.deleteLater()
        if not agreed:
            return
        if seals:
            self._seal(
                session, lambda document: redacted_content(document, only)[1], tr("redacted")
            )
            return
        target = self._host.files.copy_of(session.called, tr("redacted"))
        if target is not None:
            session.fetch(
                lambda document: write_redacted(document, target, only),
                lambda _: self._tell(
                    tr("A redacted copy was saved as “{name}”.", name=target.name) + f" {BACK}"
                ),
                self._not_written,
            )

    def sealed(self) -> None:
        """Ask for a passphrase, and write a copy that only it opens."""
        if self._host.session is not None:
            self._seal(self._host.session, _content, "")

    def _seal(self, session: Session, content: Content, what: str) -> None:
        known = [the_initiative(session.document).name, session.path.stem, session.author]
        dialog = NewPassphrase(known, self._host.shell)
        agreed, passphrase = dialog.exec(), dialog.passphrase()
        dialog.deleteLater()
        if not agreed:
            return
        target = self._host.files.sealed_copy_of(session.called, what)
        if target is not None:
            self._tell(tr("The copy is being sealed. This takes a few seconds; go on meanwhile."))
            write = partial(self._write, target, passphrase)
            session.fetch(content, write, self._not_written)

    def _write(self, target: Path, passphrase: str, content: bytes) -> None:
        lane = Lane("sealing", self)

        def done(_: None) -> None:
            lane.close()
            self._tell(
                tr(
                    "A sealed copy was saved as “{name}”. Tell the passphrase another "
                    "way than you send the copy.",
                    name=target.name,
                )
            )

        def failed(error: Exception) -> None:
            lane.close()
            self._not_written(error)

        lane.submit(lambda: apart(write_sealed, content, target, passphrase), done, failed)

    def _tell(self, sentence: str) -> None:
        if self._host.status is not None:
            self._host.status.tell(sentence)

    def _warn(self, sentence: str) -> None:
        if self._host.status is not None:
            self._host.status.warn(sentence)

    def _not_written(self, error: Exception) -> None:
        self._host.shell.hide_banner("said")
        self._warn(str(expected(error)))


def _content(document: Document) -> bytes:
    try:
        return document.content()
    except (OSError, sqlite3.Error) as error:
        raise NotSaved(
            tr("The plan could not be read ({error}), so no copy was made.", error=error)
        ) from error
