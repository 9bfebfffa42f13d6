"""Many files become one overview; nothing of a file is left out without being named."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.base.errors import Refusal
from outreach.initiative import MODEL, open_file
from outreach.network.kinds import Organisation
from outreach.rollup.gather import Rollup, files_in, roll_up
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 24)


def rolled(folder: Path, target: Path, *, confidential: bool = False) -> Rollup:
    return roll_up(files_in([folder]), target, today=TODAY, confidential=confidential)


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_every_record_of_every_file_is_in_it(office: Path, tmp_path: Path) -> None:
    made = rolled(office, tmp_path / "all.db", confidential=True)
    assert (made.files, made.left) == (3, ())
    names = dict(asked(tmp_path / "all.db", "SELECT name, number FROM file"))
    assert sorted(names) == ["alder.db", "kestria.db", "small.db"]
    for path in files_in([office]):
        with open_file(path, author="", read_only=True).opened() as document:
            for kind in MODEL.tables.values():
                columns = ", ".join(f'"{f.name}"' for f in kind.columns)
                ours = document.connection.execute(f'SELECT id, {columns} FROM "{kind.name}"')
                theirs = asked(
                    tmp_path / "all.db",
                    f'SELECT id, {columns} FROM "{kind.name}" WHERE file={names[path.name]}',
                )
                assert sorted(map(repr, ours.fetchall())) == sorted(map(repr, theirs))


def test_nothing_confidential_is_in_it_unless_asked_for(office: Path, tmp_path: Path) -> None:
    secret = "Nobody may read this in an overview"
    with (
        open_file(office / "small.db", author="Ines").opened() as document,
        document.edit("Noted") as edit,
    ):
        edit.add(Organisation, name="Telmara", note=secret)
    rolled(office, tmp_path / "all.db")
    assert secret.encode() not in (tmp_path / "all.db").read_bytes()
    with closing(sqlite3.connect(tmp_path / "all.db")) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")]
        present = {
            (table, row[1])
            for table in tables
            for row in connection.execute(f'PRAGMA table_info("{table}")')
        }
    for kind in MODEL.kinds.values():
        for field in kind.columns:
            if field.confidential:
                assert (kind.name, field.name) not in present
    rolled(office, tmp_path / "whole.db", confidential=True)
    assert secret.encode() in (tmp_path / "whole.db").read_bytes()


def test_a_line_says_how_far_each_initiative_is(office: Path, tmp_path: Path) -> None:
    rolled(office, tmp_path / "all.db")
    with open_file(office / "kestria.db", author="", read_only=True).opened() as document:
        snapshot = take(document)
    stages = [organisation.status for organisation in snapshot.organisations.values()]
    (line,) = asked(
        tmp_path / "all.db",
        "SELECT partners, committed, declined, people, steps_done, steps_late FROM overview "
        "WHERE initiative LIKE 'Kestria%'",
    )
    done = sum(step.status == "done" for step in snapshot.steps.values())
    counted = (len(stages), stages.count("committed"), stages.count("declined"))
    assert line[:5] == (*counted, len(snapshot.people), done)
    assert line[5] > 0
    assert asked(tmp_path / "all.db", "SELECT partners FROM overview WHERE initiative='Small'") == [
        (0,)
    ]


def test_what_stands_in_a_column_has_its_words_beside_it(office: Path, tmp_path: Path) -> None:
    rolled(office, tmp_path / "all.db")
    found = asked(
        tmp_path / "all.db",
        "SELECT DISTINCT o.status, w.words FROM organisation o LEFT JOIN words w ON "
        "w.\"table\"='organisation' AND w.\"column\"='status' AND w.value=o.status "
        "WHERE o.status='in_conversation'",
    )
    assert found == [("in_conversation", "in conversation")]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_taken(
    office: Path, tmp_path: Path
) -> None:
    (office / "broken.db").write_bytes(b"This is no initiative at all.")
    made = rolled(office, tmp_path / "all.db")
    assert made.files == 3
    assert [left.name for left in made.left] == ["broken.db"]


@pytest.mark.parametrize("name", ["a-copy.db", "z-copy.db"])
def test_of_two_copies_that_which_was_edited_last_is_taken(
    office: Path, tmp_path: Path, name: str
) -> None:
    shutil.copy(office / "small.db", office / name)
    with (
        open_file(office / name, author="Ben").opened() as document,
        document.edit("Added") as edit,
    ):
        edit.add(Organisation, name="Only in the copy")
    made = rolled(office, tmp_path / "all.db")
    (left,) = made.left
    assert left.name == "small.db"
    assert f"“{name}”" in left.why
    partners = asked(tmp_path / "all.db", "SELECT name FROM organisation")
    assert ("Only in the copy",) in partners
    assert len(asked(tmp_path / "all.db", "SELECT * FROM file")) == 3


def test_no_overview_is_written_when_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_bytes(b"junk")
    with pytest.raises(Refusal, match=r"junk\.db"):
        roll_up([tmp_path / "junk.db"], tmp_path / "all.db", today=TODAY)
    assert not (tmp_path / "all.db").exists()


def test_nothing_is_overwritten(office: Path, tmp_path: Path) -> None:
    (tmp_path / "all.db").write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        rolled(office, tmp_path / "all.db")
    assert (tmp_path / "all.db").read_text() == "mine"


def test_what_is_read_is_not_changed(office: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in files_in([office])}
    rolled(office, tmp_path / "all.db")
    assert {path: path.read_bytes() for path in files_in([office])} == before


def test_three_hundred_files_are_rolled_up(office: Path, tmp_path: Path) -> None:
    from outreach.initiative import create

    many = tmp_path / "many"
    many.mkdir()
    for number in range(300):
        create(many / f"{number:03}.db", f"Initiative {number}", author="Ines").close()
    heard: list[int] = []
    made = roll_up(
        files_in([many]),
        tmp_path / "all.db",
        today=TODAY,
        progress=lambda done, total, name: heard.append(done),
    )
    assert (made.files, made.left) == (300, ())
    assert heard == list(range(300))
    assert asked(tmp_path / "all.db", "SELECT count(*), count(DISTINCT initiative) FROM file") == [
        (300, 300)
    ]
