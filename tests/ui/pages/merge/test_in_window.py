"""Bringing a copy in from the menu, and what the window says of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from outreach.merge.decisions import decisions
from outreach.network.kinds import Organisation
from ui.merging import BANNER, PAGE
from ui.pages.merge.page import MergePage
from ui.pages.merge.reviewing import Stage
from ui.preferences import Preferences
from ui.session import Session
from ui.widgets.buttons import Button
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, mine: Session, tmp_path: Path) -> Iterator[Window]:
    """The window with the file of Ines open."""
    mine.close()
    preferences = Preferences(tmp_path / "settings.ini")
    preferences.author = "Ines"
    window = Window(preferences)
    qtbot.addWidget(window.shell)
    window.shell.resize(1280, 800)
    window.shell.show()
    assert window.open_path(mine.path)
    yield window
    window.close_session()


@pytest.fixture
def review(
    window: Window, theirs: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> MergePage:
    """The review of Ben's copy, asked for from the menu."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(theirs), ""))
    window.actions.action("merge").trigger()
    page = window.shell.page(PAGE)
    assert isinstance(page, MergePage)
    qtbot.waitUntil(lambda: page.reviewing.up_to_date)
    return page


def shown(window: Window) -> bool:
    return window.actions.action(f"go.{PAGE}").isVisible()


def badge(window: Window) -> int:
    pages = window.shell._sidebar.navigation.pages
    return pages.entries[pages.place(PAGE)].badge


def press(window: Window, words: str) -> None:
    banner = window.shell.banner(BANNER)
    assert banner is not None
    next(b for b in banner.findChildren(Button) if b.text() == words).click()


def finish(page: MergePage, qtbot: QtBot) -> None:
    for decision in page.deciding.decisions():
        page.deciding.list.decisions.select(decision.id)
        page.deciding.pick("theirs")
        page.deciding.confirm()
    with qtbot.waitSignal(page.reviewing.finished):
        page.finish_button.click()


def test_the_entry_is_there_only_while_there_is_something_in_it(
    window: Window, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not shown(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    window.actions.action("merge").trigger()
    assert not shown(window) and window.shell.current_page() != PAGE


def test_the_review_counts_what_waits_in_the_side_bar(window: Window, review: MergePage) -> None:
    assert shown(window) and window.shell.current_page() == PAGE
    assert badge(window) == 3
    review.deciding.pick("mine")
    review.deciding.confirm()
    assert badge(window) == 2


def test_a_finished_merge_is_said_with_a_way_back(
    window: Window, review: MergePage, qtbot: QtBot
) -> None:
    finish(review, qtbot)
    session, banner = window.session, window.shell.banner(BANNER)
    assert session is not None and banner is not None
    assert banner.accessibleName() == (
        "“ben.db” by Ben was brought in: 2 records changed. 3 decisions taken."
    )
    assert not shown(window) and window.shell.current_page() != PAGE
    press(window, "Undo")
    qtbot.waitUntil(lambda: session.all_saved)
    assert session.document.all(Organisation)[0].status == "contacted"
    said = window.shell.banner(BANNER)
    assert said is not None and "taken back" in said.accessibleName()
    assert decisions(session.document) == [] and not shown(window)


def test_a_cancelled_merge_can_be_taken_up_again_with_its_answers(
    window: Window, review: MergePage, qtbot: QtBot
) -> None:
    review.deciding.pick("mine")
    review.deciding.confirm()
    review.reviewing.cancel()
    assert badge(window) == 0
    press(window, "Take it up again")
    qtbot.waitUntil(lambda: review.reviewing.up_to_date and badge(window) == 2)


def test_what_is_decided_later_stays_in_the_side_bar_also_after_opening_again(
    window: Window, review: MergePage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(review.reviewing.finished):
        review.finish_later()
    assert shown(window) and badge(window) == 3
    assert window.session is not None
    assert window.open_path(window.session.path)
    assert shown(window) and badge(window) == 3


def test_a_review_that_was_left_is_offered_when_the_file_is_opened_again(
    window: Window, review: MergePage, qtbot: QtBot
) -> None:
    review.deciding.pick("mine")
    review.deciding.confirm()
    assert window.session is not None
    assert window.open_path(window.session.path)
    assert shown(window) and badge(window) == 2
    window.shell.show_page(PAGE)
    page = window.shell.page(PAGE)
    assert isinstance(page, MergePage)
    page.reviewing.go_on()
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.REVIEW and page.reviewing.up_to_date)
    assert page.reviewing.waiting == 2


@pytest.mark.parametrize("size", [(1024, 680), (1280, 800)])
def test_the_review_fits_the_window_and_everything_has_a_name(
    window: Window, review: MergePage, size: tuple[int, int]
) -> None:
    window.shell.resize(*size)
    QApplication.processEvents()
    for decision in review.deciding.decisions():
        review.deciding.list.decisions.select(decision.id)
        QApplication.processEvents()
        assert window.shell.size().toTuple() == size
        assert review.minimumSizeHint().width() <= review.width()
        nameless = [
            widget
            for widget in review.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
        ]
        assert nameless == []


def test_closing_the_window_ends_a_comparison_that_is_under_way(
    window: Window, theirs: Path, tmp_path: Path
) -> None:
    assert window.merging is not None
    window.merging.bring_in(Path(shutil.copy(theirs, tmp_path / "other.db")))
    window.close_file()
    assert window.session is None
