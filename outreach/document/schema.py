"""The tables of a file, derived from the declarations; what a person reads in ``.schema``.

The file holds plain STRICT tables and plain indexes, nothing that could run. Comments inside the
CREATE statements are kept by SQLite, so the schema explains itself in any tool.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from outreach.base.language import ENGLISH, Terms, speaking, tr
from outreach.base.words import enough, shown
from outreach.document.connecting import schema_only
from outreach.document.fields import Field, Ref
from outreach.document.records import Kind, Model

APPLICATION_ID = 0x4F75_7470
"""``Outp`` in the header of every file, by which other programs can know it."""
FORMAT = 1
"""``user_version``: raised when an older program could no longer read what is written."""

LOG_TABLES = (
    """CREATE TABLE "log_meta" ( -- What this file is: doc is the initiative's id, shared by copies
  "key" TEXT PRIMARY KEY NOT NULL,
  "value" TEXT
) STRICT""",
    """CREATE TABLE "log_site" ( -- Writing sessions: one row each time somebody opens and edits
  "ord" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "author" TEXT NOT NULL,
  "agent" TEXT NOT NULL -- program and version
) STRICT""",
    """CREATE TABLE "log_txn" ( -- Edits: one row per edit, in the order they reached this file
  "id" INTEGER PRIMARY KEY,
  "site" INTEGER NOT NULL REFERENCES "log_site"("ord"),
  "seq" INTEGER NOT NULL, -- counts up from 1 within a session
  "hlc" INTEGER NOT NULL, -- order between copies: milliseconds since 1970 * 65536, raised
  "at_ms" INTEGER NOT NULL, -- the clock of whoever edited, milliseconds since 1970, UTC
  "digest" TEXT NOT NULL, -- finds damage; proves nothing about the author
  "kind" TEXT NOT NULL, -- edit, undo, redo, import, adopt, merge
  "label" TEXT NOT NULL,
  "author" TEXT, -- when not the author of the session
  "undo_site" TEXT, -- session and number of the edit that this one takes back
  "undo_seq" INTEGER,
  UNIQUE ("site", "seq")
) STRICT""",
    """CREATE TABLE "log_dep" ( -- What a session had seen, from its number seq on
  "site" INTEGER NOT NULL REFERENCES "log_site"("ord"),
  "seq" INTEGER NOT NULL,
  "dep_site" INTEGER NOT NULL REFERENCES "log_site"("ord"),
  "dep_seq" INTEGER NOT NULL,
  PRIMARY KEY ("site", "seq", "dep_site")
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "log_op" ( -- What each edit did to which record
  "txn" INTEGER NOT NULL REFERENCES "log_txn"("id"),
  "n" INTEGER NOT NULL,
  "tbl" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "op" TEXT NOT NULL, -- I insert, U update, D delete, R restore, E erase, S erase what fields said
  "data" TEXT, -- JSON of the fields that changed, with their new values
  PRIMARY KEY ("txn", "n")
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "log_conflict" ( -- Records on which copies disagree, until somebody decides
  "tbl" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  PRIMARY KEY ("tbl", "row")
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "log_orphan" ( -- Records that wait for the record they belong to
  "tbl" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  PRIMARY KEY ("tbl", "row")
) STRICT, WITHOUT ROWID""",
)
LOG_INDEXES = (
    'CREATE INDEX "log_op_row" ON "log_op" ("row")',
    'CREATE INDEX "log_dep_dep_site" ON "log_dep" ("dep_site")',
)
MIGRATIONS_TABLE = "_sqlite_migrations"
MIGRATIONS = (
    f'CREATE TABLE "{MIGRATIONS_TABLE}" ( "id" INTEGER PRIMARY KEY, "migration_set" TEXT, '
    '"name" TEXT, "applied_at" TEXT )',
    f'CREATE UNIQUE INDEX "idx_{MIGRATIONS_TABLE}_migration_set_name" '
    f'ON "{MIGRATIONS_TABLE}" ("migration_set", "name")',
)
"""How sqlite-utils notes in the file which migrations it has been through."""
STATISTICS = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
"""What ANALYZE of any tool leaves behind."""
_LOG_COLUMN = re.compile(r'^  "([a-z_]+)"', re.M)
_NOT_CODE = re.compile(
    r"""--[^\n]*|/\*.*?(?:\*/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]""", re.S
)
_THINGS = Terms(
    {
        "table": "table",
        "index": "index",
        "view": "view",
        "trigger": "trigger",
        "virtual": "virtual table",
    }
)
"""What a database holds, by the name that SQLite has for it."""
_COMPUTES = re.compile(r"\b(?:CHECK|GENERATED|AS)\b", re.I)
_PLAIN_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX [\w ]+ ON [\w ]+\([\w ,]+\)", re.I)


@cache
def statements(model: Model) -> Mapping[str, str]:
    """Return name and CREATE statement of every table and index that a file of ``model`` has."""
    found = {_name_in(sql): sql for sql in (*LOG_TABLES, *LOG_INDEXES)}
    for table in model.tables.values():
        # The comments are part of the schema, which is the same whatever language is spoken.
        with speaking(ENGLISH):
            found[table.name] = _create_table(table)
        for field in table.columns:
            if isinstance(field, Ref):
                name = f"{table.name}_{field.name}_index"
                found[name] = f'CREATE INDEX "{name}" ON "{table.name}" ("{field.name}")'
    return MappingProxyType(found)


def _name_in(sql: str) -> str:
    return sql.split('"', 2)[1]


def _create_table(table: Kind) -> str:
    lines = ['  "id" TEXT PRIMARY KEY NOT NULL']
    comments = [f"{table.plural}: {_flat(table.help)}", ""]
    for field in table.columns:
        lines.append(f'  "{field.name}" {_column(field)}')
        comments.append(_comment(field))
    body = ""
    for number, (line, comment) in enumerate(zip(lines, comments[1:], strict=True), start=1):
        comma = "," if number < len(lines) else ""
        body += f"{line}{comma}{' -- ' + comment if comment else ''}\n"
    return f'CREATE TABLE "{table.name}" ( -- {comments[0]}\n{body}) STRICT'


def _column(field: Field) -> str:
    parts = [field.column]
    if field.required:
        parts.append("NOT NULL")
    if isinstance(field, Ref) and len(field.kinds) == 1:
        parts.append(f'REFERENCES "{field.kinds[0]}"("id") DEFERRABLE INITIALLY DEFERRED')
    return " ".join(parts)


def _comment(field: Field) -> str:
    said = [field.label]
    if field.help:
        said.append(f": {field.help}")
    if words := field.range_words():
        said.append(f" ({words})")
    if field.confidential:
        said.append(" [confidential]")
    return _flat("".join(said))


def _flat(text: str) -> str:
    return " ".join(text.split())


def objects(connection: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    """Return type, name, table and statement of everything in the schema; nothing else is read.

    Raises:
        sqlite3.DatabaseError: when it cannot be read, or holds far more than any file needs.
    """
    with schema_only(connection):
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()


def running(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Return a sentence for everything in the file that could run or work out something."""
    return enough(_running(connection, model))


def _running(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    ours = set(statements(model).values())
    for kind, name, _, sql in objects(connection):
        if sql in ours and kind in ("table", "index"):
            continue
        virtual = kind == "table" and not str(sql).upper().startswith("CREATE TABLE")
        if virtual or kind not in ("table", "index"):
            yield tr(
                "It holds a {thing} named {name}, which this program never makes.",
                thing=_THINGS.get("virtual" if virtual else kind, kind),
                name=shown(name),
            )
        elif sql is not None and _computes(kind, sql):
            yield tr(
                "Its {thing} {name} works something out, which this program never asks.",
                thing=_THINGS.get(kind, kind),
                name=shown(name),
            )


def _computes(kind: str, sql: str) -> bool:
    """Tell whether a statement holds an expression: a check, a worked-out column or index."""
    code = " ".join(_NOT_CODE.sub(" x ", sql).split())
    return bool(_COMPUTES.search(code) if kind == "table" else not _PLAIN_INDEX.fullmatch(code))


def differences(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Compare the file's schema with the declarations, letter by letter.

    Returns:
        A sentence for everything that does not belong in a file of this version: what could
        run, foreign tables and indexes, changed or missing tables.
    """
    found = [*_running(connection, model), *foreign(connection, model)]
    wanted = statements(model)
    present = {name for _, name, _, _ in objects(connection)}
    found += [
        tr("It lacks the table “{table}”.", table=name)
        if sql.startswith("CREATE TABLE")
        else tr("It lacks the index “{index}”.", index=name)
        for name, sql in wanted.items()
        if name not in present
    ]
    return enough(found)


def foreign(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    """Say which tables and indexes are others than a file of this version has."""
    wanted = statements(model)
    for kind, name, table, sql in objects(connection):
        if kind not in ("table", "index") or (kind == "index" and sql is None):
            continue
        if table == MIGRATIONS_TABLE and sql is not None:
            as_built = _is_migrations(sql)
        elif name in wanted or name in STATISTICS:
            as_built = sql == (wanted.get(name) or STATISTICS.get(name))
        else:
            yield tr(
                "It holds a foreign {thing} named {name}.",
                thing=_THINGS.get(kind, kind),
                name=shown(name),
            )
            continue
        if not as_built:
            yield _built_otherwise(kind, name)


def migrations_trouble(connection: sqlite3.Connection) -> list[str]:
    """Say what keeps the file from being brought up to date, if anything."""
    return [
        _built_otherwise(kind, name)
        for kind, name, table, sql in objects(connection)
        if table == MIGRATIONS_TABLE and sql is not None and not _is_migrations(sql)
    ]


def _built_otherwise(kind: str, name: str) -> str:
    return tr(
        "Its {thing} {name} is not built as this program builds it.",
        thing=_THINGS.get(kind, kind),
        name=shown(name),
    )


def _is_migrations(sql: str) -> bool:
    return " ".join(sql.split()) in MIGRATIONS


def log_differences(connection: sqlite3.Connection) -> list[str]:
    """Say which of the log's tables are not built as this program builds them.

    They are the same in every version; the tables of records may be another version's.
    """
    wanted = {_name_in(sql): sql for sql in (*LOG_TABLES, *LOG_INDEXES)}
    present = {name: sql for _, name, _, sql in objects(connection)}
    return [
        tr("Its table or index “{name}” is not built as this program builds it.", name=name)
        for name, sql in wanted.items()
        if present.get(name) != sql
    ]


def build(connection: sqlite3.Connection, model: Model) -> None:
    """Bring the tables of the file to what ``model`` declares, keeping every value.

    A table whose statement differs is built anew, filled with the columns that both have, and
    put in the old one's place. Runs inside the caller's transaction.
    """
    wanted = statements(model)
    present = dict(
        connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    )
    for name, sql in wanted.items():
        if sql.startswith("CREATE TABLE") and name not in present:
            connection.execute(sql)
        elif sql.startswith("CREATE TABLE") and present[name] != sql:
            _rebuild(connection, name, sql)
    present_now = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for name, sql in wanted.items():
        if name not in present_now:
            connection.execute(sql)


def _rebuild(connection: sqlite3.Connection, name: str, sql: str) -> None:
    old = f"{name}_before"
    connection.execute(f'ALTER TABLE "{name}" RENAME TO "{old}"')
    connection.execute(sql)
    had = _columns(connection, old)
    has = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
    columns = ", ".join(f'"{column}"' for column in has if column in had)
    connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM "{old}"')
    connection.execute(f'DROP TABLE "{old}"')


def readable(connection: sqlite3.Connection, model: Model) -> bool:
    """Tell whether every table and column of ``model`` is in the file, whatever else is."""
    wanted = {
        name: {"id", *(f.name for f in table.columns)} for name, table in model.tables.items()
    }
    wanted |= {_name_in(sql): set(_LOG_COLUMN.findall(sql)) for sql in LOG_TABLES}
    return all(names <= _columns(connection, table) for table, names in wanted.items())


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """Return the columns of a table that hold something."""
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
