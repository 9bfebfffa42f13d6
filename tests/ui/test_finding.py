from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.exchange.samples import make
from outreach.search.index import Group
from ui.dialogs.keys import Keys
from ui.dialogs.palette import Palette
from ui.finding import find_anything, finding_in
from ui.preferences import Preferences
from ui.widgets.labels import Label
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
    window.shell.set_close_guard(lambda: True)
    yield window
    window.close_session()


@pytest.fixture
def palette(window: Window, qtbot: QtBot) -> Palette:
    assert window.session is not None
    palette = Palette(finding_in(window.session), window.actions, window.shell)
    qtbot.addWidget(palette)
    palette.show()
    return palette


def rows(palette: Palette) -> list[str]:
    """What is listed, once it has been found."""
    end = time.monotonic() + 10
    while palette.waits and time.monotonic() < end:
        QApplication.processEvents()
    model = palette.list.rows()
    return [model.row_at(n).title for n in range(model.rowCount())]


def with_palette(act: Callable[[Palette], object]) -> None:
    """Do ``act`` with the palette once it has come up."""

    def then() -> None:
        palette = QApplication.activeModalWidget()
        assert isinstance(palette, Palette)
        act(palette)

    QTimer.singleShot(0, then)


def test_at_first_it_offers_what_can_be_done(palette: Palette) -> None:
    assert rows(palette) and all(id.startswith("do:") for id in palette.list.rows().ids())


def test_records_are_found_with_the_words_and_actions_by_their_names(
    palette: Palette, qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "tavano")
    assert "Tavano Mobile" in rows(palette)
    palette.field.setText("log a contact")
    assert "Log a contact…" in rows(palette)
    row = palette.list.rows().row_at(rows(palette).index("Log a contact…"))
    assert row.aside == "Ctrl+L"


def test_what_is_found_nowhere_is_said(palette: Palette) -> None:
    palette.field.setText("xyzzy")
    assert rows(palette) == []
    assert palette._none.isVisible() and "xyzzy" in palette._none.text()
    assert not palette.list.isVisible()


def test_up_and_down_choose_and_enter_opens(palette: Palette, window: Window, qtbot: QtBot) -> None:
    palette.field.setText("merrow")
    assert rows(palette)
    ids = list(palette.list.rows().ids())
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.current_id() == ids[1]
    with qtbot.waitSignal(palette.record_asked) as asked:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked.args == [ids[1]] and not palette.isVisible()


def test_enter_waits_for_what_was_typed(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "tavano mobile")
    with qtbot.waitSignal(palette.record_asked) as asked:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.list.rows().row_at(palette.list.rows().row_of(asked.args[0])).title == (
        "Tavano Mobile"
    )


def test_what_comes_too_late_is_not_shown(palette: Palette) -> None:
    palette.field.setText("tavano")
    palette.field.setText("xyzzy")
    assert rows(palette) == [] and palette._none.isVisible()
    palette.field.setText("tavano")
    palette.reject()
    QApplication.processEvents()
    assert not palette.isVisible()


def test_closing_the_file_ends_the_reading_of_it(window: Window) -> None:
    session = window.session
    assert session is not None
    finding = finding_in(session)
    found: list[object] = []
    finding.ask("tavano", found.append)
    window.close_session()
    QApplication.processEvents()
    finding.ask("tavano", found.append)
    assert found == []


def test_a_record_that_is_chosen_is_shown_where_its_kind_is(window: Window) -> None:
    def act(palette: Palette) -> None:
        palette.field.setText("Network counts for the largest")
        assert rows(palette)
        palette.list.opened.emit(palette.list.current_id())

    with_palette(act)
    find_anything(window)
    assert window.shell.current_page() == "contributions"


def test_an_action_that_is_chosen_is_done_once_the_palette_is_gone(window: Window) -> None:
    def act(palette: Palette) -> None:
        palette.field.setText("history")
        assert rows(palette)
        palette.list.opened.emit("do:go.history")

    with_palette(act)
    window.shell._sidebar.finder.click()
    assert window.shell.current_page() == "history"


def test_the_index_is_kept_with_the_session_and_follows_its_edits(
    window: Window, qtbot: QtBot
) -> None:
    session = window.session
    assert session is not None
    with_palette(lambda palette: palette.reject())
    find_anything(window)
    finding = finding_in(session)
    index = finding._index
    session.edit("A tag", lambda edit: edit.add("tag", name="Zephyr"))
    qtbot.waitUntil(lambda: session.all_saved)
    found: list[Group] = []
    finding.ask("zephyr", found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert index is None or finding._index is index
    assert [group.kind for group in found] == ["tag"]


def test_the_sheet_of_keys_names_every_key_of_the_menus(window: Window, qtbot: QtBot) -> None:
    sheet = Keys(window.actions, window.shell)
    qtbot.addWidget(sheet)
    said = {label.text() for label in sheet.findChildren(Label)}
    assert {"Ctrl+K", "Ctrl+L", "Ctrl+1", "F1", "Shift+Left, Shift+Right"} <= said
    assert {"Find anything", "Log a contact", "Today"} <= said
