"""How the open file stands, as the shell shows it: its name, what is saved, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, QFileInfo, QObject

from outreach.base.language import plural, tr
from outreach.document.edits import Changes
from outreach.initiative import MODEL
from outreach.vocabulary import SETTLED
from ui import menu
from ui.session import Session
from ui.shell.foot import Saved
from ui.shell.window import MainShell
from ui.widgets.banner import Banner

READ_ONLY = "read-only"
"""The name of the banner that says why the file is only read."""
REDACTED = "redacted"
"""The name of the banner that says what was left out of a redacted copy."""
NO_COPY = "no-copy"
"""The name of the banner that says why no safe copy could be taken."""

Button = tuple[str, Callable[[], object]]
"""What a button of a banner says and does."""
_WAITING = f"""SELECT count(*) FROM objection
    WHERE coalesce(status, 'open') NOT IN ({", ".join("?" * len(SETTLED))})
    AND id NOT IN (SELECT objection FROM answer)"""


class Status(QObject):
    """Follows one open file for as long as it is open."""

    def __init__(self, shell: MainShell, session: Session, save_copy: Callable[[], object]) -> None:
        """Show ``session`` in ``shell``; ``save_copy`` is the way out when it cannot be written."""
        super().__init__(session)
        self._shell, self._session, self._save_copy = shell, session, save_copy
        self._trouble = ""
        session.changed.connect(self._on_changed)
        session.reloaded.connect(self._on_reloaded)
        session.saving.connect(self._on_saving)
        session.not_saved.connect(self._on_not_saved)
        session.refused.connect(self.warn)
        # What the side bar said of the file before this one is no longer true.
        self._on_saving(Saved.SAVED if session.all_saved else Saved.NOT_SAVED)
        if session.standing is not None and session.standing.why:
            self._on_not_saved(session.standing.why)
        self._name_initiative()
        self._name_file(QFileInfo(str(session.path)).lastModified())
        shell.set_badge("objections", self.waiting())
        menu.enable(shell.actions_registry, session)
        self._say_redacted()

    def waiting(self) -> int:
        """Return how many open objections have no response yet."""
        document = self._session.document
        (count,) = document.connection.execute(_WAITING, tuple(SETTLED)).fetchone()
        return int(count)

    def tell(self, sentence: str, buttons: Sequence[Button] = ()) -> None:
        """Say something that is good to know, with what can be done about it."""
        self._shell.show_banner("said", Banner(sentence, tone="info", buttons=buttons))

    def warn(self, sentence: str) -> None:
        """Say that something was not done, and why."""
        self._shell.show_banner("refused", Banner(sentence, tone="warn"))

    def leave(self) -> None:
        """Take away what was said about the file: it is about to be closed."""
        for key in (READ_ONLY, NO_COPY, REDACTED, "not-saved", "refused", "said", "kept", "typed"):
            self._shell.hide_banner(key)

    def _on_changed(self, changes: Changes) -> None:
        self._shell.hide_banner("refused")
        if "initiative" in changes.tables:
            self._name_initiative()
        if changes.tables & {"objection", "answer"}:
            self._shell.set_badge("objections", self.waiting())
        self._name_file(QDateTime.currentDateTime())
        menu.enable(self._shell.actions_registry, self._session)
        self._say_trouble()

    def _on_reloaded(self) -> None:
        """Show again what the side bar says of the file: it may be another one."""
        self._name_initiative()
        self._name_file(QFileInfo(str(self._session.path)).lastModified())
        self._shell.set_badge("objections", self.waiting())
        menu.enable(self._shell.actions_registry, self._session)

    def _on_saving(self, saved: Saved) -> None:
        reading = self._session.read_only and saved is Saved.SAVED
        self._shell.set_saved(Saved.READING if reading else saved)
        standing = self._session.standing
        if saved is Saved.SAVED and not (standing and standing.why):
            self._shell.hide_banner("not-saved")

    def _on_not_saved(self, why: str) -> None:
        number = self._session.unsaved
        if self._session.lost_at_closing:
            where = plural(
                "Your change is in this window only: save a copy before you close it.",
                "Your {n} changes are in this window only: save a copy before you close it.",
                number,
            )
        elif number:
            where = plural(
                "Your change is safe in this window.",
                "Your {n} changes are safe in this window.",
                number,
            )
        else:
            where = tr("Nothing is lost: what you change now is safe in this window.")
        banner = Banner(
            f"{why} {where}",
            tone="danger" if number else "warn",
            lead=tr("Not saved.") if number else tr("Cut off."),
            buttons=[
                (tr("Save a copy…"), self._save_copy),
                (tr("Try again"), self._session.try_again),
            ],
            closable=False,
        )
        self._shell.show_banner("not-saved", banner)

    def _say_redacted(self) -> None:
        """Say of a redacted copy what was left out of it."""
        mark = self._session.document.redaction.mark
        if mark is None:
            return
        kinds = [kind.plural.lower() for name, kind in MODEL.kinds.items() if name in mark.kinds]
        left_out = ", ".join([*kinds, tr("what is confidential in other records")])
        banner = Banner(
            tr(
                "Left out of it: {left_out}. Send it back when you are done: "
                "merged into the whole plan, your changes get there, and what was "
                "left out stays.",
                left_out=left_out,
            ),
            lead=tr("A redacted copy."),
            closable=False,
        )
        self._shell.show_banner(REDACTED, banner)

    def _say_trouble(self) -> None:
        """Say that no safe copy could be taken, once for each reason."""
        standing = self._session.standing
        trouble = standing.trouble if standing else ""
        if trouble != self._trouble:
            self._trouble = trouble
            self._shell.hide_banner(NO_COPY)
            if trouble:
                self._shell.show_banner(NO_COPY, Banner(trouble, tone="warn"))

    def _name_initiative(self) -> None:
        found = self._session.document.connection.execute("SELECT name FROM initiative").fetchone()
        self._shell.set_initiative(found[0] if found else "")

    def _name_file(self, written: QDateTime) -> None:
        self._shell.set_file(self._session.called.name, written.toString("HH:mm"))
