"""Which rows of the log belong to the history of a record: its own, and what hangs on it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from outreach.document.document import Document
from outreach.document.fields import Ref


def own_rows(document: Document, record: str) -> set[str]:
    """Return the record's own id and those of the links it ever had."""
    found = document.connection.execute(
        "SELECT tbl FROM log_op WHERE row=? LIMIT 1", (record,)
    ).fetchone()
    kind = document.model.kinds.get(found[0]) if found else None
    if kind is None:
        return {record}
    owning = [(kind.link_table(links), kind.name) for links in kind.links]
    if not owning:
        return {record}
    return {record, *_referring(document, owning, [record])}


def with_related(document: Document, record: str) -> set[str]:
    """Return the record's rows, and those of the records that ever hung on it.

    These are all that referred to it by any field (its people, its contacts), and further on those
    that cannot be without one of them (the champions among its people). The initiative, to which
    everything belongs, is none of them.
    """
    model = document.model
    every = [
        (table.name, field.name)
        for table in model.tables.values()
        if table.name != "initiative"
        for field in table.columns
        if isinstance(field, Ref)
    ]
    needing = [
        (table, field) for table, field in every if model.tables[table].by_name[field].required
    ]
    found = {record}
    new = _referring(document, every, found)
    while new:
        found |= new
        new = _referring(document, needing, new) - found
    return found


def _referring(
    document: Document, fields: Iterable[tuple[str, str]], rows: Iterable[str]
) -> set[str]:
    """Return the rows whose log ever named one of ``rows`` in one of ``fields`` (table, field)."""
    # Read from end to end: by the index of the rows it would take twenty times as long.
    return {
        row
        for (row,) in document.connection.execute(
            """WITH field(tbl, name) AS (
                 SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?1))
               SELECT o.row FROM log_op o NOT INDEXED, json_each(o.data) AS said
               WHERE o.tbl IN (SELECT tbl FROM field)
                 AND said.value IN (SELECT value FROM json_each(?2))
                 AND (o.tbl, said.key) IN (SELECT tbl, name FROM field)""",
            (json.dumps(list(fields)), json.dumps(list(rows))),
        )
    }
