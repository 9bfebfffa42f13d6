"""What of the log's state stands in the tables: all of it, but for what lacks what it needs.

Copies that are brought together may hold a record whose partner somebody deleted elsewhere.
Nothing is cascaded away for that: a record that cannot be without another one which is not there
is *hidden*, and an optional reference to such a record shows as empty. The log keeps both, and
when the missing record comes back, so do they.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from outreach.document.erasing import erased
from outreach.document.fields import Ref, Stored
from outreach.document.fold import At, State, fold
from outreach.document.records import Model

Shown = dict[At, dict[str, Stored] | None]
"""What rows of the tables are to be; None for a record that is not to be there."""


def shown(model: Model, states: Mapping[At, State], stands: Callable[[At], bool]) -> Shown:
    """Return how the records of ``states`` show in the tables.

    Args:
        model: The declarations; records of kinds that are not declared show nowhere.
        states: What the log says of the records.
        stands: Tells of any other record whether it is in its table.
    """
    needs: dict[At, list[list[At]]] = {}
    for at, state in states.items():
        if state.alive and at[0] in model.tables:
            needs[at] = _needs(model, state)
    there = {at for at, needed in needs.items() if all(needed)}

    def is_there(at: At) -> bool:
        return at in there or (at not in states and stands(at))

    while gone := {at for at in there if not all(any(map(is_there, n)) for n in needs[at])}:
        there -= gone
    return {
        at: _fields(model, state, is_there) if at in there else None for at, state in states.items()
    }


def _needs(model: Model, state: State) -> list[list[At]]:
    """Return for each required field where its record may be; an empty list for none."""
    found = []
    for field in model.tables[state.table].columns:
        if field.required:
            value = state.fields.get(field.name)
            if isinstance(field, Ref):
                found.append([(kind, str(value)) for kind in field.kinds] if value else [])
            elif value is None:
                found.append([])
    return found


def _fields(model: Model, state: State, is_there: Callable[[At], bool]) -> dict[str, Stored]:
    fields: dict[str, Stored] = {}
    for field in model.tables[state.table].columns:
        value = state.fields.get(field.name)
        if value is None:
            continue
        if isinstance(field, Ref) and not any(is_there((kind, str(value))) for kind in field.kinds):
            continue
        fields[field.name] = value
    return fields


Shift = tuple[dict[str, Stored] | None, dict[str, Stored] | None]
"""What a row was and what it is now, without what is not set; None where it is not there."""


def refresh(connection: sqlite3.Connection, model: Model, rows: Iterable[str]) -> dict[At, Shift]:
    """Bring the tables to the log for ``rows`` and whatever depends on how they show.

    Args:
        connection: Within a transaction, with the triggers that fill the log away.
        model: The declarations.
        rows: Ids of the records of which the log was added to.

    Returns:
        The rows that changed, with what they were and are.
    """
    return _refreshed(connection, model, rows)[0]


def show_arrivals(
    connection: sqlite3.Connection,
    model: Model,
    rows: Iterable[str],
    values: Mapping[At, Mapping[str, Stored]],
) -> dict[At, Shift]:
    """Do as :func:`refresh` for what came in from another copy.

    Args:
        connection: As there.
        model: The declarations.
        rows: Ids of the records of which the log was added to.
        values: What was written into those that are here and of which it is known that their rows
            are what they were, with this over it; no references, and nothing required.

    Returns:
        As there; of the rows in ``values`` only the fields that changed.
    """
    known = {row for _, row in values}
    changed, looked = _refreshed(connection, model, [row for row in rows if row not in known])
    by_fields: dict[tuple[str, ...], dict[At, Mapping[str, Stored]]] = defaultdict(dict)
    for at, fields in values.items():
        if at not in looked:
            by_fields[at[0], *fields][at] = fields
    for (table, *names), written in by_fields.items():
        if names:
            changed |= _overwrite(connection, table, names, written)
    return changed


def _overwrite(
    connection: sqlite3.Connection,
    table: str,
    names: list[str],
    written: Mapping[At, Mapping[str, Stored]],
) -> dict[At, Shift]:
    """Write the same fields of many rows; return what they were and are where that differs."""
    columns = "".join(f', "{name}"' for name in names)
    changed: dict[At, Shift] = {}
    rows = []
    for id, *had in connection.execute(
        f'SELECT id{columns} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
        (json.dumps([id for _, id in written]),),
    ):
        fields = written[table, id]
        values = [fields[name] for name in names]
        if values != had:
            rows.append((*values, id))
            changed[table, id] = _set(names, had), _set(names, values)
    places = ", ".join(f'"{name}"=?' for name in names)
    connection.executemany(f'UPDATE "{table}" SET {places} WHERE id=?', rows)
    return changed


def _set(names: Iterable[str], values: Iterable[Stored]) -> dict[str, Stored]:
    return {name: v for name, v in zip(names, values, strict=True) if v is not None}


def _refreshed(
    connection: sqlite3.Connection, model: Model, rows: Iterable[str]
) -> tuple[dict[At, Shift], Mapping[At, State]]:
    """Return the rows that changed, and all records that were looked at."""
    waiting = {row for (row,) in connection.execute("SELECT row FROM log_orphan")}
    states: dict[At, State] = {}
    more = waiting.union(rows)
    while more:
        states |= fold(connection, more)
        present = _present(connection, model, states)
        wanted = shown(model, states, _stands(connection, model, states))
        going = [at for at in present if wanted[at] is None]
        more = _depending(connection, model, going) - {row for _, row in states}
    if not states:
        return {}, states
    changed = {
        at: (present.get(at), fields) for at, fields in wanted.items() if fields != present.get(at)
    }
    _write(connection, model, {at: wanted[at] for at in changed}, present)
    _note_hidden(connection, model, states, wanted)
    return changed, states


def _present(
    connection: sqlite3.Connection, model: Model, states: Iterable[At]
) -> dict[At, dict[str, Stored]]:
    """Return what stands in the tables of the records, without what is not set."""
    found: dict[At, dict[str, Stored]] = {}
    for table, ids in _by_table(model, states).items():
        names = [field.name for field in model.tables[table].columns]
        columns = "".join(f', "{name}"' for name in names)
        for id, *values in connection.execute(
            f'SELECT id{columns} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps(ids),),
        ):
            found[table, id] = _set(names, values)
    return found


def _stands(
    connection: sqlite3.Connection, model: Model, states: Mapping[At, State]
) -> Callable[[At], bool]:
    """Look up at once which records that others refer to are in the tables."""
    targets = set()
    for state in states.values():
        for field in model.tables[state.table].columns if state.table in model.tables else ():
            if isinstance(field, Ref) and (value := state.fields.get(field.name)):
                targets |= {(kind, str(value)) for kind in field.kinds}
    found: set[At] = set()
    for table, ids in _by_table(model, targets - states.keys()).items():
        rows = connection.execute(
            f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps(ids),),
        )
        found.update((table, id) for (id,) in rows)
    return found.__contains__


def _by_table(model: Model, rows: Iterable[At]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, id in rows:
        if table in model.tables:
            found[table].append(id)
    return found


def _depending(connection: sqlite3.Connection, model: Model, going: Iterable[At]) -> set[str]:
    """Return the ids of the rows that refer to records which go."""
    found: set[str] = set()
    for table, ids in _by_table(model, going).items():
        for other, field in model.referring.get(table, ()):
            rows = connection.execute(
                f'SELECT id FROM "{other.name}" WHERE "{field.name}" IN '
                "(SELECT value FROM json_each(?))",
                (json.dumps(ids),),
            )
            found.update(id for (id,) in rows)
    return found


def _write(
    connection: sqlite3.Connection,
    model: Model,
    rows: Shown,
    present: Mapping[At, object],
) -> None:
    gone: dict[str, list[tuple[str]]] = defaultdict(list)
    new: dict[str, list[tuple[Stored, ...]]] = defaultdict(list)
    other: dict[str, list[tuple[Stored, ...]]] = defaultdict(list)
    for (table, id), fields in rows.items():
        if fields is None:
            gone[table].append((id,))
            continue
        values = [fields.get(field.name) for field in model.tables[table].columns]
        (other if (table, id) in present else new)[table].append((*values, id))
    for table, ids in gone.items():
        connection.executemany(f'DELETE FROM "{table}" WHERE id=?', ids)
    for table, found in new.items():
        names = "".join(f'"{field.name}", ' for field in model.tables[table].columns)
        marks = "?, " * len(model.tables[table].columns)
        connection.executemany(f'INSERT INTO "{table}" ({names}id) VALUES ({marks}?)', found)
    for table, found in other.items():
        names = ", ".join(f'"{field.name}"=?' for field in model.tables[table].columns)
        connection.executemany(f'UPDATE "{table}" SET {names} WHERE id=?', found)


def _note_hidden(
    connection: sqlite3.Connection, model: Model, states: Mapping[At, State], wanted: Shown
) -> None:
    """Keep a note of the records that show otherwise than the log has them."""
    connection.executemany("DELETE FROM log_orphan WHERE tbl=? AND row=?", list(states))
    connection.executemany(
        "INSERT INTO log_orphan (tbl, row) VALUES (?, ?)",
        hidden(connection, model, states, wanted),
    )


def hidden(
    connection: sqlite3.Connection, model: Model, states: Mapping[At, State], wanted: Shown
) -> list[At]:
    """Return which records of ``states`` show otherwise than the log has them.

    What lacks a record that was erased waits for nothing: that never comes back.
    """
    found = []
    gone: set[str] | None = None
    for at, state in states.items():
        if not state.alive or at[0] not in model.tables:
            continue
        names = [field.name for field in model.tables[at[0]].columns]
        fields = {n: v for n in names if (v := state.fields.get(n)) is not None}
        if wanted[at] != fields:
            gone = erased(connection) if gone is None else gone
            left = {name: value for name, value in fields.items() if value not in gone}
            if (wanted[at] or {}) != left:
                found.append(at)
    return found
