from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from outreach.exchange.samples import make
from ui.dialogs.report import ReportDialog
from ui.jobs.lane import Lane
from ui.mishaps import KEY, Mishaps
from ui.pages.partners.page import PartnersPage
from ui.preferences import Preferences
from ui.widgets.buttons import Button
from ui.window import Window

SECRET = "Telmara said no"

pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "home" / "ines" / "kestria.db"
    path.parent.mkdir(parents=True)
    make("kestria", path, "Ines").close()
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.resize(1280, 800)
    window.shell.show()
    assert window.open_path(path)
    yield window
    window.close_session()


@pytest.fixture
def shown() -> list[str]:
    """The reports that somebody asked to see."""
    return []


@pytest.fixture
def mishaps(window: Window, shown: list[str]) -> Iterator[Mishaps]:
    """What hears of errors, for the time of a test."""
    before = sys.excepthook, threading.excepthook
    session = window.session
    assert session is not None
    mishaps = Mishaps(window.shell, session.unsaved_words.keep, shown.append)
    mishaps.install()
    yield mishaps
    sys.excepthook, threading.excepthook = before


def fail() -> None:
    secret = SECRET
    raise ValueError(f"ines/{secret}.db does not fit {secret}")


def test_an_error_in_a_slot_is_said_in_a_sentence_and_the_window_goes_on(
    window: Window, mishaps: Mishaps, capsys: pytest.CaptureFixture[str]
) -> None:
    button = QPushButton()
    button.clicked.connect(fail)
    button.click()
    QApplication.processEvents()
    banner = window.shell.banner(KEY)
    assert banner is not None and "safe in the file" in banner.accessibleName()
    window.shell.show_page("partners")
    assert window.shell.current_page() == "partners"
    # Who starts it in a terminal and mends it sees all of it there.
    assert SECRET in capsys.readouterr().err


def test_the_report_says_where_and_nothing_that_a_person_wrote(
    window: Window, mishaps: Mishaps, shown: list[str]
) -> None:
    try:
        try:
            fail()
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    QApplication.processEvents()
    banner = window.shell.banner(KEY)
    assert banner is not None
    banner.findChildren(Button)[0].click()
    (report,) = shown
    assert "KeyError" in report and "ValueError" in report
    assert "tests/ui/test_mishaps.py" in report and " fail" in report
    assert "Page: today" in report
    for private in (SECRET, "Telmara", "ines", "home", str(Path.cwd()), str(Path.home())):
        assert private not in report


def test_what_was_being_typed_is_kept_at_once(window: Window, mishaps: Mishaps) -> None:
    session = window.session
    assert session is not None
    window.shell.show_page("partners")
    page = window.shell.page("partners")
    assert isinstance(page, PartnersPage)
    page.add_new()
    line = page.pane.draft.findChildren(QLineEdit)[0]
    line.setText("A partner half typed")
    sys.excepthook(ValueError, ValueError("x"), None)
    QApplication.processEvents()
    assert "A partner half typed" in [kept.words for kept in session.unsaved_words._kept]


def test_what_cannot_even_be_kept_is_told_of_all_the_same(window: Window) -> None:
    before, tried = sys.excepthook, []

    def keep() -> None:
        tried.append(1)
        raise OSError(28, "No space left on device")

    mishaps = Mishaps(window.shell, keep, lambda _: None)
    mishaps.install()
    try:
        sys.excepthook(ValueError, ValueError("x"), None)
        QApplication.processEvents()
    finally:
        sys.excepthook = before
        threading.excepthook = threading.__excepthook__
    assert (len(tried), len(mishaps.reports)) == (1, 1)
    assert window.shell.banner(KEY) is not None


def test_errors_in_other_threads_and_in_jobs_are_told_of_too(
    qtbot: QtBot, window: Window, mishaps: Mishaps
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    lane = Lane("test")
    lane.submit(lambda: [][1])
    qtbot.waitUntil(lambda: len(mishaps.reports) == 2)
    lane.close()


def test_an_error_while_a_page_is_drawn_anew_does_not_end_the_program(
    qtbot: QtBot, window: Window, mishaps: Mishaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.shell.show_page("partners")
    page = window.shell.page("partners")
    assert isinstance(page, PartnersPage)
    window.shell.show_page("today")
    monkeypatch.setattr(page, "refresh", lambda _: 1 // 0)
    monkeypatch.setattr(page, "_filled", False)
    window.shell.show_page("partners")
    qtbot.waitUntil(lambda: len(mishaps.reports) == 1)
    assert "ZeroDivisionError" in mishaps.reports[0]


def test_the_same_mishap_is_told_of_once(mishaps: Mishaps) -> None:
    for _ in range(3):
        try:
            fail()
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    QApplication.processEvents()
    assert len(mishaps.reports) == 1


def test_a_report_can_be_copied_and_saved(qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    dialog = ReportDialog("It happened here.\n", None, lambda _: target)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "It happened here.\n"
    dialog.accept()
    assert target.read_text() == "It happened here.\n" and dialog.result() == 1
    again = ReportDialog("It happened again.\n", None, lambda _: target)
    qtbot.addWidget(again)
    again.accept()
    assert again.problem() and target.read_text() == "It happened here.\n"
