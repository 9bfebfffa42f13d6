from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Commitment
from outreach.exchange.samples import make
from outreach.initiative import create
from outreach.planning.attention import late
from outreach.snapshot import Latest, take
from ui import reader
from ui.attention import PAUSE_MS, TOLD, Attention, attach, late_words
from ui.dialogs.settings import Settings
from ui.preferences import Preferences
from ui.shell.entries import Entry
from ui.window import Window

LONG_AGO = dt.date(2020, 1, 1)


class Notes:
    """A desktop that writes down what it is asked to show."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, title: str, sentence: str) -> bool:
        self.said.append(sentence)
        return True


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "plan.db"
    create(path, "Flood data for Kestria", author="Ines").close()
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    assert window.open_path(path)
    yield window
    window.close_session()


def today(window: Window) -> Entry:
    pages = window.shell._sidebar.navigation.pages
    return pages.entries[pages.place("today")]


def add_late_promises(window: Window, number: int) -> None:
    assert window.session is not None
    window.session.edit(
        "Promises",
        lambda edit: [
            edit.add(Commitment, promise=f"Send {n}", due=LONG_AGO) for n in range(number)
        ],
    )


def watch(window: Window, notes: Notes) -> Attention:
    """Count anew as when the plan was opened, and write down what the desktop is asked."""
    session = window.session
    assert session is not None
    for own in session.findChildren(Attention):
        own._pause.stop()
    session.setProperty(TOLD, None)
    return attach(window, session, notes)


def test_what_is_late_is_counted_beside_today_and_again_after_a_change(
    window: Window, qtbot: QtBot
) -> None:
    add_late_promises(window, 2)
    qtbot.waitUntil(lambda: today(window).badge == 2)
    assert today(window).sentence == "Today, 2 waiting"
    assert window.session is not None
    window.session.undo()
    qtbot.waitUntil(lambda: today(window).badge == 0)


def test_steps_count_by_their_day_and_only_while_somebody_has_to_act(tmp_path: Path) -> None:
    with make("kestria", tmp_path / "kestria.db", "Ines") as document:
        snapshot = take(document)
        assert late(snapshot, LONG_AGO) == 0
        assert late(snapshot, dt.date(2030, 1, 1)) > late(snapshot, dt.date(2026, 11, 24)) >= 0


def test_the_desktop_says_it_once_without_naming_anything(window: Window, qtbot: QtBot) -> None:
    session, notes = window.session, Notes()
    assert session is not None
    add_late_promises(window, 3)
    qtbot.waitUntil(lambda: session.all_saved)
    attention = watch(window, notes)
    with qtbot.waitSignal(attention.counted):
        pass
    add_late_promises(window, 1)
    with qtbot.waitSignal(attention.counted):
        pass
    assert notes.said == [late_words(3)]
    assert "Send" not in notes.said[0] and "Kestria" not in notes.said[0]


def test_a_look_at_the_past_is_no_opening(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    session, notes = window.session, Notes()
    assert session is not None
    add_late_promises(window, 3)
    qtbot.waitUntil(lambda: session.all_saved)
    with qtbot.waitSignal(watch(window, notes).counted):
        pass
    window.shell.forget_pages()
    assert today(window).badge == 0, "what is shown instead has nothing late"
    with qtbot.waitSignal(attach(window, session, notes).counted):
        pass
    assert notes.said == [late_words(3)]
    assert today(window).badge == 3


def test_it_says_nothing_when_that_is_not_wanted_or_nothing_is_late(
    window: Window, qtbot: QtBot
) -> None:
    session, notes = window.session, Notes()
    assert session is not None
    attention = watch(window, notes)
    with qtbot.waitSignal(attention.counted):
        pass
    window.preferences.notify = False
    add_late_promises(window, 1)
    attention = watch(window, notes)
    with qtbot.waitSignal(attention.counted):
        pass
    assert notes.said == []


def test_the_settings_turn_it_off(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    assert preferences.notify
    dialog = Settings(preferences)
    qtbot.addWidget(dialog)
    dialog._author.setText("Ines")
    dialog._notify.setChecked(False)
    dialog.accept()
    assert not Preferences(tmp_path / "settings.ini").notify


def test_of_a_large_plan_it_is_counted_in_what_was_read_for_its_pages(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LARGE", 0)
    session = window.session
    assert session is not None
    add_late_promises(window, 2)
    qtbot.waitUntil(lambda: session.all_saved)
    session.latest = None
    attention = watch(window, Notes())
    qtbot.wait(2 * PAUSE_MS)
    assert session.latest is None, "it is not read for this"
    session.latest = Latest(session.document)
    with qtbot.waitSignal(attention.counted) as counted:
        session.was_read.emit()
    assert counted.args == [2]
