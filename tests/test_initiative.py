"""A file of the program as a whole: made, opened, and read at one moment."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.document import log, making
from outreach.document.opening import Outcome
from outreach.initiative import MODEL, create, open_file, the_initiative


def test_a_new_file_is_about_one_active_initiative(tmp_path: Path) -> None:
    with create(tmp_path / "a.db", "Water for all", author="Ana") as document:
        initiative = the_initiative(document)
        (edit,) = log.edits(document.connection)
    assert (initiative.name, initiative.status) == ("Water for all", "active")
    assert (edit.label, edit.author) == ("Began “Water for all”", "Ana")


def test_two_files_of_one_name_are_two_initiatives(tmp_path: Path) -> None:
    with (
        create(tmp_path / "a.db", "Water", author="Ana") as a,
        create(tmp_path / "b.db", "Water", author="Ana") as b,
    ):
        assert a.id != b.id
        assert the_initiative(a).id != the_initiative(b).id


def test_a_file_whose_making_was_cut_off_says_so(tmp_path: Path) -> None:
    making.create(tmp_path / "a.db", MODEL, author="Ana").close()
    # As an earlier version left it: what this one makes, it knows to be whole.
    left = shutil.copy(tmp_path / "a.db", tmp_path / "left.db")
    found = open_file(left, author="Ana")
    assert (found.outcome, found.document) == (Outcome.DAMAGED, None)
    assert "holds no initiative" in found.sentence


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM initiative", "holds no initiative; it must hold one"),
        ("INSERT INTO initiative (id, name) VALUES ('x', 'y')", "holds 2 initiatives"),
    ],
)
def test_of_a_file_without_its_one_initiative_what_can_be_read_is_opened_for_reading(
    tmp_path: Path, sql: str, said: str
) -> None:
    path = tmp_path / "a.db"
    create(path, "Water", author="Ana").close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(sql)
        db.commit()
    before = path.read_bytes()
    found = open_file(path, author="Ana")
    assert found.outcome is Outcome.DAMAGED
    assert said in found.sentence
    with found.opened() as document:
        assert not document.writable
        assert the_initiative(document).name == "Water"
    assert path.read_bytes() == before


def test_every_record_kind_is_in_the_model_once() -> None:
    assert list(MODEL.kinds) == [
        *("initiative", "use_case", "contribution", "tag"),
        *("organisation", "person", "relationship", "champion", "map_place", "distinct"),
        *("need", "proof", "value_proposition", "response", "objection", "answer"),
        *("sequence", "step", "prerequisite", "touchpoint", "commitment"),
        *("quiet_period", "printout"),
    ]
