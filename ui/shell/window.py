"""The window around the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outreach.base.language import tr
from ui.preferences import Preferences

if TYPE_CHECKING:
    # What the window holds is loaded when it is furnished: it is on the screen by then.
    from ui.shell.actions import Actions
    from ui.shell.foot import Saved
    from ui.widgets.banner import Banner

COLLAPSE_BELOW = 1180
"""Below this width, in design pixels, the side bar shows icons only."""

LEAST = (640, 390)
"""Width and height of what is below the menus, in design pixels, in the smallest window; with
text of 160 % that is a window of 1024x680."""

Factory = Callable[[], QWidget]


class MainShell(QMainWindow):
    """Side bar, menus, banners, and one page at a time, each built when it is first visited."""

    page_changed = Signal(str)
    """The id of the page that is now shown."""
    settings_asked = Signal()
    """The gear was pressed."""

    find_asked = Signal()
    """Find anything."""

    def __init__(self, preferences: Preferences) -> None:
        """Make the window, empty; its place is kept in ``preferences``."""
        super().__init__()
        self.preferences = preferences
        self._factories: dict[str, Factory] = {}
        self._pages: dict[str, QWidget] = {}
        self._banners: dict[str, Banner] = {}
        self._welcome: QWidget | None = None
        self._current = ""
        self._furnished = False
        self._may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle(tr("Outreach Planner"))
        kept = preferences.geometry
        if not kept or not self.restoreGeometry(kept):
            self.resize(1280, 800)

    def furnish(self, actions: Actions) -> None:
        """Put in the menus of ``actions``, the side bar and the place for pages.

        This takes longer than all of the window until then, so the window is shown before.
        """
        from ui.icons import app_icon
        from ui.shell.sidebar import Sidebar
        from ui.theme.apply import dress

        self.actions_registry = actions
        self.setWindowIcon(app_icon())
        actions.fill(self.menuBar())
        self._sidebar = Sidebar()
        self._sidebar.navigation.chosen.connect(self.show_page)
        self._sidebar.foot.settings_asked.connect(self.settings_asked)
        self._sidebar.finder.clicked.connect(self.find_asked)
        self._arrange()
        dress(self.menuBar())
        dress(self._sidebar)
        self._furnished = True
        self._fit()

    def _arrange(self) -> None:
        from ui.theme import measure

        self._stack = QStackedWidget()
        self._banner_area = QVBoxLayout()
        self._banner_area.setSpacing(0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._banner_area)
        right.addWidget(self._stack, 1)
        centre = QWidget()
        # Pages give way to fit: what they need at their widest must not keep the window wide.
        measure.minimum_width(centre, LEAST[0])
        measure.minimum_height(centre, LEAST[1])
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)

    # Pages

    def add_page(self, id: str, label: str, icon: str, factory: Factory, section: int = 0) -> None:
        """Declare a page; ``factory`` makes it on the first visit.

        Args:
            id: its name in the program.
            label: its name for people.
            icon: the name of its icon.
            factory: makes the page's widget.
            section: a line is drawn in the side bar between pages of different sections.
        """
        from ui.shell.entries import Entry

        number = len(self._factories) + 1
        keys = f"Ctrl+{number}" if number <= 9 else ""
        self._factories[id] = factory
        self._sidebar.navigation.pages.add(Entry(id, label, icon, section, shortcut=keys))
        self.actions_registry.add(
            f"go.{id}", label, "Go", lambda: self.show_page(id), shortcut=keys, group=section
        )

    def show_page(self, id: str) -> None:
        """Show a page, built now if this is the first visit.

        Raises:
            KeyError: there is no such page.
        """
        if id not in self._pages:
            from ui.theme.apply import dress

            self._pages[id] = page = self._factories[id]()
            dress(page)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[id])
        self._sidebar.navigation.show_as_current(id)
        if self._current != id:
            self._current = id
            self.page_changed.emit(id)

    def current_page(self) -> str:
        """Return the id of the page that is shown; empty before the first."""
        return self._current

    def page(self, id: str) -> QWidget | None:
        """Return a page, or None when it has not been visited."""
        return self._pages.get(id)

    def first_content(self) -> QWidget:
        """Return the page that is shown, or the window itself while there is none."""
        return self._pages.get(self._current, self)

    def forget_pages(self) -> None:
        """Take all built pages away, as when another file is opened; they are built anew."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._current = ""
        for id in self._factories:
            self.set_badge(id, 0)
        self._sidebar.navigation.show_none_as_current()

    def set_badge(self, id: str, count: int) -> None:
        """Show beside a page how many things on it wait; 0 shows nothing."""
        self._sidebar.navigation.pages.set_badge(id, count)

    def set_page_shown(self, id: str, shown: bool) -> None:
        """Show or hide a page's entry, such as that of a merge which is not under way."""
        self._sidebar.navigation.set_shown(id, shown)
        self.actions_registry.action(f"go.{id}").setVisible(shown)

    # What the side bar says

    def set_initiative(self, name: str) -> None:
        """Show the name of the initiative."""
        self._sidebar.set_name(name)
        self.setWindowTitle(
            tr("{name} – Outreach Planner", name=name) if name else tr("Outreach Planner")
        )

    def set_file(self, name: str, time: str = "") -> None:
        """Name the file and when it was last written."""
        self._sidebar.foot.set_file(name, time)

    def set_saved(self, state: Saved) -> None:
        """Say whether everything is in the file."""
        self._sidebar.foot.set_saved(state)

    def saved_words(self) -> str:
        """Return what the foot of the side bar says."""
        return self._sidebar.foot.saved_words()

    def is_narrow(self) -> bool:
        """Tell whether the side bar shows icons only."""
        return self._sidebar.is_narrow()

    # Banners and welcome

    def show_banner(self, key: str, banner: Banner) -> None:
        """Show a banner above the pages, in place of the one with the same ``key``."""
        from ui.theme.apply import dress

        self.hide_banner(key)
        self._banners[key] = banner
        dress(banner)
        banner.closed.connect(lambda: self.hide_banner(key))
        self._banner_area.addWidget(banner)

    def hide_banner(self, key: str) -> None:
        """Take a banner away; nothing happens when it is not there."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            self._banner_area.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    def banner(self, key: str) -> Banner | None:
        """Return the banner of ``key`` that is shown, or None."""
        return self._banners.get(key)

    def set_welcome(self, widget: QWidget | None) -> None:
        """Show ``widget`` instead of side bar and pages; with None, the pages again."""
        if self._welcome is not None:
            self._stack.removeWidget(self._welcome)
            self._welcome.deleteLater()
        self._welcome = widget
        self._sidebar.setVisible(widget is None)
        for id in self._factories:
            self.actions_registry.enable(f"go.{id}", widget is None, tr("No plan is open."))
        if widget is not None:
            from ui.theme.apply import dress

            dress(widget)
            self._stack.addWidget(widget)
            self._stack.setCurrentWidget(widget)
        elif self._current:
            self._stack.setCurrentWidget(self._pages[self._current])

    def set_close_guard(self, may_close: Callable[[], bool]) -> None:
        """Ask ``may_close`` before the window closes; it stays open on False."""
        self._may_close = may_close

    # Size and place

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802
        """Go on with the keyboard, to everything on the page that takes it."""
        from ui.shell.panes import next_by_tab

        here = QApplication.focusWidget()
        if here is not None and not here.isVisibleTo(self):
            # Not the Tab key: Qt asks because what has the keyboard is just being hidden.
            return super().focusNextPrevChild(next)
        return next_by_tab(self, next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the side bar narrow when the window is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when text size or direction have changed."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds:
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place, if it may close at all."""
        if not self._may_close():
            event.ignore()
            return
        self.preferences.geometry = bytes(self.saveGeometry().data())
        super().closeEvent(event)

    def _fit(self) -> None:
        if not self._furnished:
            return
        from PySide6.QtCore import Qt

        from ui.theme.appearance import theme

        narrow = self.width() < theme().em(COLLAPSE_BELOW)
        if narrow != self._sidebar.is_narrow():
            self._sidebar.set_narrow(narrow)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if bool(self._sidebar.property("mirrored")) != mirrored:
            self._sidebar.setProperty("mirrored", mirrored)
            self._sidebar.style().unpolish(self._sidebar)
            self._sidebar.style().polish(self._sidebar)
