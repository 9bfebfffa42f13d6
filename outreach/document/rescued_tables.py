"""What the records of a damaged file are: from the log and from the tables, whichever is sound.

Both say the same in a sound file. Where they do not, the log is believed when it is whole and
nobody wrote past it; otherwise the tables are. What neither says as the declarations want it
cannot be kept, and is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from outreach.base.errors import InvalidValue
from outreach.base.ids import is_id
from outreach.base.language import plural, tr
from outreach.document.fields import Field, Ref, Stored
from outreach.document.fold import State
from outreach.document.records import Kind, Model
from outreach.document.salvage import Salvage

"""Stands where a record cannot be without words and they are lost."""

Fields = dict[str, Stored]
Tables = dict[str, dict[str, Fields]]
"""Fields by id by table."""


@dataclass(slots=True)
class Rescued:
    """The records that a clean file can hold."""

    tables: Tables = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """Sentences on what is not among them."""


def rescue_tables(
    salvage: Salvage,
    model: Model,
    logged: Mapping[tuple[str, str], State],
    *,
    tables_win: bool,
) -> Rescued:
    """Decide every record from what the log says (``logged``) and what the tables hold."""
    found = Rescued()
    kinds = {id: name for name, id in logged}
    for table in model.tables.values():
        rows, whole = _read(found, salvage, table)
        if not whole:
            found.lost.append(
                tr(
                    "The table “{name}” could not be read to the end; what the history "
                    "says stands for the rest.",
                    name=table.name,
                )
            )
        kept = found.tables[table.name] = {}
        for id, values in rows.items():
            if kinds.get(id, table.name) != table.name:
                found.lost.append(
                    tr("{label} {id} has the id of another record.", label=table.label, id=id)
                )
                continue
            _take_row(found, table, id, values, logged.get((table.name, id)), tables_win)
        for (name, id), state in logged.items():
            # A file is nothing without its initiative, so that is believed of the log alone.
            gone = tables_win and whole and id not in rows and (rows or name != "initiative")
            if name == table.name and id not in kept and state.alive and not gone:
                kept[id] = _fitting(found, table, id, state.fields, {})
    _drop_doubles(found, model)
    _one_initiative(found, model)
    while _drop_orphans(found, model):
        pass
    return found


def _read(found: Rescued, salvage: Salvage, table: Kind) -> tuple[dict[str, Fields], bool]:
    names = [column.name for column in table.columns]
    read = salvage.table(table.name, ["id", *names])
    rows: dict[str, Fields] = {}
    nameless = 0
    for id, *values in read.rows:
        if not isinstance(id, str) or not is_id(id):
            nameless += 1
        elif id in rows:
            found.lost.append(
                tr(
                    "{label} {id} is in its table twice; the first was kept.",
                    label=table.label,
                    id=id,
                )
            )
        else:
            rows[id] = dict(zip(names, values, strict=True))  # type: ignore[arg-type]
    if nameless:
        found.lost.append(
            plural(
                "A row of the table “{name}” without an id was left out.",
                "{n} rows of the table “{name}” without an id were left out.",
                nameless,
                name=table.name,
            )
        )
    return rows, read.whole


def _take_row(
    found: Rescued, table: Kind, id: str, values: Fields, state: State | None, tables_win: bool
) -> None:
    if state is None:
        found.tables[table.name][id] = _fitting(found, table, id, values, {})
    elif state.erased:
        found.lost.append(
            tr("{label} {id} was erased, so it was left out.", label=table.label, id=id)
        )
    elif tables_win:
        found.tables[table.name][id] = _fitting(found, table, id, values, state.fields)
    elif state.alive:
        found.tables[table.name][id] = _fitting(found, table, id, state.fields, values)
    else:
        found.lost.append(
            tr("{label} {id} was deleted, so it was left out.", label=table.label, id=id)
        )


def _fitting(
    found: Rescued, table: Kind, id: str, first: Mapping[str, object], second: Mapping[str, object]
) -> Fields:
    """Return the fields as the declarations want them, each from the first source that has it."""
    fields: Fields = {}
    for column in table.columns:
        value, fits = _fit(table, column, first.get(column.name))
        if not fits:
            found.lost.append(
                tr(
                    "{label} {id}, {field}: what stood there could not be kept.",
                    label=table.label,
                    id=id,
                    field=column.label,
                )
            )
            value, fits = _fit(table, column, second.get(column.name))
        if value is None and column.required:
            value, _ = _fit(table, column, tr("(could not be read)"))
        if value is not None:
            fields[column.name] = value
    return fields


def _fit(table: Kind, column: Field, value: object) -> tuple[Stored, bool]:
    """Return the value in the form in which it is kept, and whether it fits the field at all."""
    if value is None or isinstance(value, bytes):
        return None, value is None and not column.required
    try:
        return column.check(value), True
    except InvalidValue:
        return None, False


def _drop_doubles(found: Rescued, model: Model) -> None:
    seen: set[str] = set()
    for table in model.tables.values():
        rows = found.tables[table.name]
        for id in [id for id in rows if id in seen]:
            found.lost.append(
                tr("{name} has the id of another record.", name=_name(table, id, rows[id]))
            )
            del rows[id]
        seen.update(rows)


def _one_initiative(found: Rescued, model: Model) -> None:
    if "initiative" not in model.kinds:
        return
    table, rows = model.kinds["initiative"], found.tables["initiative"]
    for id in sorted(rows)[1:]:
        found.lost.append(
            tr("{name} was left out: a file holds one.", name=_name(table, id, rows[id]))
        )
        del rows[id]


def _drop_orphans(found: Rescued, model: Model) -> bool:
    """Empty references to records that are not there; drop what cannot be without. Once round."""
    dropped = False
    for table in model.tables.values():
        rows = found.tables[table.name]
        refs = [column for column in table.columns if isinstance(column, Ref)]
        required = [column.name for column in table.columns if column.required]
        for id, fields in list(rows.items()):
            for ref in refs:
                target = fields.get(ref.name)
                if target and not any(target in found.tables[kind] for kind in ref.kinds):
                    del fields[ref.name]
                    if not ref.required:
                        found.lost.append(
                            tr(
                                "{name}, {label}: the record that it names is not there.",
                                name=_name(table, id, fields),
                                label=ref.label,
                            )
                        )
            if any(name not in fields for name in required):
                if not table.link:
                    found.lost.append(
                        tr(
                            "{name} was left out: what it belongs to is not there.",
                            name=_name(table, id, fields),
                        )
                    )
                del rows[id]
                dropped = True
    return dropped


def _name(table: Kind, id: str, fields: Fields) -> str:
    title = " · ".join(
        str(fields[name])
        for name in table.title
        if name in fields and not isinstance(table.by_name[name], Ref)
    )
    return f"{table.label} “{title}” ({id})" if title else f"{table.label} {id}"
