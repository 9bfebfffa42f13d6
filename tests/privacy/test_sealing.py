"""A sealed copy opens with its passphrase, and says what is wrong when it does not."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.base.errors import InvalidValue, NotSaved, Refusal
from outreach.cli.checking import examine
from outreach.document.document import Document
from outreach.exchange import samples
from outreach.initiative import open_file
from outreach.privacy.redacting import redacted_content, withheld, write_redacted
from outreach.privacy.sealing import MOST_WORK, open_sealed, sealed, unsealed, write_sealed
from tests.conftest import FIRST_MOMENT
from tests.privacy import age_format
from tests.privacy.test_redacting import confidential_texts

WORDS = "amber-kettle-river"
SMALL = age_format.seal(b"What is sealed here is short.", WORDS)
WRONG, DAMAGED, NONE = "does not open", "damaged or cut off", "not a sealed copy"


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Document]:
    with samples.make("kestria", tmp_path / "whole.db", "Ines") as document:
        yield document


def said_of(content: bytes, passphrase: str = WORDS) -> str:
    with pytest.raises(Refusal) as refused:
        unsealed(content, passphrase, "c.age")
    return str(refused.value)


def test_a_copy_is_sealed_and_opened_again(whole: Document, tmp_path: Path) -> None:
    place, back = tmp_path / "kestria.db.age", tmp_path / "back.db"
    content = whole.content()
    write_sealed(content, place, WORDS)
    sealed = place.read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"Kestria" in content and b"Kestria" not in sealed and b"SQLite" not in sealed
    assert WRONG in said_of(sealed, "amber-kettle")
    open_sealed(place, back, WORDS)
    assert back.read_bytes() == content and examine(back).problems == []


def test_a_copy_sealed_by_another_program_opens(document: Document, tmp_path: Path) -> None:
    place, back = tmp_path / "theirs.age", tmp_path / "back.db"
    place.write_bytes(age_format.seal(document.content(), WORDS))
    open_sealed(place, back, WORDS)
    assert back.read_bytes() == document.content()


def test_cut_off_anywhere_it_opens_nothing_and_says_so() -> None:
    said = [said_of(SMALL[:end]) for end in range(len(SMALL))]
    begun = len(age_format.VERSION) + 1
    assert all(NONE in one for one in said[:begun])
    assert all(DAMAGED in one for one in said[begun:])


def test_with_a_bit_turned_anywhere_it_opens_nothing_and_says_so() -> None:
    for at in range(len(SMALL)):
        turned = bytearray(SMALL)
        turned[at] ^= 1 << at % 8
        said = said_of(bytes(turned))
        assert any(words in said for words in (WRONG, DAMAGED, NONE, "memory", "key")), (at, said)
    assert DAMAGED in said_of(SMALL + b"!")
    assert unsealed(SMALL, WORDS, "c.age") == b"What is sealed here is short."


def test_two_chunks_that_change_places_or_an_end_that_is_missing_are_noticed() -> None:
    long = age_format.seal(b"x" * 70_000, WORDS)
    assert unsealed(long, WORDS, "c.age") == b"x" * 70_000
    assert DAMAGED in said_of(long[: -(70_000 - 65_536 + 16)])


def test_what_asks_for_too_much_work_is_refused_at_once() -> None:
    assert "more memory" in said_of(age_format.seal(b"x", WORDS, log_n=MOST_WORK + 1))
    assert "more memory" in said_of(age_format.seal(b"x", WORDS, log_n=64))


def test_what_is_sealed_for_a_key_says_so() -> None:
    assert "for somebody's key" in said_of(b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"Hello", b"age-encryption"])
def test_any_other_file_is_no_sealed_copy(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "c.age").write_bytes(content)
    with pytest.raises(Refusal, match=NONE):
        open_sealed(tmp_path / "c.age", tmp_path / "out.db", WORDS)
    assert not (tmp_path / "out.db").exists()


def foreign_database(tmp_path: Path) -> bytes:
    with sqlite3.connect(tmp_path / "foreign.db") as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    content = (tmp_path / "foreign.db").read_bytes()
    (tmp_path / "foreign.db").unlink()
    return content


def test_something_else_that_was_sealed_is_not_written_out(tmp_path: Path) -> None:
    for content in (b"", b"A letter", foreign_database(tmp_path)):
        (tmp_path / "c.age").write_bytes(age_format.seal(content, WORDS))
        with pytest.raises(Refusal, match="is no file of Outreach Planner"):
            open_sealed(tmp_path / "c.age", tmp_path / "out.db", WORDS)
    assert [path.name for path in tmp_path.iterdir()] == ["c.age"]


def test_nothing_is_overwritten_or_left_half_done(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(SMALL)
    with pytest.raises(Refusal, match="exists already"):
        write_sealed(b"x", taken, WORDS)
    with pytest.raises(Refusal, match="exists already"):
        open_sealed(taken, taken, WORDS)
    with pytest.raises(Refusal, match="Without a passphrase"):
        write_sealed(b"x", tmp_path / "new", "")
    with pytest.raises(Refusal, match="no file"):
        open_sealed(tmp_path / "missing", tmp_path / "new", WORDS)
    with pytest.raises(NotSaved):
        write_sealed(b"x", tmp_path / "no folder" / "new", WORDS)
    assert (list(tmp_path.iterdir()), taken.read_bytes()) == ([taken], SMALL)


def opened_files(folder: Path) -> tuple[list[str], Any]:
    """Return the list of files in ``folder`` that this process opens from now on."""
    opened: list[str] = []
    watching = [True]

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event in ("open", "sqlite3.connect") and str(folder) in str(arguments[0]):
            opened.append(str(arguments[0]))

    sys.addaudithook(hook)
    return opened, watching.clear


def test_a_redacted_copy_that_is_sealed_is_made_in_memory_only(
    whole: Document, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    opened, stop = opened_files(tmp_path)
    told, content = redacted_content(whole)
    stop()
    assert (opened, set(tmp_path.iterdir())) == ([], before)
    assert told == withheld(whole)
    text = content.decode(errors="replace")
    assert [secret for secret in confidential_texts(whole) if secret in text] == []


def test_made_in_memory_it_is_the_copy_that_a_file_would_be(
    whole: Document, tmp_path: Path
) -> None:
    at = FIRST_MOMENT + 1_000_000_000
    write_redacted(whole, tmp_path / "file.db", clock=lambda: at)
    (tmp_path / "memory.db").write_bytes(redacted_content(whole, clock=lambda: at)[1])
    kept = []
    for name in ("file.db", "memory.db"):
        found = examine(tmp_path / name)
        # The note would be that another program wrote the file.
        assert (found.problems, found.notes) == ([], [])
        with open_file(tmp_path / name, author="Ben").opened() as copy:
            dump = copy.connection.iterdump()
            # Sessions and the moment of the making differ.
            kept.append([t for t in dump if "log_" not in t and "migrations" not in t])
            assert copy.redaction.mark is not None
    assert kept[0] == kept[1]


@pytest.mark.parametrize("sealed_as", ["caf\u00e9", "cafe\u0301"])
@pytest.mark.parametrize("typed", ["caf\u00e9", "cafe\u0301"])
def test_an_accent_is_the_same_on_every_keyboard(sealed_as: str, typed: str) -> None:
    by_another = age_format.seal(b"Here.", sealed_as)
    assert unsealed(by_another, typed, "c.age") == b"Here."
    assert said_of(by_another, "cafe").startswith("This passphrase does not open")


def test_a_passphrase_is_sealed_as_most_keyboards_give_it() -> None:
    from pyrage import passphrase as age

    assert age.decrypt(sealed(b"Here.", "cafe\u0301"), "caf\u00e9") == b"Here."


@pytest.mark.parametrize("passphrase", ["\ud800", "a\0b", "a" * 100_001])
def test_what_no_program_can_take_is_no_passphrase(passphrase: str) -> None:
    for use in (lambda: sealed(b"Here.", passphrase), lambda: unsealed(SMALL, passphrase, "c")):
        with pytest.raises(InvalidValue, match=r"^Passphrase: this (holds|is)") as refused:
            use()
        assert passphrase not in str(refused.value)
