"""Words that are being typed outlive the program, and are offered beside what the plan says."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from outreach.base.data_folder import OVERRIDE
from outreach.document.keeping import Keeper, Typed, left
from outreach.exchange.samples import make
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from tests.document.far import far_lock
from ui.dialogs.log_contact import LogContact
from ui.dialogs.typed_words import TypedWords
from ui.opening.face import Way
from ui.pages.partners.details import DetailsTab
from ui.pages.partners.page import PartnersPage
from ui.preferences import Preferences
from ui.unsaved_words import EVERY_MS
from ui.window import Window

LONG = "A name that is too long. " * 40
ROOT = Path(__file__).parents[2]

TYPES = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from outreach.network.kinds import Organisation
from ui.preferences import Preferences
from ui.theme.apply import apply
from ui.window import Window
apply(app, "light", 1.0)
window = Window(Preferences(Path(sys.argv[2])))
window.shell.show()
window.open_path(Path(sys.argv[1]))
{act}
field.moveCursor(QTextCursor.MoveOperation.End)
def type_on():
    # Without a pause, so that nothing of it is saved by itself.
    QTest.keyClick(field, "x")
timer = QTimer(interval=100)
timer.timeout.connect(type_on)
timer.start()
app.exec()
"""
IN_A_FIELD = """
from ui.pages.partners.details import DetailsTab
window.show_record(window.session.document.all(Organisation)[0].id)
detail = window.shell.page("partners").detail
detail.tabs.show_tab("details")
field = detail.findChild(DetailsTab).record.form.editor("about").control()
field.setPlainText("The board ")
"""
IN_A_CONTACT = """
from tests.document.far import far_lock
from ui.dialogs.log_contact import LogContact
dialog = LogContact(window.session, window.session.document.all(Organisation)[0].id, window.shell)
dialog.show()
dialog.editor("next_on").type_in("2026-12-01")
field = dialog.editor("summary").control()
field.setPlainText("They asked ")
"""


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "data"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kestria.db"
    make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, plan: Path) -> Iterator[Window]:
    """The window, with nothing open yet."""
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell, before_close_func=lambda _: window.close_session())
    window.shell.resize(1024, 680)
    window.shell.show()
    yield window


def kill_while_typing(plan: Path, act: str) -> None:
    """Have a window type into a field of ``plan`` until words are kept, then kill it."""
    settings = plan.with_name("other.ini")
    with subprocess.Popen(
        [sys.executable, "-c", TYPES.replace("{act}", act), str(plan), str(settings)], cwd=ROOT
    ) as other:
        try:
            unsaved = plan.parent / "data" / "unsaved"
            until = time.monotonic() + 60
            while not list(unsaved.glob("*/about.json")):
                assert other.poll() is None and time.monotonic() < until
                time.sleep(0.05)
        finally:
            other.kill()


def partner(window: Window) -> Organisation:
    assert window.session is not None
    return window.session.document.all(Organisation)[0]


def keep(plan: Path, *typed: Typed) -> None:
    """Keep words as a program does that is gone."""
    keeper = Keeper(plan)
    assert keeper.keep_typed(typed)
    keeper.leave()


def banner(window: Window) -> str:
    shown = window.shell.banner("typed")
    return shown.accessibleName() if shown else ""


def show(window: Window, act: Callable[[TypedWords], object]) -> None:
    """Press the banner's button and do ``act`` in the dialog that it opens."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TypedWords)
        try:
            act(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, run)
    shown = window.shell.banner("typed")
    assert shown is not None
    shown.findChildren(QPushButton)[0].click()


def button(dialog: QDialog, words: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == words and b.isVisible())


def settle(qtbot: QtBot, window: Window) -> None:
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.all_saved)


# Killed.


def test_words_outlive_a_program_that_is_killed(qtbot: QtBot, window: Window, plan: Path) -> None:
    kill_while_typing(plan, IN_A_FIELD)
    assert window.open_path(plan)
    before = partner(window)
    assert "was not saved when the program stopped" in banner(window)
    assert before.about is None or not before.about.startswith("The board"), "nothing is written"

    def save(dialog: TypedWords) -> None:
        (typed,) = dialog.left
        assert typed.where == f"{before.name}: {Organisation.KIND.by_name['about'].label}"
        assert typed.words.startswith("The board x")
        button(dialog, "Save all").click()

    show(window, save)
    settle(qtbot, window)
    about = partner(window).about
    assert about is not None and about.startswith("The board x")
    assert banner(window) == "" and left(plan) == []
    window.undo()
    settle(qtbot, window)
    assert partner(window) == before


def test_a_contact_that_was_being_logged_is_gone_on_with(
    qtbot: QtBot, window: Window, plan: Path
) -> None:
    kill_while_typing(plan, IN_A_CONTACT)
    assert window.open_path(plan)
    answers: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LogContact)
        dialog.finished.connect(answers.append)
        QTimer.singleShot(20_000, dialog.reject)
        qtbot.waitUntil(lambda: len(everything_kept(plan)) == 1)
        assert dialog.editor("summary").words().startswith("They asked x")
        assert dialog.editor("next_on").commit() and dialog.editor("with").commit()
        assert str(dialog.editor("next_on").value()) == "2026-12-01"
        assert dialog.editor("with").value() == (partner(window).id,)
        dialog.accept()

    def go_on(dialog: TypedWords) -> None:
        QTimer.singleShot(0, look)
        button(dialog, "Go on with it…").click()

    show(window, go_on)
    settle(qtbot, window)
    assert answers == [QDialog.DialogCode.Accepted]
    qtbot.waitUntil(lambda: everything_kept(plan) == [])


def everything_kept(plan: Path) -> list[Path]:
    return list((plan.parent / "data" / "unsaved").glob("*/about.json"))


# While it runs.


def typing(window: Window, field: str, words: str) -> None:
    window.show_record(partner(window).id)
    page = window.shell.page("partners")
    assert isinstance(page, PartnersPage)
    page.detail.tabs.show_tab("details")
    details = page.findChild(DetailsTab)
    assert isinstance(details, DetailsTab)
    details.record.form.editor(field).type_in(words)


def test_no_key_waits_for_the_disk_and_what_is_saved_is_kept_no_longer(
    qtbot: QtBot, window: Window, plan: Path
) -> None:
    assert window.open_path(plan)
    for n in range(50):
        typing(window, "about", "The board " + "x" * n)
    assert everything_kept(plan) == []
    qtbot.waitUntil(lambda: len(everything_kept(plan)) == 1)
    qtbot.waitUntil(lambda: everything_kept(plan) == [])
    assert (partner(window).about or "").startswith("The board x")


def test_what_does_not_fit_is_kept_until_it_does_also_over_closing(
    qtbot: QtBot, window: Window, plan: Path
) -> None:
    assert window.open_path(plan)
    typing(window, "name", LONG)
    qtbot.waitUntil(lambda: len(everything_kept(plan)) == 1)
    qtbot.wait(3 * EVERY_MS)
    assert len(everything_kept(plan)) == 1
    window.close_session()
    assert window.open_path(plan)

    def try_to_save(dialog: TypedWords) -> None:
        (typed,) = dialog.left
        assert typed.words == LONG
        button(dialog, "Save all").click()
        assert "does not fit its field" in dialog.problem()
        dialog.editor(typed).type_in("Aurora")
        button(dialog, "Save all").click()
        assert not dialog.isVisible()

    show(window, try_to_save)
    settle(qtbot, window)
    assert partner(window).name == "Aurora"


# Offered.


def test_words_that_got_into_the_file_are_not_offered(window: Window, plan: Path) -> None:
    with open_file(plan, author="").opened() as document:
        first = document.all(Organisation)[0]
    keep(plan, Typed("Name", first.name, first.id, "name"))
    assert window.open_path(plan)
    assert banner(window) == "" and left(plan) == []


def test_what_is_put_off_is_offered_again_and_what_is_dropped_is_not(
    window: Window, plan: Path
) -> None:
    with open_file(plan, author="").opened() as document:
        first = document.all(Organisation)[0]
    mine = Typed("Name", "Their new name", first.id, "name")
    keep(plan, mine, Typed("New need: What they need", "Fewer forms"))
    assert window.open_path(plan)
    show(window, lambda dialog: dialog.reject())
    assert len(left(plan)[0].typed) == 2 and banner(window)

    def drop(dialog: TypedWords) -> None:
        button(dialog, "Copy").click()
        button(dialog, "Drop it").click()

    show(window, drop)
    assert QApplication.clipboard().text() == "Their new name"
    window.close_session()
    assert [typed.words for typed in left(plan)[0].typed] == ["Fewer forms"]
    assert window.open_path(plan)
    show(window, lambda dialog: button(dialog, "Drop it").click())
    assert left(plan) == [] and banner(window) == ""


def test_where_the_plan_can_only_be_read_words_can_be_copied(window: Window, plan: Path) -> None:
    with open_file(plan, author="").opened() as document:
        first = document.all(Organisation)[0]
    keep(plan, Typed("Name", "Their new name", first.id, "name"))
    far_lock(plan)
    window.open_path(plan)
    view = window.opener.view
    assert view is not None
    view.chosen.emit(Way.READ)
    seen: list[bool] = []
    show(window, lambda dialog: seen.append(dialog.go.isEnabled()))
    assert seen == [False] and len(left(plan)) == 1
