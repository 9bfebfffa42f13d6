from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.exchange.samples import make
from ui.pages.places import PLACES
from ui.preferences import Preferences
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "kestria.db"
    make("kestria", path, "Ines").close()
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.resize(1280, 800)
    window.shell.show()
    assert window.open_path(path)
    window.shell.activateWindow()
    yield window
    window.close_session()


def stops(window: Window, action: str) -> list[QWidget]:
    """Press the key until it comes round, and return where the keyboard was."""
    found: list[QWidget] = []
    for _ in range(40):
        window.actions.action(action).trigger()
        here = QApplication.focusWidget()
        assert isinstance(here, QWidget)
        if here in found:
            return found
        found.append(here)
    raise AssertionError("it never came round")


@pytest.mark.parametrize("page", [place.id for place in PLACES if place.always])
def test_one_key_goes_round_all_panes_of_every_page(window: Window, page: str) -> None:
    window.shell.show_page(page)
    QApplication.processEvents()
    found = stops(window, "pane")
    shown = window.shell.page(page)
    assert shown is not None
    assert window.shell._sidebar.navigation in found
    assert any(shown.isAncestorOf(widget) for widget in found)
    # Each has a name to be heard by, as has all that takes the keyboard.
    assert all(widget.accessibleName() or getattr(widget, "text", str)() for widget in found)


def test_with_shift_it_goes_the_other_way(window: Window) -> None:
    window.shell.show_page("partners")
    QApplication.processEvents()
    forwards, backwards = stops(window, "pane"), stops(window, "pane back")
    assert set(forwards) == set(backwards) and len(forwards) >= 3


@pytest.mark.parametrize("page", [place.id for place in PLACES if place.always])
def test_tab_reaches_everything_that_takes_the_keyboard(
    window: Window, qtbot: QtBot, page: str
) -> None:
    window.shell.show_page(page)
    QApplication.processEvents()
    shown = window.shell.page(page)
    assert shown is not None
    window.shell._sidebar.navigation.setFocus()
    reached: set[QWidget] = set()
    for _ in range(200):
        here = QApplication.focusWidget()
        assert isinstance(here, QWidget)
        if here in reached:
            break
        reached.add(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    # Of buttons of which one is chosen Tab reaches that one, and arrows the others.
    wanted = {
        widget
        for widget in shown.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and not widget.focusProxy()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert wanted and wanted <= reached
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() in reached
