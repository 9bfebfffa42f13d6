"""Messages from the window: begun with what a step says, saved as a draft or handed over."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Sequence, Step
from outreach.document.edits import Changes, Edit
from outreach.network.kinds import Organisation, Person
from tests.ui.bringing.test_bringing_in import open_session
from tests.ui.privacy.asking import banner
from ui.bringing.mail import MailDialog
from ui.bringing.ways import write_mail
from ui.window import Window


@pytest.fixture
def partner(opened: Window, qtbot: QtBot) -> str:
    """A partner with a step, of whom one person has an address."""
    made: list[str] = []
    done: list[Changes] = []

    def add(edit: Edit) -> None:
        made.append(edit.add(Organisation, name="Größe & Söhne"))
        edit.add(Person, name="Ada Okello", organisation=made[0], email="ada@x.example")
        plan = edit.add(Sequence, name="First")
        edit.add(
            Step, sequence=plan, organisation=made[0], pitch="You count floods.", ask="Join us?"
        )

    open_session(opened).edit("Added", add, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return made[0]


def asked(act: Callable[[MailDialog], bool]) -> None:
    """Do ``act`` in the dialog, again and again until it returns that it is done."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, MailDialog) or not act(dialog):
            QTimer.singleShot(10, run)

    QTimer.singleShot(10, run)


def test_the_message_of_a_step_is_saved_as_a_draft_with_the_brief(
    opened: Window,
    partner: str,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "Ada.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))

    def act(dialog: MailDialog) -> bool:
        assert dialog.people.currentText() == "Ada Okello, ada@x.example"
        assert dialog.about.currentText() == "Größe & Söhne: Join us?"
        dialog.brief.setChecked(True)
        assert not dialog.hand_over.isEnabled()
        dialog.go.click()
        return True

    asked(act)
    write_mail(opened, partner, "A4")
    qtbot.waitUntil(lambda: "was written" in banner(opened))
    mail = message_from_bytes(out.read_bytes(), policy=default)
    body = mail.get_body()
    assert body is not None and mail["To"] == "ada@x.example"
    said = body.get_content().replace("\r\n", "\n")
    assert said.startswith("Dear Ada,\n\nYou count floods.\n\nJoin us?\n\nKind regards,\nInes")
    (brief,) = mail.iter_attachments()
    assert brief.get_filename() == "Brief for Größe & Söhne.pdf"
    assert brief.get_content().startswith(b"%PDF")


def test_while_a_message_is_written_nothing_of_it_is_changed_and_it_can_be_given_up(
    opened: Window,
    partner: str,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "Ada.EML"  # as some programs write it
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    seen: list[str] = []

    def act(dialog: MailDialog) -> bool:
        dialog.brief.setChecked(True)
        dialog.go.click()
        assert not dialog.go.isEnabled() and not dialog.text.isEnabled()
        assert "It is being written" in dialog.go.toolTip()
        dialog.cancel.click()
        assert dialog.isVisible() and dialog.go.isEnabled() and dialog.text.isEnabled()
        seen.extend(path.name for path in tmp_path.glob("*.[eE]*"))
        dialog.brief.setChecked(False)
        dialog.go.click()
        return True

    asked(act)
    write_mail(opened, partner, "A4")
    qtbot.waitUntil(lambda: "was written" in banner(opened))
    assert seen == [] and [path.name for path in tmp_path.glob("*.[eE]*")] == ["Ada.EML"]


def test_a_message_is_handed_to_the_mail_program(
    opened: Window, partner: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def open_url(url: QUrl) -> bool:
        seen.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)

    def act(dialog: MailDialog) -> bool:
        dialog.text.type_in("Hello {first name}, a & b?")
        dialog.hand_over.click()
        return True

    asked(act)
    write_mail(opened, partner, "A4")
    assert seen[0].startswith("mailto:ada@x.example?subject=")
    assert unquote(seen[0]).endswith("body=Hello Ada, a & b?")


def test_a_message_with_a_gap_is_not_written_and_what_was_typed_stays(
    opened: Window, partner: str, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def act(dialog: MailDialog) -> bool:
        if not dialog.problem():
            dialog.text.type_in("Dear {job title}")
            dialog.hand_over.click()
            return False
        dialog.about.setCurrentIndex(1)
        seen.extend([dialog.problem(), dialog.text.words()])
        dialog.reject()
        return True

    asked(act)
    write_mail(opened, partner, "A4")
    assert "“{job title}” is not known for Ada Okello" in seen[0]
    assert seen[1] == "Dear {job title}"
