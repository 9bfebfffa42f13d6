"""Opens a file in place of what is open, or asks what is to be done when that is not so simple."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.document.copying import copying_trouble, write_new
from outreach.document.lock import holder, take_away
from outreach.document.outcomes import Opening
from outreach.initiative import MODEL
from ui.holding import Standing
from ui.opening.face import Face, Way, face_of, free, stand_in_of
from ui.opening.waiting import held
from ui.preferences import Preferences
from ui.session import Session
from ui.shell.window import MainShell
from ui.status import Status
from ui.watch import Watch

if TYPE_CHECKING:
    # Most files are simply opened; so below.
    from ui.files import Files
    from ui.opening.view import FaceDialog, FaceView

TO_BEGINNING, TO_PLAN = tr("Back to the beginning"), tr("Back to the open plan")


class Copies(Protocol):
    """What an opener needs of what shows safe copies."""

    def show(self, path: Path | None = None) -> None:
        """Show the safe copies of the file at ``path``."""


class Host(Protocol):
    """What an opener needs of the window."""

    shell: MainShell
    preferences: Preferences
    session: Session | None
    status: Status | None

    @property
    def files(self) -> Files:
        """Asks where files are to go."""

    @property
    def safe_copies(self) -> Copies:
        """Shows the safe copies of a file."""

    def take(self, session: Session) -> bool:
        """Show ``session`` in place of what is open; False when that stays."""

    def show_begin(self, widget: QWidget) -> None:
        """Show ``widget`` while no plan is open."""

    def welcome(self) -> None:
        """Show the ways to begin."""


class Opener(QObject):
    """Has at most one file that was not simply opened, until the person says what to do."""

    def __init__(self, host: Host) -> None:
        """Open files for ``host``."""
        super().__init__()
        self._host = host
        self._session: Session | None = None
        self._view: FaceView | None = None
        self._dialog: FaceDialog | None = None
        self._waiting = False

    @property
    def view(self) -> FaceView | None:
        """What is asked at present, if anything."""
        return self._view

    @property
    def opening(self) -> Opening | None:
        """What came of opening the file that is asked about, if any is."""
        return self._session.opening if self._session is not None else None

    def say(self, problem: str) -> None:
        """Say why a way was not gone."""
        if self._view is not None:
            self._view.say(problem)

    def open(self, path: Path) -> bool:
        """Open ``path``, or ask what is to be done about it.

        Returns:
            Whether it, or what was chosen instead of it, is open now.
        """
        if self._waiting:
            return False
        self.drop()
        author = self._host.preferences.author
        self._waiting = True
        try:
            opened = held(path, author, self._host.shell)
        finally:
            self._waiting = False
        if opened is None:
            return self._back()
        session = self._session = Session(path, author, held=opened)
        listed = path.absolute() in {recent.path for recent in self._host.preferences.recent}
        face = face_of(path, session.opening, listed=listed)
        if face is None:
            return self._read()
        if session.is_open:
            Watch(session)
            session.looked.connect(self._looked)
        return self._ask(face)

    def drop(self) -> None:
        """Think no more of a file that was not simply opened."""
        session = self._let_go()
        if session is not None:
            session.close()
            session.deleteLater()

    def _ask(self, face: Face) -> bool:
        before = self._host.session
        if before is None:
            self._show(face)
            return False
        from ui.opening.view import FaceDialog

        self._dialog = dialog = FaceDialog(self._host.shell)
        dialog.rejected.connect(self.drop)
        self._show(face)
        # Asked for, since Qt would give it no more than two thirds of the screen.
        dialog.resize(dialog.sizeHint())
        dialog.exec()
        dialog.deleteLater()
        return self._host.session is not before

    def _show(self, face: Face) -> None:
        """Show ``face`` where it is asked: over the open plan, or instead of one."""
        from ui.opening.view import FaceView

        view = self._view = FaceView(face, TO_PLAN if self._dialog else TO_BEGINNING)
        view.chosen.connect(self._go)
        if self._dialog is not None:
            self._dialog.show_view(view)
        else:
            self._host.show_begin(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self) -> Session | None:
        """Ask no more; return the file that was asked about."""
        session, dialog = self._session, self._dialog
        self._session = self._view = self._dialog = None
        if dialog is not None:
            dialog.accept()
        return session

    def _looked(self, standing: Standing) -> None:
        """Offer to edit the file as soon as nobody else does."""
        if standing.free and self._session is not None:
            self._show(free(self._session.path))

    def _go(self, way: Way) -> bool:
        """Go one of the ways; tell whether it led to an open file."""
        session = self._session
        if session is None:
            return False
        ways: dict[Way, Callable[[Session], bool]] = {
            Way.READ: lambda _: self._read(),
            Way.COPY: self._copy,
            Way.CLEAN_COPY: self._clean_copy,
            Way.AGAIN: lambda session: self.open(session.path),
            Way.TAKE_OVER: self._take_over,
            Way.ANOTHER: self._another,
            Way.KEPT: self._kept,
            Way.COPIES: self._copies,
            Way.UNSEAL: self._unseal,
            Way.FORGET: self._forget,
            Way.BACK: lambda _: self._back(),
        }
        return ways[way](session)

    def _read(self) -> bool:
        session = self._let_go()
        return session is not None and self._host.take(session)

    def _copy(self, session: Session) -> bool:
        def copy(target: Path) -> str:
            session.call(lambda document: document.copy_to(target))
            return ""

        return self._saved(self._host.files.copy_of(session.path), copy)

    def _clean_copy(self, session: Session) -> bool:
        from outreach.document.rescue import rescue

        def copy(target: Path) -> str:
            lost = " ".join(rescue(session.path, target, MODEL).lost) or tr("Nothing was lost.")
            return tr("This is a repaired copy of “{name}”.", name=session.path.name) + f" {lost}"

        return self._saved(self._host.files.copy_of(session.path, tr("repaired")), copy)

    def _kept(self, session: Session) -> bool:
        kept = stand_in_of(session.path)
        place = kept.stand_in if kept else None
        if kept is None or place is None:
            return self.open(session.path)

        def copy(target: Path) -> str:
            try:
                write_new(target, [place.read_bytes()])
            except OSError as error:
                raise copying_trouble(target, error) from error
            kept.discard()
            return tr(
                "This is what was kept of “{name}”, with all its changes.", name=session.path.name
            )

        return self._saved(self._host.files.copy_of(session.path, tr("set aside")), copy)

    def _saved(self, target: Path | None, copy: Callable[[Path], str]) -> bool:
        """Make a copy at ``target`` and go on with it."""
        view = self._view
        if target is None or view is None:
            return False
        try:
            said = copy(target)
        except Refusal as refusal:
            view.say(str(refusal))
            return False
        opened = self.open(target)
        if opened and said and self._host.status is not None:
            self._host.status.tell(said)
        return opened

    def _take_over(self, session: Session) -> bool:
        found = holder(session.path)
        if found is not None:
            take_away(session.path, found)
        return self.open(session.path)

    def _unseal(self, session: Session) -> bool:
        from ui.opening.unsealing import Unsealing

        above = self._dialog or self._host.shell
        dialog = Unsealing(session.path, self._host.files.unsealed, above)
        opened = dialog.exec() and dialog.target is not None and self.open(dialog.target)
        dialog.deleteLater()
        return bool(opened)

    def _another(self, _: Session) -> bool:
        chosen = self._host.files.open()
        return chosen is not None and self.open(chosen)

    def _copies(self, session: Session) -> bool:
        before = self._host.session
        self._host.safe_copies.show(session.path)
        return self._host.session is not before

    def _forget(self, session: Session) -> bool:
        self._host.preferences.forget(session.path)
        return self._back()

    def _back(self) -> bool:
        self.drop()
        if self._host.session is None:
            self._host.welcome()
        return False
