"""The Kestria sample and an empty plan, opened as the window opens them."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.exchange import samples
from outreach.initiative import create
from ui.navigation import Navigator
from ui.session import Session

TODAY = dt.date(2026, 11, 24)
Show = Callable[[QWidget], None]


@pytest.fixture(scope="session")
def kestria_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "kestria.db"
    samples.make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def today() -> Callable[[], dt.date]:
    return lambda: TODAY


@pytest.fixture
def navigator(qapp: object) -> Navigator:
    return Navigator()


@pytest.fixture
def kestria(kestria_template: Path, tmp_path: Path, qapp: object) -> Iterator[Session]:
    """The sample, open."""
    session = Session(Path(shutil.copy(kestria_template, tmp_path / "kestria.db")), "Ines")
    yield session
    session.close()


@pytest.fixture
def empty(tmp_path: Path, qapp: object) -> Iterator[Session]:
    """A plan without anything in it, open."""
    path = tmp_path / "empty.db"
    create(path, "Flood data", author="Ines").close()
    session = Session(path, "Ines")
    yield session
    session.close()


@pytest.fixture
def locked(kestria_template: Path, tmp_path: Path, qapp: object) -> Iterator[Session]:
    """The sample as a newer version of the program would write it: it can only be read."""
    path = Path(shutil.copy(kestria_template, tmp_path / "newer.db"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    session = Session(path, "Ines")
    assert session.read_only
    yield session
    session.close()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a page at the size that it has in a window of the design's size."""

    def show_it(page: QWidget) -> None:
        qtbot.addWidget(page)
        page.resize(1180, 770)
        page.show()

    return show_it


@pytest.fixture
def saved(qtbot: QtBot) -> Callable[[Session], None]:
    """Wait until everything is in the file."""
    return lambda session: qtbot.waitUntil(lambda: session.all_saved)
