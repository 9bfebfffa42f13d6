"""Looks a file through: is it whole, is its log one, and do its tables say what the log says.

For files whose schema was compared with the declarations before: nothing in them can run.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterable, Iterator

from outreach.base.ids import is_id
from outreach.base.language import Terms, plural, tr
from outreach.base.words import MOST_TOLD, enough, printable, shown
from outreach.document import hints, log, pages, redaction, vetting
from outreach.document.adoption import Difference, called
from outreach.document.causality import entangled
from outreach.document.fields import Ref
from outreach.document.log import Entry
from outreach.document.records import Kind, Model
from outreach.document.schema import MIGRATIONS_TABLE, STATISTICS, objects

_NOT_NOTED = Terms(
    {
        "log_conflict": "{record} waits for a decision, and “{table}” does not say so.",
        "log_orphan": "{record} waits for a record that is not there, "
        "and “{table}” does not say so.",
    }
)
_NOTED_FALSELY = Terms(
    {
        "log_conflict": "{record} waits for no decision, and “{table}” says so.",
        "log_orphan": "{record} waits for no other record, and “{table}” says so.",
    }
)
_DISAGREEMENTS = Terms(
    {
        "I": "{record} is not in the log.",
        "D": "{record} is missing.",
        "R": "{record} was deleted, and is there.",
        "U": "{record} is not as the log says.",
    }
)
META = ("doc", "change_counter", redaction.KEY)
"""What ``log_meta`` may say of a file."""
_COUNTER = re.compile(r"[0-9]{0,10}")


def damage(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Say what is wrong with the pages of the file, with its indexes and with its log.

    Args:
        connection: The file, in a transaction.
        model: The declarations.
    """
    return broken_pages(connection) or log_troubles(connection, model)


def broken_pages(connection: sqlite3.Connection) -> list[str]:
    """Say what is wrong with the pages of the file and with its indexes."""
    # Only once each page is known to belong to one place, values can be compared with the
    # indexes: else a small file could hold values without end.
    for check in ("quick_check", "integrity_check"):
        if said := pages.troubles(connection, check=check, most=MOST_TOLD):
            return [
                tr("The file is damaged: {reason}.", reason=printable(line, 200)) for line in said
            ]
    return []


def log_troubles(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Say what in the log this program cannot have written, or not so; its pages are sound."""
    return enough(_log_troubles(connection, model))


def _log_troubles(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    yield from _meta_troubles(connection)
    sessions = {}
    rows = connection.execute("SELECT ord, id, author, agent FROM log_site").fetchall()
    for order, id, author, agent in rows:
        sessions[order] = id
        if said := vetting.session_trouble(id, author, agent):
            yield said
    if len(set(sessions.values())) < len(sessions):
        yield tr("Two writing sessions have the same name.")
    numbers = connection.execute("SELECT site, seq FROM log_txn").fetchall()
    yield from vetting.gaps(sessions, numbers)
    newest: dict[int, int] = {}
    for site, seq in numbers:
        newest[site] = max(seq, newest.get(site, 0))
    seen = connection.execute("SELECT site, seq, dep_site, dep_seq FROM log_dep").fetchall()
    unfounded = list(vetting.unfounded(newest, seen))
    yield from unfounded
    if not unfounded and (said := entangled(connection)):
        yield said
    names = {(sessions[site], seq) for site, seq in numbers if site in sessions}
    yield from _edit_troubles(connection, model, names)


def _meta_troubles(connection: sqlite3.Connection) -> Iterator[str]:
    meta = dict(connection.execute("SELECT key, value FROM log_meta").fetchall())
    if said := vetting.document_id_trouble(meta.get("doc")):
        yield said
    if not _COUNTER.fullmatch(meta.get("change_counter") or ""):
        yield tr("The table “log_meta” does not say how often the file was written.")
    if redaction.KEY in meta:
        try:
            redaction.parsed(meta[redaction.KEY])
        except (ValueError, RecursionError) as error:
            yield tr(
                "What is left out of this redacted copy is not said as it should be: {error}.",
                error=error,
            )
    for key in meta.keys() - set(META):
        yield tr(
            "The table “log_meta” holds {key}, which this program never writes.", key=shown(key)
        )
    for table in ("log_conflict", "log_orphan"):
        for name, row in connection.execute(f'SELECT tbl, row FROM "{table}"'):
            if not vetting.names_record(name, row):
                yield tr("The table “{table}” names what is no record.", table=table)
                break


def _edit_troubles(
    connection: sqlite3.Connection, model: Model, names: set[tuple[str, int]]
) -> Iterator[str]:
    erased = {row for (row,) in connection.execute("SELECT row FROM log_op WHERE op='E'")}
    judge = vetting.Vetting(model, names, erased)
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
        if said := judge.trouble(head, digests[head.txn], entries):
            yield said
    if stray or following:
        yield tr("The log holds changes that belong to no edit.")


def strays(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Say what the tables beside the records and the log hold that no file of this program has."""
    return enough(_strays(connection, model))


def _strays(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    # sqlite-utils is slow to load, and this is only asked when somebody has time.
    from outreach.document.migrations import names

    tables = {name for kind, name, _, _ in objects(connection) if kind == "table"}
    if MIGRATIONS_TABLE not in tables:
        yield tr("It lacks the table “{table}”.", table=MIGRATIONS_TABLE)
    else:
        wanted = {("outreach", name) for name in names(model)}
        found = connection.execute(f'SELECT migration_set, name FROM "{MIGRATIONS_TABLE}"')
        if wanted != set(found.fetchall()):
            yield tr(
                "The table “{table}” is not as this program writes it.",
                table=MIGRATIONS_TABLE,
            )
    for statistics in tables.intersection(STATISTICS):
        for (name,) in connection.execute(f'SELECT DISTINCT tbl FROM "{statistics}"'):
            if name not in tables:
                yield tr(
                    "The table “{table}” speaks of {name}, which is no table.",
                    table=statistics,
                    name=shown(name),
                )


def misnoted(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Say where the notes of what waits do not say what the log says."""
    noted, wanted = hints.noted(connection), hints.derived(connection, model)
    found = []
    for table in hints.TABLES:
        for name, row in sorted(wanted[table] - noted[table]):
            found.append(_NOT_NOTED[table].format(record=_called(model, name, row), table=table))
        for name, row in sorted(noted[table] - wanted[table]):
            found.append(
                _NOTED_FALSELY[table].format(record=_called(model, name, row), table=table)
            )
    return enough(found)


def _called(model: Model, table: str, row: str) -> str:
    return called(model.tables[table], row) if table in model.tables else shown(row)


def disagreements(model: Model, found: Iterable[Difference]) -> list[str]:
    """Say which records are in the tables otherwise than the log has them."""
    return enough(
        _DISAGREEMENTS[difference.op if difference.op in _DISAGREEMENTS else "U"].format(
            record=called(model.tables[difference.table], difference.row)
        )
        for difference in found
    )


def misfits(connection: sqlite3.Connection, model: Model) -> list[str]:
    """Say which values in the tables are not what the declarations allow.

    Values, ids, references to records that are not there, and the one initiative.
    """
    return enough(_misfits(connection, model))


def _misfits(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    ids = {
        name: {id for (id,) in connection.execute(f'SELECT id FROM "{name}"')}
        for name in model.tables
    }
    everywhere: set[str] = set()
    for name, found in ids.items():
        for id in found & everywhere:
            yield tr("The id {id} is used in two tables.", id=shown(id))
        everywhere |= found
        for id in found:
            if not is_id(id):
                yield tr("In the table “{name}” a row has the id {id}.", name=name, id=shown(id))
    for table in model.tables.values():
        yield from _row_misfits(connection, model, table, ids)
    if "initiative" in model.kinds and (count := len(ids["initiative"])) != 1:
        yield plural(
            "The file holds {n} initiative; it must hold one.",
            "The file holds {n} initiatives; it must hold one.",
            count,
        )


def _row_misfits(
    connection: sqlite3.Connection, model: Model, table: Kind, ids: dict[str, set[str]]
) -> Iterator[str]:
    columns = "".join(f', "{field.name}"' for field in table.columns)
    for id, *values in connection.execute(f'SELECT id{columns} FROM "{table.name}"'):
        for field, value in zip(table.columns, values, strict=True):
            if said := vetting.value_trouble(field, value):
                yield f"{called(table, id)}, {said}"
            elif (
                isinstance(field, Ref)
                and value is not None
                and not any(value in ids[kind] for kind in field.kinds)
            ):
                yield tr(
                    "{where}, {label}: the record it names does not exist.",
                    where=called(table, id),
                    label=field.label,
                )
