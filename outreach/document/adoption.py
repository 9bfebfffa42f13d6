"""Changes made by hand in another tool: noticed at opening, checked, and put on record.

The tables are compared with the log's fold; what differs becomes an edit "Changed outside the
program". Its session id and its clock are derived from what it holds, so two people who receive
the same hand-edited copy adopt it identically.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from outreach.base.errors import InvalidValue
from outreach.base.ids import derived_id, is_id
from outreach.base.language import plural, tr
from outreach.base.words import shown
from outreach.document import log, showing
from outreach.document.fields import Field, Ref, Stored
from outreach.document.fold import State, fold
from outreach.document.records import Kind, Model
from outreach.document.writer import Writer

AUTHOR = "Someone (outside the program)"
LABEL = "Changed outside the program"
_ERASED = "SELECT 1 FROM log_op WHERE row=? AND op='E'"
_OTHER_KIND = "SELECT 1 FROM log_op WHERE row=? AND tbl<>?"


class Difference(NamedTuple):
    """A row whose table does not say what the log says, with the operation that explains it."""

    table: str
    row: str
    op: str
    data: dict[str, Stored]

    def json(self) -> str | None:
        """Return the fields as the log holds them."""
        if self.op == "D":
            return None
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))


def differences(connection: sqlite3.Connection, model: Model) -> list[Difference]:
    """Return every row in which the tables and the log disagree, in a fixed order."""
    states = fold(connection)
    wanted = showing.shown(model, states, lambda _: False)
    found: list[Difference] = []
    for table in model.tables.values():
        names = [field.name for field in table.columns]
        columns = "".join(f', "{name}"' for name in names)
        seen = set()
        for id, *values in connection.execute(f'SELECT id{columns} FROM "{table.name}"'):
            seen.add(id)
            row = {n: v for n, v in zip(names, values, strict=True) if v is not None}
            at = table.name, id
            if difference := _difference(table, id, row, states.get(at), wanted.get(at)):
                found.append(difference)
        found += [
            Difference(table.name, row, "D", {})
            for (name, row), fields in wanted.items()
            if name == table.name and fields is not None and row not in seen
        ]
    return sorted(found, key=lambda d: (d.table, str(d.row)))


def _difference(
    table: Kind,
    id: str,
    row: dict[str, Stored],
    state: State | None,
    wanted: dict[str, Stored] | None,
) -> Difference | None:
    if state is None:
        return Difference(table.name, id, "I", row)
    known = {f.name for f in table.columns}
    logged = {name: value for name, value in state.fields.items() if name in known}
    if wanted is not None:
        logged = wanted
    changed: dict[str, Stored] = {n: v for n, v in row.items() if logged.get(n) != v}
    changed |= {name: None for name in logged if name not in row}
    if not state.alive:
        return Difference(table.name, id, "R", changed)
    return Difference(table.name, id, "U", changed) if changed else None


def problems(connection: sqlite3.Connection, model: Model, found: list[Difference]) -> list[str]:
    """Say in sentences what in ``found`` this program could not have written."""
    said: list[str] = []
    for difference in found:
        table = model.tables[difference.table]
        where = called(table, difference.row)
        if not is_id(difference.row):
            said.append(
                tr(
                    "In the table “{name}” a row has the id {row}.",
                    name=table.name,
                    row=shown(difference.row),
                )
            )
        holders = connection.execute(model.which_kind, (difference.row,)).fetchall()
        if len(holders) > 1:
            said.append(tr("The id {row} is used in two tables.", row=shown(difference.row)))
        elif connection.execute(_OTHER_KIND, (difference.row, table.name)).fetchone():
            said.append(tr("{where} has the id of a record of another kind.", where=where))
        if connection.execute(_ERASED, (difference.row,)).fetchone():
            said.append(tr("{where} was erased for good and cannot be put back.", where=where))
        for name, value in difference.data.items():
            said += _misfits(connection, table.by_name[name], value, where)
    said.extend(
        tr(
            "A row of the table “{table}” refers to a “{other}” that does not exist.",
            table=row[0],
            other=row[2],
        )
        for row in connection.execute("PRAGMA foreign_key_check").fetchall()
    )
    if "initiative" in model.kinds:
        (count,) = connection.execute('SELECT count(*) FROM "initiative"').fetchone()
        if count != 1:
            said.append(
                plural(
                    "The file holds {n} initiative; it must hold one.",
                    "The file holds {n} initiatives; it must hold one.",
                    count,
                )
            )
    return said


def _misfits(
    connection: sqlite3.Connection, field: Field, value: Stored, where: str
) -> Iterator[str]:
    """Say what is wrong with one value, which stands at ``where``."""
    label = field.label
    try:
        if field.check(value) != value:
            yield tr(
                "{where}, {label}: not in the form that it is kept in.", where=where, label=label
            )
    except InvalidValue as error:
        yield f"{where}, {error}"
    if isinstance(field, Ref) and value is not None:
        kinds = " UNION ALL ".join(f'SELECT id FROM "{kind}"' for kind in field.kinds)
        if not connection.execute(f"SELECT 1 FROM ({kinds}) WHERE id=?", (value,)).fetchone():
            yield tr(
                "{where}, {label}: the record it names does not exist.", where=where, label=label
            )


def called(table: Kind, row: object) -> str:
    """Return what a sentence calls a row that may have been written by anybody."""
    return f"{table.label} {row if is_id(row) else shown(row)}"


def adopt(
    connection: sqlite3.Connection,
    writer: Writer,
    document: str,
    found: list[Difference],
) -> None:
    """Put ``found`` on record as one edit of the locked file."""
    # What the file held before goes into the session's id, lest the same change made by hand
    # twice, with its reversal between, were taken for one.
    before = sorted(log.frontier_names(connection))
    newest = connection.execute("SELECT at_ms FROM log_txn ORDER BY id DESC LIMIT 1").fetchone()
    content = json.dumps([before, *([d.table, d.row, d.op, sorted(d.data.items())] for d in found)])
    session = derived_id("adopted", document, content)
    txn = writer.begin(LABEL, AUTHOR, "adopt", session=session, at_ms=newest[0] if newest else 0)
    connection.executemany(
        "INSERT INTO log_op (txn, n, tbl, row, op, data) VALUES (?, ?, ?, ?, ?, ?)",
        [(txn, n, d.table, d.row, d.op, d.json()) for n, d in enumerate(found, start=1)],
    )
    writer.seal(txn, log.entries(connection, txn))
