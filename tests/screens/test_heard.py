"""Everything on every page and in every dialog can be heard, and reached without a mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from outreach.base.data_folder import OVERRIDE
from tests.screens import plans, views
from tests.screens.dialogs import DIALOGS
from tests.screens.heard import heard, role, taken_for_frames, takes_keyboard, unnamed
from tests.screens.looks import Look
from ui.dialogs.dialog import Dialog
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Clamped, Elided
from ui.widgets.marks import Chip, Dots, PotBar
from ui.widgets.panes import PaneSplit
from ui.window import Window


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("heard")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(OVERRIDE, str(folder / "data"))
        Look().put_on(qapp)
        window = views.open_window(plans.make("kestria", folder), folder / "settings.ini")
        window.shell.resize(1280, 800)
        views.settle()
        yield window
        window.close_session()
        window.shell.deleteLater()
        views.settle()


@pytest.fixture(params=DIALOGS)
def dialog(window: Window, request: pytest.FixtureRequest) -> Iterator[QWidget]:
    shown = DIALOGS[request.param](window)
    shown.show()
    shown.activateWindow()
    views.settle()
    yield shown
    shown.hide()
    shown.deleteLater()
    views.settle()


def test_on_every_page_what_takes_the_keyboard_says_what_it_is(window: Window) -> None:
    found: dict[str, str] = {}
    for name in views.views(window):
        for line in (*unnamed(window.shell), *taken_for_frames(window.shell)):
            found.setdefault(line, name)
    assert found == {}


def test_in_every_dialog_what_takes_the_keyboard_says_what_it_is(dialog: QWidget) -> None:
    assert [*unnamed(dialog), *taken_for_frames(dialog)] == []
    assert dialog.windowTitle() or dialog.accessibleName()


def test_in_every_dialog_tab_leads_to_everything(dialog: QWidget) -> None:
    wanted = set(takes_keyboard(dialog))
    seen: set[QWidget] = set()
    for _ in range(4 * len(wanted) + 8):
        at = QApplication.focusWidget()
        assert at is not None
        seen.add(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    # Of choices that exclude each other Tab leads to one, and the arrows to the others.
    missed = [w for w in wanted - seen if not getattr(w, "autoExclusive", bool)()]
    assert missed == []


def test_the_buttons_of_a_dialog_are_read_after_what_they_are_for(
    dialog: QWidget, window: Window
) -> None:
    if isinstance(dialog, Dialog):
        parts = [p for p in dialog.children() if isinstance(p, QWidget)]
        assert parts[-4:-2] == [dialog._problem, dialog.hint]
        assert parts[-2:] == [dialog.cancel, dialog.go]


@pytest.mark.parametrize(
    "words",
    [
        lambda: Elided("One line"),
        lambda: Clamped("A few lines"),
        lambda: Chip("Late"),
        lambda: Dots(3, 5, "Trust"),
        lambda: PotBar(1, 2, 3),
    ],
)
def test_painted_words_are_words(qtbot: QtBot, words: type[QLabel]) -> None:
    shown = words()
    qtbot.addWidget(shown)
    assert role(shown) == QAccessible.Role.StaticText
    assert heard(shown)


def test_of_a_box_of_choices_its_name_is_heard_and_what_is_said_about_it(qtbot: QtBot) -> None:
    box = ComboBox("Stage", [("a", "All stages")])
    qtbot.addWidget(box)
    assert "Stage" in heard(box)
    box.setAccessibleDescription("How far the talks have come.")
    assert "Stage" in heard(box)
    assert "How far the talks have come." in heard(box)


def test_a_list_is_read_before_the_detail_beside_it(qtbot: QtBot) -> None:
    side, detail = QWidget(), QWidget()
    split = PaneSplit(side, detail)
    qtbot.addWidget(split)
    parts = split.children()
    assert parts.index(side) < parts.index(detail)
