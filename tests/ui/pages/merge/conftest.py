"""The sample in two copies that were edited apart, and the review of one in the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.initiative import open_file
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from ui.navigation import Navigator
from ui.pages.merge.page import MergePage
from ui.pages.merge.reviewing import Stage
from ui.session import Session

Show = Callable[[QWidget], None]
Bring = Callable[[], None]


@pytest.fixture
def theirs(kestria_template: Path, tmp_path: Path) -> Path:
    """Ben's copy: he disagrees on three things, changed one more, and added a person."""
    path = Path(shutil.copy(kestria_template, tmp_path / "ben.db"))
    with open_file(path, author="Ben").opened() as document:
        first, second, third = document.all(Organisation)[:3]
        with document.edit("Moved on") as edit:
            edit.set(first.id, status="contributing", about="We meet monthly in Mombasa.")
        with document.edit("Judged") as edit:
            edit.set(second.id, influence=2, website="https://example.org")
        with document.edit("Added Ana") as edit:
            edit.add(Person, name="Ana", organisation=third.id)
    return path


@pytest.fixture
def mine(kestria_template: Path, theirs: Path, tmp_path: Path, qapp: object) -> Iterator[Session]:
    """The file of Ines, open."""
    path = Path(shutil.copy(kestria_template, tmp_path / "kestria.db"))
    with open_file(path, author="Ines").opened() as document:
        first, second, third = document.all(Organisation)[:3]
        with document.edit("Moved back") as edit:
            edit.set(first.id, status="contacted", about="We meet weekly in Nairobi.")
        with document.edit("Judged") as edit:
            edit.set(second.id, influence=4)
        with document.edit("Added a need") as edit:
            edit.add(Need, organisation=third.id, statement="Rain")
    session = Session(path, "Ines")
    yield session
    session.close()


@pytest.fixture
def page(mine: Session, navigator: Navigator, show: Show) -> Iterator[MergePage]:
    page = MergePage(mine, navigator)
    show(page)
    yield page
    page.leave()


@pytest.fixture
def bring(page: MergePage, theirs: Path, qtbot: QtBot) -> Bring:
    """Bring Ben's copy in and wait until it is compared."""

    def bring_it() -> None:
        page.bring_in(theirs)
        qtbot.waitUntil(lambda: page.reviewing.up_to_date)
        assert page.reviewing.stage is Stage.REVIEW

    return bring_it
