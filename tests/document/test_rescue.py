"""Damaged files: what is sound is open for reading and can be kept, what is not is listed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from outreach.base.clock import day_words
from outreach.base.errors import Refusal
from outreach.cause.kinds import Tag
from outreach.cli.checking import examine
from outreach.document import causality, log
from outreach.document.document import Document
from outreach.document.opening import Opening, Outcome
from outreach.document.rescue import rescue
from outreach.initiative import MODEL, open_file, the_initiative
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation, Person
from tests.document.hostile import by_sql
from tests.document.tampering import tamper

Open = Callable[..., Document]


@pytest.fixture
def plan(file: Path, opened: Open) -> Path:
    """A file with two partners and forty people, by two authors."""
    with opened(file, "Ben").edit("Began with Telmara") as edit:
        telmara = edit.add(Organisation, name="Telmara")
        for number in range(40):
            edit.add(Person, name=f"Person {number}", organisation=telmara, why="x" * 300)
    with opened(file, "Cleo").edit("Found Moon") as edit:
        edit.add(Organisation, name="Moon")
    return file


def pages_of(path: Path, name: str) -> list[int]:
    """Return the offsets of the leaves of a table, in order."""
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (name,)).fetchone()
    content, at = path.read_bytes(), (root - 1) * 4096
    if content[at] not in (2, 5):
        return [at]
    count = int.from_bytes(content[at + 3 : at + 5], "big")
    places = [
        int.from_bytes(content[p : p + 2], "big") for p in range(at + 12, at + 12 + 2 * count, 2)
    ]
    children = [int.from_bytes(content[at + p : at + p + 4], "big") for p in places]
    children.append(int.from_bytes(content[at + 8 : at + 12], "big"))
    return [(page - 1) * 4096 for page in children]


def spoil(path: Path, at: int) -> bytes:
    """Overwrite a page with noise; return what the file is then."""
    content = bytearray(path.read_bytes())
    content[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    return bytes(content)


def damaged(path: Path, left: bytes) -> Opening:
    opening = open_file(path, author="Ana")
    assert opening.outcome is Outcome.DAMAGED and path.read_bytes() == left
    assert "What can be read is open for reading" in opening.sentence
    return opening


def test_records_whose_page_is_broken_are_read_from_the_history(plan: Path) -> None:
    leaves = pages_of(plan, "person")
    assert len(leaves) > 2
    opening = damaged(plan, spoil(plan, leaves[1]))
    with opening.opened() as document:
        assert {person.name for person in document.all(Person)} == {
            f"Person {number}" for number in range(40)
        }
        with pytest.raises(Refusal, match="open for reading only"), document.edit("x"):
            pass
    assert any("“person” could not be read to the end" in said for said in opening.found)


def test_records_of_a_broken_history_are_read_from_their_tables(plan: Path) -> None:
    opening = damaged(plan, spoil(plan, pages_of(plan, "log_op")[1]))
    with opening.opened() as document:
        assert [partner.name for partner in document.all(Organisation)] == ["Telmara", "Moon"]
        assert len(document.all(Person)) == 40
        labels = [edit.label for edit in log.edits(document.connection)]
    assert "Began with Telmara" not in labels and labels[-1] == "Changed outside the program"
    assert any("“Began with Telmara” by Ben could not be kept" in said for said in opening.found)


def test_what_can_be_read_is_saved_as_a_clean_file(
    plan: Path, tmp_path: Path, opened: Open
) -> None:
    with damaged(plan, spoil(plan, pages_of(plan, "person")[0])).opened() as document:
        document.copy_to(tmp_path / "clean.db")
        id = document.id
    assert examine(tmp_path / "clean.db").problems == []
    clean = opened(tmp_path / "clean.db")
    with clean.edit("Went on") as edit:
        edit.add(Tag, name="rain")
    assert clean.id == id and the_initiative(clean).name == "Water for all"


def test_what_is_lost_of_the_history_comes_back_with_a_sound_copy(
    plan: Path, tmp_path: Path, opened: Open
) -> None:
    sound = tmp_path / "sound.db"
    sound.write_bytes(plan.read_bytes())
    spoil(plan, pages_of(plan, "log_op")[1])
    rescue(plan, tmp_path / "clean.db", MODEL)
    clean = opened(tmp_path / "clean.db")
    merge(clean, sound)
    assert "Began with Telmara" in [edit.label for edit in log.edits(clean.connection)]
    assert len(clean.all(Person)) == 40
    clean.close()
    assert examine(tmp_path / "clean.db").problems == []


def test_the_latest_safe_copy_is_named_and_is_sound(plan: Path) -> None:
    opening = damaged(plan, spoil(plan, pages_of(plan, "person")[0]))
    opening.opened().close()
    assert opening.latest is not None
    assert f"The latest safe copy of it is of {day_words(opening.latest.at.date())}" in (
        opening.sentence
    )
    with open_file(opening.latest.path, author="Ana").opened() as copy:
        assert the_initiative(copy).name == "Water for all"


def test_a_missing_file_has_its_latest_safe_copy_named(plan: Path) -> None:
    plan.unlink()
    opening = open_file(plan, author="Ana")
    assert opening.outcome is Outcome.MISSING and opening.latest is not None


def test_what_could_run_is_left_behind_and_so_is_what_does_not_belong_there(
    plan: Path, tmp_path: Path
) -> None:
    by_sql(
        "CREATE TABLE extra (a); ALTER TABLE tag ADD hue TEXT",
        "CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM initiative; END",
    )(plan)
    before = plan.read_bytes()
    report = rescue(plan, tmp_path / "clean.db", MODEL)
    assert report.lost == [
        "The table “extra” does not belong in the file and was left out.",
        "The column “hue” of the table “tag” does not belong there and was left out.",
    ]
    assert plan.read_bytes() == before and examine(tmp_path / "clean.db").problems == []


def test_what_was_erased_does_not_come_back(plan: Path, tmp_path: Path, opened: Open) -> None:
    with closing(sqlite3.connect(plan)) as db:
        (id,) = db.execute("SELECT id FROM person LIMIT 1").fetchone()
    tamper(
        plan,
        f"INSERT INTO log_op SELECT max(txn), 9, 'person', '{id}', 'E', NULL FROM log_op;"
        f"UPDATE log_op SET data=NULL WHERE row='{id}'",
    )
    report = rescue(plan, tmp_path / "clean.db", MODEL)
    assert f"Person {id} was erased, so it was left out." in report.lost
    assert opened(tmp_path / "clean.db").get(Person, id) is None


def test_a_history_that_cannot_be_followed_in_time_is_damage(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causality, "_MOST_STEPS", 0)
    opening = open_file(plan, author="Ana")
    assert opening.outcome is Outcome.DAMAGED
    assert "More writing sessions had seen each other’s edits" in opening.sentence
    assert "Which edits whoever edited had seen could not be kept." in opening.found
    with opening.opened() as document:
        assert len(document.all(Person)) == 40


def test_a_file_of_which_nothing_can_be_read_is_refused(plan: Path, tmp_path: Path) -> None:
    content = plan.read_bytes()
    plan.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))
    with pytest.raises(Refusal, match="Nothing of an initiative can be read"):
        rescue(plan, tmp_path / "clean.db", MODEL)
    opening = open_file(plan, author="Ana")
    assert (opening.outcome, opening.document) == (Outcome.DAMAGED, None)
    assert opening.latest is not None


def test_a_name_that_is_taken_is_not_written_over(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "clean.db").write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        rescue(plan, tmp_path / "clean.db", MODEL)
    assert (tmp_path / "clean.db").read_text() == "mine"
