"""Named migrations, by which a file of an older version becomes one of this version.

Kept with sqlite-utils' migrations, so that the file itself says which it has been through.
Imported only when a file is made or brought up to date: sqlite-utils is slow to load.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from outreach.document.records import Model
from outreach.document.schema import APPLICATION_ID, FORMAT, build


def migrations(model: Model) -> Migrations:
    """Return every migration of the file format, oldest first."""
    named = Migrations("outreach")

    @named(name="0001_first_tables")
    def first_tables(database: Database) -> None:
        build(database.conn, model)

    return named


def names(model: Model) -> list[str]:
    """Return what a file of this version has been through."""
    return [one.name for one in migrations(model).pending(Database(memory=True))]


def migrate(connection: sqlite3.Connection, model: Model) -> None:
    """Bring the file up to this version and mark it so.

    Args:
        connection: Outside any transaction; foreign keys are off while tables are rebuilt.
        model: The declarations of this version.
    """
    connection.execute("PRAGMA foreign_keys=OFF")
    # Renaming a rebuilt table must not rewrite what other tables say they refer to.
    connection.execute("PRAGMA legacy_alter_table=ON")
    database = Database(connection, execute_plugins=False)
    migrations(model).apply(database)
    connection.execute("PRAGMA legacy_alter_table=OFF")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")
    connection.execute("PRAGMA foreign_keys=ON")
