"""A field says by how many lines it is too long for the page of a brief."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from outreach.document.edits import Edit
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import ValueProposition
from ui.records.form import RecordForm
from ui.records.room_on_paper import RoomOnPaper
from ui.session import Session


@pytest.fixture
def session(initiative_file: Path, qapp: object) -> Iterator[Session]:
    session = Session(initiative_file, "Ines")
    yield session
    session.close()


@pytest.fixture
def form(qtbot: QtBot, session: Session) -> RecordForm:
    def fill(edit: Edit) -> None:
        partner = edit.add(Organisation, name="Tavano Mobile")
        edit.add(ValueProposition, organisation=partner, headline="See the whole picture")

    session.edit("Filled", fill)
    qtbot.waitUntil(lambda: bool(session.document.all(ValueProposition)))
    form = RecordForm(session, ValueProposition.KIND)
    qtbot.addWidget(form)
    form.show()
    form.show_record(session.document.all(ValueProposition)[0].id)
    return form


def said(form: RecordForm, field: str) -> RoomOnPaper:
    (found,) = [each for each in form.room_on_paper if each._editor.field.name == field]
    return found


def test_what_is_too_long_is_said_below_its_field_and_taken_back_when_it_fits(
    form: RecordForm, qtbot: QtBot
) -> None:
    text, line = form.form.editor("headline").control(), said(form, "headline")
    assert isinstance(text, QLineEdit)
    assert not line.isVisible()
    text.setText("See the whole picture of every district once a year, and again " * 4)
    qtbot.waitUntil(line.isVisible)
    assert line.text().startswith("Too long by ") and line.text().endswith("a brief of one page.")
    text.setText("See the whole picture once a year")
    qtbot.waitUntil(lambda: not line.isVisible())


def test_a_field_that_stands_on_no_page_says_nothing(form: RecordForm) -> None:
    names = {each._editor.field.name for each in form.room_on_paper}
    assert "headline" in names and "note" not in names
