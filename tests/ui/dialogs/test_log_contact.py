from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Commitment, Touchpoint
from outreach.exchange import samples
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need, Objection
from ui.dialogs.log_contact import LogContact
from ui.session import Session

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "kestria.db"
    samples.make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def session(template: Path, tmp_path: Path, qapp: object) -> Iterator[Session]:
    session = Session(Path(shutil.copy(template, tmp_path / "kestria.db")), "Ines")
    yield session
    session.close()


@pytest.fixture
def solacell(session: Session) -> Organisation:
    return session.document.all(Organisation, name="Solacell")[0]


def ask(qtbot: QtBot, session: Session, partner: str = "") -> LogContact:
    dialog = LogContact(session, partner, today=lambda: TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return dialog


def save(qtbot: QtBot, session: Session, dialog: LogContact) -> None:
    dialog.accept()
    assert dialog.problem() == ""
    qtbot.waitUntil(lambda: session.all_saved, timeout=30_000)


class Keyboard:
    """Presses keys where the keyboard is, and counts those that are not words."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self.count = qtbot, 0

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            self.count += 1
            self._qtbot.keyClick(QApplication.focusWidget(), key, with_)

    def say(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def pick(self, words: str) -> None:
        """Type what says a choice or a day: keys like any other."""
        self.count += len(words)
        self.say(words)


def test_an_objection_after_a_call_takes_at_most_25_keys_besides_its_words(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    keys = Keyboard(qtbot)
    keys.count += 1  # Ctrl+L, which the window turns into this dialog
    dialog = ask(qtbot, session, solacell.id)
    keys.say("Asked whether raw records stay here.")
    keys.press(Qt.Key.Key_J, with_=Qt.KeyboardModifier.ControlModifier)
    keys.say("Do the raw records stay in the country?")
    keys.press(Qt.Key.Key_Return)
    keys.pick("privacy")
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    keys.say("Send the agenda")
    keys.press(Qt.Key.Key_Return)
    keys.pick("tomorrow")
    keys.press(Qt.Key.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == LogContact.DialogCode.Accepted, dialog.problem()
    qtbot.waitUntil(lambda: session.all_saved, timeout=30_000)
    print(f"keys: {keys.count}")
    assert keys.count <= 25
    contact = session.document.all(Touchpoint)[-1]
    assert (contact.organisation, contact.held_on, contact.channel) == (solacell.id, TODAY, "call")
    assert (contact.next_step, contact.next_on) == ("Send the agenda", TODAY + dt.timedelta(1))
    objection = session.document.get(Objection, contact.objections[0])
    assert objection is not None and objection.category == "privacy"
    assert objection.statement == "Do the raw records stay in the country?"


def test_contact_objection_and_stage_are_one_edit_with_one_undo(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    before = {k: session.document.all(k) for k in (Touchpoint, Objection, Organisation)}
    dialog = ask(qtbot, session, solacell.id)
    dialog.editor("summary").set_value("They worry about cost.")
    dialog.also("objection").words.set_value("Who pays?")
    save(qtbot, session, dialog)
    now = session.document.get(Organisation, solacell.id)
    assert solacell.status == "not_started" and now is not None and now.status == "in_conversation"
    assert session.undo_label == "Logged a contact with Solacell"
    session.undo()
    qtbot.waitUntil(lambda: session.all_saved, timeout=30_000)
    assert {k: session.document.all(k) for k in before} == before


def test_words_that_are_marked_become_the_objection(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    dialog = ask(qtbot, session, solacell.id)
    text = dialog.editor("summary").control()
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("Went well. Who pays after a year?")
    cursor = text.textCursor()
    cursor.setPosition(11)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    dialog.keep.buttons["objection"].click()
    assert dialog.keep.rows[0].words.words() == "Who pays after a year?"


def test_a_contact_with_one_person_names_their_partner_and_who_said_it(
    qtbot: QtBot, session: Session
) -> None:
    person = session.document.all(Person, name="Noor Asadi")[0]
    dialog = ask(qtbot, session)
    dialog.editor("with").type_in("Noor Asadi")
    assert dialog.editor("with").commit()
    dialog.editor("summary").set_value("Two things.")
    dialog.also("objection").words.set_value("Who pays?")
    dialog.also("commitment").words.set_value("Will send the list.")
    dialog.also("need").words.set_value("Fewer surveys.")
    save(qtbot, session, dialog)
    contact = session.document.all(Touchpoint)[-1]
    assert (contact.organisation, contact.people) == (person.organisation, (person.id,))
    objection = session.document.all(Objection, statement="Who pays?")[0]
    assert (objection.organisation, objection.person) == (person.organisation, person.id)
    assert session.document.all(Commitment, promise="Will send the list.")[0].by == person.id
    need = session.document.all(Need, statement="Fewer surveys.")[0]
    assert (need.told_by, need.confidence) == (person.id, "stated")


def test_the_stage_that_a_person_gives_stays(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    dialog = ask(qtbot, session, solacell.id)
    assert dialog.editor("stage").value() == "in_conversation"
    dialog.editor("stage").type_in("Parked")
    assert dialog.editor("stage").commit()
    dialog.editor("outcome").type_in("Promise given")
    assert dialog.editor("outcome").commit()
    assert dialog.editor("stage").value() == "parked"


def test_own_ways_to_meet_are_behind_other(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    dialog = ask(qtbot, session, solacell.id)
    channel = dialog.editor("channel")
    for words, value in (("Workshop", "workshop"), ("by radio", "by radio"), ("Call", "call")):
        channel.type_in(words)
        assert channel.commit() and channel.value() == value
        assert channel.words().casefold() == words.casefold()


@pytest.mark.parametrize("kind", ["objection", "commitment", "need"])
def test_a_row_without_words_is_asked_about(
    qtbot: QtBot, session: Session, solacell: Organisation, kind: str
) -> None:
    dialog = ask(qtbot, session, solacell.id)
    dialog.editor("summary").set_value("They worry.")
    row = dialog.also(kind)
    dialog.accept()
    assert "in their words" in dialog.problem()
    row.dropped.emit()
    save(qtbot, session, dialog)


def test_what_was_written_is_dropped_only_when_asked_twice(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    dialog = ask(qtbot, session, solacell.id)
    dialog.editor("summary").type_in("A long talk.")
    dialog.reject()
    assert dialog.isVisible() and "not saved" in dialog.problem()
    dialog.reject()
    assert not dialog.isVisible()


def test_all_that_was_written_can_be_gone_on_with(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    first = ask(qtbot, session, solacell.id)
    first.editor("summary").type_in("They worry.")
    first.editor("channel").type_in("Visit")
    for words in ("Who pays?", "Who decides?"):
        first.also("objection").words.type_in(words)
    first.keep.rows[1].editors["category"].type_in("Cost")
    typed = first.unsaved_words()
    second = LogContact(session, today=lambda: TODAY)
    qtbot.addWidget(second)
    second.go_on_with(typed)
    second.show()
    assert second.unsaved_words() == typed
    save(qtbot, session, second)
    contact = session.document.all(Touchpoint)[-1]
    assert (contact.organisation, contact.channel) == (solacell.id, "visit")
    assert len(contact.objections) == 2


def test_everything_that_takes_the_keyboard_has_a_name(
    qtbot: QtBot, session: Session, solacell: Organisation
) -> None:
    dialog = ask(qtbot, session, solacell.id)
    dialog.also("objection")
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
