"""The window put together: one shell, at most one open file, its pages and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTime
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from outreach import __version__
from outreach.base.errors import Refusal
from outreach.document.edits import Changes
from ui import menu
from ui.dialogs.log_contact import LogContact
from ui.dialogs.new_plan import NewPlan
from ui.dialogs.settings import Settings
from ui.navigation import Navigator
from ui.pages.page import Page
from ui.pages.places import PLACES, page_of
from ui.pages.welcome import Welcome
from ui.preferences import Preferences
from ui.session import Session
from ui.shell.actions import Actions
from ui.shell.window import MainShell
from ui.theme.apply import apply
from ui.widgets.banner import Banner

PLANS = "*.db"


class Window(QObject):
    """Everything that a person can do with the program as a whole."""

    def __init__(self, preferences: Preferences) -> None:
        """Build the shell, with nothing open yet."""
        super().__init__()
        self.preferences = preferences
        self.session: Session | None = None
        self.navigator = Navigator(self)
        self.actions = Actions(self)
        menu.add_all(self.actions, self._handlers())
        self._recent = self.actions.submenu("recent", self.tr("Open &recent"), "File")
        self.shell = MainShell(self.actions, preferences)
        self.shell.set_close_guard(self._may_close)
        self.shell.settings_asked.connect(self.settings)
        self.navigator.page_asked.connect(self.shell.show_page)
        self.navigator.record_asked.connect(self.show_record)
        self.navigator.contact_asked.connect(self.log_contact)
        self.navigator.brief_asked.connect(self.show_brief)
        self._fill_recent()
        self.welcome()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new,
            "open": self.open,
            "sample": self.sample,
            "save": self.saved_already,
            "copy": self.save_copy,
            "close": self.close_file,
            "quit": self.quit,
            "undo": self.undo,
            "redo": self.redo,
            "add": self.add_new,
            "contact": self.log_contact,
            "filter": self.filter,
            "settings": self.settings,
            "brief": self.brief_of_selection,
            "about": self.about,
        }

    # --- opening and closing -------------------------------------------------------------

    def welcome(self) -> None:
        """Show the ways to begin."""
        welcome = Welcome(self.preferences)
        welcome.new_asked.connect(self.new)
        welcome.open_asked.connect(self.open)
        welcome.sample_asked.connect(self.sample)
        welcome.recent_asked.connect(self.open_path)
        self.shell.set_welcome(welcome)
        menu.enable(self.actions, None)

    def new(self) -> None:
        """Ask for a new plan and where to keep it, and open it."""
        questions = NewPlan(self.shell)
        if not questions.exec():
            return
        answers = questions.answers()
        start = self._folder() / f"{_file_name(answers.name)}.db"
        chosen, _ = QFileDialog.getSaveFileName(
            self.shell, self.tr("Keep the plan as"), str(start), self._filter()
        )
        if chosen:
            path = _with_ending(Path(chosen))
            self._making(lambda: answers.make(path, self.preferences.author), path)

    def open(self) -> None:
        """Ask for a file and open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.shell, self.tr("Open a plan"), str(self._folder()), self._filter()
        )
        if chosen:
            self.open_path(Path(chosen))

    def sample(self) -> None:
        """Ask where to keep the sample initiative, and open it."""
        start = self._folder() / "kestria.db"
        chosen, _ = QFileDialog.getSaveFileName(
            self.shell, self.tr("Keep the sample as"), str(start), self._filter()
        )
        if chosen:
            path = _with_ending(Path(chosen))
            self._making(lambda: _make_sample(path, self.preferences.author), path)

    def open_path(self, path: Path) -> bool:
        """Open ``path`` in place of what is open; say why when that cannot be.

        Returns:
            Whether it is open now.
        """
        session = Session(path, self.preferences.author)
        if session.opening.document is None:
            session.close()
            self._say(self.tr("Not opened"), session.opening.sentence)
            return False
        if self.session is not None and not self._may_close():
            session.close()
            return False
        self.close_session()
        self._take(session)
        self.preferences.remember(path)
        self._fill_recent()
        return True

    def close_session(self) -> None:
        """Close the open file, when there is one."""
        if self.session is not None:
            self.shell.forget_pages()
            self.session.close()
            self.session = None
            for key in ("read-only", "not-saved", "refused", "said"):
                self.shell.hide_banner(key)

    def close_file(self) -> None:
        """Close the open file and show the ways to begin."""
        if self._may_close():
            self.close_session()
            self.welcome()

    def _take(self, session: Session) -> None:
        self.session = session
        session.changed.connect(self._on_changed)
        session.saving.connect(self.shell.set_saved)
        session.not_saved.connect(self._on_not_saved)
        session.refused.connect(self._on_refused)
        for place in PLACES:
            self.shell.add_page(
                place.id,
                QApplication.translate("places", place.label),
                place.icon,
                lambda make=place.make: make(session, self.navigator, self.preferences),
                place.section,
            )
        if session.read_only:
            self.shell.show_banner("read-only", Banner(session.opening.sentence, tone="info"))
        self.shell.set_welcome(None)
        self._name_file()
        menu.enable(self.actions, session)
        self.shell.show_page(PLACES[0].id)

    def _making(self, make: Callable[[], None], path: Path) -> None:
        try:
            make()
        except Refusal as refusal:
            self._say(self.tr("Not made"), str(refusal))
        else:
            self.open_path(path)

    # --- the open file -------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask where to, and write a complete copy."""
        session = self.session
        if session is None:
            return
        self._commit()
        start = session.path.with_name(f"{session.path.stem} copy.db")
        chosen, _ = QFileDialog.getSaveFileName(
            self.shell, self.tr("Save a copy as"), str(start), self._filter()
        )
        if chosen:
            session.save_copy(
                _with_ending(Path(chosen)),
                lambda path: self._tell(self.tr("A copy was saved as “{}”.").format(path.name)),
                lambda error: self._on_refused(str(error)),
            )

    def saved_already(self) -> None:
        """Say that there is nothing to save."""
        if self._commit() and self.session is not None and self.session.all_saved:
            self._tell(self.tr("Everything is saved already: each change goes into the file."))

    def undo(self) -> None:
        """Take back the last edit and show what changed."""
        if self._commit() and self.session is not None:
            self.session.undo(self._show_changed)

    def redo(self) -> None:
        """Do again what was undone last and show it."""
        if self._commit() and self.session is not None:
            self.session.redo(self._show_changed)

    def log_contact(self, organisation: str = "") -> None:
        """Ask for a contact with a partner."""
        if self.session is not None and not self.session.read_only:
            LogContact(self.session, organisation, self.shell).exec()

    def show_record(self, id: str) -> None:
        """Go to the page where a record is shown, and show it there."""
        if self.session is None or (kind := self.session.document.kind_of(id)) is None:
            return
        page = page_of(kind.name)
        self.shell.show_page(page)
        widget = self.shell.page(page)
        if isinstance(widget, Page):
            widget.show_record(id)

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
        page = self._page()
        selected = getattr(page, "current_partner", lambda: "")()
        if selected:
            self.show_brief(selected)
        else:
            self.shell.show_page("briefs")

    def settings(self) -> None:
        """Ask for the settings."""
        dialog = Settings(self.preferences, self.shell)
        dialog.looks_changed.connect(self.show_looks)
        dialog.exec()

    def show_looks(self, scheme: str, scale: float) -> None:
        """Draw the window in other colours or another text size."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply(application, scheme, scale)

    def about(self) -> None:
        """Say which version this is."""
        words = self.tr("Outreach Planner {}. Your plans stay on this computer.")
        QMessageBox.about(self.shell, self.tr("About"), words.format(__version__))

    def quit(self) -> None:
        """Close the window."""
        self.shell.close()

    # --- what the file says --------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        self.shell.hide_banner("refused")
        if self.session is not None and self.session.all_saved:
            self.shell.hide_banner("not-saved")
        if "initiative" in changes.tables:
            self._name_file()
        self._name_file_time()
        menu.enable(self.actions, self.session)

    def _on_not_saved(self, sentence: str) -> None:
        assert self.session is not None
        banner = Banner(
            sentence + " " + self.tr("What you changed is kept in this window."),
            tone="danger",
            lead=self.tr("Not saved."),
            buttons=[
                (self.tr("Save a copy…"), self.save_copy),
                (self.tr("Try again"), self.session.try_again),
            ],
            closable=False,
        )
        self.shell.show_banner("not-saved", banner)

    def _on_refused(self, sentence: str) -> None:
        self.shell.show_banner("refused", Banner(sentence, tone="warn"))

    def _tell(self, sentence: str) -> None:
        self.shell.show_banner("said", Banner(sentence, tone="info"))

    def _say(self, title: str, sentence: str) -> None:
        QMessageBox.warning(self.shell, title, sentence)

    def _show_changed(self, changes: Changes) -> None:
        document = self.session.document if self.session else None
        for op in changes.ops:
            if document is not None and document.kind_of(op.row):
                self.show_record(op.row)
                return

    # --- small things --------------------------------------------------------------------

    def _page(self) -> Page | None:
        page = self.shell.page(self.shell.current_page()) if self.session else None
        return page if isinstance(page, Page) else None

    def _commit(self) -> bool:
        """Take over what is being typed."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QWidget):
            focus.clearFocus()
            focus.setFocus()
        page = self._page()
        return page is None or page.commit()

    def _may_close(self) -> bool:
        if self.session is None:
            return True
        if not self._commit():
            return self._sure(self.tr("Something typed does not fit and would be lost."))
        if self.session.unsaved:
            return self._sure(
                self.tr("%n change(s) could not be written and would be lost.", "", self.session.unsaved)
            )
        return True

    def _sure(self, sentence: str) -> bool:
        answer = QMessageBox.question(
            self.shell,
            self.tr("Close all the same?"),
            sentence + " " + self.tr("Everything else is in the file. Close all the same?"),
        )
        return answer == QMessageBox.StandardButton.Yes

    def _name_file(self) -> None:
        assert self.session is not None
        row = self.session.document.connection.execute("SELECT name FROM initiative").fetchone()
        self.shell.set_initiative(row[0] if row else "")
        self._name_file_time()

    def _name_file_time(self) -> None:
        if self.session is not None:
            self.shell.set_file(self.session.path.name, QTime.currentTime().toString("HH:mm"))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for recent in self.preferences.recent:
            action = self._recent.addAction(str(recent.path))
            action.setEnabled(not recent.missing)
            action.triggered.connect(lambda _=False, path=recent.path: self.open_path(path))
        self._recent.setEnabled(bool(self.preferences.recent))

    def _folder(self) -> Path:
        """Return the folder that people are offered first."""
        for recent in self.preferences.recent:
            if recent.path.parent.is_dir():
                return recent.path.parent
        return Path.home()

    def _filter(self) -> str:
        return self.tr("Plans ({})").format(PLANS)


def _with_ending(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(".db")


def _file_name(name: str) -> str:
    """Return ``name`` without what a file system may refuse."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in name)
    return " ".join(kept.split())[:60] or "plan"


def _make_sample(path: Path, author: str) -> None:
    # Loaded only when it is asked for.
    from outreach.exchange.samples import make

    make("kestria", path, author).close()
