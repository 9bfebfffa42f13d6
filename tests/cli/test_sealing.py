"""Sealed copies from the command line: written, opened, and where the passphrase comes from."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from pathlib import Path

import pytest

from outreach.cli.passphrases import VARIABLE
from tests.cli.running import Command
from tests.privacy import age_format

STRONG = "amber-kettle-river-sandwich"


@pytest.fixture
def sealed(file: Path, tmp_path: Path) -> Path:
    """The sample, sealed by another program."""
    path = tmp_path / "sealed.age"
    path.write_bytes(age_format.seal(file.read_bytes(), STRONG))
    return path


def answers(monkeypatch: pytest.MonkeyPatch, given: Iterable[str]) -> None:
    """Have somebody at the terminal answer so."""
    waiting = iter(given)
    monkeypatch.setattr(getpass, "getpass", lambda _: next(waiting))


def test_a_redacted_copy_is_sealed_and_opened_and_a_weak_passphrase_warned_of(
    run: Command, file: Path, tmp_path: Path
) -> None:
    words, out, back = (tmp_path / name for name in ("words.txt", "out.age", "back.db"))
    words.write_text("secret\nmore\n", "utf-8")
    before = {*tmp_path.iterdir(), out}
    written = run("copy", file, out, "--redacted", "--seal", "--passphrase-file", words)
    assert written.status == 0 and "Left out: " in written.out
    assert written.err.startswith("Very weak: ") and "“outreach passphrase”" in written.err
    assert set(tmp_path.iterdir()) == before
    assert out.read_bytes().startswith(b"age-encryption.org/v1\n")
    opened = run("open-sealed", out, back, "--passphrase-file", words, "--json")
    assert opened.data["file"] == str(back)
    assert run("check", back).status == 0
    assert run("list", back, "objection", "--json").data == []


def test_the_passphrase_comes_from_the_environment_too(
    run: Command, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, STRONG)
    assert run("open-sealed", sealed, tmp_path / "back.db").status == 0
    monkeypatch.setenv(VARIABLE, "another")
    refused = run("open-sealed", sealed, tmp_path / "other.db")
    assert refused.status == 1 and "does not open “sealed.age”" in refused.err
    assert not (tmp_path / "other.db").exists()


def test_where_there_is_nobody_to_ask_nothing_is_asked(
    run: Command, file: Path, tmp_path: Path
) -> None:
    for command in (["copy", file, tmp_path / "o", "--seal"], ["open-sealed", file, "o"]):
        refused = run(*command)
        assert refused.status == 1 and "there is nobody to ask" in refused.err
    assert not (tmp_path / "o").exists()


def test_the_passphrase_is_no_argument(run: Command, file: Path, tmp_path: Path) -> None:
    assert run("open-sealed", file, tmp_path / "o", "--passphrase", STRONG).status == 2
    missing = run("open-sealed", file, tmp_path / "o", "--passphrase-file", tmp_path / "no")
    assert missing.status == 1 and "could not be read" in missing.err


def test_one_is_asked_for_without_being_shown_and_twice_when_it_is_new(
    run: Command,
    file: Path,
    sealed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("outreach.cli.passphrases._somebody_is_there", lambda: True)
    answers(monkeypatch, [STRONG, STRONG.upper()])
    refused = run("copy", file, tmp_path / "o", "--seal")
    assert refused.status == 1 and "not the same" in refused.err
    answers(monkeypatch, ["", ""])
    assert "Without a passphrase" in run("copy", file, tmp_path / "o", "--seal").err
    answers(monkeypatch, [STRONG])
    assert run("open-sealed", sealed, tmp_path / "back.db").status == 0
    assert (tmp_path / "back.db").read_bytes() == file.read_bytes()


def test_a_damaged_plan_that_was_sealed_is_looked_through(
    run: Command, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, STRONG)
    broken = bytearray(file.read_bytes())
    broken[8192 * 3 : 8192 * 4] = b"\xff" * 8192
    (tmp_path / "s.age").write_bytes(age_format.seal(bytes(broken), STRONG))
    said = run("open-sealed", tmp_path / "s.age", tmp_path / "back.db")
    assert said.status == 1 and "is damaged" in said.err


def test_a_passphrase_is_made(run: Command) -> None:
    assert len(run("passphrase").out.strip().split("-")) >= 6
    assert run("passphrase", "--words", "0").status == 1
