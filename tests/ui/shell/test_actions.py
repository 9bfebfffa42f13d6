from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from ui.shell.actions import Actions

UNDO = QKeySequence.StandardKey.Undo


@pytest.fixture
def bar(qtbot: QtBot) -> QMenuBar:
    found = QMenuBar()
    qtbot.addWidget(found)
    return found


def words(bar: QMenuBar, menu: str) -> list[str]:
    """The entries of a menu; a line is a dash."""
    found = next(a.menu() for a in bar.actions() if a.text().replace("&", "") == menu)
    return ["-" if action.isSeparator() else action.text() for action in found.actions()]


def test_actions_stand_in_their_menu_in_groups(bar: QMenuBar) -> None:
    actions = Actions()
    actions.fill(bar)
    actions.add("quit", "Quit", "File", lambda: None, group=9)
    actions.add("open", "Open a plan…", "File", lambda: None)
    actions.submenu("recent", "Open recent", "File")
    actions.add("undo", "Undo", "Edit", lambda: None)
    assert words(bar, "File") == ["Open a plan…", "Open recent", "-", "Quit"]
    assert words(bar, "Edit") == ["Undo"]


def test_the_menus_stand_in_the_usual_order(bar: QMenuBar) -> None:
    actions = Actions()
    actions.fill(bar)
    found = [action.text().replace("&", "") for action in bar.actions()]
    assert found == ["File", "Edit", "View", "Go", "Help"]


def test_an_action_does_what_was_declared(qtbot: QtBot) -> None:
    actions, done = Actions(), []
    actions.add("undo", "Undo", "Edit", lambda: done.append(1), shortcut=UNDO)
    actions.action("undo").trigger()
    assert done == [1]
    assert actions.action("undo").shortcut() == QKeySequence(UNDO)


def test_an_action_that_cannot_be_used_says_why(qtbot: QtBot) -> None:
    actions = Actions()
    actions.add("undo", "Undo", "Edit", lambda: None)
    actions.enable("undo", False, "There is nothing to undo.")
    assert actions.action("undo").toolTip() == "There is nothing to undo."
    actions.enable("undo", True)
    assert actions.action("undo").isEnabled()


def test_an_ampersand_in_a_name_is_shown(qtbot: QtBot) -> None:
    actions = Actions()
    actions.add("undo", "&Undo", "Edit", lambda: None)
    actions.set_text("undo", "&Undo", "Bell & Sons")
    assert actions.action("undo").text() == "&Undo: Bell && Sons"
    assert actions.action("undo").toolTip() == "Undo: Bell & Sons"
