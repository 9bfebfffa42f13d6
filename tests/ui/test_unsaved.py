"""A file that cannot be written any more, as a person meets it in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from outreach.document.keeping import everything_left, left
from outreach.exchange.samples import make
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from ui.pages.partners.page import PartnersPage
from ui.preferences import Preferences
from ui.session import Session
from ui.shell.foot import Saved
from ui.window import Window


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A memory stick with the sample on it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    make("kestria", folder / "kestria.db", "Ines").close()
    return folder


@pytest.fixture
def window(qtbot: QtBot, stick: Path, tmp_path: Path) -> Iterator[Window]:
    """The window with the plan on the stick open, on the partners' page."""
    window = Window(Preferences(tmp_path / "settings.ini"))
    # Closing the window would ask.
    qtbot.addWidget(window.shell, before_close_func=lambda _: window.close_session())
    window.shell.resize(1280, 800)
    window.shell.show()
    assert window.open_path(stick / "kestria.db")
    window.shell.show_page("partners")
    yield window
    for kept in everything_left():
        kept.discard()


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def settle(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Wait until nothing is under way."""
    return lambda: qtbot.waitUntil(lambda: session.settled)


def pull_out(stick: Path) -> Path:
    return stick.rename(stick.with_name("in a pocket"))


def partners(window: Window) -> PartnersPage:
    page = window.shell.page("partners")
    assert isinstance(page, PartnersPage)
    return page


def said(window: Window, key: str = "not-saved") -> str:
    banner = window.shell.banner(key)
    return banner.accessibleName() if banner else ""


def press(window: Window, words: str, key: str = "not-saved") -> None:
    """Press a button of a banner."""
    banner = window.shell.banner(key)
    assert banner is not None
    (button,) = (b for b in banner.findChildren(QPushButton) if b.text() == words)
    button.click()


def add(session: Session, *names: str) -> None:
    for name in names:
        session.edit(f"Added {name}", lambda edit, name=name: edit.add(Organisation, name=name))


def names(path: Path) -> set[str]:
    with open_file(path, author="", read_only=True).opened() as document:
        return {partner.name for partner in document.all(Organisation)}


def test_what_could_not_be_saved_is_counted_and_shown(
    window: Window, session: Session, stick: Path, settle: Callable[[], None]
) -> None:
    pull_out(stick)
    add(session, "Aaland", "Bbank", "Ccouncil")
    settle()
    assert said(window).startswith("Not saved. “kestria.db” cannot be reached: its folder is gone")
    assert said(window).endswith("Your 3 changes are safe in this window.")
    assert window.shell.saved_words() == Saved.NOT_SAVED.words
    listed = partners(window).pane.list.rows()
    assert [listed.row_at(n).title for n in range(3)] == ["Aaland", "Bbank", "Ccouncil"]


def test_every_page_can_be_read_while_the_stick_is_out(
    qtbot: QtBot, window: Window, session: Session, stick: Path
) -> None:
    pull_out(stick)
    session.look()
    qtbot.waitUntil(lambda: said(window).startswith("Cut off."))
    assert "Nothing is lost: what you change now is safe in this window." in said(window)
    for place in ("today", "sequence", "objections", "briefs", "initiative"):
        window.shell.show_page(place)
        QApplication.processEvents()
    assert window.shell.saved_words() == Saved.SAVED.words


def test_trying_again_with_the_stick_back_saves_everything(
    qtbot: QtBot, window: Window, session: Session, stick: Path, settle: Callable[[], None]
) -> None:
    pocket = pull_out(stick)
    add(session, "Aaland")
    settle()
    press(window, "Try again")
    qtbot.waitUntil(lambda: "There is no file" in said(window))
    pocket.rename(stick)
    press(window, "Try again")
    qtbot.waitUntil(lambda: not said(window))
    assert window.shell.saved_words() == Saved.SAVED.words
    assert "Aaland" in names(stick / "kestria.db")
    assert everything_left() == []


def test_a_copy_takes_the_changes_along_and_the_window_goes_on_with_it(
    qtbot: QtBot,
    window: Window,
    session: Session,
    stick: Path,
    tmp_path: Path,
    settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pull_out(stick)
    add(session, "Aaland")
    settle()
    copy = tmp_path / "copy.db"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(copy), ""))
    press(window, "Save a copy…")
    qtbot.waitUntil(lambda: not said(window))
    assert said(window, "said") == "Everything is saved in “copy.db”. You go on with that file."
    add(session, "Bbank")
    settle()
    assert {"Aaland", "Bbank"} <= names(copy)
    assert window.preferences.recent[0].path == copy


def test_what_is_being_typed_stays_in_its_field(
    qtbot: QtBot, window: Window, session: Session, stick: Path, settle: Callable[[], None]
) -> None:
    page = partners(window)
    page.add_new()
    name = page.pane.draft.form.editor("name")
    qtbot.keyClicks(name.control(), "Lakeside Wat")
    pull_out(stick)
    add(session, "Aaland")
    settle()
    assert name.control().text() == "Lakeside Wat"
    qtbot.keyClicks(name.control(), "er")
    assert page.commit()
    settle()
    assert session.unsaved == 2


def test_closing_asks_and_keeps_the_changes_for_the_next_time(
    window: Window, session: Session, stick: Path, settle: Callable[[], None]
) -> None:
    pull_out(stick)
    add(session, "Aaland")
    settle()
    asked: list[str] = []

    def answer(words: str) -> None:
        def act() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            asked.append(box.text())
            next(b for b in box.buttons() if b.text() == words).click()

        QTimer.singleShot(0, act)

    answer("Stay here")
    window.close_file()
    assert window.session is session
    answer("Close")
    window.close_file()
    assert window.session is None
    assert "1 change is not in “kestria.db”" in asked[0]
    assert len(left(stick / "kestria.db")) == 1


@pytest.fixture
def kept(
    qtbot: QtBot,
    window: Window,
    session: Session,
    stick: Path,
    settle: Callable[[], None],
) -> Path:
    """The plan, opened again after it was closed with the stick out."""
    pocket = pull_out(stick)
    add(session, "Aaland")
    settle()
    window.close_session()
    pocket.rename(stick)
    assert window.open_path(stick / "kestria.db")
    return stick / "kestria.db"


def test_what_was_kept_is_offered_and_brought_in(qtbot: QtBot, window: Window, kept: Path) -> None:
    assert "could not be saved in this file then" in said(window, "kept")
    assert window.shell.saved_words() == Saved.SAVED.words, "the file itself lacks nothing"
    assert "Aaland" not in names(kept)
    press(window, "Bring them in", "kept")
    qtbot.waitUntil(lambda: "are in the file now" in said(window, "kept"))
    assert "Aaland" in names(kept)
    assert left(kept) == []
    assert window.session is not None and window.session.undo_label == "Added Aaland"


def test_what_was_kept_is_there_until_somebody_deletes_it(window: Window, kept: Path) -> None:
    def answer(words: str) -> None:
        def act() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            next(b for b in box.buttons() if b.text() == words).click()

        QTimer.singleShot(0, act)

    answer("Keep them")
    press(window, "Delete them…", "kept")
    assert len(left(kept)) == 1 and said(window, "kept")
    answer("Delete them")
    press(window, "Delete them…", "kept")
    assert left(kept) == [] and not said(window, "kept")
    assert "Aaland" not in names(kept)


def test_a_file_for_which_nothing_was_kept_says_nothing(window: Window) -> None:
    assert said(window, "kept") == ""


def test_what_somebody_else_changes_is_shown(
    qtbot: QtBot, window: Window, session: Session, stick: Path
) -> None:
    other = open_file(stick / "kestria.db", author="Ana").opened()
    with other, other.edit("Added Aaland") as edit:
        edit.add(Organisation, name="Aaland")
    session.look()
    listed = partners(window).pane.list.rows()
    qtbot.waitUntil(lambda: listed.row_at(0).title == "Aaland")
