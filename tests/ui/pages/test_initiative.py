from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Initiative, UseCase
from outreach.document.edits import Edit
from outreach.network.kinds import Person
from ui.navigation import Navigator
from ui.pages.initiative import SECTIONS, InitiativePage
from ui.session import Session


@pytest.fixture
def session(initiative_file: Path, qtbot: QtBot) -> Session:
    """An open file."""
    return Session(initiative_file, "Ines")


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> InitiativePage:
    """The page, shown."""
    page = InitiativePage(session, Navigator())
    qtbot.addWidget(page)
    page.resize(800, 500)
    page.show()
    return page


def test_what_is_filled_in_is_in_the_file(
    qtbot: QtBot, session: Session, page: InitiativePage
) -> None:
    editor = page.form.form.editor("pitch")
    qtbot.keyClicks(editor.control(), "Know which taps run dry.")
    assert page.commit()
    qtbot.waitUntil(lambda: session.all_saved)
    (initiative,) = session.document.all(Initiative)
    assert initiative.pitch == "Know which taps run dry."
    qtbot.waitUntil(lambda: page.header.line() == "Know which taps run dry.")
    session.close()


def test_the_form_scrolls_in_a_low_window(session: Session, page: InitiativePage) -> None:
    (area,) = page.form.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    session.close()


def test_a_use_case_and_a_person_without_a_partner_are_found(
    qtbot: QtBot, session: Session, page: InitiativePage
) -> None:
    ids: list[str] = []

    def change(edit: Edit) -> None:
        ids.append(edit.add(UseCase, title="Dry taps"))
        ids.append(edit.add(Person, name="Ada"))

    session.edit("Added", change)
    qtbot.waitUntil(lambda: session.all_saved)
    assert all(page.show_record(id) for id in ids)
    assert page.tabs.current() == "people"
    session.close()


def test_every_section_says_what_to_add() -> None:
    assert all(relation.add for section in SECTIONS for relation in section.relations)
