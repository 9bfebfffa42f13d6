"""Forgetting a person in the window: everything is shown, asked about, and then done for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from outreach.document.backups import Backups
from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Objection
from outreach.privacy.forgetting import traces
from tests.ui.privacy.asking import banner, in_dialog
from ui.dialogs.forget_person import ForgetPerson
from ui.pages.initiative import InitiativePage
from ui.records.pane import RecordsPane
from ui.session import Session
from ui.window import Window

NOTE = "Amara Zwick will see to it. Zwick knows the minister."


@pytest.fixture
def person(plan: Path) -> str:
    """Somebody who raised an objection, and is named in a note and a promise's words."""
    with open_file(plan, author="Ines").opened() as document:
        (partner, *_) = document.all(Organisation)
        with document.edit("Added Amara Zwick") as edit:
            id = edit.add(Person, name="Amara Zwick", organisation=partner.id)
            edit.add(Objection, statement="Not with us.", organisation=partner.id, person=id)
            edit.set(partner.id, note=NOTE)
    return id


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def pane_of(window: Window, person: str) -> RecordsPane:
    """Show a person among all people."""
    window.shell.show_page("initiative")
    page = window.shell.page("initiative")
    assert isinstance(page, InitiativePage) and page.show_record(person)
    return page.sections["people"].current()


def note_of(document: Document) -> str | None:
    return document.all(Organisation)[0].note


def words_in(dialog: ForgetPerson) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_everything_that_leads_to_them_is_shown_and_nothing_done_before_they_agree(
    person: str, opened: Window, plan: Path
) -> None:
    pane, before = pane_of(opened, person), plan.read_bytes()
    seen: list[str] = []

    def look(dialog: ForgetPerson) -> None:
        (statement,) = (o for o in session_of(opened).document.all(Objection) if o.person == person)
        seen.extend([words_in(dialog), str(statement.statement)])
        partner = session_of(opened).document.all(Organisation)[0].id
        seen.append(dialog.text(partner, "note").value())
        dialog.accept()
        seen.append(dialog.reason.problem())
        dialog.reject()

    in_dialog(ForgetPerson, look)
    pane.forget.click()
    words, statement, cleaned, problem = seen
    assert "There is no way back" in words and statement in words
    assert "Paper, mails and copies" in words and "1 change whose name speaks of them" in words
    assert cleaned == "[name removed] will see to it. Zwick knows the minister."
    assert problem == "This cannot be left empty."
    assert plan.read_bytes() == before and Backups().of_file(plan) != []


def test_they_are_forgotten_and_the_pages_shown_anew(
    qtbot: QtBot, person: str, opened: Window, plan: Path
) -> None:
    pane, session = pane_of(opened, person), session_of(opened)

    def agree(dialog: ForgetPerson) -> None:
        dialog.part("Zwick").setChecked(True)
        dialog.reason.control().setFocus()
        qtbot.keyClicks(dialog.reason.control(), "They asked")
        dialog.accept()

    in_dialog(ForgetPerson, agree)
    pane.forget.click()
    assert banner(opened) == (
        "The person is forgotten. The name is gone from 1 text. "
        "Paper and copies that others have still name them."
    )
    assert session.document.get(Person, person) is None and pane.record.id != person
    assert person not in pane.list.rows().ids()
    removed = "[name removed]"
    assert note_of(session.document) == f"{removed} will see to it. {removed} knows the minister."
    assert Backups().of_file(plan) == []
    raw = plan.read_bytes()
    assert b"Zwick" not in raw and b"They asked" in raw
    assert not (session.undo_label or "").startswith("Erased")


def test_texts_can_be_put_otherwise_and_stay_so_when_more_is_ticked(
    person: str, opened: Window
) -> None:
    pane, session = pane_of(opened, person), session_of(opened)
    partner = session.document.all(Organisation)[0].id

    def agree(dialog: ForgetPerson) -> None:
        control = dialog.text(partner, "note").control()
        assert isinstance(control, QPlainTextEdit)
        control.setPlainText("Somebody there knows the minister.")
        dialog.part("Zwick").setChecked(True)
        assert dialog.text(partner, "note").value() == "Somebody there knows the minister."
        dialog.erase_objections.setChecked(True)
        dialog.keep_copies.setChecked(True)
        dialog.reason.set_value("They asked")
        dialog.accept()

    in_dialog(ForgetPerson, agree)
    pane.forget.click()
    assert note_of(session.document) == "Somebody there knows the minister."
    assert not [o for o in session.document.all(Objection) if o.statement == "Not with us."]
    assert "safe cop" in banner(opened) and Backups().of(session.document.id)


def test_what_is_refused_is_said_in_the_dialog_which_stays(
    qtbot: QtBot, person: str, opened: Window
) -> None:
    pane = pane_of(opened, person)
    said: list[str] = []

    def try_it(dialog: ForgetPerson) -> None:
        dialog.reason.set_value("Amara Zwick asked")
        dialog.accept()
        qtbot.waitUntil(lambda: bool(dialog.problem()), timeout=30_000)
        said.append(dialog.problem())
        assert dialog.isVisible() and dialog.go.isEnabled()
        dialog.reject()

    in_dialog(ForgetPerson, try_it)
    pane.forget.click()
    assert said == ["The reason stays in the file, so it must not name them. Nothing was changed."]
    assert session_of(opened).document.get(Person, person) is not None


def test_where_nothing_can_be_changed_nobody_can_be_forgotten(
    person: str, window: Window, plan: Path
) -> None:
    plan.chmod(0o444)
    session = Session(plan, "Ines", read_only=True)
    window.take(session)
    pane = pane_of(window, person)
    assert not pane.forget.isEnabled() and "reading only" in pane.forget.toolTip()


def test_only_people_can_be_forgotten_and_enter_alone_does_not(person: str, opened: Window) -> None:
    pane_of(opened, person)
    page = opened.shell.page("initiative")
    assert isinstance(page, InitiativePage)
    assert page.sections["tags"].current().forget.isHidden()
    session = session_of(opened)
    dialog = ForgetPerson(lambda also: traces(session.document, person, also), 0, opened.shell)
    assert not dialog.go.isDefault() and not dialog.go.autoDefault()
    dialog.deleteLater()
