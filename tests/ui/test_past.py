"""The file as it was: a banner says so, nothing can be changed, and now is a press away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from tests.ui.history.conftest import Past
from ui.files import Files
from ui.past import BACK, COPY
from ui.preferences import Preferences
from ui.status import READ_ONLY
from ui.window import Window


@pytest.fixture
def made(tmp_path: Path) -> Past:
    return Past(tmp_path / "plan.db")


@pytest.fixture
def window(made: Past, tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    assert window.open_path(made.path)
    window.shell.show()
    yield window
    window.close_session()


def stage(window: Window, id: str) -> str | None:
    assert window.session is not None
    found = window.session.document.get(Organisation, id)
    return found.status if found else None


def look_back(window: Window, edit: str, qtbot: QtBot) -> None:
    before = window.session
    window.navigator.past_asked.emit(edit)
    qtbot.waitUntil(lambda: window.session is not before)


def press(window: Window, words: str) -> None:
    banner = window.shell.banner(READ_ONLY)
    assert banner is not None
    (button,) = (b for b in banner.findChildren(QPushButton) if b.text() == words)
    button.click()


def test_the_file_is_shown_as_it_was_and_a_banner_says_so(
    window: Window, made: Past, qtbot: QtBot
) -> None:
    look_back(window, made.edits["Both moved"], qtbot)
    assert stage(window, made.telmara) == "committed"
    banner = window.shell.banner(READ_ONLY)
    assert banner is not None
    said = banner.accessibleName()
    assert said.startswith("You are looking at the file as it was on ")
    assert said.endswith("Nothing can be changed here.")
    assert window.session is not None and window.session.read_only
    assert "Go back to now" in window.session.why_read_only


def test_back_to_now_the_page_stays_and_the_copy_is_gone(
    window: Window, made: Past, qtbot: QtBot
) -> None:
    window.shell.show_page("partners")
    look_back(window, made.edits["Both moved"], qtbot)
    assert window.session is not None
    folder = window.session.path.parent
    assert window.shell.current_page() == "partners"
    press(window, BACK)
    assert window.session.path == made.path and not window.session.read_only
    assert stage(window, made.telmara) == "declined"
    assert window.shell.banner(READ_ONLY) is None
    assert window.shell.current_page() == "partners"
    assert not folder.exists()


def test_from_the_history_page_what_the_edit_changed_is_shown(
    window: Window, made: Past, qtbot: QtBot
) -> None:
    window.shell.show_page("history")
    look_back(window, made.edits["Telmara moved"], qtbot)
    assert window.shell.current_page() == "partners"


def test_from_one_moment_to_another_and_then_back(window: Window, made: Past, qtbot: QtBot) -> None:
    look_back(window, made.edits["Both moved"], qtbot)
    look_back(window, made.edits["Added two"], qtbot)
    assert stage(window, made.telmara) == "contacted"
    press(window, BACK)
    assert stage(window, made.telmara) == "declined"


def test_now_goes_on_where_it_was(window: Window, made: Past, qtbot: QtBot) -> None:
    look_back(window, made.edits["Both moved"], qtbot)
    press(window, BACK)
    assert window.session is not None
    window.session.set(made.telmara, "Moved again", status="contributing")
    session = window.session
    qtbot.waitUntil(lambda: session.all_saved)
    assert stage(window, made.telmara) == "contributing"


def test_who_has_to_wait_is_told_for_what(window: Window, made: Past, qtbot: QtBot) -> None:
    session, busy = window.session, Event()
    assert session is not None

    def take_long(_: Document) -> Changes:
        busy.wait()
        return Changes("", "", "", ())

    session.change(take_long)
    window.navigator.past_asked.emit(made.edits["Both moved"])
    qtbot.waitUntil(lambda: window.shell.banner("said") is not None)
    assert window.session is session
    busy.set()
    qtbot.waitUntil(lambda: window.session is not session)
    assert window.shell.banner("said") is None


def test_a_copy_of_it_can_be_kept(
    window: Window, made: Past, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_back(window, made.edits["Both moved"], qtbot)
    target = tmp_path / "then.db"
    asked: list[str] = []
    monkeypatch.setattr(Files, "copy_of", lambda _, near: asked.append(near.name) or target)
    press(window, COPY)
    qtbot.waitUntil(target.exists)
    assert asked[0].startswith("plan as of 20")
    with open_file(target, author="Ines").opened() as document:
        found = document.get(Organisation, made.telmara)
        assert found is not None and found.status == "committed"
        assert document.writable


def test_closing_the_window_closes_both(window: Window, made: Past, qtbot: QtBot) -> None:
    look_back(window, made.edits["Both moved"], qtbot)
    assert window.session is not None
    folder = window.session.path.parent
    window.close_session()
    assert window.session is None and not folder.exists()
    assert not list(made.path.parent.glob(f"{made.path.name}*lock*"))


def test_opening_another_file_leaves_the_past(
    window: Window, made: Past, qtbot: QtBot, tmp_path: Path
) -> None:
    other = Past(tmp_path / "other.db")
    look_back(window, made.edits["Both moved"], qtbot)
    assert window.open_path(other.path)
    assert window.session is not None and window.session.path == other.path
    assert window.shell.banner(READ_ONLY) is None
