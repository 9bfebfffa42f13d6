"""Offers what could not be saved in a file, when that is opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from outreach.base.clock import day_words, moment
from outreach.base.language import tr
from outreach.document.keeping import Keeper, Kept, Typed, left
from ui.session import Session
from ui.shell.window import MainShell
from ui.theme.apply import dress
from ui.widgets.banner import Banner
from ui.widgets.passing import passing

KEY, WORDS_KEY = "kept", "typed"
"""The names of the banners in the shell."""
BRING_IN, DELETE, KEEP = tr("Bring them in"), tr("Delete them…"), tr("Keep them")


class Offer(QObject):
    """A banner about changes that were kept on this computer; without any, nothing is shown."""

    def __init__(self, shell: MainShell, session: Session) -> None:
        """Look for what was kept for the file of ``session``."""
        super().__init__(session)
        self._shell, self._session = shell, session
        self._kept: list[Kept] = [kept for kept in left(session.path) if kept.stand_in]
        if self._kept:
            self._show()

    def bring_in(self) -> None:
        """Make the changes again in the file, as edits of their own that can be undone."""
        self._shell.hide_banner(KEY)
        self._session.bring_in(self._kept, self._brought, self._not_brought)

    def delete(self) -> None:
        """Give the changes up, after asking: there is no way back."""
        box = QMessageBox(
            QMessageBox.Icon.Question,
            DELETE,
            tr("Delete the changes that could not be saved?"),
            parent=self._shell,
        )
        dress(box)
        box.setInformativeText(tr("There is no way back. The file itself stays as it is."))
        yes = box.addButton(DELETE.removesuffix("…"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(KEEP, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        with passing(box):
            box.exec()
        if box.clickedButton() is yes:
            self._shell.hide_banner(KEY)
            for kept in self._kept:
                kept.discard()

    def _show(self) -> None:
        at = moment(self._kept[-1].at_ms)
        text = tr(
            "Changes of {day}, {time}, could not be saved in this file "
            "then. They were kept on this computer.",
            day=day_words(at.date()),
            time=f"{at:%H:%M}",
        )
        buttons = [(BRING_IN, self.bring_in), (DELETE, self.delete)]
        if self._session.read_only:
            text += " " + tr("Open the file where it can be edited to bring them in.")
            buttons = buttons[1:]
        self._shell.show_banner(KEY, Banner(text, tone="warn", buttons=buttons))

    def _brought(self, said: list[str]) -> None:
        self._kept = []
        text = " ".join([tr("The changes that were kept are in the file now."), *said])
        self._shell.show_banner(KEY, Banner(text, tone="info"))

    def _not_brought(self, error: Exception) -> None:
        text = tr("The changes that were kept could not be brought in. They are still there.")
        text += f" {error}"
        self._shell.show_banner(KEY, Banner(text, tone="warn"))


class OfferWords(QObject):
    """A banner about words that were typed and not saved; without any, nothing is shown."""

    def __init__(
        self, shell: MainShell, session: Session, log_contact: Callable[[Sequence[Typed]], object]
    ) -> None:
        """Look for what was kept for the file of ``session``.

        Args:
            shell: Where it is offered.
            session: The open file.
            log_contact: Goes on with a contact that was about to be logged.
        """
        super().__init__(session)
        self._shell, self._session, self._log_contact = shell, session, log_contact
        self._kept = _words_left(session)
        self._typed = self._not_saved() if self._kept else []
        if self._typed:
            self._show()
        else:
            self._settle([])

    def show_words(self) -> None:
        """Show the words beside what the plan says now; what is then left is kept on."""
        from ui.dialogs.typed_words import TypedWords

        dialog = TypedWords(self._session, self._typed, self._shell)
        dialog.exec()
        dialog.deleteLater()
        self._settle(dialog.left)
        if dialog.contact:
            self._log_contact(dialog.contact)

    def _not_saved(self) -> list[Typed]:
        """Return the words, without those that got into the file in the last moment."""
        from ui.dialogs.typed_words import is_saved

        typed = dict.fromkeys(one for kept in self._kept for one in kept.typed)
        return [one for one in typed if not is_saved(self._session, one)]

    def _show(self) -> None:
        at = moment(self._kept[-1].at_ms)
        text = tr(
            "What you were typing on {day}, {time}, was not saved when the "
            "program stopped. It was kept on this computer.",
            day=day_words(at.date()),
            time=f"{at:%H:%M}",
        )
        banner = Banner(text, tone="warn", buttons=[(tr("Show it…"), self.show_words)])
        self._shell.show_banner(WORDS_KEY, banner)

    def _settle(self, typed: list[Typed]) -> None:
        """Keep these words on, and no others."""
        if typed and typed == self._typed:
            return
        before, self._typed = self._kept, typed
        if typed:
            keeper = Keeper(self._session.path)
            if not keeper.keep_typed(typed):
                return
            keeper.leave()
        else:
            self._shell.hide_banner(WORDS_KEY)
        for kept in before:
            kept.discard()
        self._kept = _words_left(self._session)


def _words_left(session: Session) -> list[Kept]:
    return [kept for kept in left(session.path) if kept.typed and not kept.stand_in]
