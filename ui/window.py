"""The window put together: one shell, at most one open file, its pages and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from outreach.base.language import tr
from ui import asking, menu
from ui.bringing import ways as in_and_out
from ui.navigation import Navigator
from ui.pages.places import PLACES, Place, page_of
from ui.preferences import Preferences
from ui.privacy import ways
from ui.recent import RecentFiles
from ui.shell.actions import Actions
from ui.shell.window import MainShell
from ui.view import View

if TYPE_CHECKING:
    # What only an open file needs is loaded with it: the shell is painted before.
    from outreach.document.edits import Changes
    from outreach.document.keeping import Typed
    from ui.files import Files
    from ui.merging import Merging
    from ui.opening.opener import Opener
    from ui.opening.safe_copies import SafeCopies
    from ui.pages.page import Page
    from ui.past import Past
    from ui.session import Session
    from ui.status import Status


class Window(QObject):
    """Everything that a person can do with the program as a whole."""

    def __init__(self, preferences: Preferences, shell: MainShell | None = None) -> None:
        """Furnish ``shell``, or a new one, with nothing open yet."""
        super().__init__()
        self.preferences = preferences
        self.shell = shell or MainShell(preferences)
        self.view = View(self.shell, preferences)
        self.session: Session | None = None
        self.status: Status | None = None
        self.merging: Merging | None = None
        self._parked: Session | None = None
        self._helpers: list[QObject] = []
        self.navigator = Navigator(self)
        self.actions = Actions(self)
        menu.add_all(self.actions, self._handlers())
        self._recent = RecentFiles(self.actions, preferences, self.open_path)
        self.shell.furnish(self.actions)
        self.shell.set_close_guard(self._may_close)
        self.shell.settings_asked.connect(self.view.settings)
        self.shell.find_asked.connect(partial(asking.find, self))
        self.navigator.page_asked.connect(self.shell.show_page)
        self.navigator.record_asked.connect(self.show_record)
        self.navigator.contact_asked.connect(self.log_contact)
        self.navigator.copies_asked.connect(lambda: self.safe_copies.show())
        self.navigator.brief_asked.connect(self.show_brief)
        self.navigator.past_asked.connect(lambda edit: self.past.show(edit, self.commit()))
        self.navigator.forget_asked.connect(partial(ways.forget, self))
        for place in PLACES:
            make = partial(self._make, place)
            self.shell.add_page(place.id, place.label, place.icon, make, place.section)
            self.shell.set_page_shown(place.id, place.always)
        menu.enable(self.actions, None)

    @cached_property
    def files(self) -> Files:
        """Asks where files are and where they are to go."""
        from ui.files import Files

        return Files(self.shell, self.preferences)

    def _make(self, place: Place) -> Page:
        """Build a page over the file that is open."""
        assert self.session is not None
        return place.make(self.session, self.navigator, self.preferences)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new,
            "open": self.open,
            "sample": self.sample,
            "save": self.saved_already,
            "copy": self.save_copy,
            "copies": lambda: self.safe_copies.show(),
            "merge": lambda: self.merging and self.merging.ask(),
            **in_and_out.handlers(self),
            **ways.handlers(self),
            **self.view.handlers(),
            "close": self.close_file,
            "quit": self.quit,
            "undo": self.undo,
            "redo": self.redo,
            "add": self.add_new,
            "contact": lambda: self.log_contact(self._selected()),
            "mail": lambda: in_and_out.write_mail(self, self._selected(), self.preferences.paper),
            "filter": self.filter,
            "find": partial(asking.find, self),
            "brief": self.brief_of_selection,
        }

    # --- opening and closing -------------------------------------------------------------

    def welcome(self) -> None:
        """Show the ways to begin."""
        from ui.pages.welcome import Welcome

        welcome = Welcome(self.preferences)
        welcome.new_asked.connect(self.new)
        welcome.open_asked.connect(self.open)
        welcome.sample_asked.connect(self.sample)
        welcome.recent_asked.connect(self.open_path)
        welcome.copies_asked.connect(lambda path: self.safe_copies.show(path))
        self.show_begin(welcome)

    def new(self) -> None:
        """Ask for a new plan, make it and open it."""
        self._open_if(self.files.new())

    def open(self) -> None:
        """Ask for a file and open it."""
        self._open_if(self.files.open())

    def sample(self) -> None:
        """Make the sample initiative where the person likes, and open it."""
        self._open_if(self.files.sample())

    def open_path(self, path: Path) -> bool:
        """Open ``path`` in place of what is open, or ask what is to be done about it.

        Returns:
            Whether it, or what was chosen instead of it, is open now.
        """
        return self.opener.open(path)

    @cached_property
    def opener(self) -> Opener:
        """Opens files, and asks when that is not so simple."""
        from ui.opening.opener import Opener

        return Opener(self)

    @cached_property
    def safe_copies(self) -> SafeCopies:
        """Shows the safe copies of a file, and puts them back."""
        from ui.opening.safe_copies import SafeCopies

        return SafeCopies(self)

    @cached_property
    def past(self) -> Past:
        """Shows the file as it was."""
        from ui.past import Past

        return Past(self)

    def take(self, session: Session) -> bool:
        """Show ``session`` in place of what is open; False when that stays."""
        if not self._may_close():
            session.close()
            return False
        self.close_session()
        self._take(session)
        self._recent.remember(session.path)
        return True

    def show_begin(self, widget: QWidget) -> None:
        """Show ``widget`` while no plan is open."""
        self.shell.set_welcome(widget)
        menu.enable(self.actions, None)

    def close_session(self) -> None:
        """Close the open file, when there is one."""
        self.opener.drop()
        parked, self._parked = self._parked, None
        for session in (self._leave(), parked):
            if session is not None:
                session.close()
                session.deleteLater()

    def look_at(self, session: Session) -> bool:
        """Show ``session`` for a while; the open plan stays open meanwhile.

        Returns:
            False when it is not shown, since something that is typed does not fit.
        """
        if not self.commit():
            return False
        self.opener.drop()
        if self._parked is not None:
            self.come_back()
        self._parked = self._leave()
        self._take(session, lasting=False)
        return True

    def come_back(self) -> bool:
        """Show the plan again that was open before; False when there was none."""
        looked_at, plan, self._parked = self._leave(), self._parked, None
        if looked_at is not None:
            looked_at.close()
            looked_at.deleteLater()
        if plan is not None:
            self._take(plan)
        return plan is not None

    def close_file(self) -> None:
        """Close the open file and show the ways to begin."""
        if self._may_close():
            self.close_session()
            self.welcome()

    def _take(self, session: Session, *, lasting: bool = True) -> None:
        from ui.attention import attach
        from ui.merging import Merging
        from ui.offering import Offer, OfferWords
        from ui.privacy.sharing import Sharing
        from ui.reading import Reading
        from ui.status import Status
        from ui.watch import Watch

        self.session = session
        if session.findChild(Watch) is None:
            Watch(session)
        self.status = Status(self.shell, session, self.save_copy)
        self._helpers = [self.status]
        if lasting:
            self.merging = Merging(self.shell, session, PLACES[0].id, self._colleagues_copy)
            words = OfferWords(self.shell, session, lambda typed: self.log_contact("", typed))
            self._helpers += [Offer(self.shell, session), words, Reading(self, session)]
            self._helpers += [self.merging, Sharing(self, session), attach(self, session)]
            in_and_out.attach(self)
        self.shell.set_welcome(None)
        self.shell.show_page(PLACES[0].id)

    def _leave(self) -> Session | None:
        """Take away all that is shown of the open file, and return it; it stays open."""
        session = self.session
        if session is not None:
            for page in self._pages():
                page.leave()
            self.shell.forget_pages()
            if self.merging is not None:
                self.merging.leave()
            if self.status is not None:
                self.status.leave()
            for helper in self._helpers:
                helper.deleteLater()
        self.session, self.status, self.merging, self._helpers = None, None, None, []
        return session

    def _open_if(self, path: Path | None) -> None:
        if path is not None:
            self.open_path(path)

    # --- the open file -------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask where to, and write a complete copy; go on with it when the file has to wait."""
        session, status = self.session, self.status
        if session is None or status is None:
            return
        self.commit()
        target = self.files.copy_of(session.called)
        if target is None:
            return

        def saved(path: Path) -> None:
            if session.path != path:
                status.tell(tr("A copy was saved as “{name}”.", name=path.name))
                return
            self._recent.remember(path)
            status.tell(
                tr("Everything is saved in “{name}”. You go on with that file.", name=path.name)
            )

        session.save_copy(target, saved, lambda error: status.warn(str(error)))

    def _colleagues_copy(self) -> Path | None:
        return self.files.colleagues_copy() if self.commit() else None

    def saved_already(self) -> None:
        """Say that there is nothing to save."""
        saved = self.commit() and self.session is not None and not self.session.unsaved
        if saved and self.status is not None:
            self.status.tell(tr("Everything is saved already: each change goes into the file."))

    def undo(self) -> None:
        """Take back the last edit and show what changed."""
        self._take_typed()
        if self.session is not None:
            self.session.undo(partial(self._show_changed, tr("Taken back")))

    def redo(self) -> None:
        """Do again what was undone last and show it."""
        self._take_typed()
        if self.session is not None:
            self.session.redo(partial(self._show_changed, tr("Done again")))

    def log_contact(self, organisation: str = "", typed: Sequence[Typed] = ()) -> None:
        """Ask for a contact with a partner, beginning with what was ``typed`` before."""
        if self.session is not None and not self.session.read_only:
            asking.log_contact(self.session, organisation, typed, self.shell)

    def show_record(self, id: str) -> None:
        """Go to the page where a record is shown, and show it there."""
        if self.session is None or (kind := self.session.document.kind_of(id)) is None:
            return
        # A person who works for no partner is nowhere but among all people.
        for place in (page_of(kind.name), "initiative"):
            self.shell.show_page(place)
            page = self._page()
            if page is not None and page.show_record(id):
                return

    def show_brief(self, organisation: str) -> None:
        """Go to the brief of a partner."""
        self.shell.show_page("briefs")
        page = self._page()
        if page is not None:
            page.show_record(organisation)

    def add_new(self) -> None:
        """Begin a new record on the page that is shown."""
        if (page := self._page()) is not None:
            page.add_new()

    def filter(self) -> None:
        """Go to the filter of the page that is shown."""
        if (page := self._page()) is not None:
            page.focus_filter()

    def brief_of_selection(self) -> None:
        """Show the brief of the partner that the page shows, else the briefs as they are."""
        if selected := self._selected():
            self.show_brief(selected)
        else:
            self.shell.show_page("briefs")

    def quit(self) -> None:
        """Close the window."""
        self.shell.close()

    def _show_changed(self, done: str, changes: Changes) -> None:
        """Go to what an undo or redo changed; say what it was where nothing can be shown."""
        if self.session is not None and self.status is not None:
            from ui.pages.changed import said_of, show_changed

            if not show_changed(self.shell, self.session.document, changes):
                self.status.tell(f"{done}: {said_of(self.session.document, changes)}.")

    # --- small things --------------------------------------------------------------------

    def _pages(self) -> list[Page]:
        """Return the pages that were visited."""
        from ui.pages.page import Page

        return [page for p in PLACES if isinstance(page := self.shell.page(p.id), Page)]

    def _selected(self) -> str:
        """Return the partner that the page is about, or nothing."""
        page = self._page()
        return page.current_partner() if page is not None else ""

    def _page(self) -> Page | None:
        """Return the page that is shown, when a file is open."""
        shown = self.shell.page(self.shell.current_page()) if self.session else None
        return next((page for page in self._pages() if page is shown), None)

    def _take_typed(self) -> None:
        """Take over what is being typed into a field."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QWidget):
            focus.clearFocus()
            focus.setFocus()

    def commit(self) -> bool:
        """Take over everything that is typed; False when something does not fit."""
        self._take_typed()
        page = self._page()
        return page is None or page.commit()

    def _may_close(self) -> bool:
        plan = self._parked or self.session
        if plan is None:
            return True
        from ui.closing import may_close

        return may_close(self.shell, plan, self.commit(), self.save_copy)
