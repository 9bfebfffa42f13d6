"""Safe copies in the window: the list, looking at one, and going back to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from outreach.base.errors import Refusal, expected
from outreach.base.language import tr
from outreach.document.backups import Backup, Backups, Why
from outreach.document.outcomes import Opening, Outcome
from outreach.history.distance import Plan
from ui.dialogs.safe_copies import Acts, Found, SafeCopiesDialog, when
from ui.files import Files
from ui.opening.waiting import held
from ui.preferences import Preferences
from ui.session import Session
from ui.shell.window import MainShell
from ui.status import READ_ONLY, Status
from ui.widgets.banner import Banner

_UNSOUND = (
    Outcome.MISSING,
    Outcome.UNREADABLE,
    Outcome.NOT_AN_INITIATIVE,
    Outcome.DAMAGED,
    Outcome.STRANGE,
)
"""What is moved aside for a safe copy to take its place."""


class Asker(Protocol):
    """What is needed of what asks about a file that did not simply open."""

    @property
    def opening(self) -> Opening | None:
        """What came of opening the file that is asked about."""

    def say(self, problem: str) -> None:
        """Say why something was not done."""


class Host(Protocol):
    """What is needed of the window."""

    shell: MainShell
    preferences: Preferences
    session: Session | None
    status: Status | None

    @property
    def files(self) -> Files:
        """Asks where files are to go."""

    @property
    def opener(self) -> Asker:
        """Asks about files that do not simply open."""

    def open_path(self, path: Path) -> bool:
        """Open a file in place of what is open."""

    def close_session(self) -> None:
        """Close what is open."""

    def look_at(self, session: Session) -> bool:
        """Show a file for a while; False when something that is typed does not fit."""

    def come_back(self) -> bool:
        """Show what was open before."""


class SafeCopies(QObject):
    """Works on the open plan, or on a file that is not open: damaged, gone, or just not now."""

    def __init__(self, host: Host) -> None:
        """Work for ``host``."""
        super().__init__()
        self._host = host
        self._keeper = Backups()
        self._looking = ""
        """The copy that is looked at."""
        self._of: Path | None = None
        """The file that it was taken of."""

    def show(self, path: Path | None = None) -> None:
        """List the copies of the open plan, or of the file at ``path``, and do what is chosen."""
        if not self.back():
            path = self._of
        session = self._host.session if path is None else None
        place = session.path if session is not None else path
        if place is None:
            return
        dialog = self.dialog(session, place)
        dialog.exec()
        dialog.deleteLater()
        if dialog.chosen is None:
            return
        if dialog.looks:
            self.look(dialog.chosen, place)
        else:
            self.restore(dialog.chosen, place)

    def dialog(self, session: Session | None, path: Path) -> SafeCopiesDialog:
        """Return the list of the copies of the file at ``path``, which may be open."""
        return SafeCopiesDialog(
            path.name,
            partial(self._list, session, path),
            self._keeper.folder,
            Acts(partial(self._save, path), self._taker(session), self._delete),
            _why_not(session),
            QApplication.activeModalWidget() or self._host.shell,
        )

    def look(self, copy: Backup, path: Path) -> None:
        """Show what ``copy``, taken of the file at ``path``, holds; it can only be read."""
        name = self._host.preferences.author
        opened = held(copy.path, name, self._host.shell, read_only=True)
        if opened is None:
            return
        called = _called(copy, path)
        session = Session(copy.path, name, read_only=True, called=called, held=opened)
        if not session.is_open:
            session.close()
            self._say(session.opening.sentence)
            return
        page = self._host.shell.current_page()
        if not self._host.look_at(session):
            session.close()
            return
        self._looking, self._of = str(copy.path), path
        if page:
            self._host.shell.show_page(page)
        text = tr(
            "{when} · {reason}. Nothing can be changed in it.",
            when=when(copy.at, dt.date.today()),
            reason=copy.why.words,
        )
        buttons: list[tuple[str, Callable[[], object]]] = [
            (tr("Back to the plan"), partial(self._back_to, path)),
            (tr("Restore"), partial(self._restore_seen, copy, path)),
        ]
        banner = Banner(text, "warn", tr("A safe copy."), buttons, closable=False)
        self._host.shell.show_banner(READ_ONLY, banner)

    def back(self) -> bool:
        """Show the plan again, when a copy is looked at; False when no plan was open."""
        session, looking = self._host.session, self._looking
        self._looking = ""
        if not looking or session is None or str(session.path) != looking:
            return True
        page = self._host.shell.current_page()
        if not self._host.come_back():
            return False
        self._host.shell.show_page(page)
        return True

    def restore(self, copy: Backup, path: Path) -> None:
        """Put ``copy`` in the place of what the file at ``path`` holds, which is kept."""
        session = self._open_at(path)
        if session is None and self._host.opener.opening is None:
            self._host.open_path(path)
            session = self._open_at(path)
        if session is not None and not session.read_only:
            session.restore(copy, partial(self._restored, copy), self._not_restored)
            return
        opening = session.opening if session is not None else self._host.opener.opening
        if opening is not None and (opening.outcome in _UNSOUND or opening.rescuable):
            self._restore_in_place(copy, path)
        elif opening is not None:
            self._say(tr("Nothing was put back.") + f" {opening.sentence}")

    def _restore_in_place(self, copy: Backup, path: Path) -> None:
        if self._open_at(path) is not None:
            # What is sound of it is being read.
            self._host.close_session()
        try:
            aside = self._keeper.restore_in_place(copy, path)
        except Refusal as refusal:
            if self._host.session is None and self._host.opener.opening is None:
                self._host.open_path(path)
            self._say(str(refusal))
            return
        if self._host.open_path(path):
            said = tr("The plan is as it was: {moment}.", moment=_moment(copy))
            if aside is not None:
                said += " " + tr(
                    "The file that was there is kept beside it as “{name}”.", name=aside.name
                )
            self._tell(said)

    def _restored(self, copy: Backup, before: Backup) -> None:
        session = self._host.session
        if session is None:
            return

        def taken_back(_: Backup) -> None:
            self._tell(tr("The plan is as it was before the safe copy was restored."))

        def take_back() -> None:
            session.restore(before, taken_back, self._not_restored)

        text = tr(
            "The plan is as it was: {moment}. What it held until now is a safe "
            "copy, so this can be taken back.",
            moment=_moment(copy),
        )
        banner = Banner(text, buttons=[(tr("Take it back"), take_back)])
        self._host.shell.show_banner("said", banner)

    def _not_restored(self, error: Exception) -> None:
        self._say(str(expected(error)))

    def _restore_seen(self, copy: Backup, path: Path) -> None:
        self._back_to(path)
        self.restore(copy, path)

    def _back_to(self, path: Path) -> None:
        if not self.back():
            self._host.open_path(path)

    def _open_at(self, path: Path) -> Session | None:
        session = self._host.session
        return session if session is not None and session.path == path else None

    def _list(self, session: Session | None, path: Path) -> Sequence[Found]:
        document = session.document if session is not None else None
        copies = self._keeper.of(document.id) if document is not None else []
        copies = copies or self._keeper.of_file(path)
        plan = Plan(document.connection if document is not None else None)
        return [Found(copy, plan.distance(copy.path), not copy.is_of(path)) for copy in copies]

    def _taker(self, session: Session | None) -> Callable[[], str] | None:
        if session is None or session.read_only:
            return None

        def take() -> str:
            keeper = Backups()
            taken = session.call(lambda document: keeper.before(document, Why.ASKED))
            return keeper.trouble if taken is None else ""

        return take

    def _delete(self, copy: Backup) -> str:
        if self._keeper.delete([copy]):
            return tr("The safe copy of {moment} is deleted.", moment=_moment(copy))
        return tr("The safe copy could not be deleted. It is still there.")

    def _save(self, path: Path, copy: Backup) -> str:
        target = self._host.files.copy_of(_called(copy, path), "")
        if target is None:
            return ""
        try:
            self._keeper.restore(copy, target)
        except Refusal as refusal:
            return str(refusal)
        return tr("Saved as “{name}”.", name=target.name)

    def _tell(self, sentence: str) -> None:
        if sentence and self._host.status is not None:
            self._host.status.tell(sentence)

    def _say(self, sentence: str) -> None:
        self._host.opener.say(sentence)
        if self._host.opener.opening is None and self._host.status is not None:
            self._host.status.warn(sentence)


def _why_not(session: Session | None) -> str:
    """Say why nothing can be restored over ``session``; empty when it can."""
    if session is None or not session.read_only or session.opening.rescuable:
        return ""
    return f"{session.why_read_only} " + tr("Save the copy elsewhere instead.")


def _called(copy: Backup, path: Path) -> Path:
    return path.with_name(f"{path.stem} {copy.at:%Y-%m-%d %H.%M}{path.suffix}")


def _moment(copy: Backup) -> str:
    today = dt.date.today()
    words, lately = when(copy.at, today), (today - copy.at.date()).days in (0, 1)
    return words[0].lower() + words[1:] if lately else words
