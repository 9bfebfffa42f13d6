"""A shared folder in the window: what the others write comes in by itself, quietly."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from outreach.sharing import membership
from outreach.sharing.rounds import exchange
from tests.ui.privacy.asking import banner, in_dialog
from ui.dialogs.shared_folder import SharedFolder
from ui.privacy.sharing import KEY
from ui.window import Window


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The team's folder, which the person chooses when asked."""
    made = tmp_path / "team"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    return made


@pytest.fixture
def ben(tmp_path: Path, plan: Path) -> Iterator[Document]:
    """A colleague's copy."""
    copy = shutil.copy(plan, tmp_path / "ben.db")
    with open_file(copy, author="Ben").opened() as document:
        yield document


def share(window: Window) -> None:
    def agree(dialog: SharedFolder) -> None:
        dialog.choose.click()
        dialog.go.click()

    in_dialog(SharedFolder, agree)
    window.actions.action("share").trigger()


def give(document: Document, folder: Path, partner: str) -> None:
    """Have the colleague add a partner and give their copy."""
    with document.edit("Added") as edit:
        edit.add(Organisation, name=partner)
    exchange(document, membership.begin(document.id, "Kestria", "Ben", folder))


def partners(window: Window) -> list[str]:
    assert window.session is not None
    return [one.name for one in window.session.document.all(Organisation)]


def test_nothing_is_written_before_a_folder_is_chosen(opened: Window, folder: Path) -> None:
    said: list[bool] = []

    def think_better(dialog: SharedFolder) -> None:
        said.append(any("confidential" in label.text() for label in dialog.findChildren(QLabel)))
        said.append(not dialog.go.isEnabled())
        dialog.reject()

    in_dialog(SharedFolder, think_better)
    opened.actions.action("share").trigger()
    assert said == [True, True]
    assert list(folder.iterdir()) == []


def test_a_copy_is_given_and_what_a_colleague_writes_comes_in(
    qtbot: QtBot, opened: Window, folder: Path, ben: Document
) -> None:
    share(opened)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.db"))) == 1, timeout=30_000)
    give(ben, folder, "Telmara")
    qtbot.waitUntil(lambda: "Telmara" in partners(opened), timeout=30_000)
    qtbot.waitUntil(lambda: banner(opened, KEY) == "1 edit by Ben came in.", timeout=30_000)


def test_it_goes_on_when_the_plan_is_opened_again(
    qtbot: QtBot, opened: Window, folder: Path, ben: Document, plan: Path
) -> None:
    share(opened)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.db"))) == 1, timeout=30_000)
    opened.close_session()
    give(ben, folder, "Telmara")
    assert opened.open_path(plan)
    qtbot.waitUntil(lambda: "Telmara" in partners(opened), timeout=30_000)


def test_what_is_changed_here_is_given(
    qtbot: QtBot, opened: Window, folder: Path, ben: Document
) -> None:
    share(opened)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.db"))) == 1, timeout=30_000)
    assert opened.session is not None
    opened.session.edit("Added", lambda edit: edit.add(Organisation, name="Halden"))
    member = membership.begin(ben.id, "Kestria", "Ben", folder)

    def arrived() -> bool:
        exchange(ben, member)
        return "Halden" in [one.name for one in ben.all(Organisation)]

    qtbot.waitUntil(arrived, timeout=30_000)


def test_what_cannot_be_taken_in_is_said_once(qtbot: QtBot, opened: Window, folder: Path) -> None:
    (folder / "junk.db").write_bytes(b"junk")
    share(opened)
    qtbot.waitUntil(lambda: "junk.db" in banner(opened, KEY), timeout=30_000)


def test_sharing_is_stopped_and_the_files_stay(qtbot: QtBot, opened: Window, folder: Path) -> None:
    share(opened)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.db"))) == 1, timeout=30_000)

    said: list[str] = []

    def stop(dialog: SharedFolder) -> None:
        said.append(dialog.where())
        dialog.stop.click()

    in_dialog(SharedFolder, stop)
    opened.actions.action("share").trigger()
    session = opened.session
    assert session is not None
    assert str(folder) in said[0]
    qtbot.waitUntil(lambda: membership.find(session.document.id) is None, timeout=30_000)
    assert len(list(folder.glob("*.db"))) == 1
