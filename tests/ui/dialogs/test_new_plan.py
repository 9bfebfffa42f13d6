"""A new plan: its first answers, or a recipe."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from outreach.exchange.recipe import write_recipe
from outreach.exchange.samples import make
from outreach.initiative import open_file
from outreach.snapshot import take
from ui.dialogs.new_plan import NewPlan

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    with make("kestria", tmp_path / "kestria.db", "Ines") as document:
        snapshot = take(document)
    write_recipe(snapshot, next(iter(snapshot.sequences)), tmp_path / "recipe.json", TODAY)
    return tmp_path / "recipe.json"


@pytest.fixture
def dialog(qtbot: QtBot) -> NewPlan:
    dialog = NewPlan()
    qtbot.addWidget(dialog)
    return dialog


def test_a_plan_begins_with_a_recipe_and_with_what_was_answered(
    dialog: NewPlan, recipe: Path, tmp_path: Path
) -> None:
    dialog.begin_with(recipe)
    assert "recipe.json" in dialog.chosen.text()
    for key, said in (("name", "North"), ("holder", "Telmara")):
        dialog.editor(key).set_value(said)
    dialog.answers().make(tmp_path / "north.db", "Ana")
    with open_file(tmp_path / "north.db", author="Ana").opened() as document:
        found = take(document)
    assert found.initiative.name == "North" and len(found.steps) == 12
    assert "Telmara" in [partner.name for partner in found.organisations.values()]


def test_several_partners_stand_between_semicolons_and_become_one_record_each(
    dialog: NewPlan, tmp_path: Path
) -> None:
    for key, said in (
        ("name", "North"),
        ("holder", "Norcell; Tavia, Ltd;; Norcell"),
        ("user", "Shelter Now"),
        ("trusted", "Amina Osei; Bruno Kale"),
    ):
        dialog.editor(key).set_value(said)
    dialog.answers().make(tmp_path / "north.db", "Ana")
    with open_file(tmp_path / "north.db", author="Ana").opened() as document:
        found = take(document)
    roles = {partner.name: partner.role for partner in found.organisations.values()}
    assert roles == {
        "Norcell": "data_producer",
        "Tavia, Ltd": "data_producer",
        "Shelter Now": "data_user",
    }
    assert sorted(person.name for person in found.people.values()) == ["Amina Osei", "Bruno Kale"]


@pytest.mark.parametrize(
    ("text", "said"), [("{}", "is no recipe"), ("{", "not JSON"), (None, "could not be read")]
)
def test_what_is_no_recipe_is_said_and_not_taken(
    dialog: NewPlan, tmp_path: Path, text: str | None, said: str
) -> None:
    other = tmp_path / "other.json"
    if text is not None:
        other.write_text(text, "utf-8")
    dialog.begin_with(other)
    assert said in dialog.problem() and dialog.answers().recipe is None


def test_enter_goes_on_from_question_to_question_and_ctrl_enter_to_the_file(
    dialog: NewPlan, qtbot: QtBot
) -> None:
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.editor("name").control().hasFocus)
    for key, said in (("name", "North"), ("question", "Who travels?"), ("holder", "Telmara")):
        control = dialog.editor(key).control()
        assert control.hasFocus() and dialog.isVisible()
        qtbot.keyClicks(control, said)
        qtbot.keyClick(control, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answers = dialog.answers()
    assert (answers.name, answers.question, answers.holder) == ("North", "Who travels?", "Telmara")
    assert dialog.result() == QDialog.DialogCode.Accepted
