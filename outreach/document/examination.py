"""Looks a file through: is it whole, is its log one, and do its tables say what the log says.

For files whose schema was compared with the declarations before: nothing in them can run.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator

from outreach.base.ids import is_id
from outreach.document import log, vetting
from outreach.document.adoption import Difference
from outreach.document.fields import Ref, shown
from outreach.document.log import Entry
from outreach.document.records import Kind, Model

MOST_TOLD = 100
"""So many sentences about one thing are enough."""
META = ("doc", "change_counter")
"""What ``log_meta`` may say of a file."""


def damage(connection: sqlite3.Connection, model: Model, *, indexes: bool = False) -> list[str]:
    """Say what is wrong with the pages of the file and with its log.

    Args:
        connection: The file, in a transaction.
        model: The declarations.
        indexes: Compare each index with its table too, which takes longer.
    """
    check = "integrity_check" if indexes else "quick_check"
    said = [row[0] for row in connection.execute(f"PRAGMA {check}({MOST_TOLD})").fetchall()]
    if said != ["ok"]:
        lines = dict.fromkeys(line for text in said for line in text.splitlines())
        return [f"The file is damaged: {line}." for line in lines if not line.startswith("***")]
    return list(itertools.islice(_log_troubles(connection, model), MOST_TOLD))


def _log_troubles(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    yield from _meta_troubles(connection)
    sessions = {}
    for order, id, author, agent in connection.execute("SELECT * FROM log_site").fetchall():
        sessions[order] = id
        if said := vetting.session_trouble(id, author, agent):
            yield said
    if len(set(sessions.values())) < len(sessions):
        yield "Two writing sessions have the same name."
    numbers = connection.execute("SELECT site, seq FROM log_txn").fetchall()
    yield from vetting.gaps(sessions, numbers)
    newest: dict[int, int] = {}
    for site, seq in numbers:
        newest[site] = max(seq, newest.get(site, 0))
    seen = connection.execute("SELECT site, seq, dep_site, dep_seq FROM log_dep").fetchall()
    yield from vetting.unfounded(newest, seen)
    yield from _edit_troubles(connection, model)


def _meta_troubles(connection: sqlite3.Connection) -> Iterator[str]:
    meta = dict(connection.execute("SELECT key, value FROM log_meta").fetchall())
    if said := vetting.document_id_trouble(meta.get("doc")):
        yield said
    for key in meta.keys() - set(META):
        yield f"The table “log_meta” holds {key!r}, which this program never writes."
    for table in ("log_conflict", "log_orphan"):
        for name, row in connection.execute(f'SELECT tbl, row FROM "{table}"'):
            if not vetting.names_record(name, row):
                yield f"The table “{table}” names what is no record."
                break


def _edit_troubles(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    erased = {row for (row,) in connection.execute("SELECT row FROM log_op WHERE op='E'")}
    digests = dict(connection.execute("SELECT id, digest FROM log_txn").fetchall())
    done = itertools.groupby(
        connection.execute("SELECT txn, n, tbl, row, op, data FROM log_op ORDER BY txn, n"),
        key=lambda row: row[0],
    )
    following = next(done, None)
    stray = False
    for head in log.edits(connection):
        while following and following[0] < head.txn:
            stray, following = True, next(done, None)
        entries: list[Entry] = []
        if following and following[0] == head.txn:
            entries = [Entry(*row[1:]) for row in following[1]]
            following = next(done, None)
        if said := vetting.edit_trouble(model, head, digests[head.txn], entries, erased):
            yield said
    if stray or following:
        yield "The log holds changes that belong to no edit."


def disagreements(model: Model, found: Iterable[Difference]) -> list[str]:
    """Say which records are in the tables otherwise than the log has them."""
    said = {"I": "is not in the log", "D": "is missing", "R": "was deleted, and is there"}
    return [
        f"{model.tables[difference.table].label} {difference.row} "
        f"{said.get(difference.op, 'is not as the log says')}."
        for difference in itertools.islice(found, MOST_TOLD)
    ]


def misfits(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Say which values in the tables are not what the declarations allow.

    Values, ids, references to records that are not there, and the one initiative.
    """
    return list(itertools.islice(_misfits(connection, model), MOST_TOLD))


def _misfits(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    ids = {
        name: {id for (id,) in connection.execute(f'SELECT id FROM "{name}"')}
        for name in model.tables
    }
    everywhere: set[str] = set()
    for name, found in ids.items():
        for id in found & everywhere:
            yield f"The id {id} is used in two tables."
        everywhere |= found
        for id in found:
            if not is_id(id):
                yield f"In the table “{name}” a row has the id {shown(id)}."
    for table in model.tables.values():
        yield from _row_misfits(connection, model, table, ids)
    if "initiative" in model.kinds and (count := len(ids["initiative"])) != 1:
        yield f"The file holds {count} initiatives; it must hold one."


def _row_misfits(
    connection: sqlite3.Connection, model: Model, table: Kind, ids: dict[str, set[str]]
) -> Iterator[str]:
    columns = "".join(f', "{field.name}"' for field in table.columns)
    for id, *values in connection.execute(f'SELECT id{columns} FROM "{table.name}"'):
        for field, value in zip(table.columns, values, strict=True):
            where = f"{table.label} {id}"
            if said := vetting.value_trouble(model, table.name, field.name, value):
                yield f"{where}, {said}"
            elif (
                isinstance(field, Ref)
                and value is not None
                and not any(value in ids[kind] for kind in field.kinds)
            ):
                yield f"{where}, {field.label}: the record it names does not exist."
