"""A sealed copy is opened with its passphrase, to a file that is then open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.privacy import age_format
from ui.opening.face import Way
from ui.opening.unsealing import Unsealing
from ui.preferences import Preferences
from ui.widgets.big_row import BigRow
from ui.window import Window

WORDS = "amber-kettle-river-sandwich"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.show()
    yield window
    window.close_session()


@pytest.fixture
def sealed(initiative_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "sealed.db.age"
    path.write_bytes(age_format.seal(initiative_file.read_bytes(), WORDS))
    return path


def give_passphrase(window: Window) -> None:
    view = window.opener.view
    assert view is not None
    place = [offer.way for offer in view.face.offers].index(Way.UNSEAL)
    view.findChildren(BigRow)[place].click()


def test_a_wrong_passphrase_is_said_and_the_right_one_opens_it(
    qtbot: QtBot,
    window: Window,
    sealed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "opened.db"
    asked: list[str] = []

    def where(*given: object, **_: object) -> tuple[str, str]:
        asked.append(str(given[2]))
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    problems: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Unsealing)
        dialog.accept()
        problems.append(dialog.problem())
        for words in ("wrong", WORDS):
            (field,) = dialog.secret.fields
            field.setText(words)
            dialog.accept()
            dialog.accept()  # pressed twice
            dialog.reject()  # while it is being opened
            assert not dialog.go.isEnabled() and dialog.isVisible()
            qtbot.waitUntil(lambda: bool(dialog.problem() or dialog.result()), timeout=60_000)
            problems.append(dialog.problem())

    assert not window.open_path(sealed)
    before = sealed.read_bytes()
    QTimer.singleShot(0, answer)
    give_passphrase(window)
    assert problems[0] == "Type the passphrase that came with the copy."
    assert problems[1].startswith("This passphrase does not open “sealed.db.age”.")
    assert problems[2] == "" and asked == [str(tmp_path / "sealed.db")]
    assert window.session is not None and window.session.path == out
    assert not window.session.read_only and sealed.read_bytes() == before


def test_it_can_be_left_sealed(window: Window, sealed: Path) -> None:
    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Unsealing)
        dialog.reject()

    assert not window.open_path(sealed)
    QTimer.singleShot(0, leave)
    give_passphrase(window)
    assert window.session is None and window.opener.view is not None
