"""The file as other tools see it: plain tables that explain themselves, and nothing that runs."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from outreach.cause.kinds import Tag
from outreach.document import schema
from outreach.document.document import Document
from outreach.initiative import MODEL
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Need


@pytest.fixture
def plain(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file)


def test_the_file_holds_plain_tables_and_indexes_only(plain: sqlite3.Connection) -> None:
    rows = plain.execute("SELECT type, coalesce(sql, '') FROM sqlite_schema").fetchall()
    assert {kind for kind, _ in rows} == {"table", "index"}
    assert not any(re.search(r"VIRTUAL|GENERATED|\bAS\s*\(", sql) for _, sql in rows)
    plain.close()


def test_every_table_of_the_program_is_strict(plain: sqlite3.Connection) -> None:
    strict = {row[1]: row[5] for row in plain.execute("PRAGMA table_list")}
    assert all(strict[name] for name in MODEL.tables)
    assert all(strict[name] for name in strict if name.startswith("log_"))
    plain.close()


def test_the_header_names_the_program_and_the_format(plain: sqlite3.Connection) -> None:
    def pragma(name: str) -> object:
        return plain.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("application_id") == 0x4F757470
    assert pragma("user_version") == 1
    assert pragma("encoding") == "UTF-8"
    assert pragma("journal_mode") == "delete"
    assert pragma("integrity_check") == "ok"
    plain.close()


def test_references_to_one_kind_are_foreign_keys_checked_at_the_end(
    plain: sqlite3.Connection,
) -> None:
    (sql,) = plain.execute("SELECT sql FROM sqlite_schema WHERE name='need'").fetchone()
    assert 'REFERENCES "organisation"("id") DEFERRABLE INITIALLY DEFERRED' in sql
    plain.close()


def test_the_schema_reads_with_comments_in_any_tool(file: Path) -> None:
    if not shutil.which("sqlite3"):
        pytest.skip("the sqlite3 program is not installed")
    text = subprocess.run(
        ["sqlite3", str(file), ".schema need"], capture_output=True, text=True, check=True
    ).stdout
    assert "-- Needs: A problem that the partner itself has, in its own words." in text
    assert "-- How sure (stated, inferred, guessed) [confidential]" in text


def test_every_column_of_a_record_has_its_words_beside_it(plain: sqlite3.Connection) -> None:
    for kind in MODEL.kinds.values():
        (sql,) = plain.execute(
            "SELECT sql FROM sqlite_schema WHERE name=?", (kind.name,)
        ).fetchone()
        for field in kind.columns:
            assert re.search(rf'"{field.name}" .*-- .*{re.escape(field.label)}', sql), field.name
    plain.close()


def test_another_tool_is_held_to_the_types(file: Path) -> None:
    db = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER"):
        db.execute("INSERT INTO organisation (id, name, influence) VALUES ('x', 'y', 'high')")
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        db.execute("INSERT INTO organisation (id) VALUES ('x')")
    db.close()


def test_the_schema_of_a_fresh_file_is_what_the_declarations_say(document: Document) -> None:
    assert schema.differences(document.connection, MODEL) == []
    assert schema.readable(document.connection, MODEL)


PLANS = {
    "SELECT 1 FROM log_op WHERE row=?": "log_op_row",
    "SELECT tbl, row, op, data FROM log_op WHERE txn=? ORDER BY n": "PRIMARY KEY",
    'SELECT id FROM "need" WHERE "organisation"=?': "need_organisation_index",
    'SELECT id FROM "person_tags" WHERE "person"=?': "person_tags_person_index",
    'SELECT 1 FROM "person" WHERE id=?': "sqlite_autoindex_person_1",
    "SELECT max(seq) FROM log_txn WHERE site=?": "sqlite_autoindex_log_txn_1",
    "SELECT 1 FROM log_dep WHERE dep_site=? AND dep_seq>=?": "log_dep_dep_site",
}


@pytest.mark.parametrize("sql", PLANS)
def test_what_is_looked_up_often_has_an_index(document: Document, sql: str) -> None:
    plan = document.connection.execute(
        f"EXPLAIN QUERY PLAN {sql}", ("x",) * sql.count("?")
    ).fetchall()
    assert all("SEARCH" in row[3] for row in plan), plan
    assert PLANS[sql] in plan[0][3]


def test_an_edit_looks_nothing_up_by_reading_a_table_through(document: Document) -> None:
    with document.edit("Begin") as edit:
        tag = edit.add(Tag, name="rain")
        id = edit.add(Organisation, name="Ministry", tags=[tag])
    statements: list[str] = []
    document.connection.set_trace_callback(statements.append)
    with document.edit("Everything") as edit:
        need = edit.add(Need, organisation=id, statement="Rain")
        edit.set(id, name="M", tags=[])
        edit.set(id, tags=[tag])
        edit.delete(need)
        edit.delete(id)
    document.referring(tag)
    document.connection.set_trace_callback(None)
    looked_up = [sql for sql in statements if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert len(looked_up) > 20
    for sql in looked_up:
        for *_, plan in document.connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
            assert not plan.startswith("SCAN") or plan.startswith(SMALL), (plan, sql)


SMALL = (
    *("SCAN json_each", "SCAN initiative", "SCAN this_edit", "SCAN CONSTANT ROW"),
    # Whether anything waits at all: one row is enough.
    *("SCAN log_conflict", "SCAN log_orphan"),
)


def test_every_reference_can_be_followed_backwards_by_an_index(document: Document) -> None:
    for found in MODEL.referring.values():
        for table, field in found:
            ((*_, plan),) = document.connection.execute(
                f'EXPLAIN QUERY PLAN SELECT id FROM "{table.name}" WHERE "{field.name}"=?', ("x",)
            )
            assert plan.startswith("SEARCH"), (table.name, field.name)


def test_a_table_built_otherwise_is_rebuilt_with_every_value(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    db.execute('CREATE TABLE "tag" ("id" TEXT PRIMARY KEY NOT NULL, "name" TEXT, "hue" TEXT)')
    db.execute("INSERT INTO tag VALUES ('1', 'rain', 'blue')")
    schema.build(db, MODEL)
    assert schema.differences(db, MODEL) == []
    assert db.execute("SELECT id, name, reference FROM tag").fetchall() == [("1", "rain", None)]
    db.close()
