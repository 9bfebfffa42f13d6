"""Asking where a file is to go; the system's own dialog answers as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from outreach.base.file_names import fit_for_a_name
from outreach.initiative import open_file
from ui.dialogs.new_plan import NewPlan
from ui.files import Files
from ui.preferences import Preferences


@pytest.fixture
def files(qtbot: QtBot, tmp_path: Path) -> Files:
    """Asking over a window of its own."""
    window = QWidget()
    qtbot.addWidget(window)
    return Files(window, Preferences(tmp_path / "settings.ini"))


def chosen(monkeypatch: pytest.MonkeyPatch, *paths: str) -> None:
    """Let the person choose ``paths``, one after the other."""
    answers = iter(paths)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (next(answers), ""))


def test_a_name_with_a_dot_still_gets_the_ending(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(monkeypatch, str(tmp_path / "plan v1.2"))
    assert files.copy_of(tmp_path / "x.db") == tmp_path / "plan v1.2.db"


def test_what_was_answered_for_a_new_plan_is_asked_only_once(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken.db").touch()
    chosen(monkeypatch, "", str(tmp_path / "taken.db"), str(tmp_path / "free.db"))
    shown: list[str] = []

    def act() -> None:
        top = QApplication.activeModalWidget()
        if isinstance(top, NewPlan):
            if not shown:
                top.editor("name").set_value("Lake Basin")
            shown.append(top.answers().name)
        assert isinstance(top, NewPlan | QMessageBox)
        if len(shown) < 3 or isinstance(top, QMessageBox):
            QTimer.singleShot(50, act)
        top.accept()

    QTimer.singleShot(50, act)
    assert files.new() == tmp_path / "free.db"
    assert shown == ["Lake Basin"] * 3
    with open_file(tmp_path / "free.db", author="Ines").opened() as document:
        assert document.connection.execute("SELECT name FROM initiative").fetchone() == (
            "Lake Basin",
        )


def test_a_file_name_holds_nothing_that_a_system_refuses() -> None:
    assert fit_for_a_name('Lake: "Basin" / 2026?') == "Lake Basin 2026"
    assert fit_for_a_name("???") == "plan"
