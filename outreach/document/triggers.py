"""The triggers of the program's own connection: they fill the log and refuse other writes.

They are TEMP triggers, installed before the first edit and gone with the connection, so the file
itself holds none. Every insert, update and delete on a record table lands in ``log_op`` under
the edit named in ``this_edit``; outside an edit it is refused.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count, repeat

from outreach.document.connecting import roll_back
from outreach.document.log import Entry
from outreach.document.records import Kind, Model

_OUTSIDE = "NOT EXISTS (SELECT 1 FROM this_edit)"
_REFUSE = f"SELECT RAISE(ABORT, 'write outside an edit') WHERE {_OUTSIDE}"
_DELETE = "'D'"
_NEXT = "(SELECT coalesce(max(n), 0) + 1 FROM log_op WHERE txn = this_edit.txn)"


def install(connection: sqlite3.Connection, model: Model) -> None:
    """Install the triggers for every record table and the guards of the log, or none.

    Raises:
        sqlite3.Error: when the file cannot be read.
    """
    script = ["CREATE TEMP TABLE this_edit (txn INTEGER NOT NULL)"]
    script += [sql for table in model.tables.values() for sql in _triggers(table)]
    script += [
        _guard(name, verb)
        for name in ("log_site", "log_txn", "log_dep", "log_op")
        for verb in ("INSERT", "UPDATE", "DELETE")
    ]
    connection.execute("BEGIN")
    try:
        for sql in script:
            connection.execute(sql)
        connection.execute("COMMIT")
    except sqlite3.Error:
        roll_back(connection)
        raise


def delete_many(
    connection: sqlite3.Connection, table: Kind, txn: int, ids: Sequence[str]
) -> list[Entry]:
    """Delete rows of ``table`` in edit ``txn``, which is under way, with the log of it.

    For thousands of rows: the triggers, which go row by row, take three times as long, so they
    are away meanwhile.

    Returns:
        What the log holds of it; nothing when not all the rows were there, so that it has to be
        read from there.
    """
    connection.execute(f'DROP TRIGGER temp."{table.name}_delete"')
    connection.execute('DROP TRIGGER temp."log_op_INSERT"')
    (before,) = connection.execute(
        "SELECT coalesce(max(n), 0) FROM log_op WHERE txn=?", (txn,)
    ).fetchone()
    written = connection.execute(
        "INSERT INTO log_op (txn, n, tbl, row, op)"
        " SELECT ?, ? + 1 + key, ?, value, 'D' FROM json_each(?)"
        f' WHERE EXISTS (SELECT 1 FROM "{table.name}" WHERE id = value)',
        (txn, before, table.name, json.dumps(ids)),
    ).rowcount
    connection.execute(
        f'DELETE FROM "{table.name}" WHERE id IN (SELECT row FROM log_op WHERE txn=? AND n>?)',
        (txn, before),
    )
    connection.execute(_delete_trigger(table))
    connection.execute(_guard("log_op", "INSERT"))
    if written < len(ids):
        return []
    columns = count(before + 1), repeat(table.name), ids, repeat("D"), repeat(None)
    return list(map(partial(tuple.__new__, Entry), zip(*columns, strict=False)))


@contextmanager
def suspended(connection: sqlite3.Connection, model: Model) -> Iterator[None]:
    """Let the block write record tables past the log: what it writes is in the log already."""
    for table in model.tables.values():
        for verb in ("insert", "update", "id", "delete"):
            connection.execute(f'DROP TRIGGER temp."{table.name}_{verb}"')
    yield
    # An error needs nothing put back: with the transaction, the triggers are as they were.
    for table in model.tables.values():
        for sql in _triggers(table):
            connection.execute(sql)


def _guard(table: str, verb: str) -> str:
    return (
        f'CREATE TEMP TRIGGER "{table}_{verb}" BEFORE {verb} ON main."{table}" '
        f"WHEN {_OUTSIDE} BEGIN {_REFUSE}; END"
    )


def _delete_trigger(table: Kind) -> str:
    return (
        f'CREATE TEMP TRIGGER "{table.name}_delete" AFTER DELETE ON main."{table.name}" '
        f"BEGIN {_REFUSE}; {_log(table, 'OLD', _DELETE, 'NULL')}; END"
    )


def _triggers(table: Kind) -> list[str]:
    names = [field.name for field in table.columns]
    set_fields = _object([(name, f'NEW."{name}" IS NOT NULL') for name in names])
    changed = _object([(name, f'NEW."{name}" IS NOT OLD."{name}"') for name in names])
    # A row that comes back after a deletion is a restore: it is one record with one history.
    insert = "iif(EXISTS (SELECT 1 FROM log_op WHERE row = NEW.id), 'R', 'I')"
    updated = _log(table, "NEW", "'U'", changed)
    differs = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names)
    return [
        f'CREATE TEMP TRIGGER "{table.name}_insert" AFTER INSERT ON main."{table.name}" '
        f"BEGIN {_REFUSE}; {_log(table, 'NEW', insert, set_fields)}; END",
        f'CREATE TEMP TRIGGER "{table.name}_update" AFTER UPDATE ON main."{table.name}" '
        f"WHEN {differs} BEGIN {_REFUSE}; {updated}; END",
        f'CREATE TEMP TRIGGER "{table.name}_id" BEFORE UPDATE OF id ON main."{table.name}" '
        "WHEN NEW.id IS NOT OLD.id BEGIN SELECT RAISE(ABORT, 'an id never changes'); END",
        _delete_trigger(table),
    ]


def _log(table: Kind, which: str, op: str, data: str) -> str:
    return (
        "INSERT INTO log_op (txn, n, tbl, row, op, data) "
        f"SELECT txn, {_NEXT}, '{table.name}', {which}.id, {op}, {data} FROM this_edit"
    )


def _object(fields: list[tuple[str, str]]) -> str:
    parts = (
        f"iif({condition}, ',\"{name}\":' || json_quote(NEW.\"{name}\"), '')"
        for name, condition in fields
    )
    return f"'{{' || substr({' || '.join(parts)}, 2) || '}}'"
