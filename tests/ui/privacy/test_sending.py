"""Copies that are sent: what goes along is shown, and no more is written; sealed when asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from outreach.cli.checking import examine
from outreach.initiative import open_file
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Objection
from outreach.privacy.passphrases import strength
from outreach.privacy.redacting import write_redacted
from outreach.privacy.sealing import open_sealed
from tests.ui.privacy.asking import banner, in_dialog
from ui.dialogs.new_passphrase import NewPassphrase
from ui.dialogs.redacted_copy import RedactedCopy
from ui.pages.initiative import InitiativePage
from ui.records.form import LEFT_OUT, RecordForm
from ui.window import Window

SaveAs = Callable[[Path], None]


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch) -> SaveAs:
    """Have the person answer where to save with a path."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))

    return answer


def send(window: Window, action: str) -> None:
    window.actions.action(action).trigger()


def test_what_goes_and_what_is_left_out_is_shown_before_a_redacted_copy_is_written(
    qtbot: QtBot, opened: Window, tmp_path: Path, save_as: SaveAs
) -> None:
    out = tmp_path / "sent.db"
    save_as(out)
    said: list[list[str]] = []

    def agree(dialog: RedactedCopy) -> None:
        said.append(dialog.left_out().splitlines())
        dialog.kind("person").setChecked(False)
        said.append(dialog.left_out().splitlines())
        assert not out.exists()
        dialog.accept()

    in_dialog(RedactedCopy, agree)
    send(opened, "redacted")
    qtbot.waitUntil(lambda: "was saved as “sent.db”" in banner(opened), timeout=30_000)
    assert "10 objections" in said[0] and "18 people" not in said[0]
    assert "18 people" in said[1] and "13 champions" in said[1]
    assert examine(out).problems == []
    with open_file(out, author="Ben").opened() as copy:
        assert (copy.all(Person), copy.all(Objection)) == ([], [])
        assert len(copy.all(Organisation)) == 12


def test_with_nothing_ticked_only_the_initiative_goes(
    qtbot: QtBot, opened: Window, tmp_path: Path, save_as: SaveAs
) -> None:
    save_as(tmp_path / "sent.db")

    def agree(dialog: RedactedCopy) -> None:
        for kind in list(dialog._kinds):
            dialog.kind(kind).setChecked(False)
        dialog.accept()

    in_dialog(RedactedCopy, agree)
    send(opened, "redacted")
    qtbot.waitUntil(lambda: "was saved as" in banner(opened), timeout=30_000)
    with open_file(tmp_path / "sent.db", author="Ben").opened() as copy:
        assert copy.all(Organisation) == []


def test_what_cannot_be_written_is_said(
    qtbot: QtBot, opened: Window, plan: Path, save_as: SaveAs
) -> None:
    save_as(plan)
    in_dialog(RedactedCopy, lambda dialog: dialog.accept())
    before = plan.read_bytes()
    send(opened, "redacted")
    qtbot.waitUntil(lambda: "exists already" in banner(opened, "refused"), timeout=30_000)
    assert plan.read_bytes() == before


def test_a_redacted_copy_is_sealed_and_nothing_else_written(
    qtbot: QtBot, opened: Window, tmp_path: Path, save_as: SaveAs
) -> None:
    out = tmp_path / "kestria redacted.db.age"
    save_as(out.with_suffix(""))  # the dialog's answer without the ending
    before = set(tmp_path.iterdir())
    made: list[str] = []

    def seal(dialog: NewPassphrase) -> None:
        dialog.make.click()
        made.append(dialog.passphrase())
        dialog.accept()

    def agree(dialog: RedactedCopy) -> None:
        dialog.seal.setChecked(True)
        in_dialog(NewPassphrase, seal)
        dialog.accept()

    in_dialog(RedactedCopy, agree)
    send(opened, "redacted")
    assert "is being sealed" in banner(opened)
    qtbot.waitUntil(lambda: "A sealed copy was saved as" in banner(opened), timeout=60_000)
    assert set(tmp_path.iterdir()) == before | {out}
    assert strength(made[0]).level == 4
    open_sealed(out, tmp_path / "back.db", made[0])
    with open_file(tmp_path / "back.db", author="Ben").opened() as copy:
        assert copy.redaction.mark is not None and copy.all(Objection) == []


def test_a_passphrase_is_typed_twice_and_its_strength_shown(qtbot: QtBot, opened: Window) -> None:
    dialog = NewPassphrase(["Kestria"], opened.shell)
    qtbot.addWidget(dialog)
    first, second = dialog.secret.fields
    assert first.echoMode() is QLineEdit.EchoMode.Password
    dialog.accept()
    assert dialog.problem() == "Type a passphrase, or have one made."
    qtbot.keyClicks(first, "Kestria")
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Very weak: "))
    assert dialog.bar.value() == 1 and dialog.result() == 0
    qtbot.keyClicks(second, "kestria")
    dialog.accept()
    assert dialog.problem().startswith("The two are not the same.")
    dialog.secret.show_box.setChecked(True)
    assert first.echoMode() is second.echoMode() is QLineEdit.EchoMode.Normal
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "Kestria"
    second.setText("Kestria")
    dialog.accept()
    assert (dialog.result(), dialog.passphrase()) == (1, "Kestria")


@pytest.fixture
def redacted(window: Window, plan: Path, tmp_path: Path) -> Window:
    """The window over a redacted copy of the sample."""
    with open_file(plan, author="Ines").opened() as whole:
        write_redacted(whole, tmp_path / "redacted.db")
    assert window.open_path(tmp_path / "redacted.db")
    return window


def test_a_redacted_copy_says_so_as_long_as_it_is_open(redacted: Window, plan: Path) -> None:
    said = banner(redacted, "redacted")
    assert said.startswith("A redacted copy. Left out of it: relationships, objections, ")
    assert redacted.open_path(plan)
    assert banner(redacted, "redacted") == ""


def test_a_redacted_copy_is_not_redacted_again(redacted: Window) -> None:
    send(redacted, "redacted")
    assert "is a redacted copy itself" in banner(redacted, "refused")


def test_a_field_that_was_left_out_says_why_it_cannot_be_set(
    qtbot: QtBot, redacted: Window
) -> None:
    redacted.shell.show_page("initiative")
    page = redacted.shell.page("initiative")
    session = redacted.session
    assert isinstance(page, InitiativePage) and session is not None
    person = session.document.all(Person)[0]
    assert page.show_record(person.id)
    form = page.sections["people"].current().record
    assert isinstance(form, RecordForm)
    withheld, open_one = form.form.editor("seniority"), form.form.editor("job_title")
    assert not withheld.control().isEnabled()
    assert withheld.control().accessibleDescription() == LEFT_OUT
    assert open_one.control().accessibleDescription() != LEFT_OUT
    added: list[str] = []
    session.edit("Added", lambda edit: added.append(edit.add(Person, name="New")))
    qtbot.waitUntil(lambda: session.all_saved)
    assert page.show_record(added[0])
    assert form.form.editor("seniority").control().isEnabled()
