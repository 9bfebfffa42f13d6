"""Safe copies in the window: looked at, saved elsewhere, restored, and that taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from outreach.base.data_folder import OVERRIDE
from outreach.document.backups import Backup, Backups, Why
from outreach.document.outcomes import Outcome
from outreach.exchange.samples import make
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from tests.document.far import far_lock
from tests.ui.opening.files import FILES
from ui.dialogs.safe_copies import SafeCopiesDialog
from ui.opening.face import Way
from ui.pages.initiative import InitiativePage
from ui.pages.welcome import Welcome
from ui.preferences import Preferences
from ui.shell.foot import Saved
from ui.widgets.big_row import BigRow
from ui.widgets.buttons import ToolButton
from ui.window import Window

Fill = Callable[[SafeCopiesDialog], object]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OVERRIDE, str(tmp_path / "data"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample, of which a safe copy was taken before its first partner was renamed."""
    path = tmp_path / "kestria.db"
    make("kestria", path, "Ines").close()
    with open_file(path, author="Ines").opened() as document:
        first = document.all(Organisation)[0]
        with document.edit("Renamed the first") as edit:
            edit.set(first.id, name="Aurora")
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell, before_close_func=lambda _: window.close_session())
    window.shell.resize(1024, 680)
    window.shell.show()
    yield window


@pytest.fixture
def opened(window: Window, plan: Path) -> Window:
    assert window.open_path(plan)
    window.shell.show_page("partners")
    return window


def in_dialog(act: Fill) -> list[SafeCopiesDialog]:
    """Do ``act`` in the list of safe copies as soon as it is up."""
    seen: list[SafeCopiesDialog] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SafeCopiesDialog)
        seen.append(dialog)
        act(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, run)
    return seen


def choose(window: Window, way: Way) -> None:
    view = window.opener.view
    assert view is not None
    place = [offer.way for offer in view.face.offers].index(way)
    view.findChildren(BigRow)[place].click()


def names(window: Window) -> set[str]:
    assert window.session is not None
    return {partner.name for partner in window.session.document.all(Organisation)}


def banner(window: Window, key: str) -> str:
    shown = window.shell.banner(key)
    return shown.accessibleName() if shown else ""


def press(window: Window, key: str, words: str) -> None:
    shown = window.shell.banner(key)
    assert shown is not None
    (button,) = (b for b in shown.findChildren(QPushButton) if b.text() == words)
    button.click()


def copies(plan: Path) -> list[Backup]:
    return Backups().of_file(plan)


def rows(dialog: SafeCopiesDialog) -> list[str]:
    model = dialog.list.rows()
    return [model.row_at(n).sentence for n in range(model.rowCount())]


def test_the_list_says_when_why_how_large_and_how_far_away(opened: Window) -> None:
    listed: list[str] = []
    in_dialog(lambda dialog: listed.extend([*rows(dialog), dialog.detail.text()]))
    opened.actions.action("copies").trigger()
    (row, detail) = listed
    assert row.startswith("Today, ") and "Before the first change of the day · 0." in row
    assert row.endswith("MB, 1 change since") and detail == "Since then: “Renamed the first”."


def test_without_copies_it_says_when_the_first_is_taken(
    window: Window, initiative_file: Path
) -> None:
    assert window.open_path(initiative_file)

    def look(dialog: SafeCopiesDialog) -> None:
        assert "There is no safe copy yet" in dialog.detail.text()
        assert not dialog.go.isEnabled() and not dialog.look.isEnabled()
        dialog.take.click()
        assert rows(dialog)[0].endswith("As now")
        assert dialog.go.toolTip() == "The plan is as this copy is."

    seen = in_dialog(look)
    window.safe_copies.show()
    assert seen
    assert [copy.why for copy in copies(initiative_file)] == [Why.ASKED]


def test_a_copy_is_looked_at_while_the_plan_stays_open(opened: Window, plan: Path) -> None:
    session = opened.session
    assert session is not None
    in_dialog(lambda dialog: dialog.look.click())
    opened.safe_copies.show()
    assert opened.session is not session and opened.session is not None
    assert opened.session.read_only and "Aurora" not in names(opened)
    assert opened.shell.current_page() == "partners"
    assert "A safe copy. Today, " in banner(opened, "read-only")
    assert not opened.actions.action("undo").isEnabled()
    assert [recent.path for recent in opened.preferences.recent] == [plan]
    press(opened, "read-only", "Back to the plan")
    assert opened.session is session and not session.read_only and "Aurora" in names(opened)
    assert banner(opened, "read-only") == "" and opened.actions.action("undo").isEnabled()


def test_what_is_restored_can_be_taken_back(qtbot: QtBot, opened: Window, plan: Path) -> None:
    (copy,) = copies(plan)
    in_dialog(lambda dialog: dialog.go.click())
    opened.safe_copies.show()
    qtbot.waitUntil(lambda: "The plan is as it was: today" in banner(opened, "said"))
    assert "Aurora" not in names(opened)
    assert {kept.why for kept in copies(plan)} == {Why.DAY, Why.RESTORE}
    press(opened, "said", "Take it back")
    qtbot.waitUntil(lambda: "before the safe copy was restored" in banner(opened, "said"))
    assert "Aurora" in names(opened) and copy in copies(plan)


def test_what_was_looked_at_is_restored_into_the_plan(
    qtbot: QtBot, opened: Window, plan: Path
) -> None:
    (copy,) = copies(plan)
    opened.safe_copies.look(copy, plan)
    press(opened, "read-only", "Restore")
    qtbot.waitUntil(lambda: "The plan is as it was" in banner(opened, "said"))
    assert opened.session is not None and opened.session.path == plan
    assert "Aurora" not in names(opened)


def test_a_copy_is_saved_elsewhere_under_a_name_that_says_of_when(
    opened: Window, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = copies(plan)
    offered: list[str] = []

    def where(_: object, __: str, start: str, *___: object, **____: object) -> tuple[str, str]:
        offered.append(start)
        return start, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    said: list[str] = []

    def save(dialog: SafeCopiesDialog) -> None:
        for _ in range(2):
            dialog.save.click()
            said.append(dialog.detail.text())

    in_dialog(save)
    opened.safe_copies.show()
    target = plan.with_name(f"kestria {copy.at:%Y-%m-%d %H.%M}.db")
    assert offered[0] == str(target) and target.read_bytes() == copy.path.read_bytes()
    assert said[0] == f"Saved as “{target.name}”." and "exists already" in said[1]


def test_a_copy_that_cannot_be_read_is_neither_looked_at_nor_restored(
    opened: Window, plan: Path
) -> None:
    copies(plan)[0].path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)

    def look(dialog: SafeCopiesDialog) -> None:
        assert "Cannot be read" in rows(dialog)[0]
        assert not dialog.look.isEnabled() and not dialog.go.isEnabled()

    seen = in_dialog(look)
    opened.safe_copies.show()
    assert seen


@pytest.mark.parametrize("outcome", [Outcome.MISSING, Outcome.DAMAGED, Outcome.STRANGE])
def test_a_plan_that_is_gone_or_not_sound_goes_back_to_a_copy(
    window: Window, plan: Path, outcome: Outcome
) -> None:
    with FILES[outcome](plan) as path:
        before = path.read_bytes() if path.exists() else None
        assert not window.open_path(path)
        in_dialog(lambda dialog: dialog.go.click())
        choose(window, Way.COPIES)
        assert window.session is not None and not window.session.read_only
        assert "Aurora" not in names(window)
        aside = path.with_name("kestria set aside.db")
        assert (aside.read_bytes() if aside.exists() else None) == before
        assert (aside.name in banner(window, "said")) is (before is not None)


def test_a_copy_of_a_damaged_plan_is_looked_at_before_it_is_restored(
    window: Window, plan: Path
) -> None:
    with FILES[Outcome.DAMAGED](plan) as path:
        window.open_path(path)
        in_dialog(lambda dialog: dialog.look.click())
        choose(window, Way.COPIES)
        assert window.session is not None and window.session.read_only
        press(window, "read-only", "Back to the plan")
        assert window.opener.view is not None, "it is still damaged"
        in_dialog(lambda dialog: dialog.look.click())
        choose(window, Way.COPIES)
        press(window, "read-only", "Restore")
        assert window.session is not None and not window.session.read_only


def test_from_the_files_opened_last_the_copies_can_be_reached(window: Window, plan: Path) -> None:
    window.preferences.remember(plan)
    plan.unlink()
    window.welcome()
    (welcome,) = window.shell.findChildren(Welcome)
    in_dialog(lambda dialog: dialog.go.click())
    welcome.findChildren(ToolButton)[0].click()
    assert window.session is not None and window.session.path == plan


def test_a_plan_that_somebody_else_edits_is_not_restored(window: Window, plan: Path) -> None:
    far_lock(plan)
    before = plan.read_bytes()
    window.open_path(plan)
    choose(window, Way.READ)
    said: list[str] = []
    in_dialog(lambda dialog: said.append(dialog.go.toolTip()))
    window.safe_copies.show()
    assert said[0].endswith("Save the copy elsewhere instead.")
    window.close_file()
    in_dialog(lambda dialog: dialog.go.click())
    window.safe_copies.show(plan)
    assert window.session is None and plan.read_bytes() == before
    assert window.opener.view is not None


def test_the_initiative_page_leads_to_the_safe_copies(opened: Window) -> None:
    opened.shell.show_page("initiative")
    seen = in_dialog(lambda dialog: None)
    page = opened.shell.page("initiative")
    assert page is not None
    (button,) = (b for b in page.findChildren(QPushButton) if b.text() == "Safe copies…")
    button.click()
    assert len(seen) == 1


def test_the_plan_is_closed_with_the_copy_that_is_looked_at(opened: Window, plan: Path) -> None:
    (copy,) = copies(plan)
    opened.safe_copies.look(copy, plan)
    opened.close_file()
    assert opened.session is None and not plan.with_name(f".{plan.name}.lock").exists()


def test_that_no_safe_copy_can_be_taken_is_said(
    qtbot: QtBot, window: Window, initiative_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "backups").write_bytes(b"in the way")
    assert window.open_path(initiative_file)
    session = window.session
    assert session is not None
    session.edit("Added one", lambda edit: edit.add(Organisation, name="Telmara"))
    qtbot.waitUntil(lambda: session.all_saved)
    assert "No safe copy of “initiative.db” could be made" in banner(window, "no-copy")
    assert "Your changes are saved in the file all the same" in banner(window, "no-copy")


def test_what_does_not_fit_is_put_right_before_a_copy_is_looked_at(
    opened: Window, plan: Path
) -> None:
    session = opened.session
    assert session is not None
    opened.shell.show_page("initiative")
    page = opened.shell.page("initiative")
    assert isinstance(page, InitiativePage)
    page.form.form.editor("name").type_in("")
    opened.safe_copies.look(copies(plan)[0], plan)
    assert opened.session is session and page.form.form.editor("name").problem()


def test_whoever_only_reads_sees_it_at_the_foot(opened: Window, plan: Path) -> None:
    opened.safe_copies.look(copies(plan)[0], plan)
    assert opened.shell.saved_words() == Saved.READING.words
    press(opened, "read-only", "Back to the plan")
    assert opened.shell.saved_words() == Saved.SAVED.words


def test_a_copy_is_deleted_for_good_when_that_is_asked_for_twice(
    opened: Window, plan: Path
) -> None:
    left: list[int] = []

    def act(dialog: SafeCopiesDialog) -> None:
        current = dialog.list.current_id()
        dialog.delete.click()
        assert Path(current).exists() and dialog.delete.text() == "Delete it for good"
        dialog.delete.click()
        assert not Path(current).exists()
        left.append(len(dialog._found))
        assert "is deleted" in dialog.detail.text()
        dialog.reject()

    in_dialog(act)
    opened.safe_copies.show()
    assert left == [0]
