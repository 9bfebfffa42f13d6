from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from outreach.base.ids import new_id
from outreach.cadence.kinds import Touchpoint
from outreach.cause.kinds import UseCase
from outreach.document.document import Document
from outreach.exchange.samples import make
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection
from ui.dialogs.log_contact import LogContact
from ui.dialogs.new_plan import FirstAnswers, NewPlan
from ui.dialogs.settings import SIZES, Settings
from ui.pages.places import PLACES
from ui.preferences import Preferences
from ui.theme.appearance import theme
from ui.widgets.panes import Tabs
from ui.window import Window


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample initiative, closed."""
    path = tmp_path / "kestria.db"
    make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window with nothing open, with settings of its own."""
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.resize(1280, 800)
    window.shell.show()
    yield window
    window.close_session()


@pytest.fixture
def opened(window: Window, sample: Path) -> Window:
    """The window with the sample open."""
    assert window.open_path(sample)
    return window


@pytest.fixture
def document(opened: Window) -> Document:
    """What is in the file that is open."""
    assert opened.session is not None
    return opened.session.document


def settle(qtbot: QtBot, window: Window) -> None:
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.all_saved)


def answer(dialog: type[QDialog], fill: Callable[[QDialog], None]) -> None:
    """Fill in the next dialog of a kind once it is up, as a person would, and accept it."""

    def act() -> None:
        top = QApplication.activeModalWidget()
        assert isinstance(top, dialog)
        fill(top)
        top.accept()

    QTimer.singleShot(0, act)


def test_without_a_file_the_window_offers_ways_to_begin(window: Window) -> None:
    assert not window.actions.action("copy").isEnabled()
    assert not window.actions.action("undo").isEnabled()
    assert window.shell.windowTitle() == "Outreach Planner"


def test_an_open_file_is_named_and_remembered(opened: Window, sample: Path) -> None:
    assert opened.shell.windowTitle().startswith("Kestria Mobility and ICT Statistics Initiative")
    assert opened.shell.current_page() == "today"
    assert [recent.path for recent in opened.preferences.recent] == [sample]


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_page_opens_on_the_sample_and_on_an_empty_file(
    qtbot: QtBot, opened: Window, initiative_file: Path, place: str
) -> None:
    opened.shell.show_page(place)
    QApplication.processEvents()
    assert opened.open_path(initiative_file)
    opened.shell.show_page(place)
    QApplication.processEvents()
    assert opened.shell.current_page() == place


@pytest.mark.parametrize("place", [place.id for place in PLACES])
@pytest.mark.parametrize("width", [1024, 1280])
def test_every_page_fits_the_window(opened: Window, place: str, width: int) -> None:
    opened.shell.resize(width, 680)
    opened.shell.show_page(place)
    QApplication.processEvents()
    assert opened.shell.width() == width
    page = opened.shell.page(place)
    assert page is not None and page.minimumSizeHint().width() <= page.width()


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_everything_that_takes_the_focus_has_a_name(opened: Window, place: str) -> None:
    opened.shell.show_page(place)
    QApplication.processEvents()
    page = opened.shell.page(place)
    assert page is not None
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []


class ShownAlone(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.found += [repr(watched)] if watched.isWindow() else []
        return False


@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_no_part_of_a_page_flashes_up_as_a_window(
    qapp: QApplication, opened: Window, place: str
) -> None:
    # A widget that is shown before it has a parent takes the keyboard from the real window.
    shown = ShownAlone()
    qapp.installEventFilter(shown)
    try:
        opened.shell.show_page(place)
        page = opened.shell.page(place)
        assert page is not None
        for tabs in page.findChildren(Tabs):
            for tab in range(tabs.count()):
                tabs.setCurrentIndex(tab)
                QApplication.processEvents()
    finally:
        qapp.removeEventFilter(shown)
    assert shown.found == []


def test_another_file_takes_the_place_of_the_first(opened: Window, initiative_file: Path) -> None:
    assert opened.open_path(initiative_file)
    assert opened.shell.windowTitle().startswith("Flood data for Kestria")
    opened.close_file()
    assert opened.session is None


def test_a_file_that_cannot_be_opened_is_told_and_the_first_stays(
    opened: Window, tmp_path: Path
) -> None:
    said: list[str] = []

    def read() -> None:
        dialog, view = QApplication.activeModalWidget(), opened.opener.view
        assert isinstance(dialog, QDialog) and view is not None
        said.append(view.face.text)
        dialog.reject()

    QTimer.singleShot(0, read)
    assert not opened.open_path(tmp_path / "missing.db")
    assert "missing.db" in said[0]
    assert opened.session is not None


def test_undo_is_named_in_the_menu_and_goes_to_what_changed(
    qtbot: QtBot, opened: Window, document: Document
) -> None:
    session = opened.session
    assert session is not None
    partner = document.all(Organisation)[3]
    session.set(partner.id, "Renamed it", name="Another name")
    settle(qtbot, opened)
    assert opened.actions.action("undo").text().endswith("Renamed it")
    opened.undo()
    settle(qtbot, opened)
    assert document.get(Organisation, partner.id) == partner
    assert opened.shell.current_page() == "partners"
    assert opened.actions.action("redo").isEnabled()


def test_the_badge_counts_objections_without_an_answer(
    qtbot: QtBot, opened: Window, document: Document
) -> None:
    session = opened.session
    assert session is not None
    partner = document.all(Organisation)[0].id
    session.edit("Heard", lambda e: e.add(Objection, organisation=partner, statement="Who pays?"))
    settle(qtbot, opened)
    assert opened.status is not None and opened.status.waiting() == 1


def test_a_contact_is_logged_with_the_objection_that_was_heard(
    qtbot: QtBot, opened: Window, document: Document
) -> None:
    partner = document.all(Organisation)[0].id

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, LogContact)
        dialog.editor("summary").set_value("They worry about cost.")
        dialog.also("objection").words.set_value("Who pays?")

    answer(LogContact, fill)
    opened.log_contact(partner)
    settle(qtbot, opened)
    contact = document.all(Touchpoint)[-1]
    assert (contact.organisation, contact.summary) == (partner, "They worry about cost.")
    assert contact.held_on == dt.date.today()
    objection = document.get(Objection, contact.objections[0])
    assert objection is not None and objection.statement == "Who pays?"
    opened.undo()
    settle(qtbot, opened)
    assert document.get(Touchpoint, contact.id) is None
    assert document.get(Objection, objection.id) is None


def test_a_contact_with_nobody_is_not_saved(opened: Window) -> None:
    assert opened.session is not None
    dialog = LogContact(opened.session)
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert "With whom was it?" in dialog.problem()


def test_a_contact_of_which_nothing_is_known_is_not_saved(
    opened: Window, document: Document
) -> None:
    assert opened.session is not None
    dialog = LogContact(opened.session, document.all(Organisation)[0].id)
    dialog.accept()
    assert "What was said?" in dialog.problem()


def test_the_first_answers_become_the_first_records(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    FirstAnswers("Lake Basin", "Where are the dry taps?", "Telmara", "Health", "Ada").make(
        path, "Ines"
    )
    with open_file(path, author="Ines").opened() as document:
        assert [u.title for u in document.all(UseCase)] == ["Where are the dry taps?"]
        assert [(o.name, o.role) for o in document.all(Organisation)] == [
            ("Telmara", "data_producer"),
            ("Health", "data_user"),
        ]


def test_a_new_plan_needs_a_name(qtbot: QtBot) -> None:
    dialog = NewPlan()
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_settings_show_at_once_and_are_kept(opened: Window) -> None:
    before = theme().base

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, Settings)
        dialog._author.setText("Jo")
        dialog._size.setCurrentIndex(SIZES.index(1.3))
        assert theme().base > before

    answer(Settings, fill)
    opened.view.settings()
    assert (opened.preferences.author, opened.preferences.scale) == ("Jo", 1.3)


def test_ids_drawn_in_the_window_can_be_shown(
    qtbot: QtBot, opened: Window, document: Document
) -> None:
    session, id = opened.session, new_id()
    assert session is not None
    session.edit("New", lambda edit: edit.add(Organisation, id=id, name="Zeta"))
    settle(qtbot, opened)
    opened.show_record(id)
    assert opened.shell.current_page() == "partners"
