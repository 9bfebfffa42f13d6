"""The file as it was, looked at in place of the open one until the person goes back to now."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from outreach.base.clock import day_words, moment
from outreach.base.language import tr
from outreach.document import log
from outreach.history.undo import edit_named
from ui.session import Session
from ui.shell.window import MainShell
from ui.status import READ_ONLY, Status
from ui.widgets.banner import Banner

SOON_MS = 400
"""After so many milliseconds it is said that the file is being put together."""

BACK, COPY = tr("Back to now"), tr("Save a copy of this…")


class PastSession(Session):
    """The file as it was: a copy that is only read, and deleted when it is closed."""

    def __init__(
        self, path: Path, author: str, folder: TemporaryDirectory[str], plan: Path, when: str
    ) -> None:
        """Open the copy at ``path`` in ``folder``, which goes with it.

        Args:
            path: The copy.
            author: Who looks at it.
            folder: Where the copy is.
            plan: What the file is called now.
            when: Stands behind its name in what a copy is called.
        """
        called = plan.with_name(f"{plan.stem} {when}{plan.suffix}")
        super().__init__(path, author, read_only=True, called=called)
        self.plan, self._folder = plan, folder

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed."""
        return tr("This is the file as it was. Go back to now to change something.")

    def close(self) -> None:
        """Close the copy and delete it."""
        super().close()
        self._folder.cleanup()


class Host(Protocol):
    """What is needed of the window."""

    shell: MainShell
    session: Session | None
    status: Status | None

    def look_at(self, session: Session) -> bool:
        """Show a file for a while; False when it is not shown."""

    def come_back(self) -> bool:
        """Show what was open before."""

    def show_record(self, id: str) -> None:
        """Go to the page where a record is shown, and show it there."""

    def save_copy(self) -> None:
        """Ask where to, and save a copy of what is shown."""


class Past(QObject):
    """Puts the file together as it was at some moment, and shows it."""

    def __init__(self, host: Host) -> None:
        """Show the past in ``host``."""
        super().__init__()
        self._host = host

    def show(self, edit: str, fits: bool = True) -> None:
        """Show the file as it was just after an edit, once that is put together.

        Nothing is shown unless all ``fits`` that was typed; where it does not, a field says why.
        """
        asked = self._host.session
        if asked is None or not fits:
            return
        folder = TemporaryDirectory(prefix="outreach-")
        waiting = QTimer(self)
        waiting.setSingleShot(True)
        waiting.timeout.connect(self._say_wait)
        waiting.start(SOON_MS)

        def done(path: Path) -> None:
            waiting.deleteLater()
            if self._host.session is asked:
                self._look(asked, edit, path, folder)
            else:
                folder.cleanup()  # something else was opened meanwhile

        def failed(error: Exception) -> None:
            waiting.deleteLater()
            folder.cleanup()
            self._host.shell.hide_banner("said")
            self._warn(str(error))

        # Under its own name, by which the window calls it.
        asked.save_past(edit, Path(folder.name) / asked.path.name, done, failed)

    def back(self) -> None:
        """Go back to the file as it is now, on the page that is shown."""
        page = self._host.shell.current_page()
        if self._host.come_back():
            self._host.shell.show_page(page)

    def _look(self, asked: Session, edit: str, path: Path, folder: TemporaryDirectory[str]) -> None:
        at = moment(edit_named(asked.document, edit).at_ms)
        plan = asked.plan if isinstance(asked, PastSession) else asked.called
        then = PastSession(
            path, asked.author, folder, plan, tr("as of {day}", day=f"{at:%Y-%m-%d}")
        )
        if not then.is_open:
            then.close()
            self._warn(then.opening.sentence)
            return
        page = self._host.shell.current_page()
        if not self._host.look_at(then):
            then.close()
            return
        self._host.shell.show_page(page)
        self._show_changed(then, edit)
        banner = Banner(
            tr(
                "You are looking at the file as it was on {day}, {time}. "
                "Nothing can be changed here.",
                day=day_words(at.date()),
                time=f"{at:%H:%M}",
            ),
            buttons=[(BACK, self.back), (COPY, self._host.save_copy)],
            closable=False,
        )
        self._host.shell.show_banner(READ_ONLY, banner)

    def _say_wait(self) -> None:
        if self._host.status is not None:
            self._host.status.tell(tr("The file is being put together as it was…"))

    def _warn(self, sentence: str) -> None:
        if self._host.status is not None:
            self._host.status.warn(sentence)

    def _show_changed(self, then: Session, edit: str) -> None:
        """Go to the first of the records that the edit changed, where there is one."""
        db = then.document.connection
        for op in log.operations(db, edit_named(then.document, edit).txn):
            if then.document.kind_of(op.row) is not None:
                self._host.show_record(op.row)
                return
