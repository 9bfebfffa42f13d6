"""A large file from somebody else is looked through while the window goes on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.base.data_folder import OVERRIDE
from outreach.document.lock import holder
from outreach.initiative import create
from outreach.network.kinds import Person
from ui.opening.looking import Looking
from ui.pages.welcome import Welcome
from ui.preferences import Preferences
from ui.window import Window

PEOPLE = 8000


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of some megabytes that was made on another computer."""
    path = tmp_path / "large.db"
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "theirs"))
    with create(path, "Large", author="Ben") as document, document.edit("Added") as edit:
        for n in range(PEOPLE):
            edit.add(Person, name=f"Ada {n}", note="Met her at the harbour. " * 20)
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "mine"))
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.show()
    window.welcome()
    yield window
    window.close_session()


def once_it_is_said(act: Callable[[Looking], object]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Looking):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_the_window_goes_on_and_says_what_it_waits_for(large: Path, window: Window) -> None:
    ticks, said = itertools.count(), list[str]()
    timer = QTimer()
    timer.timeout.connect(lambda: next(ticks))
    timer.start(1)
    once_it_is_said(lambda dialog: said.append(dialog.windowTitle()))
    assert window.open_path(large)
    assert said == ["Open “large.db”"] and next(ticks) > 20
    assert window.session is not None
    assert len(window.session.document.all(Person)) == PEOPLE


def test_who_does_not_want_to_wait_has_nothing_opened(
    large: Path, window: Window, qtbot: QtBot
) -> None:
    once_it_is_said(lambda dialog: dialog.cancel.click())
    assert not window.open_path(large)
    assert window.session is None and window.shell.findChild(Welcome) is not None
    # What was begun lets go of the file by itself.
    qtbot.waitUntil(lambda: holder(large) is None, timeout=60_000)
    assert window.open_path(large)
