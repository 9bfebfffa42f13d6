"""Undo and redo in the window, by the keys that people press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from outreach.document.document import Document
from outreach.document.fields import Text
from outreach.exchange.samples import make
from outreach.initiative import MODEL
from outreach.network.kinds import Organisation
from ui.forms.editor import FieldEditor
from ui.pages.briefs.page import BriefsPage
from ui.pages.map.page import MapPage
from ui.pages.objections.page import ObjectionsPage
from ui.pages.partners.page import PartnersPage
from ui.preferences import Preferences
from ui.records.form import RecordForm
from ui.session import Session
from ui.window import Window

Settle = Callable[[], None]

CTRL = Qt.KeyboardModifier.ControlModifier
SHOWN_NOWHERE = {"distinct"}
"""Kinds whose records are on no page of the window."""
UNDO = Qt.Key.Key_Z, CTRL
REDO = Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample initiative with a record of every kind."""
    path = tmp_path_factory.mktemp("sample") / "kestria.db"
    with make("kestria", path, "Ines") as document, document.edit("Prepared") as edit:
        edit.add("tag", name="Coast")
        partner = document.all(Organisation)[1].id
        edit.add("contribution", organisation=partner, title="Counts")
        edit.add("map_place", subject=partner, x=40, y=60)
        edit.add("printout", code="BCDFGH", name="Brief for Health", printed_on="2026-11-20")
        edit.add("quiet_period", why="Election", first="2026-12-01", last="2026-12-20")
    return path.read_bytes()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, sample: bytes) -> Iterator[Window]:
    """The window with the sample open."""
    path = tmp_path / "kestria.db"
    path.write_bytes(sample)
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.resize(1280, 800)
    with qtbot.waitActive(window.shell):
        window.shell.show()
        window.shell.activateWindow()
    assert window.open_path(path)
    window.shell.set_close_guard(lambda: True)  # nobody is there to be asked
    yield window
    window.close_session()


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def document(session: Session) -> Document:
    """What is in the file."""
    return session.document


@pytest.fixture
def settle(qtbot: QtBot, session: Session) -> Settle:
    """Wait until everything is in the file."""
    return lambda: qtbot.waitUntil(lambda: session.all_saved)


@pytest.fixture
def partner(window: Window, document: Document) -> Organisation:
    """The partner whose fields are shown."""
    found = document.all(Organisation)[2]
    window.show_record(found.id)
    partners(window).detail.tabs.show_tab("details")
    return found


def partners(window: Window) -> PartnersPage:
    found = window.shell.page("partners")
    assert isinstance(found, PartnersPage)
    return found


def typed(window: Window, field: str, *words: str) -> QWidget:
    """Type over what stands in a field of the partner, and leave the cursor there."""
    control = editor(window, field).control()
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    control.setFocus()
    control.selectAll()
    for more in words:
        QTest.keyClicks(control, more)
    return control


def editor(window: Window, field: str) -> FieldEditor:
    found = partners(window).detail.tabs.currentWidget().findChildren(FieldEditor)
    label = Organisation.KIND.by_name[field].label
    return next(editor for editor in found if editor.field.label == label)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    QTest.keyClick(focus, key, held)


def shown(window: Window, id: str) -> bool:
    """Tell whether a record is before the person's eyes."""
    page = window.shell.page(window.shell.current_page())
    assert page is not None
    if isinstance(page, PartnersPage) and page.detail.partner == id:
        return True
    if isinstance(page, ObjectionsPage) and page.detail.id == id:
        return page.detail.isVisible()
    if isinstance(page, BriefsPage):
        return page.printouts.isVisible() and page.printouts.list.current_id() == id
    if isinstance(page, MapPage):
        place = window.session.snapshot().map_places[id] if window.session else None
        return place is not None and page.canvas.current == place.subject
    return any(form.id == id and form.isVisible() for form in page.findChildren(RecordForm))


def focused_field() -> str:
    """The label of the field in which the cursor is."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FieldEditor):
        widget = widget.parentWidget()
    assert widget is not None
    return widget.field.label


@pytest.mark.parametrize("field", ["about", "name"])
def test_one_undo_takes_back_what_was_typed_in_one_go(
    qtbot: QtBot,
    window: Window,
    session: Session,
    document: Document,
    partner: Organisation,
    settle: Settle,
    field: str,
) -> None:
    control = typed(window, field)
    for words in ("They run", " the clinics", " of the coast."):
        with qtbot.waitSignal(session.changed):  # a pause in the typing is saved
            QTest.keyClicks(control, words)
    press(*UNDO)
    settle()
    assert document.get(Organisation, partner.id) == partner
    assert editor(window, field).value() == getattr(partner, field)
    assert control.hasFocus()
    press(*REDO)
    settle()
    assert editor(window, field).value() == "They run the clinics of the coast."
    press(*UNDO)
    settle()
    assert document.get(Organisation, partner.id) == partner


def test_undo_takes_back_what_is_typed_and_not_saved_yet(
    window: Window, document: Document, partner: Organisation, settle: Settle
) -> None:
    typed(window, "name", "Another name")
    press(*UNDO)
    settle()
    assert document.get(Organisation, partner.id) == partner
    assert editor(window, "name").value() == partner.name
    assert window.actions.action("redo").text().endswith("Name set to Another name")


def test_undo_takes_back_an_edit_that_is_still_on_its_way_to_the_file(
    window: Window, session: Session, document: Document, partner: Organisation, settle: Settle
) -> None:
    session.set(partner.id, "One", country="Kestria")
    session.set(partner.id, "Two", country="Alder")
    assert not session.all_saved
    window.undo()
    settle()
    found = document.get(Organisation, partner.id)
    assert found is not None and found.country == "Kestria"
    assert session.undo_label == "One"


def test_words_that_do_not_fit_are_taken_back_in_their_field(
    window: Window, session: Session, document: Document, partner: Organisation
) -> None:
    control = typed(window, "name")
    press(Qt.Key.Key_Delete)
    assert not editor(window, "name").commit()
    press(*UNDO)
    assert isinstance(control, QLineEdit) and control.text() == partner.name
    assert editor(window, "name").commit() and session.all_saved
    assert session.undo_label == "Prepared"
    assert document.get(Organisation, partner.id) == partner


def test_words_that_do_not_fit_elsewhere_stay_while_the_last_edit_is_taken_back(
    window: Window, session: Session, document: Document, partner: Organisation, settle: Settle
) -> None:
    session.set(partner.id, "Renamed", name="Another name")
    settle()
    control = typed(window, "name")
    press(Qt.Key.Key_Delete)
    window.undo()
    settle()
    assert document.get(Organisation, partner.id) == partner
    assert isinstance(control, QLineEdit) and control.text() == ""
    assert editor(window, "name").problem()


def test_a_draft_stays_as_it_is_while_the_last_edit_is_taken_back(
    window: Window, session: Session, document: Document, partner: Organisation, settle: Settle
) -> None:
    session.set(document.all(Organisation)[0].id, "Renamed", name="Another name")
    settle()
    partners(window).add_new()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Sola")
    window.undo()
    settle()
    assert "Another name" not in [found.name for found in document.all(Organisation)]
    assert line.text() == "Sola" and line.isVisible()
    assert session.redo_label == "Renamed"
    banner = window.shell.banner("said")
    assert banner is not None and banner.accessibleName() == "Taken back: Renamed."
    press(Qt.Key.Key_Return)
    settle()
    assert "Sola" in [found.name for found in document.all(Organisation)]


def test_in_a_draft_the_keys_take_back_what_was_typed_there(
    window: Window, session: Session, partner: Organisation
) -> None:
    partners(window).add_new()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Sola")
    press(*UNDO)
    assert line.text() == ""
    assert session.undo_label == "Prepared" and session.all_saved


def test_undo_shows_the_field_that_it_changed_whatever_the_kind(
    qtbot: QtBot, window: Window, session: Session, document: Document, settle: Settle
) -> None:
    tried = set()
    drawn = {"map_place", "printout"}  # on the map and in a list, without a form
    for kind in (kind for name, kind in MODEL.kinds.items() if name not in drawn | SHOWN_NOWHERE):
        record = document.all(kind.record)[0]
        texts = [field for field in kind.columns if isinstance(field, Text)]
        if texts:
            tried.add(kind.name)
            session.set(record.id, "Changed it", **{texts[-1].name: "Something else"})
            window.undo()
            settle()
            assert document.get(kind.record, record.id) == record
            qtbot.waitUntil(lambda id=record.id: shown(window, id))
            assert focused_field() == texts[-1].label
    assert tried > {"contribution", "use_case", "tag", "initiative", "person", "step"}


def test_undo_shows_the_record_that_it_brought_back_whatever_the_kind(
    qtbot: QtBot, window: Window, session: Session, document: Document, settle: Settle
) -> None:
    for name in [name for name in MODEL.kinds if name not in {"initiative"} | SHOWN_NOWHERE]:
        kind = MODEL.kinds[name]
        record = document.all(kind.record)[0]
        session.edit("Deleted it", lambda edit, id=record.id: edit.delete(id))
        settle()
        assert document.get(kind.record, record.id) is None
        window.undo()
        settle()
        assert document.get(kind.record, record.id) == record
        qtbot.waitUntil(lambda id=record.id: shown(window, id))
        assert window.shell.banner("said") is None


def test_what_cannot_be_shown_any_more_is_said(
    window: Window, session: Session, document: Document, settle: Settle
) -> None:
    partner = document.all(Organisation)[0]
    session.edit("Deleted Health", lambda edit: edit.delete(partner.id))
    settle()
    window.undo()
    settle()
    window.redo()
    settle()
    assert document.get(Organisation, partner.id) is None
    banner = window.shell.banner("said")
    assert banner is not None and banner.accessibleName() == "Done again: Deleted Health."


def test_whom_an_undo_took_away_is_said(
    window: Window, session: Session, document: Document, settle: Settle
) -> None:
    partner = document.all(Organisation)[0].id
    session.edit(
        "Added a person", lambda edit: edit.add("person", name="Amina Osei", organisation=partner)
    )
    settle()
    window.undo()
    settle()
    banner = window.shell.banner("said")
    assert banner is not None
    assert banner.accessibleName() == "Taken back: Added a person (“Amina Osei”)."
