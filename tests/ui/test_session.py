from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.base.errors import NotSaved
from outreach.base.ids import new_id
from outreach.document.edits import Changes
from outreach.document.outcomes import Outcome
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from ui.session import Session
from ui.shell.foot import Saved


@pytest.fixture
def session(initiative_file: Path, qapp: object) -> Iterator[Session]:
    """An open file, closed afterwards."""
    session = Session(initiative_file, "Ines")
    yield session
    session.close()


def add(session: Session, name: str = "Telmara") -> str:
    id = new_id()
    session.edit(f"Added {name}", lambda edit: edit.add(Organisation, id=id, name=name))
    return id


def test_an_edit_is_written_and_told(qtbot: QtBot, session: Session) -> None:
    states: list[Saved] = []
    session.saving.connect(states.append)
    with qtbot.waitSignal(session.changed) as signal:
        id = add(session)
        assert not session.all_saved
    assert isinstance(signal.args, list) and isinstance(signal.args[0], Changes)
    assert states == [Saved.SAVING, Saved.SAVED]
    partner = session.document.get(Organisation, id)
    assert partner is not None and partner.name == "Telmara"
    assert id in session.snapshot().organisations


def test_undo_and_redo_are_named_and_done(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.changed):
        id = add(session)
    assert (session.undo_label, session.redo_label) == ("Added Telmara", None)
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.document.get(Organisation, id) is None
    assert (session.undo_label, session.redo_label) == (None, "Added Telmara")
    with qtbot.waitSignal(session.changed):
        session.redo()
    assert session.document.get(Organisation, id) is not None


def test_what_does_not_fit_is_refused_in_a_sentence(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.refused) as signal:
        session.edit("Bad", lambda edit: edit.add(Organisation, name=""))
    assert "cannot be left empty" in str(signal.args)
    assert session.all_saved


def test_what_cannot_be_written_now_is_kept_and_tried_again(
    qtbot: QtBot, session: Session, initiative_file: Path
) -> None:
    with open_file(initiative_file, author="Other").opened() as other:
        other.connection.execute("PRAGMA query_only=OFF")
        other.connection.execute("BEGIN IMMEDIATE")
        with qtbot.waitSignal(session.not_saved, timeout=20_000) as signal:
            add(session)
        other.connection.execute("ROLLBACK")
    assert "Another program is using the file" in str(signal.args)
    qtbot.waitUntil(lambda: session.unsaved == 1)
    assert not session.all_saved
    assert [o.name for o in session.document.all(Organisation)] == ["Telmara"]
    session.try_again()
    qtbot.waitUntil(lambda: session.all_saved)
    assert session.document.path == initiative_file
    assert [o.name for o in session.document.all(Organisation)] == ["Telmara"]


def test_closing_writes_what_is_queued(qapp: object, initiative_file: Path) -> None:
    session = Session(initiative_file, "Ines")
    for n in range(5):
        add(session, f"Partner {n}")
    session.close()
    with open_file(initiative_file, author="Ines").opened() as document:
        assert len(document.all(Organisation)) == 5


def test_a_file_that_cannot_be_opened_says_why(qapp: object, tmp_path: Path) -> None:
    session = Session(tmp_path / "missing.db", "Ines")
    assert session.opening.outcome is Outcome.MISSING
    assert session.read_only
    session.close()


def test_a_copy_is_complete_and_never_overwrites(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    add(session)
    target = tmp_path / "copy.db"
    told: list[object] = []
    session.save_copy(target, told.append, told.append)
    session.save_copy(target, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == target
    assert "exists already" in str(told[1]) and not isinstance(told[1], NotSaved)
    with open_file(target, author="Ines").opened() as document:
        assert [o.name for o in document.all(Organisation)] == ["Telmara"]


def test_what_another_tool_changes_in_the_tables_is_shown(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.changed):
        id = add(session)
    assert session.snapshot().name(id) == "Telmara"
    other = sqlite3.connect(session.path)
    with other:
        other.execute("UPDATE organisation SET name='Solacell' WHERE id=?", (id,))
    other.close()
    with qtbot.waitSignal(session.reloaded):
        session.look()
    assert session.snapshot().name(id) == "Solacell"
