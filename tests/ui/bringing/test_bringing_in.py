"""Bringing files in through the window, and writing lists for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from outreach.exchange import samples
from outreach.exchange.export import Form
from outreach.exchange.subscription import place
from outreach.network.kinds import Organisation, Person
from outreach.planning import steps
from tests.ui.privacy.asking import banner
from ui.bringing.along import Along
from ui.bringing.columns import Columns
from ui.bringing.dialog import BringInDialog
from ui.bringing.leaving import ExportDialog
from ui.bringing.reading import HowRead
from ui.bringing.subscribing import Subscribing
from ui.bringing.ways import take
from ui.merging import PAGE
from ui.pages.merge.page import MergePage
from ui.pages.merge.reviewing import Stage
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.inputs import CheckBox
from ui.widgets.labels import Label
from ui.window import Window

PEOPLE = (
    "Name,Email,Firm,Seniority\nAda Okello,ada@x.example,Harbour Bank,high\nBo,b@x.example,,9\n"
)


def open_session(window: Window) -> Session:
    assert window.session is not None
    return window.session


def asked(qtbot: QtBot, act: Callable[[BringInDialog], object]) -> None:
    """Do ``act`` in the dialog once what it would change is shown."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, BringInDialog) or dialog.proposal is None:
            QTimer.singleShot(10, run)
            return
        try:
            act(dialog)
        except BaseException:
            dialog.finish()
            raise

    QTimer.singleShot(10, run)


def shown(qtbot: QtBot, dialog: BringInDialog) -> None:
    qtbot.waitUntil(lambda: dialog.proposal is not None)


def how_read(dialog: BringInDialog) -> HowRead:
    columns = dialog.findChildren(Columns)[-1]
    assert columns.how is not None
    return columns.how


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


def test_a_list_is_looked_through_adjusted_and_brought_in(
    opened: Window, people: Path, qtbot: QtBot
) -> None:
    session = open_session(opened)
    seen: list[str] = []

    def act(dialog: BringInDialog) -> None:
        columns = dialog.findChild(Columns)
        assert columns is not None
        seen.append(dialog.counts.text())
        assert not dialog.go.isEnabled()
        firm = columns.lists[0].meanings[2]
        firm.setCurrentIndex(firm.findData("organisation"))
        shown(qtbot, dialog)
        seen.append(dialog.counts.text())
        dialog.go_on.setChecked(True)
        dialog.go.click()

    asked(qtbot, act)
    take(opened, people)
    qtbot.waitUntil(lambda: "was brought in" in banner(opened))
    assert seen == ["1 added, 1 refused.", "2 added, 1 refused."]
    (ada,) = [one for one in session.document.all(Person) if one.name == "Ada Okello"]
    bank = session.document.get(Organisation, ada.organisation or "")
    assert bank is not None and bank.name == "Harbour Bank"
    assert "One undo takes it back" in banner(opened)
    assert opened.shell.current_page() == "partners"


def test_what_came_in_can_be_taken_back_where_it_is_said(
    opened: Window, people: Path, qtbot: QtBot
) -> None:
    session = open_session(opened)
    before = len(session.document.all(Person))
    people.write_text("Name,Email\nAda,a@x.example\n", "utf-8")
    asked(qtbot, lambda dialog: dialog.go.click())
    take(opened, people)
    qtbot.waitUntil(lambda: "was brought in" in banner(opened))
    assert len(session.document.all(Person)) == before + 1
    said = opened.shell.banner("said")
    assert said is not None
    next(one for one in said.findChildren(Button) if one.text() == "Undo").click()
    qtbot.waitUntil(lambda: "is taken back" in banner(opened))
    assert len(session.document.all(Person)) == before


def test_a_record_can_be_left_out(opened: Window, people: Path, qtbot: QtBot) -> None:
    people.write_text("Name,Email\nAda,a@x.example\nBo,b@x.example\n", "utf-8")

    def act(dialog: BringInDialog) -> None:
        dialog.box(0).setChecked(False)
        dialog.go.click()

    asked(qtbot, act)
    take(opened, people)
    qtbot.waitUntil(lambda: "was brought in" in banner(opened))
    names = {one.name for one in open_session(opened).document.all(Person)}
    assert "Bo" in names and "Ada" not in names


def test_a_list_that_was_read_wrongly_is_read_anew_as_it_is_chosen(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("Name;Email\nŽofie Šťastná;z@x.example\n".encode("cp1250"))
    seen: list[str] = []

    def act(dialog: BringInDialog) -> None:
        how = how_read(dialog)
        how.encoding.setCurrentIndex(how.encoding.findData("utf-8"))
        qtbot.waitUntil(lambda: "not in the encoding utf-8" in dialog.problem())
        seen.append(str(how.encoding.currentData()))
        for wanted in ("cp1251", "cp1250"):
            before = how_read(dialog)
            before.encoding.setCurrentIndex(before.encoding.findData(wanted))
            qtbot.waitUntil(lambda before=before: how_read(dialog) is not before)  # type: ignore[misc]
        shown(qtbot, dialog)
        seen.append(str(how_read(dialog).between.currentData()))
        dialog.go.click()

    asked(qtbot, act)
    take(opened, path)
    qtbot.waitUntil(lambda: "was brought in" in banner(opened))
    assert seen[0] != "utf-8" and seen[1] == ";"
    assert "Žofie Šťastná" in {one.name for one in open_session(opened).document.all(Person)}


def test_bringing_in_a_long_list_is_stopped_and_nothing_came(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name\n" + "".join(f"Ada {n}\n" for n in range(3000)), "utf-8")
    seen: list[str] = []

    def act(dialog: BringInDialog) -> None:
        dialog.go.click()
        seen.append(dialog.cancel.text())
        dialog.cancel.click()
        qtbot.waitUntil(lambda: bool(dialog.problem()))
        seen.extend([dialog.problem(), dialog.cancel.text()])
        dialog.cancel.click()

    before = len(open_session(opened).document.all(Person))
    asked(qtbot, act)
    take(opened, path)
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == ["Stop", "You stopped it, so nothing was brought in.", "Cancel"]
    assert len(open_session(opened).document.all(Person)) == before


def test_every_line_that_does_not_fit_can_be_copied(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    bad = "".join(f"Ada {n},a{n}@x.example,enormous\n" for n in range(300))
    path.write_text(f"Name,Email,Seniority\nBo,b@x.example,3\n{bad}", "utf-8")
    seen: list[str] = []

    def act(dialog: BringInDialog) -> None:
        dialog.copy.click()
        seen.extend(QApplication.clipboard().text().splitlines())
        dialog.reject()

    asked(qtbot, act)
    take(opened, path)
    qtbot.waitUntil(lambda: bool(seen))
    assert len(seen) == 300 and seen[-1].startswith("line 302, Person “Ada 299”: Seniority: ")


def test_each_of_a_thousand_lines_that_do_not_fit_is_shown_beside_what_comes_in(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    rows = (f"Ada {n},a{n}@x.example,{'enormous' if n % 3 else 3}\n" for n in range(1500))
    path.write_text("Name,Email,Seniority\n" + "".join(rows), "utf-8")
    seen: list[str] = []

    def act(dialog: BringInDialog) -> None:
        shown_rows = dialog.refusals.list.rows()
        seen.extend(shown_rows.row_at(n).sentence for n in range(shown_rows.rowCount()))
        boxes = [box for box in dialog.findChildren(CheckBox) if "added" in box.accessibleName()]
        assert dialog.refusals.isVisible() and len(boxes) == 200
        assert "And 300 more." in {label.text() for label in dialog.findChildren(Label)}
        dialog.go_on.setChecked(True)
        dialog.go.click()

    asked(qtbot, act)
    take(opened, path)
    qtbot.waitUntil(lambda: "500 added" in banner(opened))
    assert len(seen) == 1000
    assert seen[-1].startswith("Line 1501, Person “Ada 1499”, Seniority: ")


def test_what_cannot_be_read_is_said(opened: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF-1.7")
    take(opened, path)
    qtbot.waitUntil(lambda: "is a PDF" in banner(opened, "refused"))


def test_partners_of_another_plan_are_offered_where_it_cannot_be_merged(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "alder.db"
    samples.make("alder", other, "Ben").close()
    assert opened.merging is not None
    opened.merging.bring_in(other)
    page = opened.shell.page(PAGE)
    assert isinstance(page, MergePage)
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.REFUSED)
    (button,) = [b for b in page.findChildren(Button) if b.text() == "Bring partners in…"]

    def act(dialog: BringInDialog) -> None:
        along = dialog.findChild(Along)
        assert along is not None
        _, *rest = along.partners.values()
        for box in rest:
            box.setChecked(False)
        shown(qtbot, dialog)
        assert not along.kinds["relationship"].isEnabled()
        dialog.go.click()

    before = len(open_session(opened).document.all(Organisation))
    asked(qtbot, act)
    button.click()
    qtbot.waitUntil(lambda: "was brought in" in banner(opened))
    assert len(open_session(opened).document.all(Organisation)) == before + 1


def test_a_copy_of_the_plan_that_is_brought_in_is_merged(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(open_session(opened).path.read_bytes())
    take(opened, copy)
    qtbot.waitUntil(lambda: opened.shell.current_page() == PAGE)
    page = opened.shell.page(PAGE)
    assert isinstance(page, MergePage)
    qtbot.waitUntil(lambda: page.reviewing.stage is Stage.NOTHING)


def test_a_file_is_dropped_on_the_window(opened: Window, people: Path, qtbot: QtBot) -> None:
    seen: list[str] = []

    def act(dialog: BringInDialog) -> None:
        seen.append(dialog.windowTitle())
        dialog.reject()

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people))])
    common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), *common, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(opened.shell, enter)
    assert enter.isAccepted()
    asked(qtbot, act)
    drop = QDropEvent(QPointF(9, 9), *common, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(opened.shell, drop)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["Bring in “people.csv”"]
    data.setUrls([QUrl("https://example.org/a.csv")])
    other = QDragEnterEvent(QPointF(9, 9).toPoint(), *common, Qt.KeyboardModifier.NoModifier)
    other.ignore()
    QApplication.sendEvent(opened.shell, other)
    assert not other.isAccepted()


@pytest.mark.parametrize("form", ["xlsx", "csv", "vcf", "ics", "json"])
def test_a_list_is_written_for_another_program(
    opened: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    out = tmp_path / f"out.{form}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        next(b for f, b in dialog.forms.items() if f == form).setChecked(True)
        dialog.go.click()

    QTimer.singleShot(0, act)
    opened.actions.action("export").trigger()
    qtbot.waitUntil(lambda: "was written" in banner(opened))
    assert out.stat().st_size > 500


def test_a_calendar_beside_the_plan_follows_what_is_changed(opened: Window, qtbot: QtBot) -> None:
    session = open_session(opened)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        dialog.forms[Form.CALENDAR].setChecked(True)
        dialog.kept.setChecked(True)
        dialog.go.click()

    QTimer.singleShot(0, act)
    opened.actions.action("export").trigger()
    qtbot.waitUntil(lambda: "beside the plan" in banner(opened))

    def said() -> bytes:
        return place(session.path).read_bytes().replace(b"\r\n ", b"")  # long lines go on so

    before = said()
    Subscribing(session, pause_ms=1)
    step, _ = steps.days(session.snapshot())[0]
    session.set(step, "Asked otherwise", ask="Ask for the lighthouse")
    qtbot.waitUntil(lambda: b"Ask for the lighthouse" in said())
    assert b"Ask for the lighthouse" not in before
