from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.preferences import Preferences
from ui.shell.actions import Actions
from ui.shell.foot import Saved
from ui.shell.window import MainShell
from ui.theme.apply import apply
from ui.widgets.banner import Banner

PAGES = ("today", "partners", "map", "sequence", "objections", "champions", "briefs", "merge")


@pytest.fixture
def built() -> list[str]:
    """The pages that have been built, in order."""
    return []


@pytest.fixture
def shell(qtbot: QtBot, built: list[str], tmp_path: Path) -> MainShell:
    actions = Actions()
    actions.add("file.open", "Open a plan…", "File", lambda: None, shortcut="Ctrl+O", group=1)
    window = MainShell(Preferences(tmp_path / "settings.ini"))
    window.furnish(actions)
    actions.setParent(window)
    qtbot.addWidget(window)

    def page(id: str) -> Callable[[], QWidget]:
        def make() -> QWidget:
            built.append(id)
            return QLineEdit(id)

        return make

    for number, id in enumerate(PAGES):
        window.add_page(id, id.capitalize(), "users", page(id), section=number // 4)
    return window


def test_a_page_is_built_on_the_first_visit_only(shell: MainShell, built: list[str]) -> None:
    assert built == [] and shell.page("map") is None
    shell.show_page("map")
    shell.show_page("today")
    shell.show_page("map")
    assert built == ["map", "today"] and shell.current_page() == "map"


def test_another_file_means_other_pages(shell: MainShell, built: list[str]) -> None:
    shell.show_page("map")
    shell.forget_pages()
    shell.show_page("map")
    assert built == ["map", "map"]


@pytest.mark.parametrize("number", range(1, 9))
def test_every_page_has_a_key(shell: MainShell, number: int) -> None:
    action = shell.actions_registry.action(f"go.{PAGES[number - 1]}")
    assert action.shortcut() == QKeySequence(f"Ctrl+{number}")
    action.trigger()
    assert shell.current_page() == PAGES[number - 1]


def test_the_side_bar_is_a_list_that_screen_readers_can_read(shell: MainShell) -> None:
    shell.set_badge("objections", 3)
    shell.show_page("today")
    navigation = shell.findChild(QWidget, "sidebar").navigation
    spoken = QAccessible.queryAccessibleInterface(navigation)
    assert spoken.text(QAccessible.Text.Name) == "Pages"
    assert spoken.child(4).text(QAccessible.Text.Name) == "Objections, 3 waiting"
    assert spoken.child(0).role() == QAccessible.Role.ListItem


def test_the_keyboard_goes_from_page_to_page(shell: MainShell, qtbot: QtBot) -> None:
    shell.show()
    shell.show_page("today")
    navigation = shell.findChild(QWidget, "sidebar").navigation
    with qtbot.waitSignal(shell.page_changed):
        qtbot.keyClick(navigation, Qt.Key.Key_Down)
    assert shell.current_page() == "partners"


def test_showing_a_page_marks_it_without_asking_for_it_again(
    shell: MainShell, built: list[str]
) -> None:
    heard: list[str] = []
    shell.page_changed.connect(heard.append)
    shell.show_page("briefs")
    assert heard == ["briefs"] and built == ["briefs"]


def test_taking_the_keyboard_chooses_no_page(
    shell: MainShell, built: list[str], qtbot: QtBot
) -> None:
    shell.show()
    shell.activateWindow()
    navigation = shell.findChild(QWidget, "sidebar").navigation
    navigation.setFocus()
    qtbot.waitUntil(navigation.hasFocus)
    assert built == []
    with qtbot.waitSignal(shell.page_changed):
        qtbot.keyClick(navigation, Qt.Key.Key_Down)
    assert len(built) == 1


def test_a_merge_is_listed_only_while_it_is_open(shell: MainShell) -> None:
    navigation = shell.findChild(QWidget, "sidebar").navigation
    shell.set_page_shown("merge", False)
    assert not navigation.is_shown("merge")
    assert not shell.actions_registry.action("go.merge").isVisible()
    shell.set_page_shown("merge", True)
    assert navigation.is_shown("merge")


def test_the_side_bar_shows_icons_only_in_a_narrow_window(shell: MainShell) -> None:
    shell.show_page("today")
    shell.resize(1280, 800)
    shell.show()
    assert not shell.is_narrow()
    shell.resize(1024, 680)
    QApplication.processEvents()
    assert shell.is_narrow() and shell.width() == 1024


def test_the_window_fits_a_small_screen(shell: MainShell) -> None:
    shell.show()
    assert shell.minimumSizeHint().width() <= 1024 and shell.minimumSizeHint().height() <= 680
    shell.resize(1024, 680)
    assert shell.size().toTuple() == (1024, 680)


def test_a_page_that_spreads_out_does_not_keep_the_window_wide(shell: MainShell) -> None:
    shell.resize(1280, 800)
    shell.show()
    shell.show_page("map")
    page = shell.page("map")
    assert page is not None
    page.setMinimumSize(1000, 700)
    QApplication.processEvents()
    shell.resize(1024, 680)
    assert shell.size().toTuple() == (1024, 680)


def test_large_text_fits_a_small_screen(shell: MainShell, qapp: QApplication) -> None:
    apply(qapp, "light", 1.6)
    shell.show()
    shell.resize(1024, 680)
    assert shell.size().toTuple() == (1024, 680)


def test_large_text_makes_the_side_bar_give_way_earlier(
    shell: MainShell, qapp: QApplication
) -> None:
    shell.resize(1280, 800)
    shell.show()
    apply(qapp, "light", 1.5)
    QApplication.processEvents()
    assert shell.is_narrow()


def test_the_foot_says_whether_everything_is_saved(shell: MainShell) -> None:
    shell.set_file("lake-basin.db", "14:02")
    assert shell.saved_words() == "All changes saved"
    shell.set_saved(Saved.NOT_SAVED)
    foot = shell.findChild(QWidget, "sidebar").foot
    assert foot.accessibleName() == "Not saved. lake-basin.db · 14:02"


def test_a_banner_is_shown_until_it_is_closed(shell: MainShell) -> None:
    first = Banner("The stick was removed.", "danger", "Not saved.")
    shell.show_banner("saving", first)
    shell.show_banner("saving", Banner("Still not there.", "danger", "Not saved."))
    banner = shell.banner("saving")
    assert banner is not None and banner.accessibleName() == "Not saved. Still not there."
    banner.closed.emit()
    assert shell.banner("saving") is None


def test_the_welcome_takes_the_whole_window(shell: MainShell) -> None:
    shell.show_page("today")
    shell.show()
    shell.set_welcome(QLabel("Start with a stone"))
    sidebar = shell.findChild(QWidget, "sidebar")
    assert not sidebar.isVisible()
    assert not shell.actions_registry.action("go.map").isEnabled()
    shell.set_welcome(None)
    assert shell.actions_registry.action("go.map").isEnabled()
    today = shell.page("today")
    assert sidebar.isVisible() and today is not None and today.isVisible()


def test_a_right_to_left_window_has_its_side_bar_on_the_right(
    shell: MainShell, qtbot: QtBot
) -> None:
    shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shell.resize(1280, 800)
    shell.show()
    assert shell.findChild(QWidget, "sidebar").x() > 1000


def test_the_window_stays_open_while_something_is_not_saved(shell: MainShell) -> None:
    shell.show()
    shell.set_close_guard(lambda: False)
    assert not shell.close() and shell.isVisible()
    shell.set_close_guard(lambda: True)
    assert shell.close()


def test_the_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    first = MainShell(preferences)
    qtbot.addWidget(first)
    first.resize(720, 500)
    first.show()
    first.close()
    again = MainShell(preferences)
    qtbot.addWidget(again)
    assert again.size() == first.size()
