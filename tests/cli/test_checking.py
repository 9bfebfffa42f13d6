"""check finds every way in which a file is not as it should be, and repairs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from outreach.cli.checking import examine
from outreach.document import hints
from outreach.document.opening import Outcome
from outreach.document.rescue import rescue
from outreach.initiative import MODEL, create, open_file
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from tests.cli.running import Command
from tests.document.hostile import by_sql, in_schema
from tests.document.hostile_content import logged
from tests.document.mutations import sound
from tests.document.tampering import STRANGE, tamper

Make = Callable[[Path], None]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file that people worked with: two sessions, a deletion, a record that somebody erased."""
    path = tmp_path_factory.mktemp("lived") / "plan.db"
    create(path, "Water for all", author="Ana").close()
    with open_file(path, author="Ben").opened() as document:
        with document.edit("Began with Telmara") as edit:
            telmara = edit.add(Organisation, name="Telmara", country="KE")
            edit.add(Person, name="Io", organisation=telmara, expertise=("rivers", "law"))
            edit.add(Need, organisation=telmara, statement="Forecasts")
            moon = edit.add(Organisation, name="Moon")
        with document.edit("Let Moon go") as edit:
            edit.delete(moon)
    return path.read_bytes()


@pytest.fixture
def plan(lived: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "plan.db"
    path.write_bytes(lived)
    return path


MOON = "(SELECT row FROM log_op WHERE op='D')"
BY_HAND = {
    "UPDATE organisation SET name='Sun'": "Partner “Sun” (",
    "UPDATE organisation SET country=NULL": "is not as the log says: it was changed outside",
    f"INSERT INTO tag (id, name) VALUES ('{STRANGE}', 'rain')": f"Tag “rain” ({STRANGE}) is not in "
    "the log: it was added outside the program",
    "DELETE FROM need": "Need “Forecasts” (",
    "DELETE FROM person": "is in the log and not in its table: it was deleted outside",
    f"INSERT INTO organisation (id, name) VALUES ({MOON}, 'Moon')": "was deleted by the log: it "
    "was put back outside the program",
    f"INSERT INTO tag (id, name) VALUES ({MOON}, 'x')": "has the id of a record of another kind",
    "INSERT INTO tag (id, name) SELECT id, 'x' FROM need": "is used in two tables",
    "INSERT INTO tag (id, name) VALUES ('x', 'rain')": "a row has the id “x”",
    f"INSERT INTO tag (id, name) VALUES ('{STRANGE}', 'a' || char(10) || 'b')": "a single line",
    "UPDATE person SET reach=77": "Reach",
    'UPDATE person SET expertise=\'["a",   "b"]\'': "not in the form that it is kept in",
    f"UPDATE need SET organisation='{STRANGE}'": "the record it names does not exist",
    "DELETE FROM organisation": "refers to a “organisation” that does not exist",
    "DELETE FROM initiative": "holds 0 initiatives; it must hold one",
    f"INSERT INTO initiative (id, name) VALUES ('{STRANGE}', 'x')": "2 initiatives; it must hold",
}
"""What another tool does to the tables, and what is said of it."""

LAST = "(SELECT max(id) FROM log_txn)"
LOG = {
    "UPDATE log_txn SET label='x' WHERE id=2": "The edit “x” (",
    'UPDATE log_op SET data=\'{"name":"Sun"}\' WHERE txn=2 AND n=1': "not as it was written",
    f"DELETE FROM log_op WHERE txn={LAST}": "does nothing, or what it did is missing",
    f"DELETE FROM log_txn WHERE id={LAST}": "The log holds changes that belong to no edit",
    "DELETE FROM log_txn WHERE id=2": "are missing",
    "UPDATE log_site SET id='x' WHERE ord=2": "A writing session has the name “x”",
    "UPDATE log_site SET author=char(0) WHERE ord=2": "does not say who wrote it",
    f"INSERT INTO log_site VALUES (9, '{STRANGE}', 'x', 'x')": "has no edit",
    "DELETE FROM log_site WHERE ord=2": "Edits name the writing session 2, which is not there",
    "UPDATE log_dep SET dep_seq=99": "had seen edits which are not there",
    "INSERT INTO log_dep VALUES (1, 1, 2, 1)": "each had seen the other’s later edits",
    "DELETE FROM log_meta WHERE key='doc'": "does not say which initiative it is",
    "UPDATE log_meta SET value='x' WHERE key='change_counter'": "how often the file was written",
    "INSERT INTO log_meta VALUES ('x', 'y')": "“x”, which this program never writes",
    "INSERT INTO log_orphan VALUES ('', '')": "names what is no record",
    f"UPDATE log_txn SET undo_site=(SELECT id FROM log_site WHERE ord=2), undo_seq=2, label='u'"
    f" WHERE id={LAST}": "takes back what came after it",
    "UPDATE log_txn SET at_ms=-1 WHERE id=2": "is not written as this program writes edits",
    f"INSERT INTO log_op SELECT {LAST}, 9, 'tag', row, 'D', NULL FROM log_op WHERE op='D'": "was "
    "of another kind before",
}
"""What is done to the log, and what is said of it, with fitting digests where there are any."""


def _a_page_of_nobody(path: Path) -> None:
    content = bytearray(path.read_bytes()) + bytes(4096)
    content[28:32] = (len(content) // 4096).to_bytes(4, "big")
    path.write_bytes(content)


def _bytes_after_the_end(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"PK\x03\x04" * 25)


def _an_index_left_behind(path: Path) -> None:
    """Write past an index, which SQLite itself never does."""
    with closing(sqlite3.connect(path)) as db:
        (kept,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name='log_op_row'")
    in_schema(f"UPDATE sqlite_schema SET sql=NULL, rootpage={kept[0]} WHERE 0")(path)
    in_schema("DELETE FROM sqlite_schema WHERE name='log_op_row'")(path)
    by_sql("UPDATE log_op SET row=upper(row) WHERE txn=2")(path)
    in_schema(
        f"""INSERT INTO sqlite_schema VALUES ('index', 'log_op_row', 'log_op', {kept[0]},
        'CREATE INDEX "log_op_row" ON "log_op" ("row")')"""
    )(path)


FILE: dict[str, tuple[Make, str]] = {
    "a page of nobody": (_a_page_of_nobody, "is never used"),
    "bytes after the end": (_bytes_after_the_end, "100 bytes follow its end"),
    "an index left behind": (_an_index_left_behind, "missing from index log_op_row"),
    "a trigger": (
        by_sql("CREATE TRIGGER t AFTER INSERT ON tag BEGIN SELECT 1; END"),
        "It holds a trigger named “t”",
    ),
    "a view": (by_sql("CREATE VIEW v AS SELECT 1"), "It holds a view named “v”"),
    "a virtual table": (
        by_sql("CREATE VIRTUAL TABLE v USING fts5(a)"),
        "a virtual table named “v”",
    ),
    "a table": (by_sql("CREATE TABLE x (a)"), "It holds a foreign table named “x”"),
    "an index": (by_sql("CREATE INDEX i ON tag (name)"), "It holds a foreign index named “i”"),
    "a column": (by_sql("ALTER TABLE tag ADD x TEXT"), "Its table “tag” is not built as"),
    "a missing table": (by_sql("DROP TABLE champion"), "It lacks the table “champion”"),
    "a missing index": (by_sql("DROP INDEX log_op_row"), "It lacks the index “log_op_row”"),
    "no notes on migrations": (
        logged("DROP TABLE _sqlite_migrations"),
        "It lacks the table “_sqlite_migrations”",
    ),
    "other notes on migrations": (
        logged("UPDATE _sqlite_migrations SET name='9999_x'"),
        "“_sqlite_migrations” is not as this program writes it",
    ),
    "statistics on nothing": (
        logged("ANALYZE; INSERT INTO sqlite_stat1 VALUES ('x', 'y', '1')"),
        "speaks of “x”, which is no table",
    ),
    "notes on what waits": (
        logged("INSERT INTO log_orphan SELECT 'person', id FROM person"),
        "waits for no other record, and “log_orphan” says so",
    ),
    "notes on nothing": (
        logged(f"INSERT INTO log_conflict VALUES ('rocket', '{STRANGE}')"),
        "waits for no decision, and “log_conflict” says so",
    ),
    **{sql: (by_sql(f"PRAGMA foreign_keys=OFF; {sql}"), said) for sql, said in BY_HAND.items()},
}


def found(path: Path) -> str:
    """Check a file, which must leave it as it is."""
    before = path.read_bytes()
    report = examine(path)
    assert path.read_bytes() == before and all(p.isprintable() for p in report.problems)
    return "\n".join(report.problems)


def repaired(path: Path) -> None:
    """Repair a file and see that nothing is wrong with what comes of it, and that it works."""
    clean = path.with_name("clean.db")
    rescue(path, clean, MODEL)
    assert found(clean) == ""
    opening = open_file(clean, author="Ana")
    with opening.opened() as document, document.edit("Went on") as edit:
        edit.add(Organisation, name="Sun")
    assert opening.outcome is Outcome.OPENED and found(clean) == ""


def test_nothing_is_wrong_with_a_file_that_people_worked_with(plan: Path) -> None:
    assert examine(plan).problems == []


@pytest.mark.parametrize("what", FILE)
def test_what_is_wrong_with_the_file_or_its_tables_is_found_and_repaired(
    plan: Path, what: str
) -> None:
    make, words = FILE[what]
    make(plan)
    assert words in found(plan)
    repaired(plan)


@pytest.mark.parametrize("sql", LOG)
def test_what_is_wrong_with_the_log_is_found_and_repaired(plan: Path, sql: str) -> None:
    digests = "log_txn SET label" not in sql and "SET data" not in sql
    tamper(plan, sql, digests=digests, counter="change_counter" not in sql)
    assert LOG[sql] in found(plan)
    repaired(plan)


def test_what_waits_and_is_not_noted_is_found_and_noted_by_repairing(
    plan: Path, lived: bytes, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.db"
    theirs.write_bytes(lived)
    for path, name in ((plan, "Sun"), (theirs, "Star")):
        with open_file(path, author=name).opened() as document, document.edit(name) as edit:
            edit.set(document.all(Organisation)[0].id, name=name)
    with open_file(plan, author="Ana").opened() as document:
        merge(document, theirs)
        assert hints.noted(document.connection)["log_conflict"]
    assert found(plan) == ""
    tamper(plan, "DELETE FROM log_conflict")
    assert "waits for a decision, and “log_conflict” does not say so" in found(plan)
    rescue(plan, tmp_path / "clean.db", MODEL)
    with open_file(tmp_path / "clean.db", author="Ana").opened() as document:
        assert hints.noted(document.connection)["log_conflict"]


def test_a_file_that_another_tool_wrote_without_changing_anything_is_sound_and_that_is_noted(
    run: Command, plan: Path
) -> None:
    by_sql("UPDATE person SET name='X'", "UPDATE person SET name='Io'")(plan)
    checked = run("check", plan)
    assert (checked.status, checked.err) == (0, "")
    assert "Another program has written to the file" in checked.out


def test_repairing_writes_a_copy_and_says_what_is_in_it_and_what_is_not(
    run: Command, plan: Path, tmp_path: Path
) -> None:
    tamper(plan, "UPDATE log_txn SET digest='x' WHERE id=2", digests=False)
    before = plan.read_bytes()
    checked = run("check", plan, "--repair", tmp_path / "clean.db")
    assert checked.status == 1 and "is not as it was written" in checked.err
    assert f"Wrote “{tmp_path / 'clean.db'}” with 4 records and" in checked.out
    assert "2 edits by Ben, from “Began with Telmara” on, could not be kept" in checked.out
    assert plan.read_bytes() == before
    assert run("check", tmp_path / "clean.db").status == 0
    again = run("check", plan, "--repair", tmp_path / "clean.db")
    assert again.status == 1 and "exists already" in again.err


def test_everything_that_is_wrong_is_found_at_once(plan: Path) -> None:
    by_sql(
        "CREATE TABLE x (a); CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON tag BEGIN SELECT 1; END",
    )(plan)
    said = found(plan)
    assert "table named “x”" in said and "view named “v”" in said and "trigger named “t”" in said
    by_sql("DROP TABLE x; DROP VIEW v; DROP TRIGGER t")(plan)
    by_sql("UPDATE person SET reach=77; DELETE FROM need; UPDATE organisation SET name='Sun'")(plan)
    said = found(plan)
    assert "Reach" in said and "Need “Forecasts”" in said and "Partner “Sun”" in said
    tamper(plan, "UPDATE log_site SET author=char(0)")
    said = found(plan)
    assert "Reach" in said and said.count("does not say who wrote it") == 2


@pytest.mark.parametrize("harm", [False, True], ids=["sound", "damaged"])
def test_a_file_left_half_written_is_examined_as_it_was_before_and_repaired(
    run: Command, plan: Path, tmp_path: Path, harm: bool
) -> None:
    if harm:
        tamper(plan, "UPDATE log_txn SET digest='x' WHERE id=2", digests=False)
    left = sound(plan)
    plan.write_bytes(left.half)
    plan.with_name("plan.db-journal").write_bytes(left.journal)
    said = found(plan)
    assert said.startswith("A program stopped while it was writing “plan.db”.")
    assert ("is not as it was written" in said) == harm
    assert run("check", plan, "--repair", tmp_path / "clean.db").status == 1
    assert (plan.read_bytes(), plan.with_name("plan.db-journal").read_bytes()) == (
        left.half,
        left.journal,
    )
    assert found(tmp_path / "clean.db") == ""
    with open_file(tmp_path / "clean.db", author="Ana").opened() as document:
        assert len(document.all(Person)) == 1


def test_a_file_left_half_written_whose_tables_cannot_be_read_is_checked_and_repaired(
    plan: Path,
) -> None:
    left = sound(plan)
    broken = bytearray(left.half)
    broken[broken.index(b'REFERENCES "log_txn"') + 2] = 0x80
    plan.write_bytes(broken)
    plan.with_name("plan.db-journal").write_bytes(left.journal)
    assert "A program stopped while it was writing" in found(plan)
    repaired(plan)


def test_what_cannot_be_reached_is_not_repaired_and_that_is_said(
    run: Command, tmp_path: Path
) -> None:
    checked = run("check", tmp_path / "none.db", "--repair", tmp_path / "clean.db")
    assert checked.status == 1 and "No repaired copy was made" in checked.err
    assert list(tmp_path.iterdir()) == []


def test_a_sound_file_is_not_repaired(run: Command, plan: Path, tmp_path: Path) -> None:
    checked = run("check", plan, "--repair", tmp_path / "clean.db")
    assert checked.status == 0 and "So no copy was made." in checked.out
    assert not (tmp_path / "clean.db").exists()
