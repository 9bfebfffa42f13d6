"""Files whose tables or header somebody made who means harm, and how each has to end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from outreach.document.outcomes import Outcome


class Hostile(NamedTuple):
    """A file that means harm, or looks as if."""

    make: Callable[[Path], None]
    """Makes it of a sound one."""
    outcome: Outcome
    words: str
    """In the sentences that are said."""


def by_sql(*statements: str) -> Callable[[Path], None]:
    """Change the file by SQL in another tool, whose functions it may call."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous=OFF")
            db.create_function("ran", -1, lambda *_: 1, deterministic=True)
            db.create_collation("evil", lambda a, b: 0)
            for sql in statements:
                db.executescript(sql)

    return make


def in_schema(*statements: str) -> Callable[[Path], None]:
    """Change what the file says of its own tables, past all that SQLite would say to it."""
    return by_sql("; ".join(("PRAGMA writable_schema=ON", *statements)))


def instead(table: str, old: str, new: str) -> Callable[[Path], None]:
    """Let the statement that a table was made with be another."""
    return in_schema(
        f"UPDATE sqlite_schema SET sql=replace(sql, '{old}', '{new}') WHERE name='{table}'"
    )


def in_header(at: int, content: bytes) -> Callable[[Path], None]:
    """Overwrite bytes of the beginning."""

    def make(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(content)

    return make


def also(*makes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Do one after the other."""

    def make(path: Path) -> None:
        for one in makes:
            one(path)

    return make


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + ran() FROM c) SELECT x FROM c"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON log_op BEGIN SELECT ran(); END"
NAME = '"name" TEXT NOT NULL'

RUNNING = {
    "a trigger on the log": by_sql(TRIGGER),
    "a trigger on records": by_sql("CREATE TRIGGER t BEFORE UPDATE ON tag BEGIN SELECT ran(); END"),
    "a view": by_sql("CREATE VIEW v AS SELECT ran()"),
    "a view without end": by_sql(f"CREATE VIEW v AS {ENDLESS}"),
    "a view in the place of a table": by_sql(f"DROP TABLE tag; CREATE VIEW tag AS {ENDLESS}"),
    "a view of itself": in_schema(
        "INSERT INTO sqlite_schema VALUES ('view', 'v', 'v', 0, 'CREATE VIEW v AS SELECT * FROM v')"
    ),
    "a trigger in the place of a view’s writes": by_sql(
        "CREATE VIEW v AS SELECT 1 AS x;"
        "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN SELECT ran(); END"
    ),
    "a virtual table": by_sql("CREATE VIRTUAL TABLE v USING fts5(x)"),
    "a virtual table of nobody": in_schema(
        "INSERT INTO sqlite_schema VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING e')"
    ),
    "a worked-out column": by_sql("ALTER TABLE tag ADD x TEXT AS (ran(name))"),
    "a stored worked-out column": instead("tag", NAME, f'{NAME}, "x" TEXT AS (ran("id")) STORED'),
    "a check that calls": instead("tag", NAME, f"{NAME} CHECK (ran(name))"),
    "a check that takes all memory": instead(
        "log_op", '"data" TEXT', '"data" TEXT CHECK (length(hex(zeroblob(900000000))) > 0)'
    ),
    "an index of an expression": by_sql("CREATE INDEX i ON tag (ran(name))"),
    "an index of a part": by_sql("CREATE INDEX i ON tag (name) WHERE ran(name)"),
}
"""What could run or work something out."""

FOREIGN = {
    "a value that calls by default": instead("tag", NAME, f"{NAME} DEFAULT (ran())"),
    "an order of its own": by_sql("CREATE INDEX i ON tag (name COLLATE evil)"),
    "a table": by_sql("CREATE TABLE extra (a, b)"),
    "thousands of tables": by_sql(
        "BEGIN; " + " ".join(f"CREATE TABLE extra{n} (a);" for n in range(2000)) + "COMMIT"
    ),
    "a column": by_sql("ALTER TABLE tag ADD extra TEXT"),
    "a missing table": by_sql("DROP TABLE champion"),
    "a missing index": by_sql("DROP INDEX log_op_row"),
    "a table that takes any type": instead("tag", "STRICT", ""),
    "counters": by_sql("CREATE TABLE extra (a INTEGER PRIMARY KEY AUTOINCREMENT)"),
    "a table in capitals": instead("tag", "CREATE TABLE", "create table"),
    "another log": instead("log_op", '"row" TEXT NOT NULL', '"row" TEXT'),
    "other notes on migrations": instead("_sqlite_migrations", '"name" TEXT', '"name" BLOB'),
}
"""What does not belong there."""


def _row_of_schema(columns: str, name: str) -> Callable[[Path], None]:
    return in_schema(f"UPDATE sqlite_schema SET {columns} WHERE name='{name}'")


MISLED = {
    "one table in the pages of another": _row_of_schema(
        "rootpage=(SELECT rootpage FROM sqlite_schema WHERE name='person')", "tag"
    ),
    "a table in the pages of its index": _row_of_schema(
        "rootpage=(SELECT rootpage FROM sqlite_schema WHERE name='log_op_row')", "log_op"
    ),
    "a table beyond the end": _row_of_schema("rootpage=999999", "tag"),
    "a table in the place of the schema": _row_of_schema("rootpage=1", "tag"),
    "a table nowhere": _row_of_schema("rootpage=0", "tag"),
    "a table twice": in_schema(
        "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name='tag'"
    ),
    "a table without a statement": _row_of_schema("sql=NULL", "tag"),
    "a table made of a question": _row_of_schema("sql='CREATE TABLE tag AS SELECT ran()'", "tag"),
    "a statement that deletes": _row_of_schema("sql='DROP TABLE person'", "tag"),
    "a statement and another": _row_of_schema("sql=sql || '; DROP TABLE person'", "tag"),
    "a statement that is too deep": _row_of_schema(
        f"sql='CREATE TABLE \"tag\" (id, x CHECK ({'(' * 20_000}1'", "tag"
    ),
    "a statement that is too long": _row_of_schema("sql=sql || hex(zeroblob(2000000))", "tag"),
    "a statement that is no text": _row_of_schema("sql=CAST(x'ff00ff' AS TEXT)", "tag"),
    "a number for a name": _row_of_schema("name=5, tbl_name=NULL", "tag"),
}
"""Schemas edited by hand: damaged or strange, depending on what SQLite makes of them."""

LIES = {
    "of another program": Hostile(in_header(68, b"\0\0\0\7"), Outcome.NOT_AN_INITIATIVE, "not one"),
    "of no program": Hostile(in_header(68, bytes(4)), Outcome.NOT_AN_INITIATIVE, "not one of"),
    "small pages": Hostile(in_header(16, b"\x02\0"), Outcome.DAMAGED, "damaged"),
    "large pages": Hostile(in_header(16, b"\0\1"), Outcome.DAMAGED, "cut short"),
    "pages of a thousand bytes": Hostile(in_header(16, b"\x03\xe8"), Outcome.DAMAGED, "beginning"),
    "pages of nothing": Hostile(in_header(16, bytes(2)), Outcome.DAMAGED, "beginning"),
    "a write-ahead log": Hostile(in_header(18, b"\2\2"), Outcome.STRANGE, "(WAL)"),
    "writing by a later SQLite": Hostile(in_header(18, b"\3"), Outcome.DAMAGED, "beginning"),
    "reading by a later SQLite": Hostile(in_header(19, b"\3"), Outcome.DAMAGED, "beginning"),
    "most of each page kept free": Hostile(in_header(20, b"\xff"), Outcome.DAMAGED, "damaged"),
    "more pages than there are": Hostile(
        in_header(28, b"\x7f\xff\xff\xff"), Outcome.DAMAGED, "cut short"
    ),
    "fewer pages than there are": Hostile(in_header(28, b"\0\0\0\x05"), Outcome.DAMAGED, "damaged"),
    "free pages that are in use": Hostile(
        in_header(32, b"\0\0\0\5\0\x0f\xff\xff"), Outcome.DAMAGED, "damaged"
    ),
    "a later form of schema": Hostile(in_header(44, b"\0\0\0\x63"), Outcome.DAMAGED, "damaged"),
    "pages that move": Hostile(in_header(52, b"\0\0\0\5\0\0\0\1"), Outcome.DAMAGED, "damaged"),
    "other letters": Hostile(in_header(56, b"\0\0\0\2"), Outcome.STRANGE, "UTF-8"),
    "letters that there are not": Hostile(in_header(56, b"\0\0\0\x4d"), Outcome.STRANGE, "UTF-8"),
    "a version far ahead": Hostile(in_header(60, b"\x7f\xff\xff\xff"), Outcome.NEWER, "newer"),
    "a version below zero": Hostile(in_header(60, b"\xff\xff\xff\xff"), Outcome.NEWER, "newer"),
    "a cache without end": Hostile(in_header(48, b"\x7f\xff\xff\xff"), Outcome.OPENED, ""),
    "another count of changes": Hostile(in_header(24, b"\xff\xff\xff\xff"), Outcome.OPENED, ""),
}
"""Beginnings that do not tell the truth."""
