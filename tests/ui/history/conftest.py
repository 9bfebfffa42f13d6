"""A file with some past, opened as the window opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Tag
from outreach.initiative import create
from outreach.network.kinds import Organisation, Person
from ui.navigation import Navigator
from ui.session import Session


class Past:
    """The edits that were made, by their labels, and two partners with somebody at one of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.edits: dict[str, str] = {}
        with create(path, "Lake Basin", author="Ines") as document:

            def note(label: str) -> None:
                self.edits[label] = edit.changes.edit

            with document.edit("Added two") as edit:
                self.telmara = edit.add(Organisation, name="Telmara", status="contacted")
                self.solacell = edit.add(Organisation, name="Solacell", status="contacted")
                self.nadia = edit.add(Person, name="Nadia", organisation=self.telmara)
                self.tag = edit.add(Tag, name="Lake")
            note("Added two")
            with document.edit("Both moved", author="Jo") as edit:
                edit.set(self.telmara, status="committed", tags=[self.tag])
                edit.set(self.solacell, status="committed")
            note("Both moved")
            with document.edit("Telmara moved") as edit:
                edit.set(self.telmara, status="declined")
            note("Telmara moved")


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "plan.db")


@pytest.fixture
def session(past: Past, qapp: object) -> Iterator[Session]:
    session = Session(past.path, "Ines")
    yield session
    session.close()


@pytest.fixture
def navigator(qapp: object) -> Navigator:
    return Navigator()


@pytest.fixture
def settled(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Wait until everything is in the file."""
    return lambda: qtbot.waitUntil(lambda: session.all_saved)
