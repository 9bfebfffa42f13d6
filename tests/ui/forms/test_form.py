from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from outreach.base.ids import new_id
from outreach.document.records import Kind
from outreach.initiative import MODEL
from outreach.network.kinds import Person
from ui.forms.form import Form, Group

FIELDS = ["name", "job_title", "email", Group("Judgement", ("seniority", "stance", "why"))]


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    found = Form(Person.KIND, FIELDS, today=lambda: dt.date(2026, 11, 23))
    qtbot.addWidget(found)
    found.resize(700, 500)
    found.show()
    return found


def samir(**values: object) -> Person:
    return Person(id=values.pop("id", "p1"), **{"name": "Samir", "seniority": 4, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", MODEL.kinds.values(), ids=lambda kind: kind.name)
def test_every_kind_of_record_has_a_form(qtbot: QtBot, kind: Kind) -> None:
    form = Form(kind)
    qtbot.addWidget(form)
    assert set(form.names()) == kind.by_name.keys() - {"reference"}
    assert form.values() == {name: kind.defaults[name] for name in form.names()}


def test_a_form_shows_a_record(form: Form) -> None:
    form.load(samir(email="s@telmara.example"))
    assert form.values() == {
        "name": "Samir",
        "job_title": None,
        "email": "s@telmara.example",
        "seniority": 4,
        "stance": None,
        "why": None,
    }


def test_a_form_says_which_field_was_edited(form: Form, qtbot: QtBot) -> None:
    form.load(samir())
    line = form.editor("job_title").control()
    qtbot.keyClicks(line, "Head of privacy")
    with qtbot.waitSignal(form.edited) as said:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert said.args == ["job_title", "Head of privacy"]


def test_the_same_record_again_keeps_what_is_being_typed(form: Form, qtbot: QtBot) -> None:
    form.load(samir())
    line = form.editor("job_title").control()
    qtbot.keyClicks(line, "Head")
    form.load(samir(email="new@telmara.example"))
    assert isinstance(line, QLineEdit) and line.text() == "Head"
    assert form.editor("email").value() == "new@telmara.example"


def test_another_record_takes_what_was_typed_for_the_first_one(form: Form, qtbot: QtBot) -> None:
    said: list[tuple[str, object]] = []
    form.load(samir())
    form.edited.connect(lambda name, value: said.append((name, value)))
    qtbot.keyClicks(form.editor("job_title").control(), "Head")
    form.load(samir(id="p2", name="Ruth"))
    assert said == [("job_title", "Head")]
    assert form.values()["job_title"] is None and form.values()["name"] == "Ruth"


def test_commit_takes_everything_or_goes_to_what_does_not_fit(form: Form, qtbot: QtBot) -> None:
    form.load(samir())
    line = form.editor("name").control()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(form.editor("email").control(), "s@telmara.example")
    assert not form.commit()
    assert form.editor("name").problem() == "This cannot be left empty."
    assert form.values()["email"] == "s@telmara.example"


def test_a_problem_found_elsewhere_is_said_under_its_field(form: Form) -> None:
    form.show_problem("email", "Somebody else has this address.")
    assert form.editor("email").problem() == "Somebody else has this address."


def test_a_wide_form_has_two_columns_and_a_narrow_one_one(form: Form) -> None:
    def top(name: str) -> int:
        return form.editor(name).y()

    form.resize(700, 500)
    QApplication.processEvents()
    assert top("name") == top("job_title")
    form.resize(360, 900)
    QApplication.processEvents()
    assert top("name") < top("job_title")
    assert form.minimumSizeHint().width() <= 360


def test_a_right_to_left_form_begins_on_the_right(form: Form) -> None:
    form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert form.editor("name").x() > form.editor("job_title").x()


def test_tab_reaches_every_field_in_order(form: Form, qtbot: QtBot) -> None:
    form.load(samir(id=new_id()))
    form.activateWindow()
    form.focus_field("name")
    reached: list[str] = []
    for _ in range(40):
        now = QApplication.focusWidget()
        assert now is not None
        owner = next((n for n in form.names() if form.editor(n).isAncestorOf(now)), "")
        if owner and (not reached or reached[-1] != owner):
            reached.append(owner)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
        if reached[-1] == "why":
            break
    assert reached == list(form.names())


def test_every_control_of_a_form_that_takes_the_keyboard_is_named(form: Form) -> None:
    form.load(samir(stance=-1))
    for control in form.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.focusProxy() is None:
            assert control.accessibleName(), type(control).__name__
