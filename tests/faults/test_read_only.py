"""Folders and files that cannot be written to: said at once, readable all the same, a way out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved, Refusal
from outreach.briefs.saving import save_pdf
from outreach.cause.kinds import Tag
from outreach.cli.main import main
from outreach.document.backups import Backups, Why
from outreach.document.opening import Outcome
from outreach.initiative import create, open_file, the_initiative
from outreach.merge.bringing import merge
from tests.faults import vfs
from tests.faults.test_going_on import add, tags
from tests.faults.work import PDFS, PLAN, THEIRS
from ui.holding import Holding

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are protected otherwise")
JOURNAL = 1544
"""SQLITE_READONLY_DIRECTORY: what SQLite says when it may make no journal."""


class Card:
    """A memory card with a plan, which can be protected against writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = folder / PLAN
        self._refuses = False

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def protect_while_open(self, on: bool = True) -> None:
        """Protect it as a folder can be, though a disk cannot, while a file on it is open."""
        if os.geteuid():
            self.protect(on)
        self._refuses = on

    def watch(self, call: vfs.Call) -> int:
        """Refuse an administrator, too, what the folder refuses."""
        makes = call.what == "open" and call.file == f"{self.plan}-journal"
        return JOURNAL if self._refuses and makes else vfs.OK

    def protect(self, on: bool = True) -> None:
        if os.geteuid():
            self.plan.chmod(0o400 if on else 0o600)
            self.folder.chmod(0o500 if on else 0o700)
        else:
            mode = "remount,ro" if on else "remount,rw"
            subprocess.run(["mount", "-o", mode, str(self.folder)], check=True)


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """Put a small disk of its own there, which even an administrator can protect."""
    if os.geteuid():
        yield
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("an administrator who may not mount a disk may write everywhere")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def card(begin: Path, tmp_path: Path) -> Iterator[Card]:
    folder = tmp_path / "card"
    folder.mkdir()
    with mounted(folder):
        shutil.copy(begin / PLAN, folder / PLAN)
        found = Card(folder)
        with vfs.watched(found.watch):
            yield found
        found.protect(False)


def test_a_protected_plan_opens_for_reading_and_a_copy_of_it_can_be_edited(
    card: Card, tmp_path: Path
) -> None:
    card.protect()
    found = open_file(card.plan, author="Ines", lock=True)
    with found.opened() as document:
        assert found.outcome is Outcome.READ_ONLY
        assert "cannot be written to, so it is open for reading" in found.sentence
        with pytest.raises(Refusal, match="Save a copy and change that"), document.edit("x"):
            pass
        document.copy_to(tmp_path / "copy.db")
    assert card.names() == [PLAN]
    with open_file(tmp_path / "copy.db", author="Ines").opened() as copy, copy.edit("x") as edit:
        edit.add(Tag, name="rain")
    assert tags(tmp_path / "copy.db") == ["rain"]


def test_a_plan_that_is_protected_while_it_is_open_says_so_and_stays_as_it_was(card: Card) -> None:
    with open_file(card.plan, author="Ines").opened() as document:
        with document.edit("Before") as edit:
            edit.add(Tag, name="before")
        card.protect_while_open()
        with (
            pytest.raises(NotSaved, match=r"Save a copy elsewhere\. Everything saved before is"),
            document.edit("While") as edit,
        ):
            edit.add(Tag, name="while")
        assert [tag.name for tag in document.all(Tag)] == ["before"]
        card.protect_while_open(False)
        with document.edit("After") as edit:
            edit.add(Tag, name="after")
    assert tags(card.plan) == ["before", "after"]


def test_the_window_goes_on_while_the_plan_is_protected(card: Card) -> None:
    holding = Holding(card.plan, "Ines")
    holding.write(add("first"))
    card.protect_while_open()
    holding.write(add("second"))
    assert "cannot be written to" in holding.standing().why
    with pytest.raises(NotSaved):
        holding.try_again()
    card.protect_while_open(False)
    holding.try_again()
    holding.write(add("third"))
    holding.close()
    assert tags(card.plan) == ["first", "second", "third"]


def test_nothing_is_made_on_a_protected_card_and_nothing_stays_there(
    card: Card, begin: Path, tmp_path: Path
) -> None:
    plan = shutil.copy(begin / PLAN, tmp_path / PLAN)
    card.protect()
    with open_file(plan, author="Ines").opened() as document:
        with pytest.raises(NotSaved, match="Choose another folder"):
            document.copy_to(card.folder / "copy.db")
        backups = Backups(card.folder / "safe")
        assert backups.before(document, Why.ASKED) is None
        assert "No safe copy" in backups.trouble
        with document.edit("Saved all the same") as edit:
            edit.add(Tag, name="rain")
    with pytest.raises(NotSaved, match="could not be made"):
        create(card.folder / "new.db", "Water", author="Ines")
    with pytest.raises(NotSaved, match="PDF was not saved"):
        save_pdf(card.folder / "brief.pdf", PDFS["after"])
    assert card.names() == [PLAN]
    assert tags(plan) == ["rain"]


def test_a_colleagues_copy_on_a_protected_card_is_merged(
    card: Card, begin: Path, tmp_path: Path
) -> None:
    plan = shutil.copy(begin / PLAN, tmp_path / PLAN)
    shutil.copy(begin / THEIRS, card.folder / THEIRS)
    card.protect()
    with open_file(plan, author="Ines").opened() as document:
        assert merge(document, card.folder / THEIRS).edits > 0


def test_the_command_line_says_that_a_plan_is_protected(
    card: Card, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    edits = tmp_path / "edits.jsonl"
    edits.write_text('{"changes": [{"op": "add", "kind": "tag", "fields": {"name": "rain"}}]}')
    card.protect()
    assert main(["apply", str(card.plan), str(edits)], lambda _: 0) == 1
    assert "cannot be written to" in capsys.readouterr().err
    assert main(["list", str(card.plan), "tag"], lambda _: 0) == 0


def test_a_plan_of_an_older_version_on_a_protected_card_is_left_as_it_is(
    card: Card, begin: Path
) -> None:
    old = Path(shutil.copy(begin / "old.db", card.folder / "old.db"))
    before = old.read_bytes()
    card.protect()
    found = open_file(old, author="Ines")
    if found.document is not None:
        with found.document as document:
            assert the_initiative(document).name == "Flood data for Kestria"
    assert found.sentence.endswith(".") and old.read_bytes() == before
